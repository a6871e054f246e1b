/** The page-table walk for loads and stores, where it is plain: what `Mmu.place` does, and else nothing. */
import { type MemoryUse, memoryMap } from '../../isa';
import { offsetMask, pageMask, pageShift, pte, slotMask, translateBit } from '../constants';
import { CpuWord, type Layout, tlbLayout } from '../layout';
import { tableMark } from '../mmu';
import { Code, type WasmFunction, none, op } from './format';
import { type Locals, pushEntry } from './rows';

// Parameters and locals.
const address = 0;
const tlb = 1;
const access = 2;
/** The page-table entry, and its value. */
const slot = 3;
const value = 4;
const place = 5;
const entry = 6;

/** The third parameter of `fill`: the size less 1, and this for a store. */
const storing = 4;

export const fillSignature = { name: 'fill', parameters: 3, results: 1 } as const;

/** `fill(address, tlb, access) → found`: puts the page of an access into the TLB. 0: it is for others, who find out why. */
export function filler(layout: Layout): WasmFunction {
  return { ...fillSignature, locals: 4, body: new Writer(layout).write() };
}

/** The code that calls it, by its index, for an access to the address in a local. */
export function pushFilled(code: Code, index: number, locals: Locals, { access, size }: MemoryUse): void {
  code.get(locals.address).get(locals.tlb);
  code.const(size - 1 + (access === 'read' ? 0 : storing)).call(index);
}

/** Structure: `block others { … return 1 } 0`. */
class Writer {
  private readonly code = new Code();

  constructor(private readonly layout: Layout) {}

  write(): Code {
    const { code } = this;
    code.op(op.block, none);
    this.leaveWatched();
    code.get(address).get(access).const(3).op(op.and, op.and).brIf(0);
    this.pushCell(CpuWord.ptb);
    code.const(translateBit).op(op.and, op.if, none);
    this.walk();
    code.byte(op.else);
    code.get(address).const(memoryMap.ramBase).byte(op.sub).set(place);
    this.leaveOutside(place, 1);
    code.byte(op.end);
    this.remember();
    code.const(1);
    return code.op(op.return, op.end).const(0);
  }

  /** Leaves with an access to bytes between the first and the last that are watched. */
  private leaveWatched(): void {
    const { code } = this;
    const pushReach = () => code.get(access).const(3).byte(op.and);
    this.pushWatch(CpuWord.watched);
    code.op(op.if, none).get(address);
    this.pushWatch(CpuWord.watchedFrom);
    code.byte(op.sub);
    pushReach().byte(op.add);
    this.pushWatch(CpuWord.watched);
    pushReach().op(op.add, op.ltU).brIf(1).byte(op.end);
  }

  /** From the address to its place; labels are the `if`, others. */
  private walk(): void {
    const { code } = this;
    this.pushDirectory();
    code.get(address).const(22).byte(op.shrU).const(2).op(op.shl, op.add).set(slot);
    this.leaveOutside(slot, 1);
    code.get(slot).memory(op.load, 0).tee(value).const(pte.valid).op(op.and, op.eqz).brIf(1);
    code.get(value).const(pageMask).byte(op.and).const(memoryMap.ramBase).byte(op.sub);
    code.get(address).const(pageShift).byte(op.shrU).const(slotMask).byte(op.and);
    code.const(2).op(op.shl, op.add).set(slot);
    this.leaveOutside(slot, 1);
    code.get(slot).memory(op.load, 0).set(value);
    this.permit();
    code.get(value).const(pageMask).byte(op.and).const(memoryMap.ramBase).byte(op.sub);
    code.get(address).const(offsetMask).op(op.and, op.add).set(place);
    this.leaveOutside(place, 1);
    this.use();
  }

  /** The place of the page directory. */
  private pushDirectory(): void {
    this.pushCell(CpuWord.ptb);
    this.code.const(pageMask).byte(op.and).const(memoryMap.ramBase).byte(op.sub);
  }

  private permit(): void {
    const { code } = this;
    code.get(value);
    this.pushIfUser(pte.user);
    this.pushIfStoring(pte.write);
    code.const(pte.valid).op(op.or, op.or).tee(entry).byte(op.and).get(entry).byte(op.ne).brIf(1);
  }

  /** Sets the bits of use; leaves where the tables are not known as tables, or are more than that. */
  private use(): void {
    const { code } = this;
    this.pushDirectory();
    this.pushMark();
    code.const(tableMark).op(op.and, op.eqz).brIf(1);
    code.get(slot);
    this.pushMark();
    code.const(tableMark).op(op.and, op.eqz).brIf(1);
    code.get(value);
    this.pushIfStoring(pte.dirty);
    code.const(pte.accessed).op(op.or, op.or).tee(entry).get(value).op(op.ne, op.if, none);
    code.get(slot);
    this.pushMark();
    code.const(tableMark).byte(op.ne).brIf(2);
    code.get(slot).get(entry).memory(op.store, 0).byte(op.end);
  }

  private remember(): void {
    const { code } = this;
    pushEntry(code, address, () => code.get(tlb));
    code.set(entry);
    code.get(access).const(storing).op(op.and, op.if, none);
    code.get(place);
    this.pushMark();
    code.brIf(1);
    this.store(tlbLayout.writeTags, tlbLayout.writeOffsets);
    code.byte(op.else);
    this.store(tlbLayout.readTags, tlbLayout.readOffsets);
    code.byte(op.end);
  }

  /** Who has asked goes on with the offset alone. A page with watched bytes gets no tag, so that its next access comes here too. */
  private store(tags: number, offsets: number): void {
    const { code } = this;
    code.get(entry).const(-1).get(address).const(pageMask).byte(op.and);
    this.pushIsWatched();
    code.byte(op.select).memory(op.store, tags);
    code.get(entry).get(place).get(address).byte(op.sub).memory(op.store, offsets);
  }

  /** Whether the page is one from the first to the last with watched bytes. */
  private pushIsWatched(): void {
    const { code } = this;
    const pushFirst = () => {
      this.pushWatch(CpuWord.watchedFrom);
      code.const(pageMask).byte(op.and);
    };
    code.get(address).const(pageMask).byte(op.and);
    pushFirst();
    code.byte(op.sub);
    this.pushWatch(CpuWord.watchedFrom);
    this.pushWatch(CpuWord.watched);
    code.byte(op.add).const(1).byte(op.sub).const(pageMask).byte(op.and);
    pushFirst();
    code.byte(op.sub).const(1).op(op.add, op.ltU);
    this.pushWatch(CpuWord.watched);
    code.const(0).op(op.ne, op.and);
  }

  private leaveOutside(local: number, depth: number): void {
    this.code.get(local).const(this.layout.ramSize).byte(op.geU).brIf(depth);
  }

  private pushIfUser(bits: number): void {
    const { code } = this;
    code.const(bits).const(0).get(tlb);
    this.pushCell(CpuWord.userTlb);
    code.op(op.eq, op.select);
  }

  private pushIfStoring(bits: number): void {
    this.code.const(bits).const(0).get(access).const(storing).op(op.and, op.select);
  }

  /** The mark of the page of a place that is on the stack. */
  private pushMark(): void {
    this.code.const(pageShift).byte(op.shrU).memory(op.load8u, this.layout.marks);
  }

  /** Of the half of the addresses that the address is in. */
  private pushWatch(word: CpuWord.watched | CpuWord.watchedFrom): void {
    this.code.get(address).const(memoryMap.userTop).byte(op.geU).const(3).byte(op.shl);
    this.code.memory(op.load, this.layout.cpu + word * 4);
  }

  private pushCell(word: CpuWord): void {
    this.code.const(0).memory(op.load, this.layout.cpu + word * 4);
  }
}

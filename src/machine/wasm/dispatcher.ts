/**
 * Goes from one compiled function to the next while there is one at pc. System calls and returns from traps are done
 * here where all that they need is at hand; else they are left to others, like everything rare.
 */
import {
  memoryMap,
  registerNumber,
  roles,
  systemCallRegisters,
  trapFrameOffset,
  trapFrameSize,
} from '../../isa';
import { cause, pageMask, pageShift, slotMask, spRegister, status } from '../constants';
import { CpuWord, type Layout, callSlots, tellableCalls, tlbLayout } from '../layout';
import { blockBits, exits } from './compile';
import { Code, type WasmFunction, none, op } from './format';
import { pushEntry } from './rows';

// The parameter, and locals.
const tlb = 0;
const pc = 1;
const entry = 2;
const found = 3;
const exit = 4;
const frame = 5;
const place = 6;
const handler = 7;
const newStatus = 8;

const callRegister = registerNumber(systemCallRegisters.number);
/** The fields before it are r1 and on. */
const registerFields = trapFrameOffset('pc') / 4;
/** The words that `rett` reads. */
const returnedSize = trapFrameOffset('status') + 4;

/** `dispatch(tlb)`: from the CPU's pc on, in the mode that the TLB at this place belongs to. */
export function dispatcher(layout: Layout): WasmFunction {
  return { name: 'dispatch', parameters: 1, results: 0, locals: 8, body: new Writer(layout).write() };
}

/** Structure: `loop next { … block undo { trap or rett } }`. */
class Writer {
  private readonly code = new Code();

  constructor(private readonly layout: Layout) {}

  write(): Code {
    const { code } = this;
    code.op(op.loop, none);
    this.call();
    code.op(op.block, none);
    code.get(exit).const(exits.trap).op(op.eq, op.if, none);
    this.trap();
    code.byte(op.else);
    this.trapReturn();
    code.op(op.end, op.end);
    // undo: the instruction has not happened
    code.const(0);
    this.pushCell(CpuWord.left);
    code.const(1).byte(op.add).memory(op.store, this.cell(CpuWord.left));
    return code.byte(op.end);
  }

  /** Runs the function at pc; goes on only for a trap or its return. */
  private call(): void {
    const { code } = this;
    this.pushCell(CpuWord.pc);
    code.set(pc);
    pushEntry(code, pc, () => code.get(tlb));
    code.tee(entry).memory(op.load, tlbLayout.fetchTags);
    code
      .get(pc)
      .const(pageMask | 3)
      .op(op.and, op.ne, op.if, none, op.return, op.end);
    code.get(entry).memory(op.load, tlbLayout.fetchMaps);
    code
      .get(pc)
      .const(slotMask * 4)
      .op(op.and, op.add)
      .memory(op.load, 0);
    code.tee(found).op(op.eqz, op.if, none, op.return, op.end);
    code
      .get(found)
      .const((1 << blockBits) - 1)
      .byte(op.and)
      .get(tlb);
    code.get(found).const(blockBits).byte(op.shrU).op(op.callIndirect, 0, 0).tee(exit);
    code.const(exits.go).byte(op.eq).brIf(0);
    code.get(exit).const(exits.leave).op(op.eq, op.if, none, op.return, op.end);
  }

  /** Labels from here on: the `if`, undo, next. */
  private trap(): void {
    const { code } = this;
    this.leaveToldCalls();
    this.pushCell(CpuWord.status);
    code.const(status.user).op(op.and, op.eqz).brIf(1);
    this.pushCell(CpuWord.ksp);
    code.const(trapFrameSize).byte(op.sub).set(frame);
    this.findFrame(trapFrameSize, tlbLayout.writeTags, tlbLayout.writeOffsets);
    this.findHandler();
    for (let field = 0; field < registerFields; field++)
      this.store(field * 4, () => this.pushCell(CpuWord.registers, field + 1));
    this.store(trapFrameOffset('pc'), () => {
      this.pushCell(CpuWord.pc);
      code.const(4).byte(op.add);
    });
    this.store(trapFrameOffset('status'), () => this.pushCell(CpuWord.status));
    this.store(trapFrameOffset('cause'), () => code.const(cause.systemCall));
    this.store(trapFrameOffset('value'), () => code.const(0));
    this.noteCall();
    this.setCell(CpuWord.registers, () => code.get(frame), spRegister);
    this.setCell(CpuWord.status, () => code.const(0));
    this.setCell(CpuWord.pc, () => code.get(handler));
    this.setCell(CpuWord.trapCounts, () => this.pushCount(), cause.systemCall);
    this.pushCell(CpuWord.kernelTlb);
    code.set(tlb).br(2);
  }

  /** A system call that an observer is told. */
  private leaveToldCalls(): void {
    const { code } = this;
    const call = () => this.pushCell(CpuWord.registers, callRegister);
    this.pushCell(CpuWord.toldCauses);
    code.const(1 << cause.systemCall).op(op.and, op.if, none);
    call();
    code.const(tellableCalls).byte(op.geU).brIf(2);
    call();
    code.const(5).byte(op.shrU).const(2).byte(op.shl);
    code.memory(op.load, this.cell(CpuWord.toldCalls));
    call();
    code.byte(op.shrU).const(1).byte(op.and).brIf(2).byte(op.end);
  }

  /** As `CpuState.noteCall`. */
  private noteCall(): void {
    const { code } = this;
    code.get(frame).const(pageShift).byte(op.shrU);
    code
      .const(callSlots - 1)
      .byte(op.and)
      .const(3)
      .byte(op.shl)
      .set(entry);
    code.get(entry).get(frame).memory(op.store, this.cell(CpuWord.calls));
    code.get(entry);
    this.pushCell(CpuWord.registers, roles.firstArgument);
    code.memory(op.store, this.cell(CpuWord.calls + 1));
  }

  private pushCount(): void {
    this.pushCell(CpuWord.trapCounts, cause.systemCall);
    this.code.const(1).byte(op.add);
  }

  /** The address of the handler of system calls. */
  private findHandler(): void {
    const { code } = this;
    this.pushCell(CpuWord.ttb);
    code.byte(op.eqz).brIf(1);
    this.pushCell(CpuWord.ttb);
    code
      .const(cause.systemCall * 4)
      .byte(op.add)
      .set(handler);
    pushEntry(code, handler, () => this.pushCell(CpuWord.kernelTlb));
    code.tee(entry).memory(op.load, tlbLayout.readTags);
    code
      .get(handler)
      .const(pageMask | 3)
      .op(op.and, op.ne)
      .brIf(1);
    code.get(handler).get(entry).memory(op.load, tlbLayout.readOffsets).byte(op.add);
    code.memory(op.load, 0).set(handler);
  }

  private trapReturn(): void {
    const { code } = this;
    this.pushCell(CpuWord.toldReturns);
    code.brIf(1);
    this.pushCell(CpuWord.status);
    code.const(status.user).byte(op.and).brIf(1);
    this.pushCell(CpuWord.registers, spRegister);
    code.set(frame);
    this.findFrame(returnedSize, tlbLayout.readTags, tlbLayout.readOffsets);
    this.pushField(trapFrameOffset('status'));
    code.const(status.defined).byte(op.and).tee(newStatus);
    // A pending interrupt would come right behind it.
    code.const(status.interrupts).op(op.and, op.eqz, op.eqz);
    this.pushCell(CpuWord.pending);
    code.op(op.eqz, op.eqz, op.and).brIf(1);
    for (let field = 0; field < registerFields; field++)
      this.setCell(CpuWord.registers, () => this.pushField(field * 4), field + 1);
    this.setCell(CpuWord.status, () => code.get(newStatus));
    this.setCell(CpuWord.pc, () => this.pushField(trapFrameOffset('pc')));
    this.pushCell(CpuWord.userTlb);
    this.pushCell(CpuWord.kernelTlb);
    code.get(newStatus).const(status.user).op(op.and, op.select).set(tlb).br(2);
  }

  /** The place of a frame that lies in one page, at hand in the kernel's TLB. */
  private findFrame(size: number, tags: number, offsets: number): void {
    const { code } = this;
    code.get(frame).const(3).byte(op.and).brIf(1);
    code
      .get(frame)
      .const(memoryMap.pageSize - 1)
      .byte(op.and);
    code
      .const(memoryMap.pageSize - size)
      .byte(op.gtU)
      .brIf(1);
    pushEntry(code, frame, () => this.pushCell(CpuWord.kernelTlb));
    code.tee(entry).memory(op.load, tags).get(frame).const(pageMask).op(op.and, op.ne).brIf(1);
    code.get(frame).get(entry).memory(op.load, offsets).byte(op.add).set(place);
  }

  private store(offset: number, value: () => void): void {
    this.code.get(place);
    value();
    this.code.memory(op.store, offset);
  }

  private pushField(offset: number): void {
    this.code.get(place).memory(op.load, offset);
  }

  private pushCell(word: CpuWord, register = 0): void {
    this.code.const(0).memory(op.load, this.cell(word + register));
  }

  private setCell(word: CpuWord, value: () => void, register = 0): void {
    this.code.const(0);
    value();
    this.code.memory(op.store, this.cell(word + register));
  }

  private cell(word: number): number {
    return this.layout.cpu + word * 4;
  }
}

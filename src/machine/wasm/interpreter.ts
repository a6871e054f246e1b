/**
 * The first tier: an interpreter, made from the table of instructions. It reads words from memory, so that nothing of
 * it needs to be forgotten when code changes, and returns before the first instruction that is rare.
 */
import {
  type ComputeDoes,
  type Instruction,
  type RegisterPlace,
  hasSignedImmediate,
  instructions,
  registerNumber,
  unusedBits,
} from '../../isa';
import { pageMask, zeroRegister } from '../constants';
import { CpuWord, type Layout, tlbLayout } from '../layout';
import { type Source, push } from './expressions';
import { pushFilled } from './fill';
import { Code, type WasmFunction, none, op } from './format';
import { writeOutput, writesPort } from './output';
import { type Locals, Lookups, type Target, pushEntry, writeRow } from './rows';

// Parameters and locals.
const tlb = 0;
const until = 1;
const from = 2;
const left = 3;
const pc = 4;
const word = 5;
/** The page that words come from, and what is added to an address in it. */
const page = 6;
const offset = 7;
const locals: Locals = { tlb, address: 8, entry: 9, place: 10, old: 11 };

/** From where the interpreter reads words: as it is set up, or the page itself, whatever is to stop it there. */
export const reading = { shadow: 0, page: tlbLayout.fetchPlaces - tlbLayout.fetchOffsets } as const;

/** The functions of this module that it calls, by their index. */
interface Callees {
  readonly fill: number;
}

/** Instructions that it does. */
const rows = instructions.filter(row => row.does || writesPort(row));
const opcodes = 256;

/**
 * `interpret(tlb, until, reading)`: from the CPU's pc on while `left` is greater than `until`, in the mode that the TLB at
 * this place belongs to.
 */
export function interpreter(layout: Layout, callees: Callees): WasmFunction {
  const body = new Writer(layout, callees).write();
  return { name: 'interpret', parameters: 3, results: 0, locals: 9, body };
}

/** By opcode, the bits of a word that must be 0: what stands in the memory at `layout.unusedBits`. */
export const unusedByOpcode = Int32Array.from({ length: opcodes }, (_, opcode) => {
  const row = rows.find(row => row.opcode === opcode);
  return row ? unusedBits(row) : 0;
});

/** Structure: `block leave { loop { … block n−1 { … block 0 { br_table } row 0 } … row n−1 } }`. */
class Writer {
  private readonly code = new Code();
  private readonly lookups = new Lookups(locals);
  /** The row whose code is being written. */
  private current = 0;

  constructor(
    private readonly layout: Layout,
    private readonly callees: Callees,
  ) {}

  write(): Code {
    const { code } = this;
    this.load(CpuWord.left, left);
    this.load(CpuWord.pc, pc);
    code.const(-1).set(page);
    code.op(op.block, none, op.loop, none);
    code.get(left).get(until).byte(op.eq).brIf(1);
    this.fetch();
    for (const {} of rows) code.op(op.block, none);
    this.dispatch();
    for (const [index, row] of rows.entries()) {
      code.byte(op.end);
      this.current = index;
      this.row(row);
    }
    code.op(op.end, op.end);
    this.save(CpuWord.pc, pc);
    this.save(CpuWord.left, left);
    return code;
  }

  /** The word at pc; leaves where its page is not at hand, or bits are set that mean nothing. */
  private fetch(): void {
    const { code } = this;
    code
      .get(pc)
      .const(pageMask | 3)
      .byte(op.and)
      .get(page)
      .op(op.ne, op.if, none);
    pushEntry(code, pc, () => code.get(tlb));
    code.tee(locals.entry).memory(op.load, tlbLayout.fetchTags);
    code
      .get(pc)
      .const(pageMask | 3)
      .op(op.and, op.ne)
      .brIf(2);
    code.get(locals.entry).get(from).byte(op.add).memory(op.load, tlbLayout.fetchOffsets).set(offset);
    code.get(pc).const(pageMask).byte(op.and).set(page).byte(op.end);
    code.get(pc).get(offset).byte(op.add).memory(op.load, 0).tee(word);
    code
      .get(word)
      .const(22)
      .byte(op.shrU)
      .const((opcodes - 1) * 4)
      .byte(op.and);
    code.memory(op.load, this.layout.unusedBits).byte(op.and).brIf(1);
  }

  private dispatch(): void {
    const { code } = this;
    const leave = rows.length + 1;
    code.get(word).const(24).byte(op.shrU).byte(op.brTable).unsigned(opcodes);
    for (let opcode = 0; opcode <= opcodes; opcode++) {
      const index = rows.findIndex(row => row.opcode === opcode);
      code.unsigned(index < 0 ? leave : index);
    }
  }

  private row(row: Instruction): void {
    const { does } = row;
    const { code } = this;
    const target = this.target(row);
    if (does) writeRow(target, does);
    else writeOutput(target, this.layout);
    if (does?.jump) this.jump(does.jump, target);
    else code.get(pc).const(4).byte(op.add).set(pc);
    code
      .get(left)
      .const(1)
      .byte(op.sub)
      .set(left)
      .br(rows.length - 1 - this.current);
  }

  private jump({ to, when }: NonNullable<ComputeDoes['jump']>, target: Target): void {
    const { code } = this;
    if (to !== 'label') code.get(locals.address);
    else {
      code.get(pc);
      target.push('imm');
      code.const(2).op(op.shl, op.add);
    }
    if (when !== undefined) {
      code.get(pc).const(4).byte(op.add);
      push(code, when, target);
      code.byte(op.select);
    }
    code.set(pc);
  }

  private target(row: Instruction): Target {
    const { code } = this;
    return {
      code,
      locals,
      lookups: this.lookups,
      known: () => undefined,
      push: source => this.push(source, row),
      leaveIf: () => void code.brIf(rows.length - this.current),
      leaveIfMissed: memory => {
        code.op(op.if, none);
        pushFilled(code, this.callees.fill, locals, memory);
        code
          .byte(op.eqz)
          .brIf(rows.length - this.current + 1)
          .byte(op.end);
      },
      setRegister: (place, value) => {
        this.pushRegister(place);
        value();
        code.memory(op.store, this.registers);
        code
          .const(0)
          .const(0)
          .memory(op.store, this.registers + zeroRegister * 4);
      },
    };
  }

  private push(source: Source, row: Instruction): void {
    const { code } = this;
    if (source === 'pc') code.get(pc);
    else if (source === 'imm') this.pushImmediate(row);
    else if (source !== 'old') {
      this.pushRegister(source);
      code.memory(op.load, this.registers);
    }
  }

  private pushImmediate(row: Instruction): void {
    const { code } = this;
    const unused = row.format === 'J' ? 8 : 16;
    code.get(word);
    if (hasSignedImmediate(row)) code.const(unused).byte(op.shl).const(unused).byte(op.shrS);
    else code.const(0xffff).byte(op.and);
  }

  /** Pushes the distance of a register from the first. */
  private pushRegister(place: RegisterPlace): void {
    const { code } = this;
    if (!isField(place)) return void code.const(registerNumber(place) * 4);
    code
      .get(word)
      .const(fieldShift[place] - 2)
      .byte(op.shrU)
      .const(15 * 4)
      .byte(op.and);
  }

  private get registers(): number {
    return this.layout.cpu + CpuWord.registers * 4;
  }

  private load(cell: CpuWord, local: number): void {
    this.code
      .const(0)
      .memory(op.load, this.layout.cpu + cell * 4)
      .set(local);
  }

  private save(cell: CpuWord, local: number): void {
    this.code
      .const(0)
      .get(local)
      .memory(op.store, this.layout.cpu + cell * 4);
  }
}

/** The lowest bits of the fields that name registers. */
export const fieldShift = { rd: 20, rs1: 16, rs2: 12 } as const;

function isField(place: RegisterPlace): place is keyof typeof fieldShift {
  return place in fieldShift;
}

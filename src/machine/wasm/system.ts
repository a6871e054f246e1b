/**
 * Instructions of the system that are done without leaving WebAssembly: system calls, returns from traps, reads of the
 * clock, and writes of control registers.
 */
import { type Instruction, type SystemMnemonic, instructions, unusedBits } from '../../isa';
import { controlRegister, status, translateBit, zeroRegister } from '../constants';
import { CpuWord, type Layout, spaceCount, tlbLayout } from '../layout';
import { fieldShift } from './interpreter';
import { Code, type WasmFunction, none, op } from './format';

// The parameter, and locals.
const word = 0;
const value = 1;

/** The functions of this module that it calls, by their index. */
interface Callees {
  readonly call: number;
  readonly trapReturn: number;
}

/** `system(word) → tlb`: does the instruction at the CPU's pc, which counts already. The TLB that holds then; 0: it is for others. */
export function system(layout: Layout, callees: Callees): WasmFunction {
  return {
    name: 'system',
    parameters: 1,
    results: 1,
    locals: 1,
    body: new Writer(layout, callees).write(),
  };
}

const done: readonly SystemMnemonic[] = ['trap', 'rett', 'rdcount', 'rdcounth', 'wrcr', 'sti', 'cli'];
const rows = new Map(
  done.map(mnemonic => {
    const row = instructions.find(each => each.mnemonic === mnemonic);
    if (!row) throw new Error(`there is no instruction ${mnemonic}`);
    return [mnemonic, row] as const;
  }),
);

/** True for an instruction that `system` does, in most cases. */
export const isSystem = (instruction: Instruction): boolean =>
  rows.get(instruction.mnemonic as SystemMnemonic) === instruction;

/** Structure: `block others { if trap … if rett … if rdcount … if privileged { if wrcr … if sti … if cli … } } 0`. */
class Writer {
  private readonly code = new Code();

  constructor(
    private readonly layout: Layout,
    private readonly callees: Callees,
  ) {}

  write(): Code {
    const { code, callees } = this;
    code.op(op.block, none);
    this.when('trap', () => code.call(callees.call).byte(op.return));
    this.when('rett', () => code.call(callees.trapReturn).byte(op.return));
    this.when('rdcount', () => this.readClock(0));
    this.when('rdcounth', () => this.readClock(32));
    this.pushCell(CpuWord.status);
    code.const(status.user).byte(op.and).brIf(0);
    this.when('wrcr', () => this.writeControl());
    this.when('sti', () => this.writeStatus(() => code.const(status.interrupts).byte(op.or)));
    this.when('cli', () => this.writeStatus(() => code.const(~status.interrupts).byte(op.and)));
    return code.byte(op.end).const(0);
  }

  /** Within it, label 1 is others. */
  private when(mnemonic: SystemMnemonic, then: () => void): void {
    const { code } = this;
    const row = rows.get(mnemonic);
    if (!row) throw new Error(`${mnemonic} is not done here`);
    code
      .get(word)
      .const((0xff << 24) | unusedBits(row))
      .byte(op.and);
    code.const(row.opcode << 24).op(op.eq, op.if, none);
    then();
    code.byte(op.end);
  }

  /** The clock before the instruction, from this bit on. */
  private readClock(from: number): void {
    const { code } = this;
    const registers = this.cell(CpuWord.registers);
    code
      .get(word)
      .const(fieldShift.rd - 2)
      .byte(op.shrU);
    code.const(15 * 4).byte(op.and);
    code.const(0).memory(op.loadFloat64, this.cell(CpuWord.deadline)).byte(op.truncate64);
    this.pushCell(CpuWord.left);
    code.const(1).op(op.add, op.extendS, op.sub64);
    code.byte(op.const64).signed(from).op(op.shrU64, op.wrap).memory(op.store, registers);
    code
      .const(0)
      .const(0)
      .memory(op.store, registers + zeroRegister * 4);
    this.next();
  }

  private writeControl(): void {
    const { code } = this;
    this.pushCell(CpuWord.toldControl);
    code.brIf(1);
    code
      .get(word)
      .const(fieldShift.rs1 - 2)
      .byte(op.shrU)
      .const(15 * 4)
      .byte(op.and);
    code.memory(op.load, this.cell(CpuWord.registers)).set(value);
    this.whenControl(controlRegister.ksp, () => {
      this.setCell(CpuWord.ksp, () => code.get(value));
      this.next();
    });
    this.whenControl(controlRegister.ptb, () => this.switchSpace());
    this.whenControl(controlRegister.status, () => {
      // What it turns on may come right behind it.
      this.pushCell(CpuWord.pending);
      code.brIf(2);
      this.setCell(CpuWord.status, () => code.get(value).const(status.defined).byte(op.and));
      this.next();
    });
  }

  private whenControl(register: number, then: () => void): void {
    const { code } = this;
    code.get(word).const(0xffff).byte(op.and).const(register).op(op.eq, op.if, none);
    then();
    code.byte(op.end);
  }

  /** To an address space whose translations are at hand. */
  private switchSpace(): void {
    const { code } = this;
    code.get(value).const(translateBit).op(op.and, op.eqz).brIf(2);
    for (let space = 0; space < spaceCount; space++) {
      this.pushCell(CpuWord.spaces + space);
      code.get(value).op(op.eq, op.if, none);
      const start = this.layout.tlbs + 2 * space * tlbLayout.size;
      this.setCell(CpuWord.kernelTlb, () => code.const(start));
      this.setCell(CpuWord.userTlb, () => code.const(start + tlbLayout.size));
      this.setCell(CpuWord.ptb, () => code.get(value));
      this.next();
      code.byte(op.end);
    }
  }

  /** Interrupts on or off, by a change of the status on the stack. */
  private writeStatus(change: () => void): void {
    this.pushCell(CpuWord.pending);
    this.code.brIf(1);
    this.setCell(CpuWord.status, () => {
      this.pushCell(CpuWord.status);
      change();
    });
    this.next();
  }

  /** Goes on behind the instruction. */
  private next(): void {
    const { code } = this;
    this.setCell(CpuWord.pc, () => {
      this.pushCell(CpuWord.pc);
      code.const(4).byte(op.add);
    });
    this.pushCell(CpuWord.userTlb);
    this.pushCell(CpuWord.kernelTlb);
    this.pushCell(CpuWord.status);
    code.const(status.user).op(op.and, op.select, op.return);
  }

  private pushCell(word: number): void {
    this.code.const(0).memory(op.load, this.cell(word));
  }

  private setCell(word: number, push: () => void): void {
    this.code.const(0);
    push();
    this.code.memory(op.store, this.cell(word));
  }

  private cell(word: number): number {
    return this.layout.cpu + word * 4;
  }
}

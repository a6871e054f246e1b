/**
 * Entry into traps, by a system call or an interrupt, and returns from them, where all that they need is at hand: functions
 * that either do one whole or change nothing.
 */
import {
  memoryMap,
  registerNumber,
  roles,
  systemCallRegisters,
  trapFrameOffset,
  trapFrameSize,
} from '../../isa';
import { cause, pageMask, pageShift, spRegister, status } from '../constants';
import { CpuWord, type Layout, callSlots, tellableCalls, tlbLayout } from '../layout';
import { Code, type WasmFunction, none, op } from './format';
import { pushEntry } from './rows';

// Parameters of `enter`.
const number = 0;
const next = 1;
// Locals.
const entry = 2;
const frame = 3;
const place = 4;
const handler = 5;
const newStatus = 6;
const locals = 5;

const callRegister = registerNumber(systemCallRegisters.number);
/** The fields before it are r1 and on. */
const registerFields = trapFrameOffset('pc') / 4;
/** The words that `rett` reads. */
const returnedSize = trapFrameOffset('status') + 4;

/** The functions of this module that it calls, by their index. */
interface Callees {
  readonly enter: number;
}

/**
 * `enter(number, next) → tlb`: goes to the handler of a cause whose frame keeps the address of the next instruction, and no
 * value. The TLB that holds then; 0: it is for others.
 */
export function trapEntry(layout: Layout): WasmFunction {
  return { name: 'enter', parameters: 2, results: 1, locals, body: new Writer(layout).enter() };
}

/** `call() → tlb`: does the `trap` at the CPU's pc, which counts already. */
export function systemCall(layout: Layout, { enter }: Callees): WasmFunction {
  return {
    name: 'call',
    parameters: 0,
    results: 1,
    locals: locals + 2,
    body: new Writer(layout).call(enter),
  };
}

/** `trapReturn() → tlb`: the same for a `rett`. */
export function trapReturn(layout: Layout): WasmFunction {
  return {
    name: 'trapReturn',
    parameters: 0,
    results: 1,
    locals: locals + 2,
    body: new Writer(layout).trapReturn(),
  };
}

/** Structure: `block others { … return tlb } 0`. */
class Writer {
  private readonly code = new Code();

  constructor(private readonly layout: Layout) {}

  enter(): Code {
    const { code } = this;
    code.op(op.block, none);
    this.pushCell(CpuWord.ksp);
    this.pushCell(CpuWord.registers, spRegister);
    this.pushCell(CpuWord.status);
    code.const(status.user).op(op.and, op.select);
    code.const(trapFrameSize).byte(op.sub).set(frame);
    this.findFrame(trapFrameSize, tlbLayout.writeTags, tlbLayout.writeOffsets);
    this.findHandler();
    for (let field = 0; field < registerFields; field++)
      this.store(field * 4, () => this.pushCell(CpuWord.registers, field + 1));
    this.store(trapFrameOffset('pc'), () => code.get(next));
    this.store(trapFrameOffset('status'), () => this.pushCell(CpuWord.status));
    this.store(trapFrameOffset('cause'), () => code.get(number));
    this.store(trapFrameOffset('value'), () => code.const(0));
    this.setCell(CpuWord.registers, () => code.get(frame), spRegister);
    this.setCell(CpuWord.status, () => code.const(0));
    this.setCell(CpuWord.pc, () => code.get(handler));
    this.count();
    this.pushCell(CpuWord.kernelTlb);
    return code.op(op.return, op.end).const(0);
  }

  call(enter: number): Code {
    const { code } = this;
    code.op(op.block, none);
    this.leaveToldCalls();
    code.const(cause.systemCall);
    this.pushCell(CpuWord.pc);
    code.const(4).byte(op.add).call(enter).byte(op.eqz).brIf(0);
    this.noteCall();
    this.pushCell(CpuWord.kernelTlb);
    return code.op(op.return, op.end).const(0);
  }

  /** A system call that an observer is told. */
  private leaveToldCalls(): void {
    const { code } = this;
    const call = () => this.pushCell(CpuWord.registers, callRegister);
    this.pushCell(CpuWord.toldCauses);
    code.const(1 << cause.systemCall).op(op.and, op.if, none);
    call();
    code.const(tellableCalls).byte(op.geU).brIf(1);
    call();
    code.const(5).byte(op.shrU).const(2).byte(op.shl);
    code.memory(op.load, this.cell(CpuWord.toldCalls));
    call();
    code.byte(op.shrU).const(1).byte(op.and).brIf(1).byte(op.end);
  }

  /** As `CpuState.noteCall`. */
  private noteCall(): void {
    const { code } = this;
    this.pushCell(CpuWord.registers, spRegister);
    code.tee(frame).const(pageShift).byte(op.shrU);
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

  private count(): void {
    const { code } = this;
    code.get(number).const(2).byte(op.shl).tee(entry).get(entry);
    code.memory(op.load, this.cell(CpuWord.trapCounts)).const(1).byte(op.add);
    code.memory(op.store, this.cell(CpuWord.trapCounts));
  }

  /** The address of the handler. */
  private findHandler(): void {
    const { code } = this;
    this.pushCell(CpuWord.ttb);
    code.byte(op.eqz).brIf(0);
    this.pushCell(CpuWord.ttb);
    code.get(number).const(2).op(op.shl, op.add).set(handler);
    pushEntry(code, handler, () => this.pushCell(CpuWord.kernelTlb));
    code.tee(entry).memory(op.load, tlbLayout.readTags);
    code
      .get(handler)
      .const(pageMask | 3)
      .op(op.and, op.ne)
      .brIf(0);
    code.get(handler).get(entry).memory(op.load, tlbLayout.readOffsets).byte(op.add);
    code.memory(op.load, 0).set(handler);
  }

  trapReturn(): Code {
    const { code } = this;
    code.op(op.block, none);
    this.pushCell(CpuWord.toldReturns);
    code.brIf(0);
    this.pushCell(CpuWord.status);
    code.const(status.user).byte(op.and).brIf(0);
    this.pushCell(CpuWord.registers, spRegister);
    code.set(frame);
    this.findFrame(returnedSize, tlbLayout.readTags, tlbLayout.readOffsets);
    this.pushField(trapFrameOffset('status'));
    code.const(status.defined).byte(op.and).tee(newStatus);
    // A pending interrupt would come right behind it.
    code.const(status.interrupts).op(op.and, op.eqz, op.eqz);
    this.pushCell(CpuWord.pending);
    code.op(op.eqz, op.eqz, op.and).brIf(0);
    for (let field = 0; field < registerFields; field++)
      this.setCell(CpuWord.registers, () => this.pushField(field * 4), field + 1);
    this.setCell(CpuWord.status, () => code.get(newStatus));
    this.setCell(CpuWord.pc, () => this.pushField(trapFrameOffset('pc')));
    this.pushCell(CpuWord.userTlb);
    this.pushCell(CpuWord.kernelTlb);
    code.get(newStatus).const(status.user).op(op.and, op.select);
    return code.op(op.return, op.end).const(0);
  }

  /** The place of a frame that lies in one page, at hand in the kernel's TLB. */
  private findFrame(size: number, tags: number, offsets: number): void {
    const { code } = this;
    code.get(frame).const(3).byte(op.and).brIf(0);
    code
      .get(frame)
      .const(memoryMap.pageSize - 1)
      .byte(op.and);
    code
      .const(memoryMap.pageSize - size)
      .byte(op.gtU)
      .brIf(0);
    pushEntry(code, frame, () => this.pushCell(CpuWord.kernelTlb));
    code.tee(entry).memory(op.load, tags).get(frame).const(pageMask).op(op.and, op.ne).brIf(0);
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

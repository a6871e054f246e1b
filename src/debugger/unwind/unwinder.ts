/**
 * The one call stack of a process: kernel frames, a label at each trap frame, and the frames of the code that
 * trapped. It follows the compiler's unwind rows and the hardware's trap frames.
 */
import { allMembers, memberNamed } from '../../image';
import { causes, decode, flowOf, maskOf, roles, statusBits, trapFrameSize } from '../../isa';
import { type KernelCalls, type Process, callsOf } from '../../events';
import type { Mode } from '../../protocol';
import type { Runner, Session } from '../../session';
import type { Module } from '../images/module';
import { type Modules, isKernelAddress } from '../images/modules';
import type { Routine } from '../images/symbols';
import type { Processes } from '../processes';
import { Space } from '../values/space';
import { type UnwindRule, leafRule, readRule } from './code-reading';
import type { AnyFrame, CodeFrame, TrapLabel } from './frames';
import { labelText, signalText, systemCallCause, trapField } from './labels';
import { RegisterSet } from './registers';
import { hex, present } from '../../source';

const userBit = maskOf(statusBits, 'USER');
const knownCauses = new Set(causes.map(cause => cause.number));
/** A stack that is deeper has no end that anybody would look for. */
const mostFrames = 20_000;

/** Where unwinding goes on. */
interface Cursor {
  readonly registers: RegisterSet;
  readonly mode: Mode;
  /** The PC is where the frame goes on after a call, or after a `trap`. */
  readonly called: boolean;
  readonly live: boolean;
  readonly status: number | undefined;
  readonly space: Space;
  /** The frame address of the callee: that of its caller is higher. */
  readonly floor: number;
}

export class Unwinder {
  private nextId = 1;
  private readonly handlers = new Map<Routine, boolean>();
  /** Offsets of the kernel registers in the structure that they are saved in, by name. */
  readonly contextFields: ReadonlyMap<string, number>;
  private readonly calls: KernelCalls;

  constructor(
    private readonly system: Session,
    private readonly modules: Modules,
    private readonly processes: Processes,
    private readonly callAt: Runner['callAt'],
  ) {
    this.contextFields = this.findContextFields();
    this.calls = callsOf(system.kernel);
  }

  /** The stack of a process, innermost frame first; empty if there is no trace of one. */
  stack(pid: number): AnyFrame[] {
    const frames: AnyFrame[] = [];
    for (const frame of this.walk(pid)) {
      frames.push(frame);
      if (frames.length === mostFrames) break;
    }
    return frames;
  }

  /** The innermost frame, without unwinding the others. */
  top(pid: number): AnyFrame | undefined {
    return this.walk(pid).next().value ?? undefined;
  }

  /** The process on whose kernel stack the frames begin that the CPU is in; undefined where they do not lead there. */
  ownerOfFrames(): number | undefined {
    let outermost: number | undefined;
    let left = mostFrames;
    for (const frame of this.from(this.live(0), undefined)) {
      if (frame.mode === 'user' || left-- === 0) break;
      outermost = (frame.kind === 'code' ? frame.cfa : frame.frame) ?? outermost;
    }
    return outermost === undefined ? undefined : this.system.view.pidOfStack(outermost);
  }

  private walk(pid: number): Generator<AnyFrame, undefined> {
    return this.from(this.start(pid), { pid, name: this.processes.programName(pid) ?? '' });
  }

  /** `owner`: whose frames they are, where that is known. */
  private *from(
    start: Cursor | undefined,
    owner: Pick<Process, 'pid' | 'name'> | undefined,
  ): Generator<AnyFrame, undefined> {
    const { pid, name } = owner ?? { pid: 0, name: '' };
    let program = this.modules.ofProcess(name);
    let cursor = start;
    const innermost = this.nextId;
    while (cursor) {
      const frame: CodeFrame = this.codeFrame(cursor, pid, program);
      if (!frame.image && frame.mode === 'kernel' && !frame.live) return undefined;
      if (isSignalReturn(frame)) {
        // Where a handler will return to nothing is executed yet: the label alone stands for it.
        if (frame.lookup !== frame.routine?.start) yield frame;
        const label = this.signalLabel(frame, program);
        yield label;
        cursor = this.interrupted(label);
        continue;
      }
      yield frame;
      cursor = frame.rule.outermost ? owner && this.pastSwitch(frame) : this.caller(frame, cursor);
      if (!cursor && this.isHandler(frame)) {
        const label: TrapLabel = this.label(frame, program, frame.id === innermost);
        yield label;
        cursor = this.interrupted(label);
        // In the midst of exec the frame is the new program's already, and the name still the old one's.
        const isNew = label.mode === 'user' && !knownCauses.has(label.cause);
        if (isNew && label.pc !== program?.executable.entry) program = undefined;
      }
    }
    return undefined;
  }

  /** The mode that a process runs in, or will go on in. */
  mode(pid: number): Mode {
    return pid === this.processes.livePid && this.system.machine.userMode ? 'user' : 'kernel';
  }

  /** The memory of a process. While the kernel switches, the CPU translates by the directory of another. */
  space(pid: number): Space {
    const { machine, view } = this.system;
    const pagedir = view.find(pid)?.pagedir ?? 0;
    const asTheCpu =
      pagedir === 0 || machine.ptb === 0 || (machine.userMode && pid === this.processes.livePid);
    return new Space(machine, asTheCpu ? machine.ptb : (pagedir | 1) >>> 0, pid, view);
  }

  private start(pid: number): Cursor | undefined {
    if (pid === this.processes.livePid) return this.live(pid);
    const process = this.processes.find(pid);
    return process && this.fromContext(process, this.space(pid));
  }

  /** What the CPU executes. */
  private live(pid: number): Cursor {
    const { machine, view } = this.system;
    const space = new Space(machine, machine.ptb, pid, view);
    return {
      registers: RegisterSet.live(machine, space),
      mode: machine.userMode ? 'user' : 'kernel',
      called: false,
      live: true,
      status: machine.status,
      space,
      floor: -1,
    };
  }

  /** A process that is switched out goes on where it called the switch; a new one starts where its context says. */
  private fromContext(process: Process, space: Space): Cursor | undefined {
    if (process.context === 0) return undefined;
    const places = new Map<string, number>();
    for (const [name, offset] of this.contextFields) places.set(name, process.context + offset);
    const registers = RegisterSet.ofContext(this.system.machine, space, places);
    const pc = registers.get(roles.returnAddress);
    if (!pc) return undefined;
    const called = this.isAfterCall(pc);
    return { registers, mode: 'kernel', called, live: false, status: undefined, space, floor: -1 };
  }

  private isAfterCall(pc: number): boolean {
    const before = decode(this.modules.kernel.codeWord(pc - 4) ?? 0);
    return before !== undefined && flowOf(before) === 'call';
  }

  private codeFrame(cursor: Cursor, pid: number, program: Module | undefined): CodeFrame {
    const { registers, mode, called, live, status, space } = cursor;
    const pc = registers.pcValue;
    const lookup = called ? pc - 4 : pc;
    const owner = isKernelAddress(lookup) ? this.modules.kernel : program;
    const routine = owner?.routineAt(lookup);
    const image = routine && owner;
    const rule = this.rule(image, routine, lookup);
    const base = registers.get(rule.cfa.register);
    const source = image?.placeAt(lookup);
    return {
      id: this.nextId++,
      kind: 'code',
      name: routine?.name ?? hex(pc, 8),
      mode,
      pid,
      pc,
      module: owner?.name ?? 'unknown',
      image,
      lookup,
      registers,
      space,
      rule,
      cfa: base === undefined ? undefined : (base + rule.cfa.offset) >>> 0,
      live,
      status,
      ...(routine && { routine }),
      ...(source && { source }),
    };
  }

  private rule(image: Module | undefined, routine: Routine | undefined, address: number): UnwindRule {
    if (!image || !routine) return leafRule;
    const row = image.unwindAt(address);
    if (row) return row;
    const rule = readRule(at => image.codeWord(at), routine.start, address);
    const outermost = this.isHandlerRoutine(image, routine) || routine.start === image.executable.entry;
    return outermost ? { ...rule, outermost } : rule;
  }

  private caller(frame: CodeFrame, cursor: Cursor): Cursor | undefined {
    const { rule, cfa, registers, space } = frame;
    if (cfa === undefined || cfa <= cursor.floor) return undefined;
    const saved = new Map(rule.saved.map(({ register, offset }) => [register, (cfa + offset) >>> 0]));
    const place = saved.get(roles.returnAddress);
    if (place === undefined && !registers.hasReturnAddress) return undefined;
    const pc = place === undefined ? registers.get(roles.returnAddress) : space.word(place);
    if (!pc || !this.isReturnAddress(frame, pc)) return undefined;
    return { ...cursor, registers: registers.caller(saved, cfa, pc), called: true, live: false, floor: cfa };
  }

  /** A return address follows an instruction of the same program. */
  private isReturnAddress(frame: CodeFrame, pc: number): boolean {
    return (pc & 3) === 0 && (!frame.image || frame.image.symbols.isCode(pc - 4));
  }

  /** Between two stacks in the midst of a switch the registers say nothing; what the kernel saved does. */
  private pastSwitch(frame: CodeFrame): Cursor | undefined {
    if (frame.mode !== 'kernel' || !frame.live || this.isHandler(frame)) return undefined;
    if (frame.routine?.start === this.modules.kernel.executable.entry) return undefined;
    const process = this.processes.find(frame.pid);
    return process && this.fromContext(process, frame.space);
  }

  /** `last`: the kernel executes nothing but the handler. */
  private label(handler: CodeFrame, program: Module | undefined, last: boolean): TrapLabel {
    const at = present(handler.cfa, `frame address of ${handler.name}`);
    const { space, pid } = handler;
    const mode: Mode = trapField(space, at, 'status') & userBit ? 'user' : 'kernel';
    return {
      id: this.nextId++,
      kind: 'trap',
      name: labelText({
        space,
        frame: at,
        from: mode,
        firstArgument: this.system.machine.firstArgumentOf(at),
        kept: this.callAt(at, pid),
        done: last && hasCalled(handler),
        calls: this.calls,
      }),
      mode,
      pid,
      pc: trapField(space, at, 'pc'),
      module: isKernelAddress(trapField(space, at, 'pc')) ? 'kernel' : (program?.name ?? 'unknown'),
      frame: at,
      cause: trapField(space, at, 'cause'),
      signal: undefined,
      space: mode === 'user' ? this.space(pid) : space,
    };
  }

  /** What the kernel has put on the user stack for a handler: the trap frame, and behind it the signal. */
  private signalLabel(handler: CodeFrame, program: Module | undefined): TrapLabel {
    const at = present(handler.cfa, `frame address of ${handler.name}`);
    const { space, pid } = handler;
    const signal = space.word(at + trapFrameSize) ?? 0;
    return {
      id: this.nextId++,
      kind: 'trap',
      name: signalText(space, at, signal, this.calls),
      mode: 'user',
      pid,
      pc: trapField(space, at, 'pc'),
      module: program?.name ?? 'unknown',
      frame: at,
      cause: trapField(space, at, 'cause'),
      signal,
      space,
    };
  }

  /** What trapped: from the trap frame. Nothing where no frame was ever pushed: a process in the making. */
  private interrupted({ frame, space, mode, cause }: TrapLabel): Cursor | undefined {
    if (mode === 'kernel' && !knownCauses.has(cause)) return undefined;
    const called = cause === systemCallCause;
    return {
      registers: RegisterSet.ofTrapFrame(this.system.machine, space, frame, called),
      mode,
      called,
      live: false,
      status: trapField(space, frame, 'status'),
      space,
      floor: -1,
    };
  }

  private isHandler({ mode, image, routine, rule, cfa }: CodeFrame): boolean {
    if (mode !== 'kernel' || !image || !routine || !rule.outermost || cfa === undefined) return false;
    return this.isHandlerRoutine(image, routine);
  }

  /** A routine that returns from traps, or that the trap table points to: its frame address is a trap frame. */
  private isHandlerRoutine(image: Module, routine: Routine): boolean {
    if (image.of !== 'kernel') return false;
    let known = this.handlers.get(routine);
    if (known === undefined) this.handlers.set(routine, (known = this.holdsReturn(image, routine)));
    return known;
  }

  private holdsReturn(image: Module, { start, end }: Routine): boolean {
    for (let at = start; at < end; at += 4) {
      const decoded = decode(image.codeWord(at) ?? 0);
      if (decoded && flowOf(decoded) === 'trap-return') return true;
    }
    return false;
  }

  private findContextFields(): ReadonlyMap<string, number> {
    const { types } = this.modules.kernel;
    const owners = ['struct thread', 'struct proc'].map(name => types.named(name));
    const member = owners.flatMap(owner => {
      const found = owner?.kind === 'record' ? memberNamed(owner.definition, 'context') : undefined;
      return found ? [found] : [];
    })[0];
    const type = member?.type.kind === 'pointer' ? member.type.target : member?.type;
    const fields = type?.kind === 'record' ? allMembers(type.definition) : [];
    return new Map(fields.map(({ name, offset }) => [name, offset]));
  }
}

/** The library's routine that the handlers of signals return to. */
const signalReturn = '__signal_return';

const isSignalReturn = ({ mode, routine, cfa }: CodeFrame) =>
  mode === 'user' && routine?.name === signalReturn && cfa !== undefined;

/** The function whose frame it is has called another, by the order of its code: a handler has had its work done. */
function hasCalled({ image, routine, pc }: CodeFrame): boolean {
  for (let at = routine?.start ?? pc; at < pc; at += 4) {
    const decoded = decode(image?.codeWord(at) ?? 0);
    if (decoded && flowOf(decoded) === 'call') return true;
  }
  return false;
}

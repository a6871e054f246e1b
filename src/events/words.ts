/**
 * Puts into words what has occurred: names, symbols, arguments, texts. They are read from the machine's memory, so it
 * must not have gone on since.
 */
import { type FunctionInfo, TypeTable, isCharacter, sizeOf } from '../image';
import {
  causeNamed,
  registerNumber,
  roles,
  signalName,
  systemCallRegisters,
  trapFrameOffset,
  waitStatus,
} from '../isa';
import type { EventDetails, Mode, SystemEvent } from '../protocol';
import { cString, lazily } from '../source';
import { structNamed } from './kernel-types';
import type { Process } from './kernel-view';
import type { Occurrence } from './occurrence';
import { type KernelCalls, callsOf } from './kernel-calls';
import { Symbols } from './symbols';
import { callAtTrap, decodeCall, resultText } from './system-calls';
import { processOf, threadLabel } from '../protocol';
import { waitText } from './waits';
import type { Watched } from './watched';

const systemCallCause = causeNamed('system-call').number;
const causeOffset = trapFrameOffset('cause');
const callNumber = registerNumber(systemCallRegisters.number);
const callResult = registerNumber(systemCallRegisters.result);
const { firstArgument } = roles;
const mostArguments = 64;

type Of<Name> = Extract<Occurrence, { event: Name }>;

export class Words {
  private readonly functions: () => ReadonlyMap<number, FunctionInfo>;
  private readonly types: () => TypeTable;
  private readonly kernelSymbols: Symbols;
  private readonly calls: KernelCalls;
  private readonly programSymbols = new Map<unknown, Symbols>();

  constructor(private readonly system: Watched) {
    const { kernel } = system;
    this.functions = lazily(() => new Map(kernel.debug?.functions.map(row => [row.start, row])));
    this.types = lazily(() => new TypeTable(kernel.debug?.types ?? []));
    this.kernelSymbols = new Symbols(kernel);
    this.calls = callsOf(kernel);
  }

  /** The same event, as it is told. */
  of(occurrence: Occurrence): SystemEvent {
    const { event, ...rest } = this.details(occurrence);
    const { count, cpu, pid, mode } = occurrence;
    return { count, event, pid, name: this.nameIn(occurrence), mode, ...rest, cpu } as SystemEvent;
  }

  private details(occurrence: Occurrence): EventDetails {
    switch (occurrence.event) {
      case 'trap':
        return this.trap(occurrence);
      case 'interrupt': {
        const { event, pid, cause, pc, frame, handler, mode } = occurrence;
        return { event, cause, pc, ...this.at(pc, mode, pid), frame, handler };
      }
      case 'return-from-trap':
        return this.return(occurrence);
      case 'context-switch':
        return this.switch(occurrence);
      case 'process-start':
        return {
          event: 'process-start',
          pc: occurrence.pc,
          ...this.at(occurrence.pc, 'user', occurrence.pid),
        };
      case 'process-exit':
        return { event: 'process-exit', ...endOf(occurrence.status) };
      case 'thread-ready': {
        const { event, thread } = occurrence;
        return { event, thread, threadName: this.system.view.find(processOf(thread))?.name ?? '' };
      }
      case 'main':
        return { event: 'main', argv: this.argv() };
      case 'process-create':
      case 'memory-allocate':
      case 'program-load':
      case 'arguments':
      case 'kernel-stack-fill':
      case 'process-fault':
      case 'signal-handler':
      case 'process-free':
      case 'pipe-read':
      case 'pipe-write':
        return this.milestone(occurrence);
      default:
        return occurrence; // nothing but numbers
    }
  }

  /** The name of the process that had the CPU; at a switch, of the one that gives it away. */
  private nameIn({ event, pid }: Occurrence): string {
    const { view } = this.system;
    if (event === 'context-switch' || event === 'process-exit' || event === 'thread-exit')
      return view.find(processOf(pid))?.name ?? '';
    return this.nameOf(pid);
  }

  /** It has the CPU, or had it a moment ago. */
  private nameOf(pid: number): string {
    const { view } = this.system;
    const running = view.identity();
    return (running?.pid === pid ? running.name : view.nameOf(pid)) ?? '';
  }

  private trap({ event, pid, cause, pc, frame, handler, value, call, mode }: Of<'trap'>): EventDetails {
    const where = { cause, pc, ...this.at(pc, mode, pid), frame, handler };
    if (call === undefined) return { event, ...where, value };
    return { event, ...where, value, ...callAtTrap(this.system.machine, this.calls) };
  }

  private return({ event, pid, to, pc, frame }: Of<'return-from-trap'>): EventDetails {
    const place = { to, pc, ...this.at(pc, to, pid), frame };
    if (to !== 'user' || this.word(frame + causeOffset) !== systemCallCause) return { event, ...place };
    // The registers of the frame are in the CPU again.
    const { registers } = this.system.machine;
    const { call } = decodeCall(registers[callNumber], [], () => new Uint8Array(), this.calls);
    const result = registers[callResult];
    const shown = resultText(call, result, this.calls);
    return { event, ...place, call, result, ...(shown !== undefined && { shown }) };
  }

  private switch({ event, from, to, kernelStack }: Of<'context-switch'>): EventDetails {
    const { view } = this.system;
    const leaving = view.find(from);
    const { name: fromName = '', context: fromContext = 0 } = leaving ?? view.find(processOf(from)) ?? {};
    const { name: toName = '', context: toContext = 0 } = view.ownerOfStack(kernelStack) ?? {};
    const waitsFor = this.waitOf(leaving);
    const because = reasonOf(leaving, waitsFor);
    const reasons = { ...(because && { because }), ...(waitsFor && { waitsFor }) };
    const names = { event, from, fromName, to, toName, ...reasons };
    return { ...names, kernelStack, fromContext, toContext };
  }

  /** What a thread is blocked on; nothing where it is not, or the kernel does not say. */
  private waitOf(process: Process | undefined): string | undefined {
    if (!process?.why || process.pid === 0 || process.state !== 'blocked') return undefined;
    return waitText(process, this.system.executableOf(process.name));
  }

  private milestone({
    event,
    function: name,
    address,
  }: Extract<Occurrence, { function: string }>): EventDetails {
    const info = this.functions().get(address);
    return { event, function: name, arguments: info ? this.argumentsOf(info) : {} };
  }

  /** A function's arguments at its entry, as far as they are words in registers. */
  private argumentsOf({ parameters }: FunctionInfo): Record<string, number | string> {
    const { machine, view } = this.system;
    const values: Record<string, number | string> = {};
    for (const [index, { name, type: number }] of parameters.slice(0, 6).entries()) {
      const type = this.types().get(number);
      if (sizeOf(type) > 4 || type.kind === 'record') break;
      const value = (machine.registers[firstArgument + index] ?? 0) >>> 0;
      const subject = structNamed(type, 'proc') || structNamed(type, 'thread') ? view.at(value) : undefined;
      if (subject) values[name] = `pid ${threadLabel(subject.pid)}`;
      else if (type.kind === 'pointer' && isCharacter(type.target)) values[name] = this.textAt(value, 128);
      else values[name] = value;
    }
    return values;
  }

  /** The texts of argv, from the registers at the entry of `main(argc, argv)`. */
  private argv(): string[] {
    const { registers } = this.system.machine;
    const count = Math.min(registers[firstArgument], mostArguments);
    const list = (registers[firstArgument + 1] ?? 0) >>> 0;
    return Array.from({ length: Math.max(0, count) }, (_, index) =>
      this.textAt(this.word(list + index * 4), 256),
    );
  }

  private textAt(address: number, most: number): string {
    return cString(this.system.machine.readMemory(address, most));
  }

  private word(address: number): number {
    return this.system.machine.readWord(address) ?? 0;
  }

  /** The symbol at a place of code, in the symbols of what runs there. */
  private at(pc: number, mode: Mode, pid: number): { at?: string } {
    const symbols = mode === 'user' ? this.symbolsOfProgram(pid) : this.kernelSymbols;
    const at = symbols?.at(pc);
    return at === undefined ? {} : { at };
  }

  private symbolsOfProgram(pid: number): Symbols | undefined {
    const executable = this.system.executableOf(this.nameOf(pid));
    if (!executable) return undefined;
    let symbols = this.programSymbols.get(executable);
    if (!symbols) this.programSymbols.set(executable, (symbols = new Symbols(executable)));
    return symbols;
  }
}

/** Why a thread has given up the CPU; nothing for the idle one, which has it only as long as nobody wants it. */
function reasonOf(process: Process | undefined, waitsFor: string | undefined): string | undefined {
  if (!process?.left || process.pid === 0) return undefined;
  return waitsFor === undefined ? process.left : `${process.left} for ${waitsFor}`;
}

/** A wait status in words: see ARCHITECTURE.md, "Traps". */
export function endOf(status: number): { code?: number; killedBy?: string } {
  const signal = status & waitStatus.signalMask;
  return signal === 0 ? { code: (status >> 8) & 0xff } : { killedBy: signalName(signal) };
}

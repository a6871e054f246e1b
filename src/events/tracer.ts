/**
 * Turns the machine's events, and stops at the entries of the kernel's milestone functions, into system events:
 * whose they are, and what they mean.
 */
import { type FunctionInfo, TypeTable, isCharacter, sizeOf } from '../image';
import {
  type PortName,
  causeNamed,
  causes,
  controlRegisterNumber,
  diskRead,
  ports,
  roles,
  systemCallRegisters,
  trapFrameOffset,
} from '../isa';
import type { MachineEvent } from '../machine';
import type { EventDetails, Mode, SystemEvent } from '../protocol';
import { structNamed } from './kernel-types';
import { type Milestone, milestones } from './milestones';
import { ProgramTracer } from './program-tracer';
import type { Watched } from './watched';
import { Symbols, addressOf } from './symbols';
import { decodeCall } from './system-calls';

/** Told of every event; true: the machine is to stop there. */
export type EventListener = (event: SystemEvent) => boolean | void;

const causeByNumber = new Map(causes.map(cause => [cause.number, cause]));
const portByNumber = new Map(ports.map(port => [port.number, port]));
const systemCallCause = causeNamed('system-call').number;
/** The bytes of the console are its output; the power switch is told as a halt. */
const untold: ReadonlySet<string> = new Set<PortName>(['CONSOLE_DATA', 'POWER_OFF', 'POWER_PANIC']);
const ttb = controlRegisterNumber('ttb');
const ksp = controlRegisterNumber('ksp');
const causeOffset = trapFrameOffset('cause');
const callOffset = trapFrameOffset(systemCallRegisters.number);
const resultOffset = trapFrameOffset(systemCallRegisters.result);
const argumentOffsets = systemCallRegisters.arguments.map(trapFrameOffset);

interface Identity {
  readonly pid: number;
  readonly name: string;
}

const nobody: Identity = { pid: 0, name: '' };

export class Tracer {
  /** Entries of the kernel's milestone functions. */
  private readonly milestoneAt = new Map<number, Milestone>();
  private readonly functions: ReadonlyMap<number, FunctionInfo>;
  private readonly types: TypeTable;
  private readonly kernelSymbols: Symbols;
  private readonly programSymbols = new Map<unknown, Symbols>();
  private readonly program: ProgramTracer;
  /** The process whose kernel stack the hardware uses. */
  private running: Identity | undefined;
  private readonly diskRegisters = new Map<string, number>();

  constructor(
    private readonly system: Watched,
    private readonly listener: EventListener,
  ) {
    for (const milestone of milestones) {
      const address = addressOf(system.kernel, milestone.function);
      if (address !== undefined) this.milestoneAt.set(address, milestone);
    }
    this.functions = new Map(system.kernel.debug?.functions.map(row => [row.start, row]));
    this.types = new TypeTable(system.kernel.debug?.types ?? []);
    this.kernelSymbols = new Symbols(system.kernel);
    this.program = new ProgramTracer(system);
  }

  /** Where the machine has to stop for `arrive`. */
  get breakpoints(): ReadonlySet<number> {
    return new Set([...this.milestoneAt.keys(), ...this.program.breakpoints]);
  }

  /** Tells what it means that the machine is about to execute the instruction at a breakpoint. */
  arrive(address: number): boolean {
    const { machine } = this.system;
    const milestone = this.milestoneAt.get(address);
    if (milestone && !machine.userMode) return this.tellMilestone(milestone, address);
    const details = machine.userMode && this.program.arrive(address, this.onCpu().pid);
    return details ? this.tell(machine.count, 'user', details) : false;
  }

  /** Tells what a machine event means; true: the machine is to stop, if only to have its breakpoints changed. */
  readonly observe = (event: MachineEvent): boolean => {
    switch (event.kind) {
      case 'trap':
        return this.tell(event.count, event.fromUser ? 'user' : 'kernel', this.entry(event));
      case 'return':
        return this.tellReturn(event);
      case 'mode':
        return this.tell(event.count, event.user ? 'kernel' : 'user', {
          event: 'mode',
          to: mode(event.user),
        });
      case 'control':
        return this.tellControl(event);
      case 'port':
        return this.tellPort(event);
      case 'wait':
        return this.tell(event.count, 'kernel', { event: 'wait' });
      case 'stop':
        return this.tellHalt(event);
    }
  };

  private tell(count: number, at: Mode, details: EventDetails, { pid, name } = this.onCpu()): boolean {
    const { event, ...rest } = details;
    const whole = { count, event, pid, name, mode: at, ...rest } as SystemEvent;
    return this.listener(whole) === true;
  }

  private onCpu(): Identity {
    return this.system.view.identity() ?? nobody;
  }

  private entry(event: Extract<MachineEvent, { kind: 'trap' }>): EventDetails {
    const { frame, handler, pc, value } = event;
    const cause = causeByNumber.get(event.cause)!;
    const where = { cause: cause.name, pc, ...this.at(pc, event.fromUser), frame, handler };
    if (cause.kind === 'interrupt') return { event: 'interrupt', ...where };
    if (cause.kind !== 'call') return { event: 'trap', ...where, value };
    const words = argumentOffsets.map(offset => this.word(frame + offset));
    const read = (address: number, length: number) => this.system.machine.readMemory(address, length);
    return { event: 'trap', ...where, value, ...decodeCall(this.word(frame + callOffset), words, read) };
  }

  private tellReturn(event: Extract<MachineEvent, { kind: 'return' }>): boolean {
    const { count, frame, pc, toUser } = event;
    const place = { pc, ...this.at(pc, toUser) };
    const call = toUser && this.word(frame + causeOffset) === systemCallCause;
    const stop = this.tell(count, 'kernel', {
      event: 'return-from-trap',
      to: mode(toUser),
      ...place,
      frame,
      ...(call && {
        call: decodeCall(this.word(frame + callOffset), [], () => new Uint8Array()).call,
        result: this.word(frame + resultOffset) | 0,
      }),
    });
    if (!toUser || !this.program.starts(this.system.view.current())) return stop;
    this.tell(count, 'kernel', { event: 'process-start', ...place });
    return true; // for the breakpoint at its main
  }

  private tellControl({ count, register, old, value }: Extract<MachineEvent, { kind: 'control' }>): boolean {
    if (register === ttb) return this.tell(count, 'kernel', { event: 'trap-table', address: value });
    if (register !== ksp || old === value) return false;
    const { view } = this.system;
    const before = this.running?.pid ?? 0;
    const from = view.processes().find(({ pid }) => pid === before) ?? this.running ?? nobody;
    const to = view.ownerOfStack(value) ?? nobody;
    this.running = to;
    if (to.pid === from.pid) return false;
    const stop = this.tellEnd(count, from);
    const details = { from: from.pid, fromName: from.name, to: to.pid, toName: to.name, kernelStack: value };
    return this.tell(count, 'kernel', { event: 'context-switch', ...details }, from) || stop;
  }

  /** A process that gives the CPU away for good, or turns the power off, is a zombie by then. */
  private tellEnd(count: number, { pid }: Identity): boolean {
    const process = this.system.view.processes().find(row => row.pid === pid);
    if (process?.state !== 'zombie') return false;
    return this.tell(count, 'kernel', { event: 'process-exit', ...endOf(process.status) }, process);
  }

  private tellHalt({ count, status }: Extract<MachineEvent, { kind: 'stop' }>): boolean {
    this.tellEnd(count, this.onCpu());
    return this.tell(count, 'kernel', { event: 'halt', status });
  }

  private tellPort({ count, port, write, value }: Extract<MachineEvent, { kind: 'port' }>): boolean {
    const name = portByNumber.get(port)?.name ?? `0x${port.toString(16)}`;
    if (untold.has(name)) return false;
    if (name.startsWith('DISK_') && write && name !== 'DISK_COMMAND') {
      this.diskRegisters.set(name, value);
      return false;
    }
    return this.tell(count, 'kernel', this.portDetails(name, write, value));
  }

  private portDetails(name: string, write: boolean, value: number): EventDetails {
    const latched = (register: PortName) => this.diskRegisters.get(register) ?? 0;
    if (write && name === 'TIMER_INTERVAL') return { event: 'timer-start', interval: value };
    if (write && name === 'CONSOLE_WANT') return { event: 'console-want' };
    if (write && name === 'DISK_COMMAND')
      return {
        event: 'disk-command',
        command: value === diskRead ? 'read' : 'write',
        sector: latched('DISK_SECTOR'),
        sectors: latched('DISK_COUNT'),
        address: latched('DISK_ADDRESS'),
      };
    return { event: 'port', port: name, access: write ? 'write' : 'read', value };
  }

  private tellMilestone({ event, function: name }: Milestone, address: number): boolean {
    const { machine } = this.system;
    const info = this.functions.get(address);
    const values = info ? this.argumentsOf(info) : {};
    const subject = this.subjectOf(machine.registers[roles.firstArgument]! >>> 0);
    if (event === 'kernel-stack-fill') this.program.replaced(subject.pid);
    if (event === 'process-free') this.program.forget(subject.pid);
    return this.tell(machine.count, 'kernel', { event, function: name, arguments: values });
  }

  /** The process that a `struct proc *`, or a place on a kernel stack, belongs to. */
  private subjectOf(address: number): Identity {
    const { view } = this.system;
    return view.isProcess(address) ? view.process(address) : (view.ownerOfStack(address + 1) ?? nobody);
  }

  /** A function's arguments at its entry, as far as they are words in registers. */
  private argumentsOf({ parameters }: FunctionInfo): Record<string, number | string> {
    const { machine, view } = this.system;
    const values: Record<string, number | string> = {};
    for (const [index, { name, type: number }] of parameters.slice(0, 6).entries()) {
      const type = this.types.get(number);
      if (sizeOf(type) > 4 || type.kind === 'record') break;
      const value = machine.registers[roles.firstArgument + index]! >>> 0;
      if (view.isProcess(value) && structNamed(type, 'proc')) values[name] = `pid ${view.process(value).pid}`;
      else if (type.kind === 'pointer' && isCharacter(type.target)) values[name] = this.textAt(value);
      else values[name] = value;
    }
    return values;
  }

  private textAt(address: number): string {
    const bytes = this.system.machine.readMemory(address, 128);
    const end = bytes.indexOf(0);
    return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
  }

  private word(address: number): number {
    return this.system.machine.readWord(address) ?? 0;
  }

  /** The symbol at a place of code, in the symbols of what runs there. */
  private at(pc: number, user: boolean): { at?: string } {
    const symbols = user ? this.symbolsOfProgram() : this.kernelSymbols;
    const at = symbols?.at(pc);
    return at === undefined ? {} : { at };
  }

  private symbolsOfProgram(): Symbols | undefined {
    const executable = this.system.executableOf(this.onCpu().name);
    if (!executable) return undefined;
    let symbols = this.programSymbols.get(executable);
    if (!symbols) this.programSymbols.set(executable, (symbols = new Symbols(executable)));
    return symbols;
  }
}

const mode = (user: boolean): Mode => (user ? 'user' : 'kernel');

/** A wait status in words: see ARCHITECTURE.md, "Traps". */
export function endOf(status: number): { code?: number; killedBy?: string } {
  const cause = status & 0x7f;
  if (cause === 0) return { code: (status >> 8) & 0xff };
  return { killedBy: cause === killSignal ? 'kill' : (causeByNumber.get(cause)?.name ?? String(cause)) };
}
const killSignal = 9;

/**
 * Makes the machine's events, and its arrivals at the kernel's milestone functions, into occurrences: whose they are,
 * and what they mean. It is a fold: from the state so far and the next event to what has occurred and the state then.
 */
import {
  type CauseName,
  type PortName,
  causeNamed,
  causes,
  controlRegisterNumber,
  diskRead,
  portName,
  registerNumber,
  roles,
  systemCallRegisters,
} from '../isa';
import type { Attention, MachineEvent, TrapTaken } from '../machine';
import { attentionFor } from './attention';
import type { EventName, Mode } from '../protocol';
import { type Milestone, milestones } from './milestones';
import type { CallMade, Interest, Occurrence, OccurrenceDetails, TraceState, Wish } from './occurrence';
import { Programs } from './programs';
import { type KernelCalls, callsOf } from './kernel-calls';
import { addressOf } from './symbols';
import { processOf } from '../protocol';
import { callAtTrap } from './system-calls';
import { type Watched, pidOnCpu } from './watched';
import { hex, present } from '../source';

const causeByNumber = new Map(causes.map(cause => [cause.number, cause]));
const systemCallCause = causeNamed('system-call').number;
/** The bytes of the console are its output; the power switch is told as a halt. */
const untold: ReadonlySet<string> = new Set<PortName>(['CONSOLE_DATA', 'POWER_OFF', 'POWER_PANIC']);
const ttb = controlRegisterNumber('ttb');
const ksp = controlRegisterNumber('ksp');
const callNumber = registerNumber(systemCallRegisters.number);
const { firstArgument } = roles;
/** There is one CPU so far. */
const cpu = 0;

const nothing: readonly Occurrence[] = [];

/** Told only where programs are followed from their milestones on. */
const programEvents: readonly EventName[] = ['process-start', 'main', 'main-return'];
/** After these a process, or a program, starts. */
const births: readonly EventName[] = ['process-create', 'kernel-stack-fill'];
const programMilestones: readonly EventName[] = [...births, 'process-free'];

/** What their arguments point to may be gone before they return. */
const withTexts = ({ rows }: KernelCalls): Wish[] =>
  rows
    .filter(({ parameters }) => parameters.some(({ shown }) => shown.as === 'text' || shown.as === 'texts'))
    .map(({ number }): Wish => `call ${number}`);

export class Tracer {
  private interest: Interest = new Set();
  /** By whether the first return of a process is wanted: what the machine has to tell for the interest. */
  private readonly attentions = new Map<boolean, Attention>();
  private followsPrograms = false;
  private followsMain = false;
  private moved = false;
  private readonly state: TraceState = { running: 0, programs: new Map(), starting: false, calls: new Map() };
  private readonly programs: Programs;
  private readonly calls: KernelCalls;
  private readonly callsWithTexts: ReadonlySet<Wish>;
  /** Entries of the kernel's milestone functions. */
  private readonly milestoneAt = new Map<number, Milestone>();

  /** `keepsCalls`: system calls with texts are kept as they were made, for who looks at them later. */
  constructor(
    private readonly system: Watched,
    private readonly keepsCalls = false,
  ) {
    for (const milestone of milestones) {
      const address = addressOf(system.kernel, milestone.function);
      if (address !== undefined) this.milestoneAt.set(address, milestone);
    }
    this.programs = new Programs(system, this.state);
    this.calls = callsOf(system.kernel);
    this.callsWithTexts = new Set(withTexts(this.calls));
  }

  /** Nobody wants anything: the machine need not be watched. */
  get isIdle(): boolean {
    return this.interest.size === 0 && !this.keepsCalls;
  }

  /** Tells these from now on. What was not followed so far is taken from the machine's memory. */
  attend(interest: Interest): void {
    const { followsPrograms } = this;
    if (!this.attention.kinds.has('control')) this.state.running = pidOnCpu(this.system);
    this.interest = new Set(interest);
    this.attentions.clear();
    this.followsPrograms = programEvents.some(event => interest.has(event));
    this.followsMain = interest.has('main') || interest.has('main-return');
    if (!this.followsPrograms || followsPrograms) return;
    this.programs.takeUp();
    this.state.starting = this.programs.areStarting();
  }

  /** What the machine has to tell for that. */
  get attention(): Attention {
    const starts = this.followsPrograms && (this.state.starting || !this.seesBirths);
    const known = this.attentions.get(starts);
    if (known) return known;
    const wishes = new Set<Wish>([...this.interest, ...(this.keepsCalls ? this.callsWithTexts : [])]);
    const attention = attentionFor(wishes, starts);
    this.attentions.set(starts, attention);
    return attention;
  }

  /** The kernel has functions that show when a process may begin. */
  private get seesBirths(): boolean {
    const known = new Set<EventName>([...this.milestoneAt.values()].map(({ event }) => event));
    return births.every(event => known.has(event));
  }

  /** The state as plain data, of which nothing changes any more. */
  save(): TraceState {
    return { ...this.state };
  }

  /** To be called when the machine has been restored: switches may not have been followed when the state was saved. */
  restore(state: TraceState): void {
    Object.assign(this.state, state);
    this.state.running = pidOnCpu(this.system);
  }

  /** Where the machine has to stop for `arrive`. */
  get breakpoints(): ReadonlySet<number> {
    const entries = [...this.milestoneAt].filter(([, { event }]) => this.needs(event));
    return new Set([...entries.map(([address]) => address), ...this.awaited]);
  }

  /** True once after an event by which the machine has to stop at other places, or to tell others. */
  takeMoved(): boolean {
    const { moved } = this;
    this.moved = false;
    return moved;
  }

  private get awaited(): readonly number[] {
    return this.followsMain ? this.programs.addresses : [];
  }

  private needs(milestone: EventName): boolean {
    return this.interest.has(milestone) || (this.followsPrograms && programMilestones.includes(milestone));
  }

  /** What it means that the machine is about to execute the instruction at a breakpoint. */
  arrive(address: number): readonly Occurrence[] {
    const { machine } = this.system;
    const milestone = this.milestoneAt.get(address);
    if (milestone && !machine.userMode) return this.milestone(milestone, address);
    const details = machine.userMode && this.programs.arrive(address, this.pid());
    return details ? this.occur(machine.count, 'user', details) : nothing;
  }

  /** What a machine event means. */
  fold(event: MachineEvent): readonly Occurrence[] {
    const { count } = event;
    switch (event.kind) {
      case 'trap':
        return this.trap(event);
      case 'return':
        return this.return(event);
      case 'mode':
        return this.occur(count, event.user ? 'kernel' : 'user', { event: 'mode', to: mode(event.user) });
      case 'control':
        return this.control(event);
      case 'port':
        return this.port(event);
      case 'wait':
        return this.occur(count, 'kernel', { event: 'wait' });
      case 'stop':
        return this.stop(event);
    }
  }

  private occur(
    count: number,
    at: Mode,
    details: OccurrenceDetails,
    pid = this.pid(),
  ): readonly Occurrence[] {
    if (!this.wants(details)) return nothing;
    return [{ count, cpu, pid, mode: at, ...details }];
  }

  private wants(details: OccurrenceDetails): boolean {
    const { interest } = this;
    if (interest.has(details.event)) return true;
    if (details.event !== 'trap' && details.event !== 'interrupt') return false;
    if (interest.has(`cause ${details.cause as CauseName}`)) return true;
    return details.event === 'trap' && details.call !== undefined && interest.has(`call ${details.call}`);
  }

  private pid(): number {
    return this.system.view.currentPid() ?? 0;
  }

  private trap(event: Extract<MachineEvent, { kind: 'trap' }>): readonly Occurrence[] {
    const details = this.trapDetails(event);
    if (
      this.keepsCalls &&
      details.event === 'trap' &&
      this.callsWithTexts.has(`call ${details.call}` as Wish)
    )
      this.keep(event.frame);
    return this.occur(event.count, mode(event.fromUser), details);
  }

  /** A trap that the CPU is about to take, whether anybody wants to hear of it or not. */
  foreseen(trap: TrapTaken): Occurrence {
    const { count } = this.system.machine;
    return { count, cpu, pid: this.pid(), mode: mode(trap.fromUser), ...this.trapDetails(trap) };
  }

  /** The interrupt that was taken last, of which nobody may have been told: `pid` had the CPU. */
  lastInterrupt(pid: number): Occurrence | undefined {
    const { lastInterrupt: taken } = this.system.machine;
    return taken && { count: taken.count, cpu, pid, mode: mode(taken.fromUser), ...this.trapDetails(taken) };
  }

  private trapDetails({ cause: number, frame, handler, pc, value }: TrapTaken): OccurrenceDetails {
    const { name: cause, kind } = present(causeByNumber.get(number), `cause ${number}`);
    const where = { cause, pc, frame, handler };
    if (kind === 'interrupt') return { event: 'interrupt', ...where };
    // The registers are still those of the program.
    const call = number === systemCallCause ? this.system.machine.registers[callNumber] : undefined;
    return { event: 'trap', ...where, value, call };
  }

  /** The call that is being made. */
  private keep(frame: number): void {
    const { machine } = this.system;
    const call = {
      pid: this.pid(),
      number: machine.registers[callNumber],
      shown: callAtTrap(machine, this.calls).shown,
    };
    this.state.calls = new Map(this.state.calls).set(frame, call);
  }

  /** The call with texts whose trap frame is there, as the process made it. */
  callAt(frame: number, pid: number): CallMade | undefined {
    const call = this.state.calls.get(frame);
    return call?.pid === pid ? call : undefined;
  }

  private return({
    count,
    frame,
    pc,
    toUser,
  }: Extract<MachineEvent, { kind: 'return' }>): readonly Occurrence[] {
    const told = this.occur(count, 'kernel', { event: 'return-from-trap', to: mode(toUser), pc, frame });
    if (!toUser || !this.followsPrograms) return told;
    const starts = this.programs.starts();
    this.moved ||= this.noteStarts() || (starts && this.followsMain);
    if (!starts) return told;
    return [...told, ...this.occur(count, 'kernel', { event: 'process-start', pc })];
  }

  /** Whether processes are yet to start; true where that has changed. */
  private noteStarts(): boolean {
    if (!this.state.starting) return false;
    this.state.starting = this.programs.areStarting();
    return !this.state.starting;
  }

  private control({
    count,
    register,
    old,
    value,
  }: Extract<MachineEvent, { kind: 'control' }>): readonly Occurrence[] {
    if (register === ttb) return this.occur(count, 'kernel', { event: 'trap-table', address: value });
    if (register !== ksp || old === value) return nothing;
    const from = this.state.running;
    const to = this.system.view.pidOfStack(value) ?? 0;
    this.state.running = to;
    if (to === from) return nothing;
    const details = { event: 'context-switch', from, to, kernelStack: value } as const;
    return [...this.end(count, from), ...this.occur(count, 'kernel', details, from)];
  }

  /** A process whose last thread gives the CPU away for good, or turns the power off, is a zombie by then. */
  private end(count: number, pid: number): readonly Occurrence[] {
    if (!this.interest.has('process-exit') && !this.interest.has('thread-exit')) return nothing;
    if (this.system.view.find(pid)?.state === 'ended')
      return this.occur(count, 'kernel', { event: 'thread-exit' }, pid);
    const process = this.system.view.find(processOf(pid));
    if (process?.state !== 'zombie') return nothing;
    return this.occur(count, 'kernel', { event: 'process-exit', status: process.status }, process.pid);
  }

  private stop({ count, reason, status }: Extract<MachineEvent, { kind: 'stop' }>): readonly Occurrence[] {
    const halt = { event: 'halt', reason, status } as const;
    return [...this.end(count, this.pid()), ...this.occur(count, 'kernel', halt)];
  }

  private port({
    count,
    port,
    write,
    value,
  }: Extract<MachineEvent, { kind: 'port' }>): readonly Occurrence[] {
    const name = portName(port) ?? hex(port);
    if (untold.has(name)) return nothing;
    if (name.startsWith('DISK_') && write && name !== 'DISK_COMMAND') return nothing;
    return this.occur(count, 'kernel', this.portDetails(name, write, value));
  }

  private portDetails(name: string, write: boolean, value: number): OccurrenceDetails {
    if (write && name === 'TIMER_INTERVAL') return { event: 'timer-start', interval: value };
    if (write && name === 'CONSOLE_WANT') return { event: 'console-want' };
    if (write && name === 'DISK_COMMAND') {
      const { sector, count: sectors, address } = this.system.machine.diskRequest;
      return {
        event: 'disk-command',
        command: value === diskRead ? 'read' : 'write',
        sector,
        sectors,
        address,
      };
    }
    return { event: 'port', port: name, access: write ? 'write' : 'read', value };
  }

  private milestone({ event, function: name }: Milestone, address: number): readonly Occurrence[] {
    const { machine } = this.system;
    const subject = this.subjectOf(machine.registers[firstArgument] >>> 0);
    if (births.includes(event)) this.state.starting = true;
    if (event === 'kernel-stack-fill') this.programs.replaced(subject);
    if (event === 'process-free') this.programs.forget(subject);
    if (event === 'thread-ready') return this.occur(machine.count, 'kernel', { event, thread: subject });
    return this.occur(machine.count, 'kernel', { event, function: name, address });
  }

  /** The process that a `struct proc *`, or a place on a kernel stack, belongs to. */
  private subjectOf(address: number): number {
    const { view } = this.system;
    return view.at(address)?.pid ?? view.pidOfStack(address + 1) ?? 0;
  }
}

const mode = (user: boolean): Mode => (user ? 'user' : 'kernel');

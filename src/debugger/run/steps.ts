/**
 * Steps of a process. A step stays in its process: what other processes do in between, and timer and device
 * interrupts, are run through. Each generator asks the run loop for one thing after another.
 */
import { type Decoded, decode, flowOf, roles, targetWith } from '../../isa';
import type { Session } from '../../session';
import { type Occurrence, threadLabel } from '../../events';
import type { EventName } from '../../protocol';
import type { StepKind, StepUnit } from '../api';
import { DebuggerError } from '../errors';
import type { Module } from '../images/module';
import type { Inspector } from '../inspector';
import type { Processes } from '../processes';
import type { AnyFrame, CodeFrame, TrapLabel } from '../unwind/frames';
import { trapField } from '../unwind/labels';
import { exitsOfLine } from './exits';
import { bodiesOutside, bodyAt, isLibrary, isPassedOver } from './library';
import { longJumps } from './long-jumps';
import type { Happened, Plan, PlanEnd, RunRequest } from './requests';
import { present } from '../../source';

type Steps<Result = PlanEnd> = Generator<RunRequest, Result, Happened>;
type Trap = Extract<Occurrence, { event: 'trap' | 'interrupt' }>;

/** Traps and their returns, who gets the CPU, and what ends or replaces a program. */
const interest: readonly EventName[] = [
  'trap',
  'interrupt',
  'return-from-trap',
  'context-switch',
  'kernel-stack-fill',
  'process-exit',
  'thread-exit',
];

/** What one instruction came to: done, in a trap that a step into wants to see, or the end of the process. */
type Progress = 'done' | 'trapped' | 'exited';

interface Where {
  readonly frame: CodeFrame;
  readonly caller: AnyFrame | undefined;
}

export class Stepper {
  constructor(
    private readonly system: Session,
    private readonly processes: Processes,
    private readonly inspector: Inspector,
    private readonly intoLibrary: boolean,
  ) {}

  /** `target`: of a step into, the address of the call or the trap that is meant. */
  plan(pid: number, how: StepKind, unit: StepUnit, target?: number): Plan {
    const where = this.where(pid);
    const passes = !this.intoLibrary && isOutside(where.frame);
    const step = new Step(this.system, this.processes, this.inspector, pid, how, passes);
    if (how === 'out' && !where.caller)
      throw new DebuggerError(
        'no-caller',
        `nothing has called ${where.frame.name}: there is no way out of it`,
      );
    return {
      interest,
      steps: stepsOf(step, where, how, unit, target),
      watch: event => step.watches(event),
      ends: event => step.endsAt(event),
      reason: 'step',
      pid,
      ...(how === 'out' &&
        where.caller?.kind === 'code' && { left: { frame: where.frame, to: where.caller.pc } }),
    };
  }

  private where(pid: number): Where {
    if (!this.processes.goesOn(pid))
      throw new DebuggerError(
        'process-ended',
        `process ${threadLabel(pid)} has ended: there is nothing left of it to step`,
      );
    const [frame, caller] = this.inspector.stack(pid);
    if (frame?.kind === 'code') return { frame, caller };
    throw new DebuggerError('no-caller', `process ${threadLabel(pid)} has no place to step from`);
  }
}

function stepsOf(
  step: Step,
  where: Where,
  how: StepKind,
  unit: StepUnit,
  target: number | undefined,
): Plan['steps'] {
  if (how === 'out') return step.out(where);
  if (how === 'into' && target !== undefined) return step.target(where.frame, target);
  return unit === 'line' ? step.line(where.frame) : step.instruction(where.frame);
}

class Step {
  private program: Module | undefined;
  /** exec has put another program in the place of this one. */
  private replaced = false;

  constructor(
    private readonly system: Session,
    private readonly processes: Processes,
    private readonly inspector: Inspector,
    private readonly pid: number,
    private readonly how: StepKind,
    /** The library's functions are nothing to stop in. */
    private readonly passes: boolean,
  ) {
    this.program = inspector.program(pid);
  }

  /** Traps and interrupts of the process. */
  watches(event: Occurrence): boolean {
    return (event.event === 'trap' || event.event === 'interrupt') && event.pid === this.pid;
  }

  /** It has ended, and its end has been told: the CPU is about to leave it for good. */
  private get isGone(): boolean {
    const { machine, view } = this.system;
    return !this.processes.isRunnable(this.pid) && view.pidOfStack(machine.ksp) !== this.pid;
  }

  /** Its end, and the start of another program in it: what a step has waited for is gone. */
  endsAt(event: Occurrence): boolean {
    if (event.pid !== this.pid) return false;
    if (event.event === 'kernel-stack-fill') this.replaced = true;
    const isNewProgram = this.replaced && event.event === 'return-from-trap' && event.to === 'user';
    return isExit(event) || isNewProgram;
  }

  *instruction(frame: CodeFrame): Steps {
    if (!frame.live) return yield* this.resume(frame);
    const call = this.how === 'over' ? this.callHere() : undefined;
    const progress = yield* this.execute();
    if (progress === 'exited') return 'exited';
    return call && progress === 'done' ? yield* this.returnTo(call.returnTo, call.sp) : 'arrived';
  }

  *line(frame: CodeFrame): Steps {
    if (!frame.live && (yield* this.resume(frame)) === 'exited') return 'exited';
    for (let turn = 1; ; turn++) {
      if (turn % patience === 0) {
        if ((yield* this.hurry(frame)) === 'exited') return 'exited';
        if (this.isNewLine(frame, this.here(), false)) return 'arrived';
      }
      const before = this.here();
      const call = this.callHere();
      const returns = this.isReturnHere();
      const progress = yield* this.execute();
      if (progress === 'exited') return 'exited';
      if (progress === 'trapped') return 'arrived';
      if (this.processes.livePid !== this.pid) return 'arrived';
      if (call && this.isAt(call.target) && !this.isGone) {
        const into = this.how === 'into' ? this.bodyAfter(call.target) : undefined;
        if (into !== undefined) return yield* this.toBody(into);
        const end = yield* this.pass(call);
        if (end !== 'returned') return end;
        if (this.replaced) return 'arrived';
      }
      if (returns && this.passes && this.isInLibrary()) return yield* this.leaveLibrary();
      if (this.isNewLine(frame, before, returns)) return 'arrived';
    }
  }

  /** Into what is called at an address of the line, or traps there; if the line does not come to it, to the next. */
  *target(frame: CodeFrame, site: number): Steps {
    const { image, routine, source, cfa } = frame;
    const exits = image && routine && source ? exitsOfLine(image, routine, source, 'over') : [];
    const isHere = () => this.inspector.current()?.cfa === cfa;
    if (!this.isAt(site) && (yield* this.until([site, ...exits], isHere)) === 'exited') return 'exited';
    if (!this.isAt(site))
      return this.isNewLine(frame, this.here(), false) ? 'arrived' : yield* this.line(frame);
    const call = this.callHere();
    if ((yield* this.execute()) === 'exited') return 'exited';
    const { module, pc } = this.here();
    const routineThere = call && this.isAt(call.target) ? module?.routineAt(pc) : undefined;
    return module && routineThere ? yield* this.toBody(bodyAt(module, routineThere)) : 'arrived';
  }

  /** A line that takes long is a loop: runs to where it may be left, instead of going step by step. */
  private *hurry({ source, routine }: CodeFrame): Steps {
    const { module, pc } = this.here();
    if (!module || !source || !routine || pc < routine.start || pc >= routine.end) return 'arrived';
    const exits = exitsOfLine(module, routine, source, this.how);
    if (exits.includes(pc)) return 'arrived';
    const stack = this.stackPointer;
    return yield* this.untilBack(exits, stack, () => this.stackPointer >= stack);
  }

  /** Until a call that is not stepped into has returned; for a step into, or has called back a function of the user's. */
  private *pass({ target, returnTo, sp }: Call): Steps<PlanEnd | 'returned'> {
    const { module } = this.here();
    const bodies = this.how === 'into' && this.isPassed(module, target) ? bodiesOutside(module) : [];
    if ((yield* this.returnOrCall(returnTo, sp, bodies)) === 'exited') return 'exited';
    return returnTo.some(address => this.isAt(address)) || this.replaced ? 'returned' : 'arrived';
  }

  private *returnOrCall(back: readonly number[], stack: number, bodies: readonly number[]): Steps {
    const isBack = () => back.some(address => this.isAt(address)) && this.stackPointer >= stack;
    const when = () => isBack() || bodies.includes(this.system.machine.pc);
    return yield* this.untilBack([...back, ...bodies], stack, when);
  }

  private isPassed(module: Module | undefined, target: number): module is Module {
    return this.passes && module !== undefined && module.of === 'program' && isPassedOver(module, target);
  }

  private isInLibrary(): boolean {
    const { module, pc } = this.here();
    return module !== undefined && module.of === 'program' && isLibrary(module, pc);
  }

  /** A function of the user's has returned to the library that had called it: goes on to the next one of the user's. */
  private *leaveLibrary(): Steps {
    const { module } = this.here();
    this.inspector.forget();
    const outer = this.inspector.stack(this.pid).find(frame => frame.kind === 'code' && isOutside(frame));
    if (!module || outer?.kind !== 'code') return 'arrived';
    return yield* this.returnOrCall(
      [outer.pc],
      outer.registers.get(roles.stackPointer) ?? 0,
      bodiesOutside(module),
    );
  }

  /** To the caller; from the outermost frame of a trap, to what trapped. */
  *out({ frame, caller }: Where): Steps {
    if (!frame.live && (yield* this.resume(frame)) === 'exited') return 'exited';
    const around = present(caller, 'frame to step out to');
    if (around.kind === 'trap' && around.signal !== undefined) return yield* this.returnFromHandler(around);
    if (around.kind === 'trap') return yield* this.returnFromTrap(around.frame);
    return yield* this.returnTo([around.pc], frame.cfa ?? 0);
  }

  /** A process that is switched out goes on where its frame says, once it has the CPU. */
  private *resume(frame: CodeFrame): Steps {
    const stack = present(
      frame.registers.get(roles.stackPointer),
      'stack pointer of a process that is switched out',
    );
    return yield* this.until([frame.pc], () => this.stackPointer === stack);
  }

  /** Until a call has returned: its caller's stack pointer stands where it stood. */
  private *returnTo(addresses: readonly number[], stack: number): Steps {
    return yield* this.untilBack(addresses, stack, () => this.stackPointer >= stack);
  }

  /** The same, or until a longjmp has given up the frames in between, and so will never come there: where that goes on. */
  private *untilBack(addresses: readonly number[], stack: number, when: () => boolean): Steps {
    const jumps = this.program === undefined ? [] : longJumps(this.program);
    for (;;) {
      const jumpsHere = () => this.system.machine.userMode && jumps.includes(this.system.machine.pc);
      const end = yield* this.until([...addresses, ...jumps], () => jumpsHere() || when());
      if (end === 'exited' || this.replaced || !jumpsHere()) return end;
      const leaves = this.stackPointer >= stack;
      if ((yield* this.execute()) === 'exited') return 'exited';
      if (leaves) return 'arrived';
    }
  }

  private *until(addresses: readonly number[], when: () => boolean): Steps {
    const own = () => this.processes.livePid === this.pid && when();
    const { events } = yield { kind: 'address', addresses, when: own };
    return this.hasExited(events) ? 'exited' : 'arrived';
  }

  private *toBody(address: number): Steps {
    return this.isAt(address) ? 'arrived' : yield* this.until([address], () => true);
  }

  /** Until the program is where the signal came. */
  private *returnFromHandler({ pc, space, frame }: TrapLabel): Steps {
    return yield* this.returnTo([pc], trapField(space, frame, 'sp'));
  }

  private *returnFromTrap(frame: number): Steps {
    const when = (event: Occurrence) => event.event === 'return-from-trap' && event.frame === frame;
    const { events } = yield { kind: 'event', when };
    this.program = this.inspector.program(this.pid);
    return this.hasExited(events) ? 'exited' : 'arrived';
  }

  /** One instruction of the process. What interrupts it is run through; so is its own trap, but for a step into it. */
  private *execute(): Steps<Progress> {
    for (;;) {
      const start = this.system.machine.count;
      const { events } = yield { kind: 'instruction' };
      if (this.hasExited(events)) return 'exited';
      if (events.length > 0) this.program = this.inspector.program(this.pid);
      const trap = events.find(
        (event): event is Trap => event.event === 'trap' || event.event === 'interrupt',
      );
      const grows = trap !== undefined && this.processes.bringsPage(trap);
      if (trap?.event === 'trap' && this.how === 'into' && !grows) return 'trapped';
      if (trap && (yield* this.returnFromTrap(trap.frame)) === 'exited') return 'exited';
      // An interrupt before the instruction has put it off; one after it has not.
      if (grows || (trap?.event === 'interrupt' && trap.count === start)) continue;
      if (!trap && this.system.machine.count === start) continue;
      return yield* this.sameProcess();
    }
  }

  /** A switch takes the CPU away in the midst of an instruction: a step into follows it, another waits. */
  private *sameProcess(): Steps<Progress> {
    if (this.processes.livePid === this.pid || this.how === 'into' || this.isGone) return 'done';
    const back = (event: Occurrence) => event.event === 'context-switch' && event.to === this.pid;
    while (this.processes.livePid !== this.pid) {
      const { events } = yield { kind: 'event', when: back };
      if (this.hasExited(events)) return 'exited';
      for (let left = mostOfSwitch; left > 0 && this.processes.livePid !== this.pid; left--)
        yield { kind: 'instruction' };
    }
    return 'done';
  }

  private hasExited(events: readonly Occurrence[]): boolean {
    return events.some(event => isExit(event) && event.pid === this.pid);
  }

  /** True at the first instruction of a statement on another line, and after a return to code that has a source. */
  private isNewLine(start: CodeFrame, before: Here, returned: boolean): boolean {
    const { module, pc, user } = this.here();
    if (!module) return user !== before.user;
    if (returned || user !== before.user) return module.placeAt(pc) !== undefined;
    const row = module.lines.statementAt(pc);
    if (!row) return false;
    const place = module.lines.place(row);
    const same = start.source && place.line === start.source.line && place.path === start.source.path;
    return !same || module.routineAt(pc)?.start !== start.routine?.start;
  }

  /** Where a step into a function ends: past its prologue. Nothing if its source is not known. */
  private bodyAfter(target: number): number | undefined {
    const { module } = this.here();
    const routine = module?.routineAt(target);
    if (!module || !routine || !module.placeAt(target)) return undefined;
    return this.isPassed(module, target) ? undefined : bodyAt(module, routine);
  }

  private callHere(): Call | undefined {
    const { pc } = this.system.machine;
    const decoded = this.decoded();
    if (!decoded || flowOf(decoded) !== 'call') return undefined;
    const target = targetWith(decoded, pc, this.system.machine.registers);
    const { end = Infinity } = this.here().module?.routineAt(pc) ?? {};
    const returnTo = pc + 4 < end ? [pc + 4] : [];
    return target === undefined ? undefined : { target, returnTo, sp: this.stackPointer };
  }

  private isReturnHere(): boolean {
    const decoded = this.decoded();
    return decoded !== undefined && flowOf(decoded) === 'return';
  }

  private decoded(): Decoded | undefined {
    const word = this.system.machine.readWord(this.system.machine.pc);
    return word === undefined ? undefined : decode(word);
  }

  private here(): Here {
    const { machine } = this.system;
    const module = machine.userMode ? this.program : this.inspector.modules.kernel;
    return { module, pc: machine.pc, user: machine.userMode };
  }

  private isAt(address: number): boolean {
    return this.system.machine.pc === address;
  }

  private get stackPointer(): number {
    return this.system.machine.registers[roles.stackPointer] >>> 0;
  }
}

const isOutside = ({ image, lookup }: CodeFrame) => image !== undefined && !isLibrary(image, lookup);

interface Call {
  readonly target: number;
  /** Where it comes back to; nowhere, where the caller ends with it: what stands there is another function's. */
  readonly returnTo: readonly number[];
  /** The stack pointer of the caller. */
  readonly sp: number;
}

interface Here {
  readonly module: Module | undefined;
  readonly pc: number;
  readonly user: boolean;
}

/** Instructions from the kernel's word that it switches to its doing so. */
const mostOfSwitch = 1000;
/** Instructions after which a line is taken for a loop. */
const patience = 500;

const isExit = ({ event }: Occurrence): boolean => event === 'process-exit' || event === 'thread-exit';

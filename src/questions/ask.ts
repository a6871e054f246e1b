/** Asks questions of a run: a system is run to its end, or to a limit, and all of them are answered on the way. */
import type { World } from '../debugger';
import { type Decoded, decode, evaluator, memoryMap, roles } from '../isa';
import { type Halt, type Host, type Outcome, type Stops, runToEnd } from '../session';
import type { Answer } from './answer';
import { type Fold, foldOf } from './claims';
import { type Happening, type Routine, eventHappening, happeningHere } from './happening';
import { Patterns, noNeeds } from './patterns';
import { type Question, QuestionError } from './question';

/** Instructions of the kernel are looked at one by one only where accesses are asked for. */
const oneByOne = 1;

class Asking implements Stops<never> {
  private readonly needs = noNeeds();
  private readonly folds: readonly Fold[];
  /** What has come in the midst of an instruction, and is judged when the machine halts behind it. */
  private waiting: Happening[] = [];
  /** Calls that have not returned, by where they do. */
  private readonly calls = new Map<number, Call[]>();
  private lastAccess = -1;

  /** Throws QuestionError for what does not fit the system. */
  constructor(
    private readonly world: World,
    questions: readonly Question[],
  ) {
    const patterns = new Patterns(world, this.needs);
    this.folds = questions.map(question => madeReady(question, patterns, world));
    const { runner } = world;
    const wishes = new Set(this.needs.wishes);
    // From there on instructions of the kernel are looked at.
    if (this.needs.accesses) wishes.add('trap').add('interrupt');
    runner.listen(wishes, occurrence => {
      this.waiting.push(eventHappening(world, occurrence));
      return true;
    });
    for (const address of this.needs.routines.keys()) runner.setBreakpoint(address);
  }

  get stride(): number {
    const { machine } = this.world;
    return this.needs.accesses && !machine.userMode && !machine.waiting ? oneByOne : Infinity;
  }

  at(halt: Halt): undefined {
    this.world.inspector.forget();
    this.judgeWaiting();
    if (halt.reason === 'breakpoint') this.arrive(halt.address);
    if (this.stride === oneByOne) this.access();
  }

  /** The run has ended, by itself or because it was to end. */
  answers(): Answer[] {
    this.world.inspector.forget();
    this.judgeWaiting();
    const { count } = this.world.machine;
    return this.folds.map(fold => fold.answer(count));
  }

  private judgeWaiting(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const happening of waiting) this.tell(happening);
  }

  private tell(happening: Happening): void {
    for (const fold of this.folds) fold.hear(happening);
  }

  private arrive(address: number): void {
    const { world, needs } = this;
    const { machine, processes } = world;
    const returned = this.returned(address);
    if (returned) this.tell(happeningHere(world, { is: 'return', routine: returned }));
    const { name } = processes.live();
    const module = machine.userMode ? world.modules.ofProcess(name) : world.modules.kernel;
    const routine = needs.routines.get(address)?.find(row => row.module === module?.name);
    if (!routine) return;
    this.tell(happeningHere(world, { is: 'call', routine }));
    if (needs.returns.has(routine)) this.expectReturn(routine);
  }

  /** The same stack pointer says that it is this call: functions leave it as it was at their entry. */
  private expectReturn(routine: Routine): void {
    const { machine, runner, processes } = this.world;
    const back = machine.registers[roles.returnAddress] >>> 0;
    const call = { routine, sp: machine.registers[roles.stackPointer], pid: processes.livePid };
    this.calls.set(back, [...(this.calls.get(back) ?? []), call]);
    runner.setBreakpoint(back);
  }

  private returned(address: number): Routine | undefined {
    const { machine, processes, runner } = this.world;
    const calls = this.calls.get(address) ?? [];
    const { livePid: pid } = processes;
    const sp = machine.registers[roles.stackPointer];
    const call = calls.filter(each => each.sp === sp && each.pid === pid).at(-1);
    if (!call) return undefined;
    const rest = calls.filter(each => each !== call);
    if (rest.length > 0) this.calls.set(address, rest);
    else {
      this.calls.delete(address);
      if (!this.needs.routines.has(address)) runner.clearBreakpoint(address);
    }
    return call.routine;
  }

  /** The kernel is about to read or write memory of a program by the program's own address. */
  private access(): void {
    const { machine } = this.world;
    if (machine.count === this.lastAccess) return;
    this.lastAccess = machine.count;
    const word = machine.readWord(machine.pc);
    const memory = word === undefined ? undefined : decode(word)?.instruction.does?.memory;
    if (!memory) return;
    const { registers, pc } = machine;
    const address =
      evaluator(memory.address)(registers, { ...(decode(word as number) as Decoded), pc }, 0) >>> 0;
    if (address >= memoryMap.userTop) return;
    this.tell(happeningHere(this.world, { is: 'access', address, write: memory.access !== 'read' }));
  }
}

/** Throws QuestionError, with the question's text. */
function madeReady(question: Question, patterns: Patterns, world: World): Fold {
  try {
    return foldOf(question, patterns, world);
  } catch (error) {
    if (error instanceof QuestionError) throw new QuestionError(error.message, error.place, question.text);
    throw error;
  }
}

interface Call {
  readonly routine: Routine;
  readonly sp: number;
  readonly pid: number;
}

/** Why a question makes no sense for a system, in a sentence. */
export function whyUnfit(world: World, question: Question): string | undefined {
  try {
    foldOf(question, new Patterns(world, noNeeds()), world);
    return undefined;
  } catch (error) {
    if (error instanceof QuestionError) return error.message;
    throw error;
  }
}

/** Runs to the end, or until the clock stands at the limit. Throws QuestionError. */
export async function ask(
  world: World,
  questions: readonly Question[],
  host: Host,
  limit = Infinity,
): Promise<{ readonly answers: readonly Answer[]; readonly outcome: Outcome }> {
  const asking = new Asking(world, questions);
  const outcome = await runToEnd(world.runner, host, limit, asking);
  return { answers: asking.answers(), outcome };
}

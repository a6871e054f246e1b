/** Asks questions of a run: a system is run to its end, or to a limit, and all of them are answered on the way. */
import type { World } from '../debugger';
import { type Decoded, decode, evaluator, memoryMap } from '../isa';
import { type Halt, type Host, type Outcome, type Stops, runToEnd } from '../session';
import type { Answer } from '../protocol';
import { Calls } from './calls';
import { type Fold, foldOf } from './claims';
import { type Happening, eventHappening, happeningHere } from './happening';
import { Patterns, noNeeds } from './patterns';
import { type Question, QuestionError } from './question';

/** Instructions of the kernel are looked at one by one only where accesses are asked for. */
const oneByOne = 1;

class Asking implements Stops<never> {
  private readonly needs = noNeeds();
  private readonly folds: readonly Fold[];
  /** What has come in the midst of an instruction, and is judged when the machine halts behind it. */
  private waiting: Happening[] = [];
  private readonly calls: Calls;
  private lastAccess = -1;

  /** Throws QuestionError for what does not fit the system. */
  constructor(
    private readonly world: World,
    questions: readonly Question[],
  ) {
    const patterns = new Patterns(world, this.needs);
    this.folds = questions.map(question => madeReady(question, patterns, world));
    this.calls = new Calls(world, this.needs);
    const wishes = new Set(this.needs.wishes);
    // From there on instructions of the kernel are looked at.
    if (this.needs.accesses) wishes.add('trap').add('interrupt');
    world.runner.listen(wishes, occurrence => {
      this.waiting.push(eventHappening(world, occurrence));
      return true;
    });
  }

  get stride(): number {
    const { machine } = this.world;
    return this.needs.accesses && !machine.userMode && !machine.waiting ? oneByOne : Infinity;
  }

  at(halt: Halt): undefined {
    this.world.inspector.forget();
    this.judgeWaiting();
    this.calls.renew();
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
    for (const crossing of this.calls.crossings(address)) this.tell(happeningHere(this.world, crossing));
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

/** The forms of questions as folds over what happens: each is shown all of it in order, and answers at the end. */
import { type World, isKernelAddress } from '../debugger';
import { registers as registerRows } from '../isa';
import { hex } from '../source';
import type { Answer } from '../protocol';
import { Instants, comparisons, grouped, times } from './answer';
import type { Happening } from './happening';
import type { Patterns } from './patterns';
import { type Test } from './patterns';
import type { Form, Kept, Operator, Question } from './question';
import { valueAt } from './values';

export interface Fold {
  hear(happening: Happening): void;
  /** `end`: the last instant of the run. */
  answer(end: number): Answer;
}

type Of<Name> = Extract<Form, { form: Name }> & { readonly text: string };

/** Throws QuestionError. */
export function foldOf(question: Question, patterns: Patterns, world: World): Fold {
  switch (question.form) {
    case 'list':
    case 'count':
    case 'never':
      return new Listing(question, patterns);
    case 'always':
      return new Always(question, patterns);
    case 'each':
      return question.relation === 'then'
        ? new EachThen(question, patterns, world)
        : new EachAfter(question, patterns, world);
    case 'order':
      return new Order(question, patterns);
  }
}

class Listing implements Fold {
  private readonly test: Test;
  private readonly found = new Instants();
  private total = 0;

  constructor(
    private readonly question: Of<'list'> | Of<'count'> | Of<'never'>,
    patterns: Patterns,
  ) {
    this.test = patterns.events(question.events);
  }

  hear(happening: Happening): void {
    if (!this.test(happening)) return;
    this.total += 1;
    const which = this.question.form === 'list' ? this.question.which : 'all';
    if (which === 'all') this.found.add(happening);
    else this.found.only(which, happening);
  }

  answer(): Answer {
    const { question, total } = this;
    const { count, kept: instants } = this.found;
    const rest = { question: question.text, count, instants };
    const happens = total === 0 ? 'it never happens' : `it happens ${times(total)}`;
    if (question.form === 'never')
      return {
        ...rest,
        holds: total === 0,
        text: total === 0 ? 'holds: it never happens' : `does not hold: ${happens}`,
      };
    if (question.form === 'list' || !question.comparison) return { ...rest, text: happens };
    const { operator, number } = question.comparison;
    const holds = comparisons[operator](total, number);
    const text = holds
      ? `holds: ${happens}`
      : `does not hold: ${happens}, not ${operator === '==' ? '' : `${operator} `}${grouped(number)}`;
    return { ...rest, holds, text };
  }
}

/** Claims about each of some events: what there is to say of those for which it does not hold. */
abstract class Each implements Fold {
  protected checked = 0;
  protected readonly broken = new Instants();

  constructor(private readonly question: string) {}

  abstract hear(happening: Happening): void;

  /** What is open when the run ends. */
  protected end(_end: number): void {}

  /** What is to be said where it holds. */
  protected more(): string {
    return '';
  }

  answer(end: number): Answer {
    this.end(end);
    const { question, checked } = this;
    const { count, kept } = this.broken;
    const instants = [...kept].sort((a, b) => a.count - b.count);
    const rest = { question, count, instants };
    if (checked === 0)
      return { ...rest, holds: false, text: 'does not hold: there is no such event in this run to judge by' };
    if (count > 0)
      return { ...rest, holds: false, text: `does not hold for ${grouped(count)} of ${grouped(checked)}` };
    return { ...rest, holds: true, text: `holds ${times(checked)}${this.more()}` };
  }
}

class Always extends Each {
  private readonly test: Test;

  constructor(
    private readonly asked: Of<'always'>,
    private readonly patterns: Patterns,
  ) {
    super(asked.text);
    this.test = patterns.events(asked.events);
    patterns.expression(asked.condition, asked.events.any, 'condition');
  }

  hear(happening: Happening): void {
    if (!this.test(happening)) return;
    this.checked += 1;
    const { condition } = this.asked;
    const verdict = this.patterns.verdict(condition, happening);
    if (verdict !== true)
      this.broken.add(
        happening,
        `${happening.text}: ${verdict === false ? `{${condition.text}} is false` : verdict}`,
      );
  }
}

/** What has to be the same later. */
interface Seen {
  readonly happening: Happening;
  readonly kept: readonly string[];
}

class EachThen extends Each {
  private readonly first: Test;
  private readonly second: Test;
  private open: Seen[] = [];
  private longest = 0;
  private at = 0;

  constructor(
    private readonly asked: Of<'each'>,
    patterns: Patterns,
    private readonly world: World,
  ) {
    super(asked.text);
    this.first = patterns.events(asked.events);
    this.second = patterns.events(asked.other);
    checkKept(asked, patterns);
  }

  hear(happening: Happening): void {
    if (this.open.length > 0)
      this.open = this.open.filter(seen => {
        if (!this.second(happening, seen.happening.pid)) return true;
        this.close(seen, happening);
        return false;
      });
    if (!this.first(happening)) return;
    this.checked += 1;
    this.open.push({ happening, kept: keptAt(this.asked.keeping, 'first', happening, this.world) });
  }

  private close({ happening: first, kept }: Seen, second: Happening): void {
    const { within = Infinity, keeping } = this.asked;
    const took = second.count - first.count;
    if (took > this.longest) [this.longest, this.at] = [took, first.count];
    if (took > within)
      this.broken.add(first, `${first.text}: only after ${grouped(took)} instructions came ${second.text}`);
    else {
      const differs = difference(keeping, kept, keptAt(keeping, 'second', second, this.world));
      if (differs !== undefined)
        this.broken.add(first, `${first.text}: at instruction ${grouped(second.count)} ${differs}`);
    }
  }

  /** A run that ends before the time is over says nothing against it. */
  protected override end(end: number): void {
    for (const { happening } of this.open) {
      const { within } = this.asked;
      if (within !== undefined && end - happening.count <= within) this.checked -= 1;
      else this.broken.add(happening, `${happening.text}: it never came to what has to follow`);
    }
  }

  protected override more(): string {
    return `; the longest took ${grouped(this.longest)} instructions, from instruction ${grouped(this.at)}`;
  }
}

class EachAfter extends Each {
  private readonly first: Test;
  private readonly other: Test;
  private readonly since: Test | undefined;
  /** The latest of those with the same values, by them. */
  private readonly before = new Map<string, Happening>();

  constructor(
    private readonly asked: Of<'each'>,
    patterns: Patterns,
    private readonly world: World,
  ) {
    super(asked.text);
    this.first = patterns.events(asked.events);
    this.other = patterns.events(asked.other);
    this.since = asked.since && patterns.events(asked.since);
    checkKept(asked, patterns);
  }

  hear(happening: Happening): void {
    const { keeping, within = Infinity } = this.asked;
    if (this.first(happening)) {
      this.checked += 1;
      const key = keptAt(keeping, 'first', happening, this.world).join('\n');
      const { pid, count } = happening;
      const isIt = (other: Happening | undefined) => other !== undefined && count - other.count <= within;
      const own = this.before.get(`${pid}\n${key}`);
      const ofAny = this.isOfSame ? undefined : this.before.get(`any\n${key}`);
      if (!isIt(own) && !isIt(ofAny)) this.broken.add(happening, `${happening.text}: ${this.why}`);
    }
    if (this.since?.(happening, happening.pid)) this.forget(happening.pid);
    if (this.other(happening, happening.pid)) {
      const key = keptAt(keeping, 'second', happening, this.world).join('\n');
      this.before.set(`${happening.pid}\n${key}`, happening);
      if (!this.isOfSame) this.before.set(`any\n${key}`, happening);
    }
  }

  private get isOfSame(): boolean {
    return this.asked.other.any.every(({ of }) => of?.is === 'same');
  }

  private get why(): string {
    const { within } = this.asked;
    const when = within === undefined ? '' : ` within ${grouped(within)} instructions`;
    return `what has to come before it did not${when}`;
  }

  private forget(pid: number): void {
    for (const [key, { pid: whose }] of this.before)
      if (!this.isOfSame || whose === pid) this.before.delete(key);
  }
}

class Order implements Fold {
  private readonly steps: readonly Test[];
  private readonly found = new Instants();

  constructor(
    private readonly asked: Of<'order'>,
    patterns: Patterns,
  ) {
    this.steps = asked.steps.map(events => patterns.events(events));
  }

  hear(happening: Happening): void {
    const met = this.steps.map(step => step(happening));
    if (met[this.found.count]) this.found.add(happening);
  }

  answer(): Answer {
    const { count, kept: instants } = this.found;
    const { steps, text: question } = this.asked;
    const holds = count === steps.length;
    const missing = steps[count];
    const [from, to] = [missing?.any[0]?.start ?? 0, missing?.any.at(-1)?.end ?? 0];
    const text = holds
      ? 'holds: they come in this order'
      : `does not hold: ${question.slice(from, to)} does not come${count > 0 ? ` after instruction ${grouped(instants.at(-1)?.count ?? 0)}` : ''}`;
    return { question, holds, text, count, instants };
  }
}

function checkKept({ keeping, events, other }: Of<'each'>, patterns: Patterns): void {
  for (const kept of keeping) {
    if (kept.is === 'registers') continue;
    patterns.expression(kept.first, events.any, 'message');
    patterns.expression(kept.second, other.any, 'message');
  }
}

/** What has to be the same, as texts, in the order of what is asked. */
function keptAt(
  keeping: readonly Kept[],
  which: 'first' | 'second',
  happening: Happening,
  world: World,
): string[] {
  return keeping.flatMap(kept => {
    if (kept.is === 'value') return valueAt(kept[which], happening, world);
    const values = happening.registers();
    return registersOf(kept).map(({ index }) => wordText(values[index] ?? 0));
  });
}

const wordText = (word: number): string => (isKernelAddress(word >>> 0) ? hex(word >>> 0) : String(word));

/** The registers that a program has, and the PC behind them. */
const registerNames = [...registerRows.map(({ name }) => name as string), 'pc'];
const registersOf = ({ except }: Extract<Kept, { is: 'registers' }>) =>
  registerNames.flatMap((name, index) => (except.includes(name) ? [] : [{ name, index }]));

/** The first that is not as it has to be, in words. */
function difference(
  keeping: readonly Kept[],
  before: readonly string[],
  after: readonly string[],
): string | undefined {
  const rows = keeping.flatMap(kept =>
    kept.is === 'value'
      ? [{ name: kept.second.text, was: kept.first.text, operator: kept.operator }]
      : registersOf(kept).map(({ name }) => ({ name, was: name, operator: '==' as const })),
  );
  const index = rows.findIndex(({ operator }, at) => !compared(before[at] ?? '', operator, after[at] ?? ''));
  const row = rows[index];
  if (!row) return undefined;
  const subject = row.was === row.name ? '' : `${row.was} `;
  const wanted =
    row.operator === '=='
      ? `and ${subject}was ${before[index]}`
      : `not ${mirrored[row.operator]} ${before[index]}`;
  return `${row.name} is ${after[index]}, ${wanted}`;
}

/** Values that are no numbers can only be the same; what could not be said at one of the two is never smaller or larger. */
const compared = (before: string, operator: Operator, after: string): boolean =>
  operator === '==' ? before === after : comparisons[operator](Number(before), Number(after));

/** `a < b`, said of b. */
const mirrored: Readonly<Record<Operator, string>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

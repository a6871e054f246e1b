/** Exception filters: the operating system's events that a client may want the machine to stop at. */
import { causes } from '../isa';
import { didYouMean } from '../source';
import type { KernelCalls, Occurrence, Wish } from '../events';
import type { SystemEvent } from '../protocol';
import type { FilterRequest } from './api';
import { DebuggerError, sentenceOf } from './errors';

export type FilterId = 'system-call' | 'fault' | 'interrupt' | 'context-switch' | 'process';

export interface Filter {
  readonly id: FilterId;
  readonly label: string;
  readonly description: string;
  /** What a condition of it may be. */
  readonly conditionHelp: string;
  /** On unless the user says otherwise: what ends a program. */
  readonly default?: true;
  /** What a condition calls the events of which it wants only some, and the word for one of them. System calls have those of the kernel. */
  readonly names: readonly string[];
  readonly noun: string;
}

const causesOf = (kind: string) => causes.filter(row => row.kind === kind).map(({ name }) => name);
const pageFault = 'page-fault';
const interruptEnd = '-interrupt';
const short = (name: string) => name.slice(0, -interruptEnd.length);
const faultNames = [pageFault, ...causesOf('fault')];
const interruptNames = causesOf('interrupt').flatMap(name => [short(name), name]);

// prettier-ignore
export const filters: readonly Filter[] = [
  { id: 'system-call', label: 'System Calls', noun: 'system call', names: [], description: 'A program executes trap: stops at the first instruction of the kernel’s handler. Condition: write, open.', conditionHelp: 'write, open, or current->pid == 3, or both: write if $a0 == 2' },
  { id: 'fault', label: 'Faults', noun: 'fault', names: faultNames, description: 'An instruction that cannot be done: stops at it, before the trap. Condition: page-fault, divide-by-zero.', conditionHelp: 'page-fault, privileged-instruction, or current->pid == 3, or both with if', default: true },
  { id: 'interrupt', label: 'Interrupts', noun: 'interrupt', names: interruptNames, description: 'The timer or a device interrupts what runs. Condition: timer, console, disk.', conditionHelp: 'timer, disk, or current->pid == 3, or both: timer if current->pid == 3' },
  { id: 'context-switch', label: 'Context Switches', noun: 'context switch', names: [], description: 'The kernel gives the CPU to another process.', conditionHelp: 'a C expression, such as current->pid == 3' },
  { id: 'process', label: 'Process Starts and Exits', noun: 'event of a process', names: ['start', 'exit'], description: 'A process executes its first instruction in user mode, or has ended. Condition: start, exit.', conditionHelp: 'start, or exit, or current->pid == 3, or both: exit if current->pid == 3' },
];

/** What a filter looks at of an event: the same in numbers and in words. */
type Seen = Pick<Occurrence | SystemEvent, 'event'> & { readonly cause?: string };

/** The filter that an event is one for. */
export function filterOf({ event, cause }: Seen): FilterId | undefined {
  switch (event) {
    case 'trap':
      return cause === 'system-call' ? 'system-call' : 'fault';
    case 'interrupt':
    case 'context-switch':
      return event;
    case 'process-start':
    case 'process-exit':
      return 'process';
    default:
      return undefined;
  }
}

/** The names that a condition may call an event by. */
function namesOf(event: Occurrence, calls: KernelCalls): readonly string[] {
  switch (event.event) {
    case 'trap':
      if (event.call !== undefined) return [calls.at(event.call)?.name ?? ''];
      return event.cause.endsWith(pageFault) ? [event.cause, pageFault] : [event.cause];
    case 'interrupt':
      return [event.cause, short(event.cause)];
    case 'process-start':
      return ['start'];
    case 'process-exit':
      return ['exit'];
    default:
      return [];
  }
}

const eventsOf: Readonly<Record<FilterId, readonly Wish[]>> = {
  'system-call': ['cause system-call'],
  fault: [],
  interrupt: ['interrupt'],
  'context-switch': ['context-switch'],
  process: ['process-start', 'process-exit'],
};

/** A condition: these of the filter's events, if the expression holds. */
interface Wanted {
  readonly names?: ReadonlySet<string>;
  readonly expression?: string;
}

export interface FilterMatch {
  readonly filter: FilterId;
  /** The C expression that decides further, among the names of the kernel. */
  readonly expression?: string;
}

/** The filters that a client has asked for. */
export class ActiveFilters {
  private active: readonly (Wanted & { readonly filter: FilterId })[] = [];

  private readonly rowById: ReadonlyMap<FilterId, Filter>;

  /** `check` throws DebuggerError for what is no condition among the kernel's names. */
  constructor(
    private readonly check: (expression: string) => void,
    private readonly calls: KernelCalls,
  ) {
    const callNames = calls.rows.map(({ name }) => name);
    this.rowById = new Map(
      filters.map(row => [row.id, row.id === 'system-call' ? { ...row, names: callNames } : row]),
    );
  }

  /** What is wrong with each request, in their order. */
  set(requests: readonly FilterRequest[]): (string | undefined)[] {
    this.active = [];
    return requests.map(({ filter, condition = '' }) =>
      sentenceOf(() => {
        const row = this.rowById.get(filter);
        if (!row) throw bad(`there is no filter ${String(filter)}`);
        this.active = [...this.active, { filter, ...this.wanted(row, condition.trim()) }];
      }),
    );
  }

  /** The events that a filter may be for: of system calls, only those that are named. */
  get interest(): Wish[] {
    return this.active.flatMap(({ filter, names }): readonly Wish[] => {
      const isNamed = ({ name }: { readonly name: string }) => names?.has(name);
      if (!names) return eventsOf[filter];
      if (filter === 'system-call')
        return this.calls.rows.filter(isNamed).map(({ number }): Wish => `call ${number}`);
      if (filter === 'interrupt')
        return causes
          .filter(row => names.has(row.name) || names.has(short(row.name)))
          .map(({ name }): Wish => `cause ${name}`);
      return eventsOf[filter];
    });
  }

  /** Faults are no events that are heard of: the machine stops before they occur. */
  get wantsFaults(): boolean {
    return this.active.some(({ filter }) => filter === 'fault');
  }

  /** An event that has occurred, and that a filter may want a stop at. */
  hears(event: Occurrence): boolean {
    return filterOf(event) !== 'fault' && this.matches(event).length > 0;
  }

  /** The filters that want the machine to stop at this event, as far as the event itself can say. */
  matches(event: Occurrence): FilterMatch[] {
    if (this.active.length === 0) return [];
    const filter = filterOf(event);
    const called = namesOf(event, this.calls);
    return this.active.filter(
      row => row.filter === filter && (!row.names || called.some(name => row.names?.has(name))),
    );
  }

  /** `write, open`, a C expression, or both: `write if current->pid == 3`. */
  private wanted(row: Filter, condition: string): Wanted {
    if (condition === '') return {};
    const [, list, expression] = /^(.*?)\bif\b(.*)$/.exec(condition) ?? [];
    if (list !== undefined && expression !== undefined)
      return { ...namesIn(row, list), ...this.expression(expression.trim()) };
    if (!wordList.test(condition) || row.names.length === 0) return this.expression(condition);
    const isExpression = () => sentenceOf(() => this.check(condition)) === undefined;
    if (words(condition).some(name => !row.names.includes(name)) && isExpression())
      return { expression: condition };
    return namesIn(row, condition);
  }

  private expression(expression: string): Wanted {
    this.check(expression);
    return { expression };
  }
}

const wordList = /^[a-z][\w-]*(?:[\s,]+[a-z][\w-]*)*$/i;
const words = (text: string) => text.split(/[\s,]+/).filter(Boolean);

function namesIn({ names, noun }: Filter, text: string): Wanted {
  const given = words(text);
  const unknown = given.find(name => !names.includes(name));
  if (unknown !== undefined) {
    const hint = didYouMean(unknown, names);
    throw bad(`there is no ${noun} ${unknown}${hint ? `; ${hint}` : ''}`);
  }
  return given.length === 0 ? {} : { names: new Set(given) };
}

const bad = (message: string) => new DebuggerError('bad-expression', message);

/** Exception filters: the operating system's events that a client may want the machine to stop at. */
import { systemCalls } from '../isa';
import { didYouMean } from '../source';
import type { Occurrence } from '../events';
import type { EventName } from '../protocol';
import type { FilterRequest } from './api';
import { textProblem } from './expressions/parse';

export type FilterId =
  | 'system-call'
  | 'page-fault'
  | 'privileged-instruction'
  | 'illegal-instruction'
  | 'fault'
  | 'timer-interrupt'
  | 'device-interrupt'
  | 'context-switch'
  | 'process-start'
  | 'process-exit';

export interface Filter {
  readonly id: FilterId;
  readonly label: string;
  readonly description: string;
  /** What a condition of it may be. */
  readonly conditionHelp: string;
  /** On unless the user says otherwise: what ends a program. */
  readonly default?: true;
}

const expression = 'a C expression, such as current->pid == 3';

// prettier-ignore
export const filters: readonly Filter[] = [
  { id: 'system-call', label: 'System Calls', description: 'A program executes trap: stops at the first instruction of the kernel’s handler.', conditionHelp: 'names of system calls: write, or write, open' },
  { id: 'page-fault', label: 'Page Faults', description: 'A fetch, load or store that the page table does not allow.', conditionHelp: expression, default: true },
  { id: 'privileged-instruction', label: 'Privileged Instructions', description: 'A program executes an instruction that is the kernel’s alone.', conditionHelp: expression, default: true },
  { id: 'illegal-instruction', label: 'Illegal Instructions', description: 'A word that is no instruction is executed.', conditionHelp: expression, default: true },
  { id: 'fault', label: 'Other Faults', description: 'Division by zero, a misaligned address, a brk instruction.', conditionHelp: expression, default: true },
  { id: 'timer-interrupt', label: 'Timer Interrupts', description: 'The timer interrupts what runs.', conditionHelp: expression },
  { id: 'device-interrupt', label: 'Device Interrupts', description: 'The console or the disk interrupts what runs.', conditionHelp: expression },
  { id: 'context-switch', label: 'Context Switches', description: 'The kernel gives the CPU to another process.', conditionHelp: expression },
  { id: 'process-start', label: 'Process Starts', description: 'A process executes its first instruction in user mode.', conditionHelp: expression },
  { id: 'process-exit', label: 'Process Exits', description: 'A process has ended.', conditionHelp: expression },
];

/** The filter that an event is one for. */
export function filterOf(
  event:
    | Pick<Extract<Occurrence, { event: 'trap' | 'interrupt' }>, 'event' | 'cause'>
    | { readonly event: Exclude<EventName, 'trap' | 'interrupt'> },
): FilterId | undefined {
  switch (event.event) {
    case 'trap':
      return trapFilter(event.cause);
    case 'interrupt':
      return event.cause === 'timer-interrupt' ? 'timer-interrupt' : 'device-interrupt';
    case 'context-switch':
    case 'process-start':
    case 'process-exit':
      return event.event;
    default:
      return undefined;
  }
}

function trapFilter(cause: string): FilterId {
  if (cause === 'system-call' || cause === 'privileged-instruction' || cause === 'illegal-instruction')
    return cause;
  return cause.endsWith('page-fault') ? 'page-fault' : 'fault';
}

/** The filters that a client has asked for. */
export class ActiveFilters {
  private readonly conditions = new Map<FilterId, string>();
  /** Numbers of the system calls to stop at; undefined: at all. */
  private calls: ReadonlySet<number> | undefined;

  /** What is wrong with each request, in their order. */
  set(requests: readonly FilterRequest[]): (string | undefined)[] {
    this.conditions.clear();
    return requests.map(({ filter, condition = '' }) => {
      if (!filters.some(row => row.id === filter)) return `there is no filter ${filter}`;
      const problem = filter === 'system-call' ? unknownCall(condition) : textProblem(condition);
      if (problem === undefined) this.conditions.set(filter, condition.trim());
      if (filter === 'system-call') this.calls = callNumbers(condition);
      return problem;
    });
  }

  /** The kinds of events that a filter may be for. */
  get interest(): EventName[] {
    return [...new Set([...this.conditions.keys()].map(filter => eventOf[filter]))];
  }

  /** The filter that wants the machine to stop at this event, as far as the event itself can say. */
  match(event: Occurrence): FilterId | undefined {
    if (this.conditions.size === 0) return undefined;
    const filter = filterOf(event);
    if (!filter || !this.conditions.has(filter)) return undefined;
    if (event.event !== 'trap' || event.call === undefined || !this.calls) return filter;
    return this.calls.has(event.call) ? filter : undefined;
  }

  /** The C expression that decides further. */
  expression(filter: FilterId): string | undefined {
    return filter === 'system-call' ? undefined : this.conditions.get(filter) || undefined;
  }
}

const eventOf: Readonly<Record<FilterId, EventName>> = {
  'system-call': 'trap',
  'page-fault': 'trap',
  'privileged-instruction': 'trap',
  'illegal-instruction': 'trap',
  fault: 'trap',
  'timer-interrupt': 'interrupt',
  'device-interrupt': 'interrupt',
  'context-switch': 'context-switch',
  'process-start': 'process-start',
  'process-exit': 'process-exit',
};

function callNumbers(condition: string): ReadonlySet<number> | undefined {
  const names = callNames(condition);
  if (names.length === 0) return undefined;
  return new Set(systemCalls.filter(({ name }) => names.includes(name)).map(({ number }) => number));
}

const callNames = (condition: string) => condition.split(/[\s,]+/).filter(Boolean);

function unknownCall(condition: string): string | undefined {
  const unknown = callNames(condition).find(name => !systemCalls.some(row => row.name === name));
  if (unknown === undefined) return undefined;
  const hint = didYouMean(
    unknown,
    systemCalls.map(row => row.name),
  );
  return `there is no system call ${unknown}${hint ? `; ${hint}` : ''}`;
}

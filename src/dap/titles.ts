/** The rows of the Debug Console, and the titles of those that unfold. */
import { type SourcePlace, threadLabel } from '../debugger';
import type { SystemEvent } from '../protocol';
import { present } from '../source';

export interface Row {
  /** When and whose it is. */
  readonly event: SystemEvent;
  readonly title: string;
  readonly source?: SourcePlace | undefined;
  /** What it unfolds to. */
  readonly inside: readonly Row[];
}

/** What a process is in the midst of, from its entry into the kernel on. */
export interface Episode {
  readonly kind: 'trap' | 'interrupt' | 'switch';
  /** One line an event, at least one. */
  readonly inside: Row[];
}

/** Columns that a title has: a line of the console without when and whose it is. */
export const titleRoom = 56;

/** The text, or as much of its beginning as there is room for. */
export const fitted = (text: string, room: number): string =>
  text.length <= room ? text : `${text.slice(0, room - 1)}…`;

export const quietTitle = 'timer interrupt: nothing else is ready';

/** `write(1, "hello\n", 6) = 6 · 656 instructions`; with `…` in the place of a result that has still to come. */
export function episodeTitle({ kind, inside }: Episode): string {
  const events = inside.map(row => row.event);
  const [first, last] = [
    present(events[0], 'event of an episode'),
    present(events.at(-1), 'event of an episode'),
  ];
  if (kind === 'switch') return switchTitle(events);
  const outcome = outcomeOf(events, last, last.count - first.count);
  return fitted(entryOf(first), titleRoom - outcome.length) + outcome;
}

/** What the kernel, `init` and processes that are being made have done. */
export function systemTitle(rows: readonly Row[]): string {
  const events = rows.flatMap(eventsOf);
  const has = (name: SystemEvent['event']) => events.some(({ event }) => event === name);
  if (has('trap-table')) return 'boot: the kernel gets ready, and starts init';
  if (has('halt')) return 'the last process has ended: power off';
  const starts = events.filter(({ event, pid }) => event === 'process-start' && pid > 1);
  const made = new Map(starts.map(({ pid, name }) => [pid, `${threadLabel(pid)} ${name}`]));
  if (made.size > 0) return `birth of ${[...made.values()].join(', ')}`;
  return rows.map(({ title }) => title).join('; ');
}

const eventsOf = (row: Row): SystemEvent[] =>
  row.inside.length > 0 ? row.inside.flatMap(eventsOf) : [row.event];

const isOver = (events: readonly SystemEvent[]): boolean =>
  events.some(event => event.event === 'return-from-trap' && event.to === 'user');

function entryOf(event: SystemEvent): string {
  return event.event === 'trap' && event.shown !== undefined ? event.shown : causeOf(event);
}

function outcomeOf(events: readonly SystemEvent[], end: SystemEvent, cost: number): string {
  if (events.some(({ event }) => event === 'process-exit')) return ': the process ends';
  if (!isOver(events)) return ' …';
  const spent = ` · ${cost.toLocaleString('en-US')} instructions`;
  if (end.event === 'process-start') return ` → ${end.name}${spent}`;
  if (end.event !== 'return-from-trap' || end.call === undefined || end.result === undefined) return spent;
  return ` = ${end.shown ?? end.result}${spent}`;
}

function switchTitle(events: readonly SystemEvent[]): string {
  const change = events.find(event => event.event === 'context-switch');
  if (change?.event !== 'context-switch') return 'switch';
  const [first] = events;
  const why = first?.event === 'interrupt' ? causeOf(first) : 'switch';
  return `${why}: ${change.from} ${change.fromName} → ${change.to} ${change.toName}`;
}

const causeOf = (event: SystemEvent): string =>
  'cause' in event ? event.cause.replaceAll('-', ' ') : event.event;

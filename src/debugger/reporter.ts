/** Tells a client that wants events as data all of the kinds that it wants, in batches. */
import { type Occurrence, everyEvent } from '../events';
import type { EventName, SystemEvent } from '../protocol';
import { DebuggerError } from './errors';

/** The kinds of events with these names, all for undefined; throws DebuggerError where there is no such kind. */
export function eventsNamed(names: readonly string[] | undefined): readonly EventName[] {
  const all = [...everyEvent()];
  const unknown = names?.find(name => !all.some(known => known === name));
  if (unknown !== undefined)
    throw new DebuggerError('unknown-event', `there is no event '${unknown}'; there are ${all.join(', ')}`);
  return names ? all.filter(name => names.includes(name)) : all;
}

export class Reporter {
  interest: ReadonlySet<EventName> = new Set();
  private waiting: SystemEvent[] = [];

  constructor(
    private readonly inWords: (event: Occurrence) => SystemEvent,
    private readonly tell: (events: readonly SystemEvent[]) => void,
  ) {}

  /** In the place of the kinds that were wanted before. */
  subscribe(events: Iterable<EventName>): void {
    this.interest = new Set(events);
  }

  event(event: Occurrence): void {
    if (this.interest.has(event.event)) this.waiting.push(this.inWords(event));
  }

  /** Brings out what has happened since. */
  flush(): void {
    if (this.waiting.length === 0) return;
    const events = this.waiting;
    this.waiting = [];
    this.tell(events);
  }
}

/** The pictures that a client can follow, one row each, and what has to be done with all of them. */
import type { Occurrence, Process } from '../../events';
import type { Batch, EventName, PictureName, TimelineMark } from '../../protocol';
import type { Runner } from '../../session';
import { Flood } from './flood';
import type { Picture } from './picture';
import { ProtocolLog } from './protocol-log';
import { type Latecomer, retell } from './retell';
import { SystemLog } from './system-log';
import { TimelineLog } from './timeline-log';

export interface PictureSources {
  readonly runner: Runner;
  /** Called in the midst of an event when no more are wanted; `breathe` says when they are again. */
  readonly flooded: () => void;
  readonly tell: <Name extends PictureName>(name: Name, batch: Batch<Name>) => void;
  /** What a blocked process waits for, in words. */
  readonly waitText: (process: Process) => string;
  readonly marks: () => readonly TimelineMark[];
  /** Milliseconds. */
  readonly now: () => number;
}

function rows({
  runner,
  waitText,
  tell,
  marks,
  now,
}: PictureSources): Readonly<Record<PictureName, Picture>> {
  const { system } = runner;
  const inWords = onceFor((event: Occurrence) => runner.inWords(event));
  const present = () => runner.history?.present ?? system.machine.count;
  const sources = { system, inWords, present };
  const isPast = () => runner.isPast;
  return {
    protocol: new ProtocolLog({ ...sources, tell: batch => tell('protocol', batch) }),
    timeline: new TimelineLog({ ...sources, waitText, marks, now, tell: batch => tell('timeline', batch) }),
    system: new SystemLog({ system, inWords, isPast, waitText, tell: batch => tell('system', batch) }),
  };
}

/** The same event is asked for by each picture that takes it. */
function onceFor<From extends object, To>(make: (from: From) => To): (from: From) => To {
  let last: { readonly from: From; readonly to: To } | undefined;
  return from => (last?.from === from ? last : (last = { from, to: make(from) })).to;
}

/** All that are behind are told in one go. */
const together = (late: readonly Picture[]): Latecomer => ({
  get interest() {
    return late.flatMap(({ interest }) => [...interest]);
  },
  begin(first) {
    for (const picture of late) picture.begin(first);
  },
  take(event) {
    for (const picture of late) if (picture.interest.has(event.event)) picture.take(event);
  },
});

export class Pictures {
  private readonly rows: Readonly<Record<PictureName, Picture>>;
  private readonly all: readonly Picture[];
  private readonly flood: Flood;

  constructor(private readonly sources: PictureSources) {
    this.rows = rows(sources);
    this.all = Object.values(this.rows);
    this.flood = new Flood(sources.runner.system.machine, sources.now);
  }

  get interest(): EventName[] {
    return this.flood.isOn ? [] : this.all.flatMap(({ interest }) => [...interest]);
  }

  follow(name: PictureName, follows: boolean, hasRun: boolean, wishes: object): void {
    this.rows[name].follow(follows, hasRun, wishes);
  }

  event(event: Occurrence): void {
    const { flood } = this;
    const wanting = this.all.filter(({ interest }) => interest.has(event.event));
    if (flood.isOn || wanting.length === 0) return;
    if (flood.mayTake(event.count)) for (const picture of wanting) picture.take(event);
    else this.sources.flooded();
  }

  cut(instant: number): void {
    for (const picture of this.all) picture.cut(instant);
  }

  /** Now and then, while the machine runs. True: events are wanted again. */
  breathe(): boolean {
    const ebbs = this.flood.ebbs();
    if (ebbs) this.endFlood();
    for (const picture of this.all) picture.flush(false);
    return ebbs;
  }

  /** What has been missed is told again first. True: then who listened before has to listen again. */
  tellAtStop(): boolean {
    this.endFlood();
    const late = this.all.filter(({ isBehind }) => isBehind);
    const latecomers = [
      ...(late.length > 0 ? [together(late)] : []),
      ...this.all.flatMap(({ closely }) => closely ?? []),
    ];
    for (const latecomer of latecomers) retell(this.sources.runner, latecomer);
    for (const picture of this.all) picture.flush(true);
    return latecomers.length > 0;
  }

  private endFlood(): void {
    const missed = this.flood.end();
    if (missed) for (const picture of this.all) if (picture.interest.size > 0) picture.missed(missed);
  }
}

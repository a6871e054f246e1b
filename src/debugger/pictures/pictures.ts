/** What has to be done with all pictures that a client follows. */
import type { Occurrence } from '../../events';
import type { EventName, PictureName } from '../../protocol';
import type { Runner } from '../../session';
import { Flood } from './flood';
import type { Picture } from './picture';
import { type Latecomer, retell } from './retell';

export interface Following {
  readonly runner: Runner;
  /** Called in the midst of an event when no more are wanted; `breathe` says when they are again. */
  readonly flooded: () => void;
  /** Milliseconds. */
  readonly now: () => number;
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
  private readonly all: readonly Picture[];
  private readonly flood: Flood;

  constructor(
    private readonly sources: Following,
    private readonly rows: Readonly<Partial<Record<PictureName, Picture>>>,
  ) {
    this.all = Object.values(rows);
    this.flood = new Flood(sources.runner.system.machine, sources.now);
  }

  get interest(): EventName[] {
    return this.flood.isOn ? [] : this.all.flatMap(({ interest }) => [...interest]);
  }

  follow(name: PictureName, follows: boolean, hasRun: boolean, wishes: object): void {
    this.rows[name]?.follow(follows, hasRun, wishes);
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

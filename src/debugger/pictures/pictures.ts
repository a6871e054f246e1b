/** What has to be done with all pictures that a client follows. */
import { type Occurrence, type Wish, pidOnCpu } from '../../events';
import type { PictureName } from '../../protocol';
import type { Runner } from '../../session';
import { Flood, type Missed } from './flood';
import { Lull } from './lull';
import type { Picture } from './picture';
import { type Latecomer, retell } from './retell';

export interface Following {
  readonly runner: Runner;
  /** Called in the midst of an event when others are wanted than before: less, or what was wanted before that. */
  readonly attend: () => void;
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
  private readonly lull: Lull;

  constructor(
    private readonly sources: Following,
    private readonly rows: Readonly<Partial<Record<PictureName, Picture>>>,
  ) {
    this.all = Object.values(rows);
    this.flood = new Flood(sources.runner.system.machine, sources.now);
    this.lull = new Lull(sources.runner, sources.now);
  }

  get interest(): Wish[] {
    if (this.flood.isOn) return [];
    return this.lull.interestIn(this.all.flatMap(({ interest }) => [...interest]));
  }

  follow(name: PictureName, follows: boolean, hasRun: boolean, wishes: object): void {
    this.rows[name]?.follow(follows, hasRun, wishes);
  }

  event(event: Occurrence): void {
    const { flood, lull, sources } = this;
    const wanting = this.all.filter(({ interest }) => interest.has(event.event));
    if (flood.isOn || wanting.length === 0 || lull.covers(event)) return;
    if (lull.isOn) {
      this.endLull(event.count, event.pid, event.mode === 'kernel');
      sources.attend();
    }
    if (!flood.mayTake(event.count)) return sources.attend();
    for (const picture of wanting) picture.take(event);
    if (lull.beginsAfter(event)) sources.attend();
  }

  cut(instant: number): void {
    for (const picture of this.all) picture.cut(instant);
  }

  /** Now and then, while the machine runs. True: events are wanted again. */
  breathe(): boolean {
    if (this.lull.isOn) {
      const quiet = this.lull.tell(pidOnCpu(this.sources.runner.system));
      if (!quiet) return false;
      this.miss(quiet.missed);
    }
    const ebbs = this.flood.ebbs();
    if (ebbs) this.endFlood();
    for (const picture of this.all) picture.flush(false);
    return ebbs;
  }

  /** What has been missed is told again first. True: then who listened before has to listen again. */
  tellAtStop(): boolean {
    this.endFlood();
    const { count, userMode } = this.sources.runner.system.machine;
    this.endLull(count, pidOnCpu(this.sources.runner.system), !userMode);
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
    this.miss(this.flood.end());
  }

  /** An interrupt that the kernel is in the midst of is taken as if it had been told when it came. */
  private endLull(at: number, pid: number, isInKernel: boolean): void {
    const { missed, tick } = this.lull.end(at, pid, isInKernel);
    this.miss(missed);
    if (tick) for (const picture of this.all) if (picture.interest.has(tick.event)) picture.take(tick);
  }

  private miss(missed: Missed | undefined): void {
    if (missed) for (const picture of this.all) if (picture.interest.size > 0) picture.missed(missed);
  }
}

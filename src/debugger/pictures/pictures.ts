/** The pictures that a client can follow, one row each, and what has to be done with all of them. */
import type { Occurrence } from '../../events';
import type { Batch, EventName, PictureName } from '../../protocol';
import type { Runner } from '../../session';
import type { Picture } from './picture';
import { ProtocolLog } from './protocol-log';
import { retell } from './retell';

export interface PictureSources {
  readonly runner: Runner;
  /** Called in the midst of an event when no more are wanted. */
  readonly flooded: () => void;
  readonly tell: <Name extends PictureName>(name: Name, batch: Batch<Name>) => void;
}

function rows({ runner, flooded, tell }: PictureSources): Readonly<Record<PictureName, Picture>> {
  const { system } = runner;
  const inWords = (event: Occurrence) => runner.inWords(event);
  const present = () => runner.history?.present ?? system.machine.count;
  const sources = { system, inWords, present, flooded, now: Date.now };
  return {
    protocol: new ProtocolLog({ ...sources, tell: batch => tell('protocol', batch) }),
  };
}

export class Pictures {
  private readonly rows: Readonly<Record<PictureName, Picture>>;
  private readonly all: readonly Picture[];

  constructor(private readonly sources: PictureSources) {
    this.rows = rows(sources);
    this.all = Object.values(this.rows);
  }

  get interest(): EventName[] {
    return this.all.flatMap(({ interest }) => [...interest]);
  }

  follow(name: PictureName, follows: boolean, hasRun: boolean, wishes: object): void {
    this.rows[name].follow(follows, hasRun, wishes);
  }

  event(event: Occurrence): void {
    for (const picture of this.all) if (picture.interest.has(event.event)) picture.event(event);
  }

  cut(instant: number): void {
    for (const picture of this.all) picture.cut(instant);
  }

  /** True: events are wanted again. */
  breathe(): boolean {
    const wanted = this.all.map(picture => picture.breathe());
    for (const picture of this.all) picture.flush(false);
    return wanted.includes(true);
  }

  /** What has been missed is told again first. True: then who listened before has to listen again. */
  tellAtStop(): boolean {
    const late = this.all.filter(({ isBehind }) => isBehind);
    for (const picture of late) picture.begin();
    if (late.length > 0)
      retell(this.sources.runner, {
        interest: late.flatMap(({ interest }) => [...interest]),
        take(event) {
          for (const picture of late) if (picture.interest.has(event.event)) picture.take(event);
        },
      });
    for (const picture of this.all) picture.flush(true);
    return late.length > 0;
  }
}

/**
 * The protocol of the run so far, for a client that follows it: the sections that have been told, and those that have
 * grown since. What comes too fast is counted by the machine, and stands as one section.
 */
import type { Occurrence } from '../../events';
import { ProtocolFold, protocolEvents } from '../../figures';
import { trapFrameSize } from '../../isa';
import type { EventName, ProtocolBatch, ProtocolSection, SystemEvent } from '../../protocol';
import type { Session } from '../../session';
import { type Missed, missedText } from './flood';
import type { Picture } from './picture';

/** Sections that are kept for a client that begins to follow. */
const mostSections = 2000;

const everything: ReadonlySet<EventName> = new Set(protocolEvents);
const nothing: ReadonlySet<EventName> = new Set();

export interface ProtocolSources {
  readonly system: Session;
  readonly inWords: (event: Occurrence) => SystemEvent;
  /** The latest instant that the machine has come to. */
  readonly present: () => number;
  readonly tell: (batch: ProtocolBatch) => void;
}

export class ProtocolLog implements Picture {
  isBehind = false;
  private follows = false;
  private fold: ProtocolFold;
  /** Those that are over, but for the first ones, which have been given up. */
  private sections: ProtocolSection[] = [];
  private givenUp = 0;
  /** Sections that the client has as they will remain. */
  private settled = 0;
  private hasNews = false;

  constructor(private readonly sources: ProtocolSources) {
    this.fold = this.newFold();
  }

  get interest(): ReadonlySet<EventName> {
    return this.follows && !this.isBehind ? everything : nothing;
  }

  follow(follows: boolean, hasRun: boolean): void {
    if (follows && !this.follows) this.begin();
    this.isBehind ||= follows && !this.follows && hasRun;
    this.follows = follows;
    this.settled = 0;
    this.hasNews = follows;
  }

  begin(): void {
    this.fold = this.newFold();
    this.sections = [];
    this.givenUp = this.settled = 0;
    this.isBehind = false;
  }

  cut(instant: number): void {
    if (!this.follows) return;
    this.sections = this.sections.filter(({ rows }) => (rows[0]?.count ?? 0) < instant);
    this.settled = Math.min(this.settled, this.end);
    this.sources.tell({ from: this.end, sections: [], count: this.sources.system.machine.count });
    this.isBehind = true;
  }

  take(event: Occurrence): void {
    this.keep(this.fold.take(this.sources.inWords(event)));
    this.hasNews = true;
  }

  missed(missed: Missed): void {
    const { from, to, quietOf } = missed;
    this.keep(this.fold.skip({ from, to, words: missedText(missed), isQuiet: quietOf !== undefined }));
    this.hasNews = true;
  }

  flush(): void {
    if (!this.follows || !this.hasNews || this.isBehind) return;
    const { settled, givenUp, sections, sources } = this;
    const from = Math.max(settled, givenUp);
    const growing = this.fold.rest(sources.present());
    this.hasNews = false;
    this.settled = this.end;
    const { count } = sources.system.machine;
    sources.tell({ from, sections: [...sections.slice(from - givenUp), ...growing], count });
  }

  private get end(): number {
    return this.givenUp + this.sections.length;
  }

  private newFold(): ProtocolFold {
    return new ProtocolFold({
      trapFrame: trapFrameSize,
      context: this.sources.system.view.contextSize,
    });
  }

  private keep(sections: readonly ProtocolSection[]): void {
    this.sections.push(...sections);
    // Not one by one: what stands in front moves the rest.
    if (this.sections.length < 2 * mostSections) return;
    this.givenUp += this.sections.splice(0, this.sections.length - mostSections).length;
  }
}

/** `--timeline` and `--timeline-svg`: a run as a picture of who had the CPU when. */
import { TimelineFold, TimelineModel, timelineEvents, timelineSvg, timelineText } from '../figures';
import type { EventName, SystemEvent } from '../protocol';
import type { Session } from '../session';
import { requireWritable, writeNamed } from './host-files';
import type { Option } from './options';
import type { Picture } from './pictures';
import type { Terminal } from './terminal';

export const timelineOption: Option = {
  name: '--timeline',
  help: `show on standard error, at the end, who had the CPU when and who waited for it: a line a process,
and a table of shares, response and turnaround times`,
};

export const timelineSvgOption: Option = {
  name: '--timeline-svg',
  value: 'FILE',
  help: 'write the same as a picture (SVG)',
};

/** Columns where there is no terminal to ask, and pixels of the picture. */
const usualWidth = 132;
const svgWidth = 1200;
/** Events that are kept one by one; those before stand in the model, which is smaller. */
const mostEvents = 10_000;

export interface TimelineWishes {
  readonly asText: boolean;
  /** The path of a file for the picture. */
  readonly svg: string | undefined;
}

export class TimelineTeller implements Picture {
  private readonly fold = new TimelineFold();
  private readonly model = new TimelineModel();
  private events = 0;
  /** The events that it is made of. */
  readonly interest: readonly EventName[] = timelineEvents;

  constructor(
    private readonly system: Session,
    private readonly terminal: Terminal,
    private readonly wishes: TimelineWishes,
  ) {
    if (wishes.svg !== undefined) requireWritable(wishes.svg, timelineSvgOption.name);
  }

  take(event: SystemEvent): void {
    if (++this.events % mostEvents === 0) this.model.put(this.fold.part(event.count));
    this.fold.take(event);
  }

  end(): void {
    const { model, fold, system, wishes } = this;
    const { asText, svg } = wishes;
    model.put(fold.part(system.machine.count));
    if (asText) this.terminal.say(timelineText(model, process.stderr.columns || usualWidth));
    if (svg !== undefined) writeNamed(svg, new TextEncoder().encode(timelineSvg(model, svgWidth)));
  }
}

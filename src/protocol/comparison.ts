/** Two futures of one instant, and where they differ first. */
import type { SystemEvent } from './events';

export interface Comparison {
  /** The instant where they begin. */
  readonly count: number;
  readonly change: string;
  /** The first event that differs, then the first of each process where that is another one. */
  readonly events: readonly EventDifference[];
  readonly state?: StateDifference;
  readonly output?: {
    /** How many characters are the same. */
    readonly at: number;
    /** From the start of the line on. */
    readonly asItIs: string;
    readonly changed: string;
  };
  readonly ends: { readonly asItIs: Ending; readonly changed: Ending };
}

/** One that has no more events has none here. */
export interface EventDifference {
  readonly asItIs?: SystemEvent;
  readonly changed?: SystemEvent;
}

/** Where a process enters the kernel, as another than in the other future. */
export interface StateDifference {
  readonly asItIs: SystemEvent;
  readonly changed: SystemEvent;
  /** What has a name and differs: `total`, `main: i` for a local, `$a0`. */
  readonly variables: readonly { readonly name: string; readonly asItIs: string; readonly changed: string }[];
}

export interface Ending {
  /** The last instant. */
  readonly count: number;
  /** `status 0`, `deadlock` */
  readonly text: string;
  /** All that was printed from the instant where they begin. */
  readonly output: string;
}

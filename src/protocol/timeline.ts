/** The timeline of a run: who had the CPU when, who waited for it, what happened, and what led to what. */

/** What a thread does, or what it waits for: the CPU (ready), or something else (blocked). Only the idle one idles. */
export type TimelineState = 'user' | 'kernel' | 'idle' | 'ready' | 'blocked';

export interface TimelineSpan {
  /** The instants at which it begins and ends. */
  readonly from: number;
  readonly to: number;
  /** The thread; 0: the kernel before there is one, and the idle one. */
  readonly pid: number;
  readonly state: TimelineState;
  /** What the kernel does for it, or what it is blocked on: `write(1, "hello\n", 6)`, `pipe to read`. */
  readonly words?: string;
}

export type TimelineTickKind =
  'call' | 'fault' | 'interrupt' | 'switch' | 'disk' | 'console' | 'pipe' | 'start' | 'end';

/** Something that has happened at an instant. */
export interface TimelineTick {
  readonly count: number;
  /** The thread that it happened to. */
  readonly pid: number;
  readonly kind: TimelineTickKind;
  readonly words: string;
}

/**
 * What led to what: a command to a device to its interrupt, a wake-up to when the thread ran, a write to a pipe to when
 * it was read from.
 */
export type TimelineArrowKind = 'disk' | 'console' | 'wake' | 'pipe';

export interface TimelineArrow {
  readonly kind: TimelineArrowKind;
  readonly from: number;
  readonly fromPid: number;
  readonly to: number;
  readonly toPid: number;
  readonly words: string;
}

export interface TimelineLane {
  /** The thread. */
  readonly pid: number;
  /** Of the program that it runs, or ran last. */
  readonly name: string;
  /** When it was made, and when it ended, if that is known. */
  readonly born?: number;
  readonly ended?: number;
}

/** All that is known of the run from one instant to another, in the place of what was known of it. */
export interface TimelinePart {
  readonly from: number;
  readonly to: number;
  /** Those that are new, or that more is known of. */
  readonly lanes: readonly TimelineLane[];
  /** By lane in the order of time, without an overlap. */
  readonly spans: readonly TimelineSpan[];
  readonly ticks: readonly TimelineTick[];
  /** Those that end in it. */
  readonly arrows: readonly TimelineArrow[];
  /** More has happened in it than can be told; what, in words. */
  readonly gap?: string;
}

/** An instant that is marked: one that is kept, with a word, or a stop. */
export interface TimelineMark {
  readonly count: number;
  readonly kind: 'stop' | 'bookmark';
  readonly words: string;
}

export interface TimelineBatch {
  /** What came from this instant on has not happened after all. */
  readonly forgotten?: number;
  readonly parts: readonly TimelinePart[];
  /** All of them; at a stop. */
  readonly marks?: readonly TimelineMark[];
  /** The machine's clock. */
  readonly count: number;
}

/** A stretch of the past of which more is to be told than that much has happened in it. */
export interface TimelineWishes {
  readonly from?: number;
  readonly to?: number;
}

/** Instructions of a stretch that can be looked at so closely: they are executed once more. */
export const closeLook = 50_000_000;

/** What a step asks of the run loop, one thing after another, and what it is told in return. */
import type { Occurrence } from '../../events';
import type { EventName } from '../../protocol';
import type { CodeFrame } from '../unwind/frames';

export type RunRequest =
  /** One instruction; less where an interrupt or a device comes first. */
  | { readonly kind: 'instruction' }
  /** Until the CPU is about to execute the instruction at one of the addresses, and `when` holds. */
  | { readonly kind: 'address'; readonly addresses: readonly number[]; when(): boolean }
  /** Until an event for which `when` holds. */
  | { readonly kind: 'event'; when(event: Occurrence): boolean };

export interface Happened {
  /** Events since the request was made that `watch` or `ends` of the plan asked for. */
  readonly events: readonly Occurrence[];
}

/** How a step ends: where it was to go, or without having got there because its process has ended. */
export type PlanEnd = 'arrived' | 'exited';

export interface Left {
  readonly frame: CodeFrame;
  readonly to: number;
}

export interface Plan {
  /** The kinds of events that `watch`, `ends` and the requests look at. */
  readonly interest: readonly EventName[];
  readonly steps: Generator<RunRequest, PlanEnd, Happened>;
  /** Events that the steps want to hear of while they go instruction by instruction; the machine halts at them. */
  watch(event: Occurrence): boolean;
  /** Events that answer any request: what was asked for will not happen any more. */
  ends(event: Occurrence): boolean;
  readonly reason: 'step' | 'entry' | 'goto';
  readonly pid: number | undefined;
  /** The frame that a step out leaves, and where a return from it goes on. */
  readonly left?: Left;
}

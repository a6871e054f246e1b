/** What a step asks of the run loop, one thing after another, and what it is told in return. */
import type { SystemEvent } from '../../system';

export type RunRequest =
  /** One instruction; less where an interrupt or a device comes first. */
  | { readonly kind: 'instruction' }
  /** Until the CPU is about to execute the instruction at an address, and `when` holds. */
  | { readonly kind: 'address'; readonly address: number; when(): boolean }
  /** Until an event for which `when` holds. */
  | { readonly kind: 'event'; when(event: SystemEvent): boolean };

export interface Happened {
  /** Events since the request was made that `watch` of the plan asked for. */
  readonly events: readonly SystemEvent[];
}

/** How a step ends: where it was to go, or without having got there because its process has ended. */
export type PlanEnd = 'arrived' | 'exited';

export interface Plan {
  readonly steps: Generator<RunRequest, PlanEnd, Happened>;
  /** Events that the steps want to hear of; the machine stops at them. */
  watch(event: SystemEvent): boolean;
  readonly reason: 'step' | 'entry';
  readonly pid: number | undefined;
}

/** What follows a run for a client, and tells it what it needs for a picture. */
import type { Occurrence } from '../../events';
import type { EventName } from '../../protocol';
import type { Missed } from './flood';
import type { Latecomer } from './retell';

export interface Picture {
  /** The events that it wants at present. */
  readonly interest: ReadonlySet<EventName>;
  /** What has happened up to now is not all in it: all is to be taken from the start. */
  readonly isBehind: boolean;
  /** The client has nothing yet, and wants all from now on; or no more. `hasRun`: something may have been missed. */
  follow(follows: boolean, hasRun: boolean, wishes: object): void;
  /** All is to be taken anew, from this instant on, which is where the machine stands. */
  begin(first: number): void;
  take(event: Occurrence): void;
  /** So many have come meanwhile that none could be taken. */
  missed(missed: Missed): void;
  /** What has come after this instant has not happened any more. */
  cut(instant: number): void;
  /** A stretch of the past that it wants to be told once more. */
  readonly closely?: Latecomer | undefined;
  /** Tells what there is since: at a stop, and now and then while the machine runs. */
  flush(atStop: boolean): void;
}

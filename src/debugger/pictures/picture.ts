/** What follows a run for a client, and tells it what it needs for a picture. */
import type { Occurrence } from '../../events';
import type { EventName } from '../../protocol';

export interface Picture {
  /** What is to be told of at present. */
  readonly interest: ReadonlySet<EventName>;
  /** What has happened up to now is not all in it: all is to be taken from the start. */
  readonly isBehind: boolean;
  /** The client has nothing yet, and wants all from now on; or no more. `hasRun`: something may have been missed. */
  follow(follows: boolean, hasRun: boolean, wishes: object): void;
  /** All is to be taken from the start. */
  begin(): void;
  event(event: Occurrence): void;
  /** An event of the past, of which there are as many as there are. */
  take(event: Occurrence): void;
  /** What has come after this instant has not happened any more. */
  cut(instant: number): void;
  /** Now and then, while the machine runs. True: events are wanted again. */
  breathe(): boolean;
  /** Tells what there is since. */
  flush(atStop: boolean): void;
}

/** Saves and restores of registers, each with its instant, so that the last one before any instant is at hand. */
import type { Occurrence } from '../../events';
import type { EventName } from '../../protocol';
import { lastAtMost } from '../../source';

export const moving: ReadonlySet<EventName> = new Set([
  'trap',
  'interrupt',
  'return-from-trap',
  'context-switch',
]);

export type Move = Extract<
  Occurrence,
  { event: 'trap' | 'interrupt' | 'return-from-trap' | 'context-switch' }
>;

/** The older half of more is given up. */
const most = 200_000;

export class Moves {
  private list: Move[] = [];

  take(event: Occurrence): void {
    if (!isMove(event)) return;
    this.list.push(event);
    if (this.list.length > most) this.list = this.list.slice(most / 2);
  }

  before(instant: number): Move | undefined {
    return this.list[lastAtMost(this.list, instant - 1, ({ count }) => count)];
  }
}

const isMove = (event: Occurrence): event is Move => moving.has(event.event);

/** What has happened by any instant: how often each cause has trapped, what system calls have cost, and the disk's commands. */
import type { Occurrence } from '../../events';
import { type CauseName, lastError, systemCalls } from '../../isa';
import type { EventName, SystemCall, SystemDisk, SystemDiskCommand, SystemEvent } from '../../protocol';
import { lastAtMost } from '../../source';
import type { Missed } from './flood';
import { Series } from './series';

export const tallied: ReadonlySet<EventName> = new Set([
  'trap',
  'interrupt',
  'return-from-trap',
  'context-switch',
  'process-exit',
  'thread-exit',
  'disk-command',
]);

/** A system call that has not returned. */
interface Pending {
  readonly call: number;
  readonly at: number;
  /** Instructions in which others have had the CPU, and since when they have. */
  away: number;
  leftAt: number | undefined;
}

/** Sums of a series of system calls that have returned. */
enum Returned {
  times,
  errors,
  cost,
  waited,
}

/** Commands to the disk that are told one by one. */
const latest = 12;
const call: CauseName = 'system-call';
/** A result that is a negated error number. */
const isError = (result: number | undefined): boolean =>
  result !== undefined && result < 0 && result >= -lastError;

export class Tally {
  private readonly traps = new Map<string, Series>();
  private readonly calls = new Map<number, Series>();
  private readonly returned = new Map<number, Series>();
  private readonly missedCalls = new Series();
  private readonly commands: SystemDiskCommand[] = [];
  private readonly pending = new Map<number, Pending>();

  constructor(private readonly inWords: (event: Occurrence) => SystemEvent) {}

  take(event: Occurrence): void {
    const { count, pid } = event;
    switch (event.event) {
      case 'trap':
        seriesOf(this.traps, event.cause).add(count, [1]);
        if (event.call !== undefined) this.called(pid, event.call, count);
        return;
      case 'interrupt':
        return seriesOf(this.traps, event.cause).add(count, [1]);
      case 'return-from-trap':
        if (event.to === 'user') this.returns(event);
        return;
      case 'context-switch':
        return this.switched(event.from, event.to, count);
      case 'process-exit':
      case 'thread-exit':
        return void this.pending.delete(pid);
      case 'disk-command': {
        const { command, sector, sectors, address } = event;
        return void this.commands.push({ count, command, sector, sectors, address, pid });
      }
      default:
        return; // nothing else is tallied
    }
  }

  missed({ from, traps, quietOf, last = from }: Missed): void {
    if (quietOf === undefined) this.pending.clear();
    for (const [cause, times] of traps) {
      if (times > 0) seriesOf(this.traps, cause).add(last, [times]);
      if (cause === call) this.missedCalls.add(from, [times]);
    }
  }

  /** How often a cause has trapped before an instant, and when it did last. */
  trapsOf(cause: string, instant: number): { readonly times: number; readonly last?: number } {
    const entry = this.traps.get(cause)?.before(instant);
    return entry ? { times: entry.sums[0] ?? 0, last: entry.instant } : { times: 0 };
  }

  /** Those that have been called before an instant. */
  callsAt(instant: number): SystemCall[] {
    return [...this.calls]
      .sort(([a], [b]) => a - b)
      .flatMap(([number, series]) => {
        const called = series.before(instant);
        if (!called) return [];
        const sums = this.returned.get(number)?.before(instant)?.sums ?? [];
        const name = systemCalls.find(row => row.number === number)?.name ?? `system call ${number}`;
        return {
          name,
          number,
          times: called.sums[0] ?? 0,
          returned: sums[Returned.times] ?? 0,
          errors: sums[Returned.errors] ?? 0,
          cost: sums[Returned.cost] ?? 0,
          waited: sums[Returned.waited] ?? 0,
          last: called.instant,
        };
      });
  }

  missedBefore(instant: number): number {
    return this.missedCalls.before(instant)?.sums[0] ?? 0;
  }

  diskAt(instant: number): SystemDisk {
    const end = 1 + lastAtMost(this.commands, instant - 1, ({ count }) => count);
    const done = this.commands.slice(0, end);
    return {
      reads: done.filter(({ command }) => command === 'read').length,
      writes: done.filter(({ command }) => command === 'write').length,
      sectors: done.reduce((sum, { sectors }) => sum + sectors, 0),
      commands: done.slice(-latest).reverse(),
    };
  }

  private called(pid: number, number: number, at: number): void {
    seriesOf(this.calls, number).add(at, [1]);
    this.pending.set(pid, { call: number, at, away: 0, leftAt: undefined });
  }

  private switched(from: number, to: number, count: number): void {
    const leaving = this.pending.get(from);
    if (leaving) leaving.leftAt = count;
    const coming = this.pending.get(to);
    if (coming?.leftAt === undefined) return;
    coming.away += count - coming.leftAt;
    coming.leftAt = undefined;
  }

  private returns(event: Occurrence): void {
    const pending = this.pending.get(event.pid);
    if (!pending) return;
    this.pending.delete(event.pid);
    const words = this.inWords(event);
    const result = words.event === 'return-from-trap' ? words.result : undefined;
    const { call: number, at, away } = pending;
    const amounts = [1, isError(result) ? 1 : 0, event.count - at - away, away];
    seriesOf(this.returned, number).add(event.count, amounts);
  }
}

function seriesOf<Key>(all: Map<Key, Series>, key: Key): Series {
  const series = all.get(key) ?? new Series();
  all.set(key, series);
  return series;
}

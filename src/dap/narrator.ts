/**
 * The account of a run for the Debug Console: what belongs together is one row that unfolds, such as a system call with
 * its result and its cost. A row comes out when what it tells is over, or when the machine stops in its midst; what the
 * system does of its own accord comes in one row, with the first row of a program after it.
 */
import type { SourcePlace, ToldEvent } from '../debugger';
import type { SystemEvent } from '../protocol';
import { present } from '../source';
import { type Episode, type Row, episodeTitle, quietTitle, systemTitle } from './titles';

type Named<Name extends SystemEvent['event']> = Extract<SystemEvent, { event: Name }>;

export class Narrator {
  /** What each process is in the midst of. */
  private readonly open = new Map<number, Episode>();
  /** Came to its end with the event before; one more may belong to it. */
  private over: number | undefined;
  /** Rows of the system that no row of a program has followed yet. */
  private system: Row[] = [];
  private readonly seen = new Set<number>();
  /** Processes whose program has not begun yet. */
  private readonly newborn = new Set<number>();
  /** Timer interrupts that changed nothing: part of what the process does next. */
  private readonly ticks: Row[] = [];
  /** Who gave the CPU to the idle process. */
  private idleFor = 0;

  constructor(private readonly tell: (row: Row) => void) {}

  take({ event, words, quiet }: ToldEvent, source: SourcePlace | undefined): void {
    const row: Row = { event, title: words, source, inside: [] };
    this.getToKnow(event);
    if (this.over !== undefined && event.event !== 'process-start') this.close(this.over);
    if (quiet) return void this.ticks.push({ ...row, title: quietTitle, inside: [row] });
    switch (event.event) {
      case 'trap':
      case 'interrupt':
        return this.enter(event, row);
      case 'return-from-trap':
        this.add(event.pid, row);
        if (event.to === 'user') this.over = event.pid;
        return;
      case 'context-switch':
        return this.change(event, row);
      case 'process-exit':
        this.newborn.delete(event.pid);
        this.add(event.pid, row);
        return this.close(event.pid);
      case 'main':
        this.newborn.delete(event.pid);
        return this.show(event.pid, row);
      default:
        return this.add(event.pid, row);
    }
  }

  /** The machine has stopped in a process: brings out what is held back, but for what others of the system are in the midst of. */
  stop(pid: number): void {
    for (const open of this.open.keys()) if (open === pid || !this.isOfSystem(open)) this.close(open);
    this.tellSystem();
  }

  /** The machine runs on: brings out what has been held back for long. */
  flush(): void {
    for (const row of this.ticks.splice(0)) this.show(row.event.pid, row);
    this.stop(0);
  }

  /** Brings out all: the machine is off. */
  end(): void {
    for (const pid of this.open.keys()) this.close(pid);
    this.flush();
  }

  private getToKnow({ pid }: SystemEvent): void {
    if (pid > 1 && !this.seen.has(pid)) this.newborn.add(pid);
    this.seen.add(pid);
  }

  private enter(event: Named<'trap' | 'interrupt'>, row: Row): void {
    if (event.mode === 'kernel') return this.add(event.pid, row);
    const call = event.event === 'trap' ? event.call : undefined;
    // A fault on the way to `exec` brings a page that its parent has too.
    if (call !== undefined && call !== 'exec') this.newborn.delete(event.pid);
    this.close(event.pid);
    if (event.pid === 1 && call === 'fork') this.tellSystem();
    this.open.set(event.pid, { inside: [row], kind: event.event });
  }

  /** Between two processes it is a row of the one that gets the CPU; to and from idle, part of what the other one waits for. */
  private change(event: Named<'context-switch'>, row: Row): void {
    if (event.to === 0) {
      this.idleFor = event.from;
      return this.add(event.from, row);
    }
    if (event.from === 0) return this.add(event.to, row);
    const before = this.open.get(event.from);
    const reason = before?.kind === 'interrupt' ? before.inside : [];
    if (reason.length > 0) this.open.delete(event.from);
    const change: Episode = { inside: [...reason, row], kind: 'switch' };
    if (this.open.has(event.to)) this.put(event.to, change);
    else this.open.set(event.to, change);
  }

  /** To what its process is in the midst of, else as a row of its own. */
  private add(pid: number, row: Row): void {
    const episode = this.open.get(pid === 0 ? this.idleFor : pid);
    if (episode) episode.inside.push(row);
    else this.show(pid, row);
  }

  private close(pid: number): void {
    const episode = this.open.get(pid);
    this.open.delete(pid);
    if (this.over === pid) this.over = undefined;
    if (episode) this.put(pid, episode);
  }

  private put(pid: number, episode: Episode): void {
    const last = present(episode.inside.at(-1), 'row of an episode');
    const { source } = episode.inside[0] ?? last;
    const inside = [...this.ticks.splice(0), ...episode.inside];
    this.show(pid, { event: last.event, title: episodeTitle(episode), source, inside });
  }

  private show(pid: number, row: Row): void {
    if (this.isOfSystem(pid)) return void this.system.push(row);
    this.tellSystem();
    this.tell(row);
  }

  /** The kernel's, `init`'s, or one of a process that is being made. */
  private isOfSystem(pid: number): boolean {
    return pid <= 1 || this.newborn.has(pid);
  }

  private tellSystem(): void {
    const rows = this.system;
    this.system = [];
    const [only] = rows;
    if (only && rows.length === 1) return this.tell({ ...only, title: systemTitle(rows) });
    const events = rows.map(({ event }) => event);
    const last = events.reduce<SystemEvent | undefined>(
      (latest, event) => (latest && latest.count > event.count ? latest : event),
      undefined,
    );
    if (last) this.tell({ event: last, title: systemTitle(rows), inside: rows });
  }
}

/**
 * The timeline, from events as they come: who has the CPU, in which mode and for what, who waits for it, and what led to
 * what. What it says of the time up to an instant is a part.
 */
import type {
  EventName,
  SystemEvent,
  TimelineArrow,
  TimelineArrowKind,
  TimelineLane,
  TimelinePart,
  TimelineSpan,
  TimelineState,
  TimelineTick,
  TimelineTickKind,
} from '../../protocol';
import { threadLabel } from '../../protocol';

export const timelineEvents: readonly EventName[] = [
  'trap',
  'interrupt',
  'return-from-trap',
  'context-switch',
  'thread-ready',
  'process-exit',
  'thread-exit',
  'pipe-read',
  'pipe-write',
  'disk-command',
  'console-want',
  'wait',
  'halt',
];

/** A thread as it stands at an instant. */
export interface ThreadNow {
  readonly pid: number;
  readonly name: string;
  readonly state: TimelineState;
  readonly words?: string;
}

type Of<Name extends EventName> = Extract<SystemEvent, { event: Name }>;

const booting: readonly ThreadNow[] = [{ pid: 0, name: 'kernel', state: 'kernel', words: 'boot' }];

interface Cause {
  readonly count: number;
  readonly pid: number;
  readonly words: string;
}

/** What is known of a thread. */
class Lane {
  /** What it is at since when; undefined: it is not known, or it has ended. */
  state: TimelineState | undefined;
  since = 0;
  words: string | undefined;
  born: number | undefined;
  ended: number | undefined;
  /** What the kernel does for it, wherever it is in that. */
  doing: string | undefined;
  /** The pipe that it reads from, and whether it is one that writes to it. */
  pipe: { readonly address: number; readonly writes: boolean } | undefined;
  woken: (Cause & { readonly kind: TimelineArrowKind }) | undefined;
  isNew = true;

  constructor(
    readonly pid: number,
    public name: string,
  ) {}

  get data(): TimelineLane {
    const { pid, name, born, ended } = this;
    return { pid, name, ...(born !== undefined && { born }), ...(ended !== undefined && { ended }) };
  }
}

/** A device that has been told to do something, by the interrupt that says that it is done. */
const devices: Readonly<Record<string, 'disk' | 'console'>> = {
  'disk-interrupt': 'disk',
  'console-interrupt': 'console',
};

const plain = (name: string): string => name.replaceAll('-', ' ');
const label = (pid: number, name: string): string => (pid === 0 ? 'idle' : `${threadLabel(pid)} ${name}`);

export class TimelineFold {
  private readonly lanes = new Map<number, Lane>();
  private from = 0;
  private spans: TimelineSpan[] = [];
  private ticks: TimelineTick[] = [];
  private arrows: TimelineArrow[] = [];
  private readonly commands: { disk?: Cause | undefined; console?: Cause | undefined } = {};
  /** By pipe: who wrote to it since it was read from last. */
  private readonly written = new Map<number, Cause>();

  constructor() {
    this.begin(0);
  }

  /** What has been before is not known: these are the threads at this instant. At first there is the kernel alone. */
  begin(count: number, threads: readonly ThreadNow[] = booting): void {
    this.lanes.clear();
    this.written.clear();
    this.commands.disk = this.commands.console = undefined;
    this.spans = [];
    this.ticks = [];
    this.arrows = [];
    this.from = count;
    for (const { pid, name, state, words } of threads) this.enter(this.lane(pid, name), count, state, words);
  }

  take(event: SystemEvent): void {
    switch (event.event) {
      case 'trap':
        return this.trap(event);
      case 'interrupt':
        return this.interrupt(event);
      case 'return-from-trap':
        return this.return(event);
      case 'context-switch':
        return this.switch(event);
      case 'thread-ready':
        return this.ready(event);
      case 'process-exit':
        return this.end(event, event.killedBy === undefined ? `exit(${event.code})` : event.killedBy);
      case 'thread-exit':
        return this.end(event, 'the thread ends');
      case 'pipe-read':
      case 'pipe-write':
        return this.pipe(event);
      case 'disk-command':
        return this.command('disk', event, `${event.command} ${event.sectors} sectors from ${event.sector}`);
      case 'console-want':
        return this.command('console', event, 'wait for input');
      case 'wait':
        return this.enter(this.of(event), event.count, 'idle');
      case 'halt':
        return this.tick(event, 'end', event.reason === 'off' ? 'power off' : 'panic');
      default:
    }
  }

  /** What there is since the last part, up to an instant that the machine has come to. */
  part(to: number): TimelinePart {
    for (const lane of this.lanes.values()) {
      const { state, since, words } = lane;
      if (since >= to) continue;
      this.close(lane, to);
      if (state) Object.assign(lane, { state, since: to, words });
    }
    // What stands at that very instant, or reaches beyond it, is for the next part.
    const { from } = this;
    const spans = this.spans
      .filter(span => span.from < to)
      .map(span => (span.to > to ? { ...span, to } : span));
    const later = {
      spans: this.spans
        .filter(span => span.to > to)
        .map(span => ({ ...span, from: Math.max(span.from, to) })),
      ticks: this.ticks.filter(({ count }) => count >= to),
      arrows: this.arrows.filter(arrow => arrow.to >= to),
    };
    const ticks = this.ticks.filter(({ count }) => count < to);
    const arrows = this.arrows.filter(arrow => arrow.to < to);
    const lanes = [...this.lanes.values()].filter(({ isNew }) => isNew);
    for (const lane of lanes) lane.isNew = false;
    Object.assign(this, { from: to, ...later });
    return { from, to, lanes: lanes.map(({ data }) => data), spans, ticks, arrows };
  }

  private lane(pid: number, name: string): Lane {
    let lane = this.lanes.get(pid);
    if (!lane) this.lanes.set(pid, (lane = new Lane(pid, name)));
    if (lane.name === name || name === '') return lane;
    lane.name = name;
    lane.isNew = true;
    return lane;
  }

  private of = ({ pid, name }: SystemEvent): Lane => this.lane(pid, name);

  private enter(lane: Lane, count: number, state: TimelineState, words?: string): void {
    this.close(lane, count);
    Object.assign(lane, { state, since: count, words });
  }

  private close(lane: Lane, to: number): void {
    const { pid, state, since, words } = lane;
    lane.state = undefined;
    if (!state || since >= to) return;
    this.spans.push({ from: since, to, pid, state, ...(words !== undefined && { words }) });
  }

  private tick({ count, pid }: SystemEvent, kind: TimelineTickKind, words: string): void {
    this.ticks.push({ count, pid, kind, words });
  }

  private arrow(kind: TimelineArrowKind, { count, pid, words }: Cause, to: number, toPid: number): void {
    this.arrows.push({ kind, from: count, fromPid: pid, to, toPid, words });
  }

  private trap(event: Of<'trap'>): void {
    const lane = this.of(event);
    const words = event.shown ?? event.call ?? plain(event.cause);
    this.tick(event, event.call === undefined ? 'fault' : 'call', words);
    if (event.mode !== 'user') return;
    lane.doing = words;
    this.enter(lane, event.count, 'kernel', words);
  }

  private interrupt(event: Of<'interrupt'>): void {
    const { count, cause, mode, pid } = event;
    const lane = this.of(event);
    const words = plain(cause);
    this.tick(event, 'interrupt', words);
    const device = devices[cause];
    const command = device && this.commands[device];
    if (device && command) this.arrow(device, command, count, pid);
    if (device) this.commands[device] = undefined;
    if (mode === 'user') lane.doing = words;
    if (mode === 'user' || lane.state === 'idle') this.enter(lane, count, 'kernel', words);
  }

  private return(event: Of<'return-from-trap'>): void {
    const lane = this.of(event);
    lane.pipe = undefined;
    if (event.to !== 'user') return;
    lane.doing = undefined;
    // The return itself is the kernel's last instruction.
    this.enter(lane, event.count + 1, 'user');
  }

  private switch(event: Of<'context-switch'>): void {
    const { count, from, fromName, to, toName, because, waitsFor } = event;
    const leaving = this.lane(from, fromName);
    if (from === 0 || leaving.ended !== undefined) this.close(leaving, count);
    else if (waitsFor === undefined) this.enter(leaving, count, 'ready', because);
    else this.enter(leaving, count, 'blocked', waitsFor);
    const coming = this.lane(to, toName);
    this.enter(coming, count, 'kernel', coming.doing);
    const why = because === undefined ? '' : `, since ${because}`;
    this.tick({ ...event, pid: to }, 'switch', `${label(from, fromName)} → ${label(to, toName)}${why}`);
    const { woken } = coming;
    if (woken) this.arrow(woken.kind, woken, count, to);
    coming.woken = undefined;
  }

  private ready(event: Of<'thread-ready'>): void {
    const { count, pid, thread, threadName } = event;
    const isKnown = this.lanes.get(thread)?.state !== undefined;
    const lane = this.lane(thread, threadName);
    if (!isKnown) this.birth(lane, count);
    if (thread === pid) return;
    const waker = this.of(event);
    const written = waker.pipe?.writes && !lane.pipe?.writes ? waker.pipe.address : undefined;
    const isPipe = written !== undefined && written === lane.pipe?.address;
    if (isPipe) this.written.delete(written);
    const was = lane.state === 'blocked' ? lane.words : undefined;
    lane.woken = { kind: isPipe ? 'pipe' : 'wake', count, pid, words: was ?? (isKnown ? '' : 'new') };
    this.enter(lane, count, 'ready', was);
  }

  private birth(lane: Lane, count: number): void {
    lane.born = count;
    lane.isNew = true;
    this.ticks.push({ count, pid: lane.pid, kind: 'start', words: 'ready for the first time' });
  }

  private end(event: Of<'process-exit'> | Of<'thread-exit'>, words: string): void {
    const lane = this.of(event);
    lane.ended = event.count;
    lane.isNew = true;
    this.tick(event, 'end', words);
  }

  private pipe(event: Of<'pipe-read'> | Of<'pipe-write'>): void {
    const { pipe: address } = event.arguments;
    if (typeof address !== 'number') return;
    const { count, pid } = event;
    const lane = this.of(event);
    const writes = event.event === 'pipe-write';
    lane.pipe = { address, writes };
    this.tick(event, 'pipe', writes ? 'write to a pipe' : 'read from a pipe');
    if (writes) {
      if (!this.written.has(address)) this.written.set(address, { count, pid, words: 'pipe' });
      return;
    }
    const write = this.written.get(address);
    this.written.delete(address);
    if (write && write.pid !== pid) this.arrow('pipe', write, count, pid);
  }

  private command(device: 'disk' | 'console', event: SystemEvent, words: string): void {
    this.tick(event, device, words);
    this.commands[device] = { count: event.count, pid: event.pid, words };
  }
}

/** What the handlers of one session share: the client, the machine under debug, and what the client knows of it. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { BuildCache, type Launch, type Recordable, recordingOf, writeRecording } from '../boot';
import type { Debugger, ProcessAddress } from '../debugger';
import type { EventName, PictureName, Wishes } from '../protocol';
import type { LaunchRequest } from './attributes';
import { Breakpoints } from './breakpoint-lists';
import type { Counting } from './counts';
import { Client } from './client';
import { RequestError } from './errors';
import type { Events } from './events';
import { Handles } from './handles';
import { ShownAddresses, parseReference } from './memory-reference';
import { LongWork } from './long-work';
import type { DapPorts } from './ports';
import { Sources } from './sources';
import { Threads } from './threads';

/** A machine under debug. */
export interface Run extends Recordable {
  readonly debugger: Debugger;
  readonly launch: Launch;
  /** What the client has asked for; of a replay, the recording says more. */
  readonly request: LaunchRequest;
  readonly events: Events;
}

/**
 * new → initialized → building → configuring (built, the client sets its breakpoints) → running → ended. A launch
 * that fails goes back to initialized.
 */
export type Phase = 'new' | 'initialized' | 'building' | 'configuring' | 'running' | 'ended';

export class Context {
  readonly client: Client;
  readonly sources: Sources;
  readonly handles = new Handles();
  readonly breakpoints = new Breakpoints();
  readonly threads = new Threads();
  readonly cache: BuildCache;
  phase: Phase = 'new';
  run: Run | undefined;
  /** Settled when a build that goes on has come to its end. */
  building: Promise<unknown> | undefined;
  /** What takes long and is under way, with the `seq` of the request that waits for it. */
  private readonly works = new Map<LongWork, number | undefined>();
  private begun = 0;
  /** How requests are refused that wait for that, by their `seq`. */
  readonly waiting = new Map<number, () => void>();
  /** Of the machine's processes. */
  shown = new ShownAddresses();
  /** Integers are shown in hexadecimal, where a request does not say. */
  hex = false;
  /** The kinds of events that the client wants as data. */
  subscribed: readonly EventName[] = [];
  /** The pictures that it follows, and what it wishes of them. */
  readonly followed = new Map<PictureName, Wishes>();
  /** The machine that has counted last how often code is executed. */
  counting: Counting | undefined;
  /** The instant at which the disk was written last. */
  private kept: number | undefined;
  /** The recording of a bad end is being written. */
  private failure: Promise<void> | undefined;
  /** The client is gone. */
  closed = false;

  constructor(
    readonly ports: DapPorts,
    readonly send: (event: string, body?: object) => void,
  ) {
    this.cache = new BuildCache(undefined, undefined, ports.objects);
    this.client = new Client(ports.folder);
    this.sources = new Sources(this.client, ports.guest, ports.realPath);
  }

  /** The machine, before its start too. */
  get launched(): Run {
    if (this.run && this.phase !== 'ended') return this.run;
    throw new RequestError('out-of-order', whyNoMachine[this.phase]);
  }

  /** The debugger of a machine that runs or is stopped. */
  get debugger(): Debugger {
    const run = this.launched;
    if (this.phase === 'running') return run.debugger;
    throw new RequestError(
      'out-of-order',
      'the program has not been started yet: configurationDone is missing',
    );
  }

  get isStopped(): boolean {
    return this.phase === 'running' && this.run?.debugger.state === 'stopped';
  }

  /** The debugger of a machine that is stopped. */
  get stopped(): Debugger {
    const machine = this.debugger;
    if (machine.state === 'stopped') return machine;
    throw new RequestError('out-of-order', 'the machine is running; pause it to look at it');
  }

  /** The place that a reference of the client names. */
  place(reference: string): ProcessAddress {
    const { focus } = this.launched.debugger;
    const { address } = parseReference(reference, focus);
    return parseReference(reference, this.shown.ownerOf(address) ?? focus);
  }

  /** Something that takes long begins; for a request, if it is answered at the end. `stop`: called where it is cancelled. */
  beginWork(title: string, seq?: number, stop?: () => void): LongWork {
    const send = this.client.takesProgress ? this.send : undefined;
    const work = new LongWork(`work-${++this.begun}`, title, send, stop);
    this.works.set(work, seq);
    return work;
  }

  endWork(work: LongWork): void {
    work.end();
    this.works.delete(work);
  }

  /** Has what a request, or a progress, stands for end as soon as it can. */
  cancelWork(seq: number | undefined, progressId: string | undefined): void {
    for (const [work, each] of this.works)
      if ((seq !== undefined && each === seq) || work.id === progressId) work.cancel();
  }

  /** What the client has been told of a stopped machine is to be asked for again. */
  invalidate(areas: readonly DebugProtocol.InvalidatedAreas[]): void {
    if (this.isStopped && this.client.takesInvalidated) this.send('invalidated', { areas });
  }

  /** Writes the disk where the launch says that it is kept, as it is at this instant of the machine: once. */
  keepDisk(): void {
    if (!this.run || this.phase !== 'running') return;
    const { launch, system } = this.run;
    const { machine } = system;
    if (launch.disk === '' || this.kept === machine.count) return;
    this.kept = machine.count;
    this.ports.writeFile(launch.disk, machine.disk);
  }

  /** Writes a recording of a run that has ended badly, where the launch asks for one: once. */
  keepFailure(): void {
    const { run } = this;
    if (!run?.debugger.endedBadly || run.launch.recordFailure === '' || this.failure) return;
    const { time } = run.debugger;
    const recording = { ...recordingOf(run, time.present), bookmarks: time.visits.bookmarks };
    this.failure = writeRecording(recording).then(bytes => {
      this.ports.writeFile(run.launch.recordFailure, bytes);
    });
  }

  /** Another machine comes: it may fail too. */
  forgetFailure(): void {
    this.failure = undefined;
  }

  /** Ends the session for good: once. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.keepDisk();
    this.run?.debugger.terminate();
    const end = () => this.ports.ended?.();
    if (this.failure) void this.failure.finally(end);
    else end();
  }
}

const whyNoMachine: Readonly<Record<Phase, string>> = {
  new: 'nothing has been launched yet',
  initialized: 'nothing has been launched yet',
  building: 'the program is still being built',
  configuring: 'the program has not been started yet',
  running: 'the program is being started',
  ended: 'the program has ended',
};

/** A debugger on the real system, for tests: builds programs, drives the debugger and collects what it tells. */
import { openSession } from '../../src/session';
import assert from 'node:assert/strict';
import type { Executable } from '../../src/image';
import type { Batch, MachineStatus, PictureName, SystemEvent } from '../../src/protocol';
import { formatDiagnostic } from '../../src/source';
import {
  type Breakpoint,
  Debugger,
  type EndInfo,
  type CallFrame,
  type StepKind,
  type StepUnit,
  type StopInfo,
  type TraceLine,
  type Variable,
} from '../../src/debugger';
import {
  type Built,
  type TraceCategory,
  buildKernel,
  buildProgram,
  bundledPrograms,
  createSystem,
} from '../../src/boot';
import { treeOf } from '../../src/boot';
import { cache, guest } from '../support/guest';

export interface SessionOptions {
  /** Sources by path: `hello.c`. */
  readonly files: Readonly<Record<string, string>>;
  /** Command lines; each starts with the path of a source. The first file alone if absent. */
  readonly programs?: readonly string[];
  /** Sources of a kernel of its own. */
  readonly kernel?: Readonly<Record<string, string>>;
  readonly timer?: number;
  readonly stopOnEntry?: 'main' | 'boot' | false;
  readonly stopOnExit?: boolean;
  readonly stepIntoLibrary?: boolean;
  readonly history?: number;
  readonly trace?: readonly TraceCategory[];
}

const empty = treeOf(new Map());
const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

export const bundledKernel = once(() => sound('kernel', buildKernel({ files: empty, guest, cache })));
const bundled = once(() => bundledPrograms({ files: empty, guest, cache }).programs);

function sound(what: string, { executable, diagnostics }: Built): Executable {
  assert.ok(executable, `${what}:\n${diagnostics.map(row => formatDiagnostic(row)).join('\n')}`);
  return executable;
}

const encode = (files: Readonly<Record<string, string>>, folder = '') =>
  treeOf(
    new Map(
      Object.entries(files).map(([path, text]) => [`${folder}${path}`, new TextEncoder().encode(text)]),
    ),
  );

export class Session {
  readonly debugger: Debugger;
  readonly system;
  readonly told: TraceLine[] = [];
  readonly changed: Breakpoint[] = [];
  readonly threads = new Set<number>();
  readonly statuses: MachineStatus[] = [];
  readonly exitedThreads: number[] = [];
  readonly happened: SystemEvent[] = [];
  readonly pictures: { readonly [Name in PictureName]: Batch<Name>[] } = {
    protocol: [],
    timeline: [],
    stacks: [],
    memory: [],
    system: [],
  };
  readonly protocol = this.pictures.protocol;
  output = '';
  ended: EndInfo | undefined;
  stops: StopInfo[] = [];
  private waiting: ((stop: StopInfo | EndInfo) => void) | undefined;
  private arrived: (StopInfo | EndInfo)[] = [];

  constructor(options: SessionOptions) {
    const files = encode(options.files);
    const build = (path: string) =>
      cache.remember(`debugger test ${path}`, files, recorded =>
        sound(
          path,
          buildProgram({
            files: { ...files, read: at => recorded.read(at) },
            guest,
            cache,
            parts: path.split('+'),
          }),
        ),
      );
    const programs = (options.programs ?? [Object.keys(options.files)[0]!]).map(command => {
      const [path, ...args] = command.split(' ');
      return { path: path!.split('+')[0]!, args, executable: build(path!) };
    });
    const kernel = options.kernel
      ? sound(
          'kernel',
          buildKernel({ files: encode(options.kernel, 'kernel/'), guest, cache, folder: 'kernel' }),
        )
      : bundledKernel();
    const { timer } = options;
    const { system, problem } = createSystem({
      kernel,
      programs,
      bundled: bundled(),
      ...(timer !== undefined && { timer }),
    });
    assert.ok(system, problem);
    this.system = openSession(system);
    this.debugger = new Debugger(
      {
        system: this.system,
        guest,
        stopOnExit: options.stopOnExit ?? false,
        stopOnEntry: options.stopOnEntry ?? 'main',
        stepIntoLibrary: options.stepIntoLibrary ?? false,
        history: options.history ?? 0,
        trace: new Set(options.trace),
        yieldToHost: () => new Promise(resolve => setImmediate(resolve)),
      },
      {
        stopped: stop => {
          this.stops.push(stop);
          this.arrive(stop);
        },
        continued: () => {},
        threadStarted: pid => void this.threads.add(pid),
        threadExited: pid => {
          this.threads.delete(pid);
          this.exitedThreads.push(pid);
        },
        programStarted: () => {},
        output: text => void (this.output += text),
        told: line => void this.told.push(line),
        picture: (name, batch) => void (this.pictures[name] as (typeof batch)[]).push(batch),
        happened: events => void this.happened.push(...events),
        breakpointChanged: breakpoint => void this.changed.push(breakpoint),
        ended: end => {
          this.ended = end;
          this.arrive(end);
        },
        status: status => void this.statuses.push(status),
      },
    );
  }

  /** Starts, and waits for the first stop. */
  static async at(options: SessionOptions): Promise<Session> {
    const session = new Session(options);
    session.debugger.start();
    await session.stop();
    return session;
  }

  /** The next stop, or the end. */
  async stop(): Promise<StopInfo | EndInfo> {
    const already = this.arrived.shift();
    if (already) return already;
    return new Promise(resolve => (this.waiting = resolve));
  }

  async continue(): Promise<StopInfo | EndInfo> {
    this.debugger.continue();
    return this.stop();
  }

  async step(how: StepKind = 'over', unit: StepUnit = 'line', pid = this.pid): Promise<StopInfo | EndInfo> {
    this.debugger.step(pid, how, unit);
    return this.stop();
  }

  /** The process of the last stop. */
  /** Waits until the machine has told that it runs, since now. */
  async underway(): Promise<void> {
    this.statuses.splice(0);
    while (!this.statuses.some(({ running }) => running))
      await new Promise(resolve => setTimeout(resolve, 5));
  }

  get pid(): number {
    return this.stops.at(-1)!.pid;
  }

  get top(): CallFrame {
    return this.debugger.examine.stack(this.pid)[0]!;
  }

  /** Where a process stands: `main hello.c:7`. */
  where(pid = this.pid): string {
    const frame = this.debugger.examine.stack(pid)[0];
    return frame ? place(frame) : 'nowhere';
  }

  /** Breakpoints at one-based lines of a file. */
  breakAt(path: string, ...lines: number[]): Breakpoint[] {
    return this.debugger.breakpoints.setLines(
      path,
      lines.map(line => ({ line: line - 1 })),
    );
  }

  stack(pid = this.pid): string[] {
    return this.debugger.examine.stack(pid).map(place);
  }

  value(expression: string, frame: CallFrame = this.top): string {
    return this.debugger.examine.evaluate(expression, frame, 'repl').value;
  }

  scope(name: string, frame: CallFrame = this.top): Variable[] {
    const scope = this.debugger.examine.scopes(frame).find(row => row.name === name);
    assert.ok(scope, `no scope ${name} in ${frame.name}`);
    return scope.variables();
  }

  end(): void {
    this.debugger.terminate();
  }

  private arrive(stop: StopInfo | EndInfo): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting) waiting(stop);
    else this.arrived.push(stop);
  }
}

/** `main hello.c:7`, one-based; a trap label as it is. */
export function place({ kind, name, source }: CallFrame): string {
  if (kind === 'trap') return name;
  return source ? `${name} ${source.path.slice(source.path.lastIndexOf('/') + 1)}:${source.line + 1}` : name;
}

export function stopped(stop: Awaited<ReturnType<Session['stop']>>): StopInfo {
  assert.ok(!isEnd(stop), `the machine has ended: ${JSON.stringify(stop)}`);
  return stop;
}

export const isEnd = (stop: StopInfo | EndInfo): stop is EndInfo => !('pid' in stop);

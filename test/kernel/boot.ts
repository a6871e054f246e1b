/** Boots the kernel of this repository with programs of `test/kernel/programs`, and runs it to its end. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Executable } from '../../src/image';
import { formatDiagnostic } from '../../src/source';
import {
  type BundledProgram,
  type DiskFile,
  buildKernel,
  buildProgram,
  bundledPrograms,
  createSystem,
  treeOf,
} from '../../src/boot';
import { everyEvent } from '../../src/events';
import { Runner, type RunStop, type Session, openSession } from '../../src/session';
import type { SystemEvent } from '../../src/protocol';
import type { Built } from '../../src/boot/build';
import { cache, guest } from '../support/guest';

const folder = join(__dirname, 'programs');
const files = treeOf(new Map(readdirSync(folder).map(name => [name, readFileSync(join(folder, name))])));

export interface BootOptions {
  /** Instructions between timer interrupts; 0: none. */
  readonly timer?: number;
  /** The number of the scheduler. */
  readonly scheduler?: number;
  /** A terminal is at the other end of the console. */
  readonly terminal?: boolean;
  /** Bytes of RAM. */
  readonly memory?: number;
  readonly diskBlocks?: number;
  readonly files?: readonly DiskFile[];
  /** Pieces of console input, each given when the guest waits for it; then comes the end. */
  readonly input?: readonly string[];
  /** Another kernel than the one of this repository. */
  readonly kernel?: Executable;
  /** Instructions after which to give up. */
  readonly limit?: number;
  /** Collect the events, which takes time. */
  readonly events?: boolean;
}

export interface Ended {
  readonly output: string;
  /** The exit status of the first program, or why there is none. */
  readonly status: number | 'limit' | Exclude<RunStop['reason'], 'off' | 'budget'>;
  readonly count: number;
  readonly disk: Uint8Array;
  readonly events: readonly SystemEvent[];
}

/** A machine about to boot with these command lines at once; the first word of each is a program's name. */
export function prepare(commands: readonly string[], options: BootOptions = {}): Session {
  const programs = commands.map(command => {
    const [name, ...args] = command.split(' ');
    return { path: `${name}.c`, executable: program(name!), args };
  });
  const { system, problem } = createSystem({ kernel: kernel(), ...options, bundled: bundled(), programs });
  assert.ok(system, problem);
  return openSession(system);
}

/** The same, run to its end. */
export function boot(commands: readonly string[], options: BootOptions = {}): Ended {
  const { limit = 200_000_000 } = options;
  const system = prepare(commands, options);
  const { machine } = system;
  const output: number[] = [];
  const events: SystemEvent[] = [];
  const input = [...(options.input ?? [])];
  machine.console.output = byte => output.push(byte);
  machine.stopOnInputWanted = true;
  const runner = new Runner(system);
  if (options.events) runner.listen(everyEvent(), event => void events.push(runner.inWords(event)));
  const stop = runToEnd(runner, limit, () => {
    const piece = input.shift();
    if (piece === undefined) machine.console.end();
    else machine.console.input(new TextEncoder().encode(piece));
  });
  return {
    output: new TextDecoder().decode(Uint8Array.from(output)),
    status: stop.reason === 'off' ? stop.status : stop.reason === 'budget' ? 'limit' : stop.reason,
    count: machine.count,
    disk: machine.disk,
    events,
  };
}

function runToEnd(runner: Runner, limit: number, feed: () => void): RunStop {
  const { machine } = runner.system;
  for (;;) {
    const stop = runner.run(limit - machine.count);
    if (stop.reason !== 'input') return stop;
    feed();
  }
}

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** The kernel with one of its files changed. */
export const changedKernel = (name: string, change: (text: string) => string): Executable =>
  kernelOf((file, text) => {
    if (file !== name) return text;
    assert.notEqual(change(text), text);
    return change(text);
  });

/** The kernel with texts of its files replaced, each of which must be there. */
export function kernelWith(
  changes: readonly (readonly [file: string, from: string | RegExp, to: string])[],
): Executable {
  return kernelOf((name, original) =>
    changes
      .filter(([file]) => file === name)
      .reduce((text, [, from, to]) => {
        const changed = text.replace(from, () => to);
        assert.notEqual(changed, text, `${name} has no ${String(from)}`);
        return changed;
      }, original),
  );
}

function kernelOf(change: (name: string, text: string) => string): Executable {
  const folder = 'guest/kernel';
  const sources = guest.list(folder).map((file): [string, Uint8Array] => {
    const path = `${folder}/${file}`;
    return [path, new TextEncoder().encode(change(file, new TextDecoder().decode(guest.read(path))))];
  });
  return sound('the changed kernel', buildKernel({ files: treeOf(new Map(sources)), guest, cache, folder }));
}

export const kernel = once(() => sound('the kernel', buildKernel({ files, guest, cache })));
const bundled = once((): readonly BundledProgram[] => bundledPrograms({ files, guest, cache }).programs);

/** A program of the tests. */
export function program(name: string): Executable {
  const path = `${name}.c`;
  return cache.remember(`program ${name}`, files, () =>
    sound(path, buildProgram({ files, guest, cache, parts: [path] })),
  );
}

function sound(what: string, { executable, diagnostics }: Built): Executable {
  assert.ok(executable, `${what}:\n${diagnostics.map(row => formatDiagnostic(row)).join('\n')}`);
  return executable;
}

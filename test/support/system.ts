/** Boots the real kernel with programs given as texts, and runs them to the end. */
import assert from 'node:assert/strict';
import { formatDiagnostic } from '../../src/source';
import { everyEvent } from '../../src/events';
import { type Outcome, Runner, type Session, openSession, runToEnd as run } from '../../src/session';
import {
  type SystemOptions,
  buildKernel,
  buildProgram,
  bundledPrograms,
  createSystem,
  treeOf,
} from '../../src/boot';
import type { SystemEvent } from '../../src/protocol';
import { cache, guest } from './guest';

export interface Ran {
  readonly system: Session;
  readonly outcome: Outcome;
  readonly output: string;
  readonly events: readonly SystemEvent[];
}

/** A machine with these programs, by file name; the first one decides the status. */
export function boot(
  sources: Readonly<Record<string, string>>,
  options: Partial<SystemOptions> = {},
  args: readonly string[] = [],
): Session {
  const contents = Object.entries(sources).map(
    ([path, text]) => [path, new TextEncoder().encode(text)] as const,
  );
  const files = treeOf(new Map(contents));
  const build = { files, guest, cache };
  const executable = (result: ReturnType<typeof buildProgram>) => {
    assert.ok(result.executable, result.diagnostics.map(row => formatDiagnostic(row)).join('\n'));
    return result.executable;
  };
  const { system, problem } = createSystem({
    kernel: executable(buildKernel(build)),
    bundled: bundledPrograms(build).programs,
    programs: Object.keys(sources).map((path, index) => ({
      path,
      args: index === 0 ? args : [],
      executable: executable(buildProgram({ ...build, parts: [path] })),
    })),
    ...options,
  });
  assert.ok(system, problem);
  return openSession(system);
}

/** Runs a system to its end; `input` is what its console reads, line by line. */
export async function runToEnd(
  system: Session,
  { input = [] as readonly string[], events = true, live = false, limit = 50_000_000 } = {},
): Promise<Ran> {
  const runner = new Runner(system);
  const told: SystemEvent[] = [];
  if (events) runner.listen(everyEvent(), event => void told.push(runner.inWords(event)));
  const output: number[] = [];
  const lines = [...input];
  // Live input comes only while the run loop waits for it.
  let arrived = !live;
  const outcome = await run(
    runner,
    {
      input: {
        live,
        take() {
          if (!arrived) return undefined;
          arrived = !live;
          return lines.length > 0 ? new TextEncoder().encode(lines.shift()) : 'end';
        },
        async arrival() {
          arrived = true;
        },
        interrupt() {},
      },
      output: byte => void output.push(byte),
      breathe: async () => {},
      interrupted: false,
    },
    limit,
  );
  return { system, outcome, output: new TextDecoder().decode(Uint8Array.from(output)), events: told };
}

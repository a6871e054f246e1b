/** How often the code of a session's run has been executed, up to the instant where its machine stands. */
import { ExecutionCounter, World, functionsCounted, sourcesCovered } from '../debugger';
import type { ExecutionCounts, FunctionCounts, LineCount } from '../protocol';
import { type Host, type Outcome, runToEnd } from '../session';
import { runAgain } from './again';
import type { Context, Run } from './context';

/** Another machine, which makes the run again, and counts. It goes on from where it stands as long as the run does. */
export class Counting {
  readonly world: World;
  readonly counter: ExecutionCounter;

  constructor(private readonly run: Run) {
    this.world = World.again(run.system, run.system.machine.inputScript);
    this.counter = new ExecutionCounter(this.world);
  }

  /** Whether what it has counted is the beginning of a run up to an instant. */
  isPartOf(run: Run, until: number): boolean {
    const { inputLog: had, count } = this.world.machine;
    const script = run.system.machine.inputScript;
    const next = script[had.length];
    return (
      run === this.run &&
      count <= until &&
      (next === undefined || next.count >= count) &&
      JSON.stringify(had) === JSON.stringify(script.slice(0, had.length))
    );
  }

  /** Counts on, with what has come from outside since. */
  go(host: Host, until: number): Promise<Outcome> {
    this.world.machine.playInput(this.run.system.machine.inputScript);
    return runToEnd(this.world.runner, host, until);
  }
}

export async function countRun(
  context: Context,
  path: string | undefined,
  seq: number,
): Promise<ExecutionCounts> {
  const { launched, sources } = context;
  // Refused while it runs.
  void context.stopped;
  const until = launched.system.machine.count;
  const wanted = path === undefined ? undefined : sources.path({ path });
  const { counting: last } = context;
  const counting = last?.isPartOf(launched, until) ? last : new Counting(launched);
  // Who asks meanwhile gets a machine of its own.
  context.counting = undefined;
  const { world, counter } = counting;
  const work = { title: 'Counting how often lines are executed', seq, until };
  await runAgain(context, work, world, async host => ({ outcome: await counting.go(host, until) }));
  context.counting = counting;
  return { count: until, sources: sourcesOf(context, counter, wanted) };
}

function sourcesOf({ sources, client }: Context, counter: ExecutionCounter, wanted: string | undefined) {
  const lines = new Map<string, Map<number, LineCount>>();
  const functions = new Map<string, FunctionCounts[]>();
  for (const counts of counter.counts) {
    const { of, name: module } = counts.module;
    const mode = of === 'kernel' ? 'kernel' : 'user';
    for (const cover of sourcesCovered([counts])) {
      const ofPath = lines.get(cover.path) ?? new Map<number, LineCount>();
      lines.set(cover.path, ofPath);
      for (const [line, executed] of cover.lines) {
        const before = ofPath.get(line) ?? { line: client.line(line), user: 0, kernel: 0 };
        ofPath.set(line, { ...before, [mode]: before[mode] + executed });
      }
    }
    for (const { path, name, address, executed } of functionsCounted(counts))
      functions.set(path, [...(functions.get(path) ?? []), { name, module, address, executed }]);
  }
  return [...lines]
    .filter(([path]) => wanted === undefined || path === wanted)
    .map(([path, counts]) => ({
      path: sources.source(path).path ?? path,
      lines: [...counts.values()].sort((a, b) => a.line - b.line),
      functions: functions.get(path) ?? [],
    }));
}

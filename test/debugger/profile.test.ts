/** Profiles: what looking at random finds is what counting every instruction finds. */
import assert from 'node:assert/strict';
import { Profiler, cpuProfile, profileTable } from '../../src/debugger';
import { Modules } from '../../src/debugger/images/modules';
import { type Session, Runner, runToEnd, TypedInput } from '../../src/session';
import { boot } from '../support/system';

const program = `
#include <unistd.h>
static int light(int n) { int i, sum = 0; for (i = 0; i < n; i++) sum += i ^ n; return sum; }
static int heavy(int n) { int i, sum = 0; for (i = 0; i < 9 * n; i++) sum += i ^ n; return sum; }
static int deep(int n) { volatile int room[4]; room[0] = n; return n == 0 ? heavy(100) : deep(n - 1) + room[0]; }
int main(void) {
    int i, sum = 0;
    for (i = 0; i < 12; i++) sum += light(100) + heavy(100);
    for (i = 0; i < 60; i++) sum += getpid();
    return (sum + deep(300)) & 1;
}
`;
const make = (): Session => boot({ 'work.c': program }, { timer: 3000 });

async function profiled(period: number) {
  const system = make();
  const profiler = new Profiler(system, period);
  const host = {
    input: new TypedInput(),
    output: () => {},
    breathe: async () => {},
    interrupted: false,
  };
  const outcome = await runToEnd(new Runner(system), host, 5_000_000, profiler);
  assert.equal(outcome.reason, 'off');
  return profiler.profile;
}

/** Instructions of each function of the program from `main` on, every one counted. */
function counted(): Map<string, number> {
  const system = make();
  const { machine } = system;
  const [module] = new Modules(system).started;
  machine.setBreakpoint(module!.symbols.named('main')!.address);
  while (machine.run(1e6).reason !== 'breakpoint');
  const counts = new Map<string, number>();
  for (;;) {
    const routine = machine.userMode ? module!.symbols.routineAt(machine.pc) : undefined;
    const before = machine.count;
    if (machine.run(1).reason === 'off') return counts;
    if (routine) counts.set(routine.name, (counts.get(routine.name) ?? 0) + machine.count - before);
  }
}

describe('profiles', function () {
  this.timeout(60_000);

  it('find the share of each function', async () => {
    const exact = counted();
    const { looks } = await profiled(50);
    for (const [name, tolerance] of [
      ['light', 0.4],
      ['heavy', 0.1],
    ] as const) {
      const mine = looks.filter(({ node: { site } }) => site.name === name && site.module === 'work');
      const found = mine.reduce((sum, { instructions }) => sum + instructions, 0);
      const wanted = exact.get(name)!;
      assert.ok(Math.abs(found - wanted) < tolerance * wanted, `${name}: ${found} beside ${wanted}`);
    }
  });

  it('are the same each time, and tell who called whom, through the trap', async () => {
    const [profile, again] = [await profiled(200), await profiled(200)];
    const table = profileTable(profile, 1000);
    assert.deepEqual(profileTable(again, 1000), table);
    assert.match(
      table[0]!,
      /^[\d,]+ instructions, looked at [\d,]+ times: user \d+\.\d %, kernel \d+\.\d %, idle \d\.\d %$/,
    );
    const main = [...profile.root.children.values()].find(({ site }) => site.name === '2 work')!;
    const below = (node: typeof main, ...path: string[]) =>
      path.reduce((at, name) => [...at.children.values()].find(({ site }) => site.name === name)!, node);
    assert.ok(below(main, '_start', 'main', 'heavy').looks > 0);
    assert.ok(below(main, '_start', 'main', 'getpid', '(system-call)', 'trapentry', 'trap', 'syscall'));
    assert.equal(profileTable(profile, 3).at(-1), `and ${table.length - 2 - 3} more with less`);
  });

  it('have the form of V8, a deep recursion cut in the middle', async () => {
    const profile = await profiled(200);
    interface Node {
      id: number;
      hitCount: number;
      children: number[];
      positionTicks: { line: number; ticks: number }[];
      callFrame: { functionName: string; url: string; lineNumber: number };
    }
    const form = cpuProfile(profile, path => `at:${path}`) as {
      nodes: Node[];
      samples: number[];
      timeDeltas: number[];
      startTime: number;
      endTime: number;
    };
    const ids = new Set(form.nodes.map(({ id }) => id));
    assert.equal(ids.size, form.nodes.length);
    const children = form.nodes.flatMap(node => node.children);
    assert.deepEqual(
      [...children].sort((a, b) => a - b),
      [...ids].filter(id => id !== form.nodes[0]!.id).sort((a, b) => a - b),
    );
    assert.equal(form.samples.length, form.timeDeltas.length);
    for (const { id, hitCount, positionTicks } of form.nodes) {
      assert.equal(form.samples.filter(sample => sample === id).length, hitCount);
      assert.ok(positionTicks.reduce((sum, { ticks }) => sum + ticks, 0) <= hitCount);
    }
    const last = form.timeDeltas.reduce((sum, delta) => sum + delta, form.startTime);
    assert.ok(last <= form.endTime && form.endTime === profile.instructions);
    const heavy = form.nodes.filter(({ callFrame }) => callFrame.functionName === 'heavy (work)');
    assert.deepEqual(
      [...new Set(heavy.map(({ callFrame }) => `${callFrame.url}:${callFrame.lineNumber}`))],
      ['at:work.c:3'],
    );
    const deep = form.nodes.filter(({ callFrame }) => callFrame.functionName === 'deep (work)');
    assert.ok(deep.length > 100 && deep.length <= 300, `${deep.length} frames of the recursion`);
    assert.ok(form.nodes.some(({ callFrame }) => callFrame.functionName === '(more frames)'));
  });
});

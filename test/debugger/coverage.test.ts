/** Coverage: counts of instructions as stepping finds them, and of lines as gcov has them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ExecutionCounter,
  type SourceCover,
  World,
  lcov,
  sharesOf,
  sourcesCovered,
} from '../../src/debugger';
import { decode } from '../../src/isa';
import { type Session, TypedInput, runToEnd } from '../../src/session';
import { judgedBy } from '../support/judges';
import { boot } from '../support/system';

const host = () => ({
  input: new TypedInput(),
  output: () => {},
  breathe: async () => {},
  interrupted: false,
});

/** Two processes, interrupted by the timer, one of which becomes another program. */
const pair = {
  'pair.c': `#include <stdlib.h>
    #include <sys/wait.h>
    #include <unistd.h>
    static int spin(int n) { volatile int i; int odd = 0; for (i = 0; i < n; i++) if (i & 1) odd++; return odd; }
    int main(void) {
        if (fork() == 0) { spin(150); execl("/bin/other", "other", (char *)0); exit(1); }
        spin(200);
        wait(0);
        return spin(9) == 4 ? 0 : 1;
    }`,
  'other.c': 'int main(void) { volatile int i; for (i = 0; i < 60; i++); return 0; }',
};

const make = (): Session => boot(pair, { timer: 700 });

/** To the first `main`, from where both ways count. */
function begin(world: World): void {
  const [module] = world.modules.started;
  world.machine.setBreakpoint(module!.symbols.named('main')!.address);
  while (world.machine.run(1e6).reason !== 'breakpoint');
  world.machine.clearBreakpoint(module!.symbols.named('main')!.address);
}

type Counted = Map<string, number>;

/** By module and address, and with `→` behind it how often another than the next instruction came after it. */
function stepped(): Counted {
  const world = new World(make());
  const { machine, modules, processes } = world;
  begin(world);
  const counts: Counted = new Map();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (;;) {
    const { pc, userMode, count } = machine;
    const module = userMode ? modules.ofProcess(processes.live().name)?.name : 'kernel';
    // What it is says the memory; where it goes say its registers, not where the machine stands after an interrupt.
    const word = machine.readWord(pc);
    const branch = word === undefined ? undefined : decode(word);
    const interrupts = machine.lastInterrupt?.count;
    const stop = machine.run(1);
    if (machine.count > count && !machine.waiting) {
      add(`${module} ${pc}`);
      const isInterrupted = machine.lastInterrupt?.count !== interrupts;
      if (branch?.instruction.flow === 'branch' && !isInterrupted && machine.pc !== pc + 4)
        add(`${module} ${pc} →`);
      if (branch?.instruction.flow === 'branch' && isInterrupted) add(`${module} ${pc} ?`);
    }
    if (stop.reason === 'off') return counts;
  }
}

async function counted(): Promise<Counted> {
  const world = new World(make());
  begin(world);
  const counter = new ExecutionCounter(world);
  const { reason } = await runToEnd(world.runner, host());
  assert.equal(reason, 'off');
  const counts: Counted = new Map();
  for (const { module, start, executed, left } of counter.counts)
    executed.forEach((count, at) => {
      const address = start + at * 4;
      const word = module.codeWord(address);
      if (count > 0) counts.set(`${module.name} ${address}`, count);
      if (left[at]! > 0 && word !== undefined && decode(word)?.instruction.flow === 'branch')
        counts.set(`${module.name} ${address} →`, left[at]!);
    });
  return counts;
}

const forms = `#include <stdio.h>
#include <string.h>
static int calls;
static int choose(int n)
{
    switch (n % 5) {
    case 0:
        return 1;
    case 1:
    case 2:
        n += 3;
        break;
    case 3:
        calls++;
        /* on */
    default:
        n--;
    }
    return n;
}
static int fibonacci(int n)
{
    if (n < 2)
        return n;
    return fibonacci(n - 1) + fibonacci(n - 2);
}
static int words(const char *text)
{
    int count = 0, inside = 0;
    while (*text) {
        if (*text == ' ') {
            inside = 0;
        } else if (!inside) {
            inside = 1;
            count++;
        }
        text++;
    }
    return count;
}
static int never(void)
{
    calls = 0;
    return 7;
}
int main(void)
{
    int i, j, sum = 0;
    for (i = 0; i < 12; i++) {
        if (i == 3)
            continue;
        if (i == 9)
            break;
        for (j = i; j > 0; j--)
            sum += choose(j);
    }
    do {
        sum ^= 5;
        i -= 2;
    } while (i > 0);
    if (sum == -12345)
        sum = never();
    if (sum > 0 && i < 0)
        goto end;
    puts("not here");
end:
    printf("%d %d %d\\n", sum, fibonacci(9), words("a few words  more"));
    return 0;
}
`;

async function covered(): Promise<SourceCover[]> {
  const world = new World(boot({ 'forms.c': forms }));
  const counter = new ExecutionCounter(world);
  await runToEnd(world.runner, host());
  return sourcesCovered(counter.counts);
}

/** By line, zero-based. */
function ofGcov(): Map<number, number> {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-gcov-'));
  try {
    writeFileSync(join(folder, 'forms.c'), forms);
    const run = (command: string, ...args: readonly string[]) =>
      assert.equal(spawnSync(command, args, { cwd: folder }).status, 0, command);
    // In two steps: then all versions call the files alike.
    run('gcc', '--coverage', '-O0', '-c', 'forms.c');
    run('gcc', '--coverage', 'forms.o', '-o', 'forms');
    run(join(folder, 'forms'));
    run('gcov', 'forms.c');
    const rows = readFileSync(join(folder, 'forms.c.gcov'), 'utf8').matchAll(/^ *(\d+|#####)\*?: *(\d+):/gm);
    return new Map(
      [...rows].map(([, count, line]) => [Number(line) - 1, count === '#####' ? 0 : Number(count)]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('coverage', function () {
  this.timeout(120_000);

  it('counts the instructions and ways of branches that stepping counts, of user and kernel', async () => {
    const [exact, found] = [stepped(), await counted()];
    const unsure = [...exact].filter(([key]) => key.endsWith('?'));
    // A branch right before an interrupt: stepping does not see where it went.
    for (const [key, times] of unsure) {
      const way = key.replace('?', '→');
      assert.ok(Math.abs((exact.get(way) ?? 0) - (found.get(way) ?? 0)) <= times, key);
      exact.delete(key);
      exact.delete(way);
      found.delete(way);
    }
    assert.deepEqual(found, exact);
    const modules = new Set([...found.keys()].map(key => key.split(' ')[0]));
    for (const name of ['kernel', 'pair', 'other']) assert.ok(modules.has(name), name);
    assert.ok(found.size > 1500);
  });

  let source: SourceCover | undefined;
  before(async () => {
    source = (await covered()).find(({ path }) => path === 'forms.c');
  });

  judgedBy('gcc', 'counts lines as gcov does', () => {
    const counts = ofGcov();
    const { lines, functions } = source!;
    const text = forms.split('\n');
    // gcov counts for a label what comes to it; here it has no code, and neither has the head of a function.
    const isHead = (line: number) =>
      functions.some(row => row.line === line) || /^ *(case \d|\w+):$/.test(text[line] ?? '');
    const others = [...counts].filter(([line]) => !isHead(line));
    assert.deepEqual(
      others
        .filter(([line, count]) => lines.get(line) !== count)
        .map(([line, count]) => `${text[line]}: gcov ${count}, here ${lines.get(line)}`),
      [],
    );
    for (const { name, line, calls } of functions) assert.equal(calls, counts.get(line), name);
    assert.ok(others.length > 35);
  });

  it('is written as lcov has it', () => {
    const text = lcov([source!], path => `/home/${path}`);
    const rows = (kind: string) =>
      [...text.matchAll(new RegExp(`^${kind}:(.*)$`, 'gm'))].map(([, row]) => row!.split(','));
    assert.match(text, /^TN:\nSF:\/home\/forms\.c\nFN:4,choose\n/);
    assert.match(text, /\nend_of_record\n$/);
    const covers = (values: readonly (string | undefined)[]) =>
      values.filter(value => value !== '0' && value !== '-').length;
    for (const [all, hit, values] of [
      ['LF', 'LH', rows('DA').map(([, count]) => count)],
      ['FNF', 'FNH', rows('FNDA').map(([count]) => count)],
      ['BRF', 'BRH', rows('BRDA').map(([, , , count]) => count)],
    ] as const)
      assert.deepEqual([rows(all), rows(hit)], [[[String(values.length)]], [[String(covers(values))]]], all);
    const { lines, functions } = sharesOf(source!);
    assert.deepEqual(functions, { covered: 4, total: 5 });
    assert.ok(lines.covered < lines.total);
    // `if (n < 2)` of 109 calls, 55 of which return at once.
    const line = forms.split('\n').indexOf('    if (n < 2)');
    const [branch, ...more] = source!.branches.get(line)!;
    assert.deepEqual([[branch!.on, branch!.away].sort((a, b) => a - b), more], [[54, 55], []]);
  });
});

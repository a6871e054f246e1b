/** Questions over real runs: each answer beside a count that is made by stepping through the same run. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { World } from '../../src/debugger';
import {
  causeNamed,
  causes,
  decode,
  evaluator,
  memoryMap,
  roles,
  trapFrame,
  trapFrameOffset,
  trapFrameSize,
} from '../../src/isa';
import { type Answer, QuestionError, ask, parseQuestion } from '../../src/questions';
import { type Session, TypedInput } from '../../src/session';
import { addressOf, everyEvent } from '../../src/events';
import { kernelWith } from '../kernel/boot';
import { root } from '../support/guest';
import { boot } from '../support/system';

/** The parent computes, and wakes its child by a pipe. */
const pair = `
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
static int spin(int n) { volatile int i; for (i = 0; i < n; i++); return i; }
int main(void) {
    int lock[2], i;
    char c;
    pipe(lock);
    if (fork() == 0) {
        for (i = 0; i < 3; i++) read(lock[0], &c, 1);
        exit(0);
    }
    for (i = 0; i < 3; i++) { spin(1500); write(lock[1], "x", 1); }
    wait(0);
    return spin(10) == 10 ? 0 : 1;
}
`;

/** It writes where a program says, without a look; and one register of process 2 is another after the timer. */
let made: ReturnType<typeof kernelWith> | undefined;
const broken = () =>
  (made ??= kernelWith([
    [
      'sysfile.c',
      /int sys_pipe\(struct trapframe \*tf\)\n\{/,
      'int sys_pipe(struct trapframe *tf)\n{\n    *(volatile int *)tf->a0 = 0;\n',
    ],
    [
      'trap.c',
      '        if (from_user)\n            yield',
      '        tf->s1 ^= from_user && current->pid == 2 ? 4 : 0;\n        if (from_user)\n            yield',
    ],
  ]));

const host = () => ({
  input: new TypedInput(),
  output: () => {},
  breathe: async () => {},
  interrupted: false,
});

async function answers(system: Session, ...texts: string[]): Promise<readonly Answer[]> {
  const { answers: all } = await ask(new World(system), texts.map(parseQuestion), host(), 3_000_000);
  return all;
}

const counts = ({ instants }: Answer) => instants.map(({ count }) => count).filter(count => count >= begin);

/** Booting is not stepped through. */
const begin = 150_000;

/** Steps through the rest of a run: told before each instruction. */
function step(system: Session, look: () => void, after: (before: number) => void = () => {}): void {
  const { machine } = system;
  while (machine.count < begin) machine.run(begin - machine.count);
  for (;;) {
    look();
    const { count } = machine;
    const { reason } = machine.run(1);
    if (reason === 'off' || machine.count > 3_000_000) return;
    after(count);
  }
}

const sp = roles.stackPointer;
const isInterrupt = (cause: number | undefined) =>
  causes.some(({ number, kind }) => number === cause && kind === 'interrupt');

describe('questions over a run', function () {
  this.timeout(60_000);

  it('find all calls, wake-ups and registers that stepping through the run finds', async () => {
    const make = () => boot({ 'pair.c': pair }, { timer: 3000 });
    const [calls, woken, tight, kept, all] = await answers(
      make(),
      'call swtch',
      'each call make_ready where {t->proc->pid == 3} then context-switch to 3 within 20,000',
      'each call make_ready where {t->proc->pid == 3} then context-switch to 3 within 40',
      'each interrupt of pair in user then return-from-trap of same to user keeping registers',
      'system-call',
    );
    const system = make();
    const { machine, view } = system;
    const swtch = addressOf(system.kernel, 'swtch');
    const makeReady = addressOf(system.kernel, 'make_ready');
    const switches: number[] = [];
    const waits: { from: number; took?: number }[] = [];
    const entry = addressOf(system.kernel, 'trapentry');
    let calling = 0;
    let same = 0;
    /** By pid: what the hardware has pushed, registers in their order and the PC. */
    const interrupted = new Map<number, (number | undefined)[]>();
    const savedIn = (frame: number) =>
      trapFrame.flatMap(({ offset }) =>
        offset <= trapFrameOffset('pc') ? [machine.readWord(frame + offset)! | 0] : [],
      );
    const state = () =>
      machine.userMode ? [...[...machine.registers].slice(1), machine.pc] : savedIn(machine.registers[sp]);
    let returning: number | undefined;
    step(
      system,
      () => {
        returning = undefined;
        if (machine.waiting || machine.userMode) return;
        if (machine.pc === swtch) switches.push(machine.count);
        const a0 = machine.registers[roles.firstArgument] >>> 0;
        if (machine.pc === makeReady && view.at(a0)?.pid === 3) waits.push({ from: machine.count });
        const frame = machine.registers[sp];
        const field = (name: 'cause' | 'pc') => machine.readWord(frame + trapFrameOffset(name)) ?? 0;
        const pid = view.pidOfStack(machine.ksp) ?? 0;
        const isOfUser = frame + trapFrameSize === (machine.ksp | 0) && field('pc') < memoryMap.userTop;
        if (machine.pc === entry && isOfUser) {
          if (field('cause') === causeNamed('system-call').number) calling += 1;
          else if (pid > 1 && isInterrupt(field('cause'))) interrupted.set(pid, savedIn(frame));
        }
        const decoded = decode(machine.readWord(machine.pc) ?? 0);
        if (decoded?.instruction.flow === 'trap-return' && isOfUser) returning = pid;
      },
      before => {
        if (view.pidOfStack(machine.ksp) === 3) for (const wait of waits) wait.took ??= before - wait.from;
        const was = returning === undefined ? undefined : interrupted.get(returning);
        if (returning === undefined || !was) return;
        // The next interrupt may have come already.
        assert.deepEqual(state(), was);
        interrupted.delete(returning);
        same += 1;
      },
    );
    assert.deepEqual(counts(calls!), switches);
    assert.ok(switches.length > 10);
    assert.equal(woken!.text.match(/^holds (\d+) times/)?.[1], String(waits.length));
    const longest = Math.max(...waits.map(({ took }) => took!)).toLocaleString('en-US');
    assert.ok(woken!.text.includes(`the longest took ${longest} instructions`), woken!.text);
    assert.equal(tight!.holds, false);
    assert.equal(tight!.count, waits.filter(({ took }) => took! > 40).length);
    assert.deepEqual([kept!.holds, kept!.text.match(/^holds (\d+) times/)?.[1]], [true, String(same)]);
    assert.ok(same >= 10);
    assert.equal(counts(all!).length, calling);
  });

  it('find every use that a kernel makes of a program’s address, and none of a kernel that makes none', async () => {
    const short =
      'int pipe(int *); int main(void) { static int p[2]; p[1] = 1; pipe(p); pipe(p); return 0; }';
    const make = () => boot({ 'p.c': short }, { kernel: broken() });
    const [never, checked] = await answers(
      make(),
      'never user-access',
      'each user-access after call user_range since system-call',
    );
    const system = make();
    const { machine } = system;
    const found: number[] = [];
    step(system, () => {
      const decoded =
        machine.userMode || machine.waiting ? undefined : decode(machine.readWord(machine.pc) ?? 0);
      const memory = decoded?.instruction.does?.memory;
      if (!memory) return;
      const address = evaluator(memory.address)(machine.registers, { ...decoded, pc: machine.pc }, 0) >>> 0;
      if (address < memoryMap.userTop) found.push(machine.count);
    });
    assert.deepEqual([never!.holds, counts(never!)], [false, found]);
    assert.equal(found.length, 2);
    assert.match(
      never!.instants[0]!.text,
      /^the kernel writes to the user address 0x[0-9a-f]+ in sys_pipe\+0x/,
    );
    assert.deepEqual([checked!.holds, checked!.count], [false, 2]);
  });

  it('find registers that a trap does not bring back', async () => {
    const loop = 'int main(void) { volatile int i; for (i = 0; i < 9000; i++); return 0; }';
    const [kept, but] = await answers(
      boot({ 'loop.c': loop }, { kernel: broken(), timer: 5000 }),
      'each timer-interrupt of 2 in user then return-from-trap of same to user keeping registers',
      'each timer-interrupt of 2 in user then return-from-trap of same to user keeping registers except s1',
    );
    assert.equal(kept!.holds, false);
    assert.match(kept!.instants[0]!.text, /: at instruction [\d,]+ s1 is (0x)?\w+, and was (0x)?\w+$/);
    assert.equal(but!.holds, true);
  });

  it('answer in which order, always, never, between, first, last and what a call returned', async () => {
    const program = `#include <stdio.h>
      #include <unistd.h>
      int depth;
      static int down(int n) { depth = n; return n == 0 ? 7 : down(n - 1) + 1; }
      int main(void) { getpid(); printf("%d\\n", down(4)); getpid(); return 3; }`;
    const all = await answers(
      boot({ 'd.c': program }),
      'order main of d then system-call write of d then process-exit of d then halt',
      'order process-exit of d then main of d',
      'always {n <= 4} at call down',
      'always {n == 4} at call d::down where {n > 2}',
      'count system-call getpid between main of d and system-call write == 1',
      'return down where {$a0 > 9}',
      'last call down',
      'first system-call of 2',
      'count call down < 3',
      'never fault of 1',
      'each call down then return down keeping {d::depth}',
      'each return down after call down keeping {$a0 - 7} = {n}',
      'always {1} at system-call fork of d',
    );
    const told = all.map(({ holds, count, text }) => [holds, count, text.split(':')[0]]);
    assert.deepEqual(told, [
      [true, 4, 'holds'],
      [false, 1, 'does not hold'],
      [true, 0, 'holds 5 times'],
      [false, 1, 'does not hold for 1 of 2'],
      [true, 1, 'holds'],
      [undefined, 2, 'it happens 2 times'],
      [undefined, 1, 'it happens 5 times'],
      [undefined, 1, all[7]!.text],
      [false, 5, 'does not hold'],
      [true, 0, 'holds'],
      [false, 4, 'does not hold for 4 of 5'],
      [true, 0, 'holds 5 times'],
      [false, 0, 'does not hold'],
    ]);
    assert.equal(all[6]!.instants[0]!.text, 'call down(n: 0), in down, d.c:4');
    assert.equal(
      all[1]!.text,
      `does not hold: main of d does not come after instruction ${all[1]!.instants[0]!.count.toLocaleString('en-US')}`,
    );
  });

  it('are about calls, not about turns of a loop that begins where the function does', async () => {
    const program = `#include <unistd.h>
      #include <sys/wait.h>
      static void spin(volatile unsigned *n) { while (--*n != 0) ; }
      int main(void) {
        volatile unsigned n;
        fork();
        for (int i = 0; i < 3; i++) { n = 4000; spin(&n); }
        wait(0);
        return 0;
      }`;
    const make = (text: string) => boot({ 'p.c': text }, { timer: 3000 });
    const [calls, returns] = await answers(make(program), 'call spin', 'return spin');
    assert.deepEqual([calls!.count, returns!.count], [6, 6]);
    const endless = 'static void hang(void) { for (;;) ; } int main(void) { hang(); }';
    const [call, never] = await answers(make(endless), 'call hang', 'return hang');
    assert.deepEqual([call!.count, never!.count], [1, 0]);
  });

  it('compare what is so at two events, the instants among it', async () => {
    const calls = `#include <unistd.h>
      static int spent;
      int main(void) { for (spent = 0; spent < 5; spent++) getpid(); write(1, "x", 1); return 0; }`;
    const pair = 'each system-call getpid of p then return-from-trap of same to user';
    const within = async (most: number) =>
      await answers(
        boot({ 'p.c': calls }),
        `${pair} within ${most}`,
        `${pair} keeping {$count + ${most}} >= {$count}`,
        `${pair} keeping {$count + ${most}} < {$count}`,
        'each system-call getpid of p then system-call write of p keeping {p::spent} != {p::spent}',
      );
    const [longest] = await within(1_000_000);
    const took = Number(/took ([\d,]+)/.exec(longest!.text)![1]!.replace(',', ''));
    for (const [most, holds] of [
      [took, true],
      [took - 1, false],
    ] as const) {
      const [limited, atLeast, less, differs] = await within(most);
      assert.deepEqual(
        [limited!.holds, atLeast!.holds, less!.holds, differs!.holds],
        [holds, holds, !holds, true], // each of them costs the same
        `${took}: ${most}`,
      );
      if (!holds) assert.match(atLeast!.instants[0]!.text, /\$count is \d+, not <= \d+$/);
    }
  });

  it('are refused with their place where they make no sense', () => {
    const system = boot({ 'p.c': 'int main(void) { return 0; }' });
    const refused = async (text: string, part: string, sentence: RegExp) => {
      let error: unknown;
      try {
        await ask(new World(system), [parseQuestion(text)], host(), 0);
      } catch (thrown) {
        error = thrown;
      }
      assert.ok(error instanceof QuestionError, text);
      assert.match(error.message, sentence);
      assert.equal(text.slice(error.place.start, error.place.end), part, text);
    };
    return Promise.all([
      refused('', '', /^there is no question$/),
      refused('never trp', 'trp', /there is no event trp; did you mean trap\?/),
      refused('write', 'write', /did you mean system-call write\?/),
      refused('call', '', /the name of a function is expected after call/),
      refused('call mian', 'call mian', /there is no function mian; did you mean main\?/),
      refused('call q::main', 'call q::main', /there is no program q/),
      refused('count trap = 3', '=', /write ==/),
      refused('count trap > x', 'x', /a whole number is expected/),
      refused('always {1 at trap', '{', /this \{ is not closed/),
      refused('always 1 at trap', '1', /C between braces is expected/),
      refused('always {curent} at trap', 'curent', /there is no curent in kernel; did you mean current\?/),
      refused('always {current = 0} at trap', 'current = 0', /a condition only looks/),
      refused('each trap', '', /then or after is expected/),
      refused('each trap then interrupt keeping sp', 'sp', /registers, or C between braces is expected/),
      refused('each trap then interrupt keeping registers except a', 'a', /a register is expected/),
      refused(
        'each trap after interrupt keeping {1} < {2}',
        '<',
        /after asks whether two values are the same/,
      ),
      refused('order trap', '', /an order has two events at least/),
      refused('trap of 2 3', '3', /"3" makes no sense here: the question could end before it/),
      refused('trap of 2 wher {1}', 'wher', /makes no sense here.*; did you mean where\?/),
      refused('trap of 1.2.3', '1.2.3', /is no process/),
      refused('trap; fault', ';', /has no meaning here/),
      refused('system-call wriet', 'wriet', /there is no system call wriet; did you mean write\?/),
    ]);
  });

  it('can be about every event that docs/questions.md lists, which are all', () => {
    const [, section = ''] = readFileSync(join(root, 'docs/questions.md'), 'utf8').split('\n## All events\n');
    const listed = [...section.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, name = '']) => name);
    assert.deepEqual(listed.sort(), [...everyEvent()].sort());
  });
});

/** Every expression that is given for a variable has the variable's value, in its own frame. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CallFrame, DebuggerError, type Variable } from '../../src/debugger';
import { Session } from './session';

const read = (path: string) => readFileSync(join(__dirname, path), 'utf8');

const statics = `
#include <stdio.h>
static int before = 1;
typedef struct { int a; char b[3]; } pair;
pair pairs[2][2] = { { { 1, "ab" }, { 2, "c" } } };
unsigned char raw[4] = { 0xff, 0, 128, 'A' };
const char *words[] = { "one", "two", 0 };
static int counter(void)
{
    static int before = 10;
    static pair calls[2] = { { 3, "x" } };
    {
        static int before = 20;
        before++;
    }
    return before += ++calls[1].a;
}
static int other(int before)
{
    static int calls = 5;
    int x = before;
    {
        int x = before + 1, before = x;
        {
            int x = 77; /* here */
            calls += x + before;
        }
    }
    return x + calls;
}
int main(void)
{
    pair own = pairs[0][1];
    pair *to = &pairs[1][0], **toTo = &to; pair empty = { 0 };
    int (*function)(int) = other, (*table[2])(int) = { other, 0 };
    int (*row)[2] = (int (*)[2])&own;
    union { int word; unsigned part; long long whole; } number = { 42 };
    return counter() + function(own.a) + empty.a + (*toTo)->a + table[0](1) + (*row)[0] + number.word + puts(words[0]) + raw[0];
}
`;
const assembly = `
    .data
count: .word 3
text: .asciz "some text"
    .text
    .global main
main:
    la a0, text
    lw a1, 0(a0)
    la a2, count
    li a0, 0
    ret
`;

/** Each variable with a name in C, with what unfolds from it, so deep. */
function* all(list: readonly Variable[], depth: number): Generator<Variable> {
  for (const variable of list) {
    yield variable;
    if (depth > 0 && variable.children) yield* all(variable.children({ start: 0, count: 40 }), depth - 1);
  }
}

/** The globals of the kernel's files that a test before has walked through: they are the same in each. */
const walked = new Set<string>();

function isKnown(scope: string, { module, source }: CallFrame): boolean {
  const file = `${scope} of ${source?.path ?? module}`;
  if (scope !== 'Globals' || module !== 'kernel') return false;
  if (walked.has(file)) return true;
  walked.add(file);
  return false;
}

/** What is wrong with the names in the scopes of a frame, but for those that have been seen; and how many there are. */
function check(session: Session, frame: CallFrame, depth: number, seen: Set<string>) {
  const wrong: string[] = [];
  let checked = 0;
  const scopes = session.debugger.examine.scopes(frame).filter(({ name }) => !isKnown(name, frame));
  for (const { name: scope, variables } of scopes)
    for (const { evaluateName, value, name } of all(variables(), depth)) {
      const key = `${evaluateName} ${value}`;
      if (evaluateName === undefined || seen.has(key)) continue;
      seen.add(key);
      checked++;
      const got = attempt(() => session.debugger.examine.evaluate(evaluateName, frame, 'watch').value);
      if (got !== value)
        wrong.push(`${frame.name}, ${scope}, ${name}: ${evaluateName} is ${got}, and the variable ${value}`);
    }
  return { wrong, checked };
}

function attempt(work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (error instanceof DebuggerError) return `! ${error.message}`;
    throw error;
  }
}

/** In all frames of all threads; what several frames of one name alike, once. */
function checkAll(session: Session, least: number, depth = 3): void {
  const { examine } = session.debugger;
  const found = session.debugger.threads().flatMap(({ pid }) => {
    const seen = new Set<string>();
    return examine.stack(pid).map(frame => check(session, frame, depth, seen));
  });
  assert.deepEqual(found.flatMap(({ wrong }) => wrong).slice(0, 30), []);
  const checked = found.reduce((sum, each) => sum + each.checked, 0);
  assert.ok(checked >= least, `only ${checked} names`);
}

/** Needs the disk once the other program is in `main`. */
const late = `
#include <unistd.h>
int main(void) {
    usleep(300000);
    return execl("/bin/echo", "echo", "late", NULL);
}`;

describe('the expression of a variable', () => {
  const line = (text: string) => text.split('\n').findIndex(row => row.includes('/* here */')) + 1;

  for (const [name, text, least] of [
    ['values.c', read('programs/values.c'), 700],
    ['statics.c', statics, 500],
  ] as const)
    it(`has its value in ${name}`, async () => {
      const session = await Session.at({ files: { [name]: text }, timer: 0 });
      session.breakAt(name, line(text));
      await session.continue();
      checkAll(session, least);
      session.end();
    });

  it('has its value in assembly', async () => {
    const session = await Session.at({ files: { 'own.toy': assembly }, timer: 0 });
    await session.step('over');
    checkAll(session, 30);
    session.end();
  });

  for (const name of [
    'pipe_write',
    'file_write',
    'proc_fork',
    'swtch',
    'trapentry',
    'disk_interrupt',
    'proc_exit',
  ])
    it(`has its value in the kernel’s ${name}`, async function () {
      this.timeout(60_000);
      const files = { 'pipe.c': read('../../examples/pipe.c'), 'late.c': late };
      const session = await Session.at({ files, programs: ['pipe.c', 'late.c'], timer: 500 });
      session.debugger.breakpoints.setFunctions([{ name: `kernel::${name}` }]);
      await session.continue();
      // In the kernel all leads to all: deeper come the same structures again.
      checkAll(session, 1000, 2);
      session.end();
    });
});

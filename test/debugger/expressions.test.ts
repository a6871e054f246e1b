import assert from 'node:assert/strict';
import { Random } from '../support/random';
import { Session } from './session';

/** What the expressions are made of: every type, in registers, in memory, in structs, behind pointers. */
const declarations = `
typedef unsigned short half;
enum level { LOW = -3, MIDDLE, HIGH = 900 };
enum flag { OFF, ON, BROKEN = 0xf0000000u };
struct inner { signed char x; unsigned short y; union { int word; unsigned char bytes[4]; }; };
struct outer { unsigned a : 3; int b : 5; unsigned long long wide; unsigned c : 32; struct inner in[2]; struct outer *next; };
struct outer second = { 7, -16, 0xfedcba9876543210ull, 0xffffffffu, { { -128, 65535, { -2 } }, { 127, 1, { 77 } } }, 0 };
struct outer first = { 5, 15, 3, 4, { { 1, 2, { 0x01020304 } }, { -1, 40000, { -1 } } }, &second };
long long table[3] = { -1, 1ll << 40, 77 };
static signed char bytes[5] = { -128, -1, 0, 1, 127 };
static half halves[4] = { 0, 1, 32768, 65535 };`;

const locals = `
  volatile int seed = 17;
  char c = 200 + seed; signed char sc = -seed; unsigned char uc = 240 + seed;
  short s = -30000 - seed; half us = 65000 + seed; int i = -seed * 1000003; unsigned u = 4000000000u + seed;
  long l = seed << 20; unsigned long ul = 0x80000000u + seed; long long ll = -5000000000ll * seed;
  unsigned long long ull = 0x8000000000000000ull + seed; _Bool yes = seed; _Bool no = !seed;
  enum level level = HIGH; enum flag flag = BROKEN; int small = seed & 3;
  struct outer *list = &first; signed char *cursor = bytes + small; half *hp = &halves[2]; struct inner own = { 9, 10, { 11 } };`;

// prettier-ignore
const leaves = [
  'c', 'sc', 'uc', 's', 'us', 'i', 'u', 'l', 'ul', 'll', 'ull', 'yes', 'no', 'level', 'flag', 'small', 'LOW', 'MIDDLE', 'HIGH', 'BROKEN',
  'list->a', 'list->b', 'list->c', 'list->wide', 'list->next->a', 'list->next->b', 'list->next->c', 'second.wide', 'second.b',
  'first.in[1].x', 'list->in[0].y', 'list->in[small & 1].word', 'list->next->in->bytes[small & 3]', 'own.x', 'own.word', '(&own)->y',
  'table[0]', 'table[small & 1]', '*bytes', 'bytes[4]', 'cursor[-1]', '*cursor', '1[cursor]', '*hp', 'hp[-1]', 'halves[3]',
  'cursor - bytes', '&halves[3] - hp', 'hp > halves', 'cursor == bytes + 1', '!cursor', 'list->next != 0', '(unsigned)hp - (unsigned)halves',
  'sizeof first', 'sizeof table / sizeof *table', 'sizeof(struct inner)', "'\\xff'", "'a'", '0', '1', '-1', '2147483647', '0x80000000', '4294967296', '0xffffffffffffffff', '077', '3u', '5ll',
];
const types = [
  'char',
  'unsigned char',
  'short',
  'half',
  'int',
  'unsigned',
  'long long',
  'unsigned long long',
  '_Bool',
  'enum level',
];

/** No two operands change anything, and no divisor is 0: every expression has a value on this machine. */
function expression(random: Random, depth: number): string {
  const inner = () => `(${expression(random, depth - 1)})`;
  if (depth === 0) return random.pick(leaves);
  switch (random.below(10)) {
    case 0:
      return `${random.pick(['-', '~', '!', '+'])}${inner()}`;
    case 1:
      return `(${random.pick(types)})${inner()}`;
    case 2:
      return `${inner()} ${random.pick(['/', '%'])} (${inner()} | 1)`;
    case 3:
      return `${inner()} ${random.pick(['<<', '>>'])} (${inner()} & 31)`;
    case 4:
      return `${inner()} ${random.pick(['<', '<=', '>', '>=', '==', '!='])} ${inner()}`;
    case 5:
      return `${inner()} ${random.pick(['&&', '||'])} ${inner()}`;
    case 6:
      return `${inner()} ? ${inner()} : ${inner()}`;
    case 7:
      return `(small, ${inner()})`;
    default:
      return `${inner()} ${random.pick(['+', '-', '*', '&', '|', '^'])} ${inner()}`;
  }
}

/** A program that keeps the value and the size of every expression. */
function program(expressions: readonly string[]): string {
  const kept = expressions.map((text, at) => `  kept[${at}] = ${text}; sizes[${at}] = sizeof((0, ${text}));`);
  return `${declarations}
unsigned long long kept[${expressions.length}];
unsigned sizes[${expressions.length}];
int main(void) {${locals}
${kept.join('\n')}
  return kept[0] + list->a + *cursor + *hp + own.x + l + ul + ll + ull + level + flag + c + sc + uc + s + us + i + u + yes + no + small; /* here */
}
`;
}

/** As many expressions as `EXPRESSIONS` says. */
const count = Number(process.env['EXPRESSIONS'] ?? 250);

describe('expressions of the debugger', () => {
  it(`have the values that the compiler gives them (${count} random ones)`, async () => {
    const random = new Random(20);
    const expressions = random.list(count, () => expression(random, random.between(0, 4)));
    const text = program(expressions);
    const session = await Session.at({ files: { 'judge.c': text }, timer: 0 });
    session.breakAt('judge.c', text.split('\n').findIndex(line => line.includes('/* here */')) + 1);
    await session.continue();
    const { top } = session;
    const value = (of: string) => session.debugger.examine.evaluate(of, top, 'watch').value;
    const wrong = expressions.flatMap((each, at) => {
      const got = `${value(`(unsigned long long)(${each})`)} of ${value(`sizeof((0, ${each}))`)} bytes`;
      const wanted = `${value(`kept[${at}]`)} of ${value(`sizes[${at}]`)} bytes`;
      return got === wanted ? [] : [`${each} is ${got}, and the compiler has ${wanted}`];
    });
    session.end();
    assert.deepEqual(wrong, []);
  });
});

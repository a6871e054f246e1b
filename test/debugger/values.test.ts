import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DebuggerError, type Variable } from '../../src/debugger';
import { Session } from './session';

const source = readFileSync(join(__dirname, 'programs/values.c'), 'utf8');
const here = source.split('\n').findIndex(line => line.includes('/* here */')) + 1;

async function atHere(): Promise<Session> {
  const session = await Session.at({ files: { 'values.c': source }, programs: ['values.c a bc'], timer: 0 });
  session.breakAt('values.c', here);
  await session.continue();
  return session;
}

/** Addresses move with every change of the compiler; what they are of does not. */
const steady = (text: string) =>
  text.replace(/(?<!\()0x(?!0{8})[0-9a-f]{8}\b/g, '0x…').replace(/<main\+0x\w+>/, '<main+…>');

function attempt(work: () => Variable): string {
  try {
    const { value, type } = work();
    return steady(`${value} | ${type}`);
  } catch (error) {
    if (error instanceof DebuggerError) return `! ${error.message}`;
    throw error;
  }
}

/** `name = value | type` of each variable. */
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(line => line.trim());
const listing = (list: readonly Variable[]) =>
  list.map(({ name, value, type }) => steady(`${name} = ${value} | ${type}`));

describe('variables', () => {
  let session: Session;
  before(async () => (session = await atHere()));
  after(() => session.end());

  it('have values of all types of C', () => {
    assert.deepEqual(
      listing(session.scope('Locals')),
      lines(String.raw`
        argc = 3 | int
        argv = 0x… | char **
        i = -5 | int
        u = 4000000000 (0xee6b2800) | unsigned int
        c = 104 'h' | char
        newline = 10 '\n' | char
        high = -23 '\xe9' | char
        sc = -1 '\xff' | signed char
        uc = 200 '\xc8' | unsigned char
        s = -300 | short
        us = 60000 | unsigned short
        ll = -1234567890123 | long long
        ull = 18446744073709551615 (0xffffffffffffffff) | unsigned long long
        yes = true | _Bool
        no = false | _Bool
        color = GREEN | enum color
        odd = 3 | enum color
        point = {x = 10, y = -20} | struct point
        flags = {ready = 1, level = 5, delta = -3} | struct flags
        list = 0x… <first> | struct node *
        text = 0x… "hi \"you\"\n" | char *
        nothing = 0x00000000 | char *
        raw = 0x… | void *
        ip = 0x… | int *
        ipp = 0x… | int **
        function = 0x… <negate> | int (*)(int)
        buffer = "abc" | char [16]
        word = 305419896 (0x12345678) | word_t
        numbers = {2, 2, 3, 4} | int [4]
      `),
    );
  });

  it('of the file are globals', () => {
    assert.deepEqual(
      listing(session.scope('Globals')),
      lines(String.raw`
        counter = 8 | int
        second = {name = "two", at = {…}, number = 1094861636, bytes = "DCBA", next = 0x00000000, color = BLUE, …} | struct node
        first = {name = "one", at = {…}, number = -1, bytes = "\xff\xff\xff\xff", next = 0x… <second>, …} | struct node
        table = {{…}, {…}, {…}} | int [3][2]
        many = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, …} | int [300]
      `),
    );
  });

  it('come in hexadecimal where that is asked for', () => {
    const scope = session.debugger.examine.scopes(session.top).find(({ name }) => name === 'Locals')!;
    const hex = new Map(scope.variables({ hex: true }).map(({ name, value }) => [name, value]));
    const expected = {
      i: '0xfffffffb',
      u: '0xee6b2800',
      c: "0x68 'h'",
      s: '0xfed4',
      ll: '0xfffffee08e04fb35',
      color: 'GREEN (0x5)',
      point: '{x = 0xa, y = 0xffffffec}',
      flags: '{ready = 0x1, level = 0x5, delta = 0xd}',
      numbers: '{0x2, 0x2, 0x3, 0x4}',
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(hex.get(name), value, name);
  });

  it('have children with expressions of their own, and big arrays come in pages', () => {
    const locals = new Map(session.scope('Locals').map(variable => [variable.name, variable]));
    const children = (name: string) =>
      locals.get(name)!.children!().map(row => steady(`${row.evaluateName} = ${row.value}`));
    assert.deepEqual(children('list'), [
      'list->name = "one"',
      'list->at = {x = 1, y = 2}',
      'list->number = -1',
      String.raw`list->bytes = "\xff\xff\xff\xff"`,
      'list->next = 0x… <second>',
      'list->color = GREEN',
      'list->apply = 0x00000000',
    ]);
    assert.deepEqual(children('ipp'), ['*ipp = 0x…']);
    assert.deepEqual(children('point'), ['point.x = 10', 'point.y = -20']);
    for (const leaf of ['i', 'nothing', 'raw', 'function'])
      assert.equal(locals.get(leaf)!.children, undefined, leaf);
    const many = session.debugger.examine.evaluate('many', session.top, 'watch');
    assert.equal(many.indexed, 300);
    const page = many.children!({ start: 298, count: 100 });
    assert.deepEqual(
      page.map(row => `${row.name} ${row.evaluateName} ${row.value}`),
      ['[298] many[298] 0', '[299] many[299] 42'],
    );
    assert.equal(many.children!().length, 300);
  });

  it('have a memory reference where there is memory to look at', () => {
    const memory = (expression: string) =>
      session.debugger.examine.evaluate(expression, session.top, 'watch').memory;
    const address = (expression: string) =>
      session.debugger.examine.evaluate(expression, session.top, 'watch').memory;
    assert.equal(memory('list'), address('&first'));
    assert.equal(memory('point'), address('&point'));
    assert.equal(memory('i'), undefined);
    assert.equal(memory('nothing'), undefined);
    const counter = session.debugger.examine.evaluate('counter', session.top, 'watch');
    assert.deepEqual([counter.address, counter.size], [address('&counter'), 4]);
  });
});

describe('expressions', () => {
  let session: Session;
  before(async () => (session = await atHere()));
  after(() => session.end());

  // prettier-ignore
  const cases: readonly (readonly [expression: string, result: string])[] = [
    ['i', '-5 | int'], ['u + 1', '4000000001 (0xee6b2801) | unsigned int'], ['c + 1', '105 | int'],
    ["'a'", '97 | int'], [String.raw`'\n'`, '10 | int'], ['"lit"', '"lit" | char [4]'], ['"a" "b"', '"ab" | char [3]'],
    ['sizeof(struct node)', '32 | unsigned int'], ['sizeof list', '4 | unsigned int'], ['sizeof many', '1200 | unsigned int'], ['sizeof(int[3])', '12 | unsigned int'],
    ['list->next->name', '"two" | char [8]'], ['list->next->number', '1094861636 | int'], ['list->next->bytes[1]', "67 'C' | char"],
    ['list->at', '{x = 1, y = 2} | struct point'], ['&list->at', '0x… <first+0x8> | struct point *'], ['(*list).at.y', '2 | int'],
    ['ip[0]', '-20 | int'], ['**ipp', '-20 | int'], ['&point.y == ip', '1 | int'], ['ip - &point.x', '1 | int'], ['ip > &point.x', '1 | int'],
    ['table[1]', '{3, 4} | int [2]'], ['table[2][1]', '6 | int'], ['*table[1]', '3 | int'], ['&table[1][1] - &table[0][0]', '3 | int'], ['1[numbers]', '2 | int'],
    ['(char)u', String.raw`0 '\0' | char`], ['(unsigned char)i', String.raw`251 '\xfb' | unsigned char`], ['(short)word', '22136 | short'], ['(word_t)i', '4294967291 (0xfffffffb) | word_t'],
    ['((struct point *)raw)->y', '-20 | int'], ['*(struct point *)raw', '{x = 10, y = -20} | struct point'], ['(long long)i', '-5 | long long'], ['(int)3.9', '3 | int'],
    ['i < 0 ? 1 : 2', '1 | int'], ['u > i', '0 | int'], ['ll / 3', '-411522630041 | long long'], ['ull + 1', '0 | unsigned long long'],
    ['color == GREEN', '1 | int'], ['BLUE', 'BLUE | enum color'], ['(enum color)6', 'BLUE | enum color'], ['color + 1', '6 | unsigned int'], ['BLUE + 1', '7 | int'],
    ['function', '0x… <negate> | int (*)(int)'], ['*function', '0x… <negate> | int (int)'], ['function == negate', '1 | int'], ['&main', '0x… <main> | int (*)(int, char **)'],
    ['flags.level', '5 | unsigned int'], ['flags.delta', '-3 | int'], ['!yes', '0 | int'], ['~0', '-1 | int'], ['-s', '300 | int'], ['+c', '104 | int'],
    ['1 << 31', '-2147483648 | int'], ['1u << 31', '2147483648 (0x80000000) | unsigned int'], ['0x7fffffff + 1', '-2147483648 | int'], ['i >> 1', '-3 | int'], ['u >> 28', '14 | unsigned int'],
    ['-5 / 2', '-2 | int'], ['-5 % 3', '-2 | int'], ['0b101 | 010', '13 | int'], ['6 ^ 3 & 2', '4 | int'], ['1 + 2 * 3 - 4', '3 | int'], ['(1, 2)', '2 | int'],
    ['1.5 * 2', '3.0 | double'], ['10 / 4.0', '2.5 | double'], ['1 || 1 / 0', '1 | int'], ['0 && *nothing', '0 | int'],
    ['2147483648', '2147483648 | long long'], ['0x80000000', '2147483648 (0x80000000) | unsigned int'], ['18446744073709551615', '18446744073709551615 (0xffffffffffffffff) | unsigned long long'],
    ['$sp == sp', '1 | int'], ['pc', '0x… <main+…> | void *'], ['$status', '0x… user mode, interrupts on | unsigned int'], ['zero', '0x00000000 (0) | int'], ['r0', '0x00000000 (0) | int'], ['$a0 * 0', '0 | int'],
    ['errno', '0 | int'], ['counter', '8 | int'], ['values::counter', '8 | int'], ['argv[0]', '0x… "/bin/values" | char *'], ['argv[1][0]', "97 'a' | char"],
    ['kernel::current->pid', '2 | int'], ['kernel::proc[2].name', '"values" | char [32]'], ['kernel::proc[2].state', 'ALIVE | enum procstate'], ['kernel::RUNNING == 3', '1 | int'],
    ['(struct trapframe *)0', '0x00000000 | struct trapframe *'], ['NULL', '0x00000000 | void *'], ['nothing == NULL', '1 | int'], ['*nothing', '<not readable: no memory is mapped at 0x0> | char'],
    // What makes no sense is said in words.
    ['nosuch', '! there is no nosuch in values'], ['cuonter', '! there is no cuonter in values; did you mean counter?'], ['trapentry', '! there is no trapentry in values; the kernel has one: kernel::trapentry'],
    ['kernel::nosuch', '! there is no nosuch in kernel'], ['hello::x', '! there is no program hello: what stands before :: is kernel, or the name of a program'],
    ['list->nme', "! 'struct node' has no member 'nme'; did you mean 'name'?"], ['list.at', "! 'struct node *' is no struct or union; write -> instead of ."], ['point->x', "! 'struct point' is no pointer; write . instead of ->"], ['i.x', "! 'int' is no struct or union"],
    ['*i', "! the type 'int' is no pointer, so nothing can be read through it"], ['*raw', '! a void * says nothing about what it points to: cast it, as in *(int *)p'], ['*nothing + 1', '! no memory is mapped at 0x0'],
    ['negate(3)', '! functions cannot be called: the debugger only looks at the machine'], ['&sp', '! this has no address: it stands in a register, or nowhere'], ['&5', '! & needs a variable or another object in memory'], ['&flags.level', '! a bit-field has no address'],
    ['1 / 0', '! division by zero'], ['point + 1', "! the operands of + have types 'struct point' and 'int', which do not go together"], ['ip * 2', "! the operands of * have types 'int *' and 'int', which do not go together"], ['1.5 % 2', "! the operands of % have types 'double' and 'int', which do not go together"],
    ['', '! there is no expression'], ['1 +', '! expected an expression, and here is the end of the line'], ['(1', '! expected ) to close the parenthesis, and here is the end of the line'], ['1 2', "! expected an operator, and here is '2' (column 3)"], ['list->', '! expected the name of a member, and here is the end of the line'],
    ['@', '! the character @ means nothing here (column 1)'], ['"abc', '! this string does not end on its line; close it with " (column 1)'], ['08', '! 8 is no octal digit, and 08 starts with 0, which makes it octal; did you mean 8?'], ['1.2.3', '! 1.2.3 is no number'], ["'ab'", '24930 | int'], ["''", '! there is no character between the quotes'],
    ['(struct nosuch)1', '! there is no type struct nosuch'], ['(struct point)1', "! 'int' cannot be cast to 'struct point'"], ['$nosuch', '! there is no register nosuch'], ['99999999999999999999', '! the number 99999999999999999999 does not fit in 64 bits'],
    ['1=2', '! this has no place that could be written to'], ['('.repeat(300), '! nested more than 200 levels deep (column 202)'],
  ];
  for (const [expression, result] of cases)
    it(`${expression.slice(0, 40)} is ${result}`, () => {
      assert.equal(
        attempt(() => session.debugger.examine.evaluate(expression, session.top, 'repl')),
        result,
      );
    });

  it('only look, but in the console', () => {
    for (const context of ['watch', 'hover', 'clipboard'] as const)
      for (const expression of ['i = 1', 'i++', '--i', 'i += 1'])
        assert.match(
          attempt(() => session.debugger.examine.evaluate(expression, session.top, context)),
          /only a look/,
        );
    assert.equal(session.value('i'), '-5');
  });

  it('are completed', () => {
    const complete = (text: string) =>
      session.debugger.examine.complete(text, text.length, session.top).map(row => row.text);
    assert.deepEqual(complete('list->n'), ['name', 'number', 'next']);
    assert.deepEqual(complete('list->next->at.'), ['x', 'y']);
    assert.deepEqual(complete('i + num'), ['numbers']);
    assert.deepEqual(complete('$t'), ['t0', 't1', 't2', 'ttb']);
    assert.deepEqual(complete('kernel::curr'), ['current_thread', 'current']);
    assert.ok(complete('').includes('kernel::'));
    const [only] = session.debugger.examine
      .complete('x + coun * 2', 8, session.top)
      .filter(({ text }) => text === 'counter');
    assert.deepEqual(only, { text: 'counter', detail: 'int', kind: 'variable', start: 4, length: 4 });
  });
});

describe('setting values', () => {
  let session: Session;
  beforeEach(async () => (session = await atHere()));
  afterEach(() => session.end());

  // prettier-ignore
  const cases: readonly (readonly [target: string, text: string, result: string])[] = [
    ['i', '3', '3 | int'], ['i', '-1', '-1 | int'], ['i', '0xffffffff', '-1 | int'], ['i', 'u - 4000000000 + 2', '2 | int'], ['i', '1 << 40', '256 | int'],
    ['u', '-1', '4294967295 (0xffffffff) | unsigned int'], ['c', "'x'", "120 'x' | char"], ['c', "105 'i'", "105 'i' | char"], ['c', '-128', String.raw`-128 '\x80' | char`], ['c', '-129', '! -129 does not fit into 8 bits (char)'], ['c', '300', '! 300 does not fit into 8 bits (char)'], ['uc', '255', String.raw`255 '\xff' | unsigned char`],
    ['ll', '1LL << 40', '1099511627776 | long long'], ['s', '40000', '-25536 | short'], ['s', '70000', '! 70000 does not fit into 16 bits (short)'],
    ['yes', '0', 'false | _Bool'], ['yes', 'false', 'false | _Bool'], ['no', '17', 'true | _Bool'], ['color', 'BLUE', 'BLUE | enum color'], ['color', 'BLUE (0x6)', 'BLUE | enum color'], ['color', '0', 'RED | enum color'],
    ['flags.level', '7', '7 | unsigned int'], ['flags.level', '8', '! 8 does not fit into 3 bits (unsigned int)'], ['flags.delta', '-8', '-8 | int'],
    ['nothing', 'text', String.raw`0x… "hi \"you\"\n" | char *`], ['nothing', '0x10 "hi"', '0x… | char *'], ['function', '0', '0x00000000 | int (*)(int)'], ['function', 'main', '0x… <main> | int (*)(int)'],
    ['buffer', '"xyz"', '"xyz" | char [16]'], ['buffer', '"far too long for it"', '! 20 bytes do not fit into 16'], ['buffer', '3', '! text in double quotes is wanted here'], ['buffer[1]', "'-'", "45 '-' | char"],
    ['point', 'first.at', '{x = 1, y = 2} | struct point'], ['point', '3', '! int cannot be assigned to struct point'], ['*ip', '7', '7 | int'], ['$a0', '12', '0x… (12) | int'], ['$zero', '1', '! this has no place that could be written to'],
    ['*nothing', '1', '! 0x10 cannot be written: no memory is mapped there'], ['main', '1', '! int cannot be assigned to int (int, char **)'], ['i', 'nosuch', '! there is no nosuch in values'], ['i', '*(int *)16', '! no memory is mapped at 0x10'], ['i', 'point', '! a value of type struct point cannot be stored in a int'],
  ];
  it('stores what fits, and says why the rest does not', () => {
    for (const [target, text, result] of cases) {
      const got = attempt(() => {
        const variable = session.debugger.examine.evaluate(target, session.top, 'watch');
        return variable.set ? variable.set(text) : session.debugger.examine.assign(target, text, session.top);
      });
      assert.equal(got, result, `${target} = ${text}`);
    }
  });

  it('changes what the program does', async () => {
    session.scope('Locals').find(({ name }) => name === 'numbers')!.children!()[3]!.set!('77');
    session.debugger.examine.assign('i', '1000', session.top);
    await session.continue();
    assert.match(session.output, /^1000 4000000000 /);
    assert.equal(session.ended?.status, 77);
  });
});

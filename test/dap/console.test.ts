/** The Debug Console: what it tells in VS Code, in rows that unfold, and what other clients are spared. */
import assert from 'node:assert/strict';
import { buildCommandLine } from '../support/command-line';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Distinct, wrapped } from '../../src/dap/console';
import { type Body, type DapClient, asVsCode } from '../support/dap-client';
import { withClient } from './with-client';

const examples = join(__dirname, '../../examples');
const programs = readdirSync(examples).filter(name => /\.(c|toy)$/.test(name) && name !== 'loop.c');
const example = (name: string) => ({ [name]: readFileSync(join(examples, name), 'utf8') });

const vsCode = { ...asVsCode, clientID: 'vscode', supportsANSIStyling: true };

/** Runs a program to its end without stops; the bodies of its `output` events. */
async function outputs(client: DapClient, launch: object, as: object): Promise<Body[]> {
  const { answer } = await client.launch({ stopOnEntry: false, ...launch }, as);
  await client.request('configurationDone');
  assert.ok((await answer).success);
  // One that does not read may have ended.
  await client.ask('ringside/endInput');
  await client.event('terminated');
  return client.events('output');
}

/** The sequences that colour a text. */
const sequences = /\x1b\[(\d*)m/g;
const withoutColours = (text: string) => text.replace(sequences, '');
const isOwn = ({ category }: Body) => category !== 'stdout';

/** Rows that are seen before any is unfolded, without when. */
function topRows(bodies: readonly Body[]): string[] {
  let depth = 0;
  return bodies.flatMap(({ group, output }) => {
    const shown =
      depth === 0
        ? [
            withoutColours(output)
              .replace(/^ +\d+ +/, '')
              .trimEnd(),
          ]
        : [];
    if (group === 'startCollapsed') depth++;
    if (group === 'end') depth--;
    return group === 'end' ? [] : shown;
  });
}

describe('the Debug Console of VS Code', () => {
  before(buildCommandLine);

  it('shows a newcomer a row for each system call, its result and cost, and folds the rest', () =>
    withClient(example('hello.c'), async ({ client }) => {
      const rows = topRows(await outputs(client, { program: 'hello.c' }, vsCode));
      assert.deepEqual(
        rows.map(row => row.replace(/[\d,]+ instructions/, 'N instructions').replace(/ +/g, ' ')),
        [
          '1 init boot: the kernel gets ready, and starts init',
          '2 hello birth of 2 hello',
          '2 hello main("/bin/hello")',
          '2 hello fstat(1, 0x7ffffed0) = 0 · N instructions',
          '2 hello write(1, "hello, world\\n", 13) = 13 · N instructions',
          '2 hello main returns 0',
          '2 hello exit(0): the process ends',
          '1 init the last process has ended: power off',
          'the machine is off, with status 0',
        ],
      );
    }));

  it('shows who makes whom, and who takes turns', () =>
    withClient(example('pipe.c'), async ({ client }) => {
      const text = topRows(await outputs(client, { program: 'pipe.c' }, vsCode)).join('\n');
      assert.match(text, /fork\(\) = 3 .*\n.*birth of 3 pipe\n/);
      assert.match(text, /switch: 2 pipe → 3 pipe\n.*read\(3, 0x\w+, 16\) = 5 · /);
    }));

  for (const program of programs)
    it(`${program}: lines of at most 80 columns, groups that end, no colour of warnings, nothing lost`, () =>
      withClient(example(program), async ({ client }) => {
        const args = program === 'deadlock.c' ? ['order'] : [];
        const bodies = await outputs(client, { program, args }, vsCode);
        const own = bodies.filter(isOwn);
        assert.ok(own.every(({ category, group }) => category === (group ? 'console' : undefined)));
        for (const { output } of own) {
          for (const line of withoutColours(output).split('\n')) assert.ok(line.length <= 80, line);
          for (const [, number = ''] of output.matchAll(sequences)) assert.match(number, /^(0|32|37|95)$/);
        }
        const groups = own.map(({ group }) => ({ startCollapsed: 1, end: -1 })[group as string] ?? 0);
        let depth = 0;
        for (const change of groups) assert.ok((depth += change) >= 0);
        assert.equal(depth, 0);
        const all = withoutColours(own.map(({ output }) => output).join('')).replace(/\s+/g, ' ');
        for (const words of [
          'trap table at',
          'timer on',
          'proc_create',
          'process starts',
          'system call fork',
        ])
          assert.ok(all.includes(words), words);
      }));

  it('keeps lines apart that are the same', () =>
    withClient(
      {
        'same.c':
          '#include <stdio.h>\nint main(void) { for (int i = 0; i < 3; i++) puts("same"); return 0; }\n',
      },
      async ({ client }) => {
        const bodies = await outputs(
          client,
          { program: 'same.c', trace: false, console: 'internalConsole' },
          vsCode,
        );
        const lines = bodies.filter(body => !isOwn(body)).flatMap(({ output }) => output.match(/[^\n]*\n/g));
        assert.deepEqual(lines.map(withoutColours), ['same\n', 'same\n', 'same\n']);
        assert.ok(lines.every((line, index) => line !== lines[index - 1]));
      },
    ));
});

describe('the rows of the Debug Console', () => {
  it('hold every event that is told', () =>
    withClient(example('fork-exec-wait.c'), async ({ client }) => {
      await client.request('initialize', vsCode);
      await client.request('ringside/subscribe', {});
      const answer = client.ask('launch', {
        program: 'fork-exec-wait.c',
        stopOnEntry: false,
        trace: ['trap'],
      });
      await client.event('initialized');
      await client.request('configurationDone');
      assert.ok((await answer).success);
      await client.event('terminated');
      const all = withoutColours(client.text()).replace(/\s+/g, ' ');
      const events = client.events('ringside/events').flatMap(body => body.events);
      const calls = events.filter(({ event, call }: Body) => event === 'trap' && call !== undefined);
      assert.ok(calls.length > 20);
      for (const { count, shown } of calls) assert.ok(all.includes(` ${count} `), `${count} ${shown}`);
      assert.equal(all.match(/user → kernel system call/g)?.length, calls.length);
    }));
});

describe('the Debug Console of other clients', () => {
  it('is quiet unless the launch asks for events', () =>
    withClient(example('hello.c'), async ({ client }) => {
      const bodies = await outputs(client, { program: 'hello.c' }, asVsCode);
      assert.deepEqual(
        bodies.map(({ category, output }) => [category, output]),
        [
          ['stdout', 'hello, world\n'],
          ['console', 'the machine is off, with status 0\n'],
        ],
      );
    }));

  it('then tells them without colours', () =>
    withClient(example('hello.c'), async ({ client }) => {
      const bodies = await outputs(client, { program: 'hello.c', trace: ['trap'] }, asVsCode);
      assert.ok(bodies.length > 10);
      assert.ok(bodies.every(({ output }) => !output.includes('\x1b')));
      assert.ok(bodies.filter(isOwn).every(({ category }) => category === 'console'));
    }));
});

describe('lines', () => {
  it('are broken between words where they can be', () => {
    assert.deepEqual(wrapped('one two three', 8), ['one two', 'three']);
    assert.deepEqual(wrapped('one', 3), ['one']);
    assert.deepEqual(wrapped('abcdefgh', 3), ['abc', 'def', 'gh']);
  });

  it('that are the same are told apart, and others stay as they are', () => {
    const distinct = new Distinct();
    const marked = distinct.mark('a\na\na\nb\nrest');
    assert.equal(withoutColours(marked), 'a\na\na\nb\nrest');
    assert.equal(marked.indexOf('a\n'), 0);
    assert.ok(marked.endsWith('\nb\nrest'));
    const [first, second, third] = marked.split('\n');
    assert.ok(first !== second && second !== third);
  });
});

/** `ringside run --record` and `ringside replay`. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine, ringside, withFolder } from '../support/command-line';
import { check, programs } from './run';

describe('ringside replay', function () {
  before(buildCommandLine);

  /** Records a run, and runs it again with the programs gone. */
  const again = (
    line: string,
    work: (folder: string, first: ReturnType<typeof ringside>) => void,
    input = '',
  ) =>
    withFolder(programs, folder => {
      const first = ringside(`run --record r.ringside ${line}`.split(' '), { folder, input });
      for (const name of Object.keys(programs)) writeFileSync(join(folder, name), 'gone\n');
      work(folder, first);
    });
  const replay = (folder: string, ...options: string[]) =>
    ringside(['replay', ...options, 'r.ringside'], { folder });

  it('prints the same and has the same status', () =>
    again(
      '--timer 700 cat.c -- ask.c',
      (folder, first) => assert.deepEqual(replay(folder), first),
      'one\ntwo\nthree\n',
    ));

  it('tells the same events', () =>
    again(
      '--events a.jsonl --trace ask.c',
      (folder, first) => {
        assert.deepEqual(replay(folder, '--trace', '--events', 'b.jsonl'), first);
        const read = (name: string) => readFileSync(join(folder, name), 'utf8');
        assert.ok(read('a.jsonl').length > 10_000);
        assert.equal(read('b.jsonl'), read('a.jsonl'));
      },
      'hm\n',
    ));

  it('runs a panic, a fault and a deadlock again', async () => {
    for (const program of ['divide.c 0', 'stuck.c', 'args.c x y'])
      await again(program, (folder, first) => assert.deepEqual(replay(folder), first));
  });

  it('is made by itself of a run that ends badly, where that is asked for', () =>
    withFolder(programs, folder => {
      const run = (line: string) =>
        ringside(`run --record-failure r.ringside ${line}`.split(' '), { folder });
      assert.equal(run('seven.c').status, 7);
      assert.match(replay(folder).error, /cannot read r\.ringside/);
      const failed = run('divide.c');
      assert.equal(failed.status, 128 + 8);
      assert.deepEqual(replay(folder), failed);
    }));

  it('ends where the recording does', () =>
    again('--max-instructions 500000 loop.c', (folder, first) => {
      assert.equal(first.status, 124);
      const { status, error } = replay(folder);
      assert.deepEqual([status, error], [124, 'ringside: the recording ends here, at instruction 500000\n']);
    }));

  it('stops earlier if that is asked for', () =>
    again('--max-instructions 500000 loop.c', folder => {
      const { status, error } = replay(folder, '--max-instructions', '400000');
      const said = 'ringside: stopped after 400000 instructions of 500000 (--max-instructions)\n';
      assert.deepEqual([status, error], [124, said]);
    }));

  it('is refused for what is no recording', async () => {
    await check('replay hello.c', {
      status: 2,
      error: 'ringside: cannot replay hello.c: it is no recording of Ringside\n',
    });
    await check('replay nothing.ringside', {
      status: 2,
      error: 'ringside: cannot read nothing.ringside: no such file or folder\n',
    });
    await check('replay', { status: 2, error: /which recording\?/ });
    await check('replay a b', { status: 2, error: /one recording at a time/ });
    await check('run --record no/such/folder/x hello.c', {
      status: 2,
      error: 'ringside: --record: cannot write no/such/folder/x: no such file or folder\n',
    });
  });
});

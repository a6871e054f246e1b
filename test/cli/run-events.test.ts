/** The events that `ringside run` writes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine, ringside, withFolder } from '../support/command-line';
import { programs } from './run';

describe('the events of ringside run', function () {
  before(buildCommandLine);

  const record = (folder: string, file: string) =>
    ringside(['run', '--timer', '2000', '--trace', '--events', file, 'cat.c', '--', 'hello.c'], {
      folder,
      input: 'a\nb\n',
    });

  it('are JSON lines, the same ones every time, and so is the trace', () =>
    withFolder(programs, folder => {
      const [first, second] = [record(folder, 'first'), record(folder, 'second')];
      assert.equal(first.status, 0);
      assert.deepEqual(second, first);
      const text = readFileSync(join(folder, 'first'), 'utf8');
      assert.equal(readFileSync(join(folder, 'second'), 'utf8'), text);
      const events = text
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line) as Record<string, unknown>);
      assert.ok(events.length > 100);
      for (const event of events)
        assert.deepEqual(Object.keys(event).slice(0, 5), ['count', 'event', 'pid', 'name', 'mode']);
      assert.match(
        first.error,
        /\n +\d+ {2}2 cat +user → kernel {2}system call write\(1, "a\\n", 2\) at write\+0x/,
      );
    }));

  it('are told as the protocol, in columns', () =>
    withFolder(programs, folder => {
      const { status, out, error } = ringside(['run', '--protocol', 'hello.c'], { folder });
      assert.deepEqual([status, out], [0, 'hello\n']);
      assert.match(
        error,
        /^ +instant +cost {2}Operating system +Hardware +Program\n── boot {2}\(operating system/,
      );
      assert.match(
        error,
        /\n── write\(1, "hello\\n", 6\) = 6 by 2 hello {2}\(operating system \d+, program \d+\)\n/,
      );
    }));

  it('are shown as a timeline, as text and as a picture', () =>
    withFolder(programs, folder => {
      const { status, out, error } = ringside(
        ['run', '--timeline', '--timeline-svg', 'hello.svg', 'hello.c'],
        { folder },
      );
      assert.deepEqual([status, out], [0, 'hello\n']);
      const [sentence = ''] = error.split('\n');
      assert.match(sentence, /^Instructions 0 to [\d,]+: user .* 2 processes, \d+ context switches\.$/);
      assert.match(error, /\n2 hello +[░▓]+.*\n/);
      const svg = readFileSync(join(folder, 'hello.svg'), 'utf8');
      assert.ok(svg.includes(`<title id="title">${sentence}</title>`));
      const refused = ringside(['run', '--timeline-svg', 'none/hello.svg', 'hello.c'], { folder });
      assert.equal(refused.status, 2);
      assert.match(refused.error, /^ringside: --timeline-svg: cannot write none\/hello\.svg: /);
    }));
});

import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine, commandLine, ringsideProcess, withFolder } from '../support/command-line';

describe('what V8 has compiled of a bundle', function () {
  before(buildCommandLine);

  const program = { 'hello.c': '#include <stdio.h>\nint main(void) { puts("hello"); return 3; }\n' };
  /** Runs the program with this folder for the cache. */
  const run = (folder: string, cache: string, env: NodeJS.ProcessEnv = {}) => {
    const { status, out, error } = ringsideProcess(['run', 'hello.c'], {
      folder,
      env: { NODE_COMPILE_CACHE: cache, ...env },
    });
    assert.deepEqual({ status, out, error }, { status: 3, out: 'hello\n', error: '' });
  };
  const fileIn = (cache: string) => {
    // Node keeps its own beside it, from 22 on.
    const names = readdirSync(cache).filter(name => name.endsWith('.bin'));
    assert.equal(names.length, 1, names.join());
    return join(cache, names[0]!);
  };
  const usesIn = (file: string) => JSON.parse(readFileSync(file, 'utf8').split('\n')[0]!).uses;
  const withCache = (work: (folder: string, cache: string) => void) =>
    withFolder(program, async folder => work(folder, join(folder, 'cache', 'of', 'mine')));

  it('is of a text in ASCII, which V8 need not decode', () =>
    assert.ok(readFileSync(commandLine.replace(/\.js$/, '.main.js')).every(byte => byte < 0x80)));

  it('is kept, and written a few times for each command', () =>
    withCache((folder, cache) => {
      for (const times of [1, 2, 3, 3]) {
        run(folder, cache);
        assert.deepEqual(usesIn(fileIn(cache)), { run: times });
      }
      ringsideProcess(['check', 'hello.c'], { folder, env: { NODE_COMPILE_CACHE: cache } });
      assert.deepEqual(usesIn(fileIn(cache)), { run: 3, check: 1 });
    }));

  it('is made anew where it is damaged, or another bundle’s', () =>
    withCache((folder, cache) => {
      run(folder, cache);
      const file = fileIn(cache);
      const whole = readFileSync(file);
      const end = whole.indexOf('\n');
      const header = JSON.parse(whole.toString('utf8', 0, end));
      const other = Buffer.from(`${JSON.stringify({ ...header, made: 'elsewhere' })}\n`);
      const foreign = Buffer.concat([whole.subarray(0, end + 1), Buffer.alloc(header.size)]);
      for (const bytes of [
        Buffer.alloc(0),
        Buffer.from('{'),
        Buffer.concat([other, whole.subarray(end + 1)]),
        foreign,
      ]) {
        writeFileSync(file, bytes);
        run(folder, cache);
        assert.deepEqual(usesIn(file), { run: 1 });
      }
      truncateSync(file, whole.length - 100);
      run(folder, cache);
      assert.deepEqual(usesIn(file), { run: 1 });
    }));

  it('is done without where it is not wanted, or has no place', () =>
    withCache((folder, cache) => {
      run(folder, cache, { NODE_DISABLE_COMPILE_CACHE: '1' });
      assert.ok(!existsSync(cache));
      run(folder, join(folder, 'hello.c', 'below'));
      mkdirSync(cache, { recursive: true });
      chmodSync(cache, 0o500);
      run(folder, cache);
    }));
});

/** `ringside run` as a process: pipes, signals, files. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { buildCommandLine, commandLine, withFolder } from '../support/command-line';
import { programs } from './run';

describe('ringside run, as a process', function () {
  before(buildCommandLine);

  type Child = ReturnType<typeof spawn>;

  /** Starts it, lets `work` act on it, and waits for its end. */
  const live = (args: readonly string[], work: (child: Child, out: () => string) => void) =>
    withFolder(programs, async folder => {
      const child = spawn(process.execPath, [commandLine, ...args], { cwd: folder });
      const said = { out: '', error: '' };
      child.stdout.on('data', (data: Buffer) => (said.out += data.toString()));
      child.stderr.on('data', (data: Buffer) => (said.error += data.toString()));
      child.stdin.on('error', () => {});
      work(child, () => said.out);
      const status = await new Promise<number | null>(resolve => child.on('close', resolve));
      return { ...said, status };
    });

  it('ends quietly when the reader of its output leaves', async () => {
    const { status, error } = await live(['run', 'yes.c'], child =>
      child.stdout!.once('data', () => child.stdout!.destroy()),
    );
    assert.deepEqual({ status, error }, { status: 141, error: '' });
  });

  it('ends quietly when the reader of its trace leaves', async () => {
    const { status, out } = await live(['run', '--trace', 'loop.c'], child =>
      child.stderr!.once('data', () => child.stderr!.destroy()),
    );
    assert.deepEqual({ status, out }, { status: 141, out: '' });
  });

  it('ends with 130 at Ctrl-C', async () => {
    const { status, error } = await live(['run', 'yes.c'], child =>
      child.stdout!.once('data', () => child.kill('SIGINT')),
    );
    assert.deepEqual({ status, error }, { status: 130, error: '' });
  });

  it('ends with 130 at Ctrl-C while it waits for input', async () => {
    const { status, error } = await live(['run', 'cat.c'], child => {
      child.stdin!.write('line\n');
      child.stdout!.once('data', () => child.kill('SIGINT'));
    });
    assert.deepEqual({ status, error }, { status: 130, error: '' });
  });

  it('answers each line of its input as it comes', async () => {
    const { status, out } = await live(['run', 'cat.c'], (child, said) => {
      child.stdin!.write('one\n');
      child.stdout!.on('data', () => {
        if (said() === 'one\n') child.stdin!.write('two\n');
        else if (said() === 'one\ntwo\n') child.stdin!.end('three');
      });
    });
    assert.deepEqual({ status, out }, { status: 0, out: 'one\ntwo\nthree' });
  });
});

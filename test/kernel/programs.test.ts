/**
 * Programs that test the kernel from inside. Each ends well with the usual timer, with a hasty one, and without: who
 * runs when must not matter to them.
 */
import assert from 'node:assert/strict';
import { readDisk } from '../../src/disk';
import { stripped, writeElf } from '../../src/image';
import { type BootOptions, boot, program } from './boot';
import { damagedPrograms } from './damaged-programs';

interface Case {
  readonly command: string;
  readonly output: RegExp;
  readonly status?: number;
  readonly options?: () => BootOptions;
  /** Looks at what is on the disk afterwards. */
  readonly disk?: (files: ReadonlyMap<string, Uint8Array>) => void;
}

const memory = (mebibytes: number) => () => ({ memory: mebibytes * 1024 * 1024 });

const cases: readonly Case[] = [
  { command: 'unknown-call', output: /^ok\n$/ },
  { command: 'processes', output: /^start\n.*division by zero.*\nok\n$/, status: 7 },
  { command: 'signals', output: /\n?ok\n$/ },
  { command: 'threads', output: /\nok\n$/ },
  { command: 'forks', output: /^ok\n$/ },
  { command: 'pages', output: /\n61 at once\n$/ },
  { command: 'pages 20', output: /\n\d\d at once\n$/, options: memory(1) },
  { command: 'stack', output: /^ok\n$/ },
  {
    command: 'stack 4000',
    output:
      /^pid \d+ \(stack\): page fault on store to 0x7f\w{6} at pc 0x\w+ \(no memory for the stack\): killed\n/,
    status: 1,
    options: memory(4),
  },
  { command: 'demand', output: /^ok\n$/, options: memory(4) },
  { command: 'demand', output: /^ok\n$/, options: memory(2) },
  {
    command: 'mappings',
    output: /\nok\n$/,
    disk: files => assert.equal(files.has('/shared'), false),
  },
  {
    command: 'loads /large',
    output: /^soon\n$/,
    options: () => ({ files: [{ path: '/large', bytes: writeElf(stripped(program('large'))) }] }),
  },
  { command: 'polls', output: /^ok\n$/, options: () => ({ input: ['typed\n'] }) },
  { command: 'pointers', output: /\nok\n$/ },
  { command: 'memory', output: /^start\n(pid \d+ \(memory\): page fault on store.*\n){3}ok\n$/ },
  { command: 'memory', output: /\nok\n$/, options: memory(1) },
  { command: 'memory', output: /\nok\n$/, options: memory(64) },
  {
    command: 'files',
    output: /^ok\n$/,
    disk(files) {
      assert.equal(new TextDecoder().decode(files.get('/share')), 'abcdefghijkl');
      assert.equal(files.get('/seek')?.length, 70003);
      assert.equal(files.has('/gone'), false);
    },
  },
  {
    command: 'disk-full',
    output: /^filled \d{6,} bytes\n$/,
    options: () => ({ diskBlocks: 400 }),
    disk: files => assert.ok(files.get('/full')!.every(byte => byte === 0x66)),
  },
  { command: 'names', output: /^ok\n$/, disk: files => assert.equal(files.has('/v'), false) },
  { command: 'descriptors', output: /^typed out\nok\n$/ },
  { command: 'readers', output: /^ok\n$/ },
  { command: 'by-number', output: /^ok\n$/ },
  { command: 'proc-files', output: /^ok\n$/ },
  { command: 'tables', output: /^ok\n$/ },
  { command: 'pipes', output: /^ +1 +3 +17\nok\n$/ },
  { command: 'sleepers', output: /^13042\n13042\nok\n$/ },
  { command: 'programs-on-disk', output: /ok\n$/, options: () => ({ files: damagedPrograms() }) },
  {
    command: 'console',
    output: /^4:one\n\|\n8:a longer\|\n6: line\n\|\n1:\n\|\n8:joinedla\|\n2:st\|\nend\n$/,
    options: () => ({ input: ['one\na longer line\n\n', 'joi', 'ned', 'last'] }),
  },
];

const timers = [10_000, 1_000, 0];

describe('kernel: programs that test it from inside', () => {
  for (const { command, output, status = 0, options, disk } of cases)
    for (const timer of timers)
      it(`${command}, ${JSON.stringify(options?.() ?? {}).slice(0, 30)} ${timer ? `timer ${timer}` : 'cooperative'}`, () => {
        const ended = boot([command], { ...options?.(), timer });
        assert.match(ended.output, output);
        assert.equal(ended.status, status);
        const { files, problems } = readDisk(ended.disk);
        assert.deepEqual(problems, []);
        disk?.(files);
      });
});

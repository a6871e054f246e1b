/**
 * The plug is pulled at random instants of a program that writes without end, and at random instants of the start after
 * that: the file system is sound each time, with all that was synced. `RINGSIDE_PLUGS=1000` pulls it so often.
 */
import assert from 'node:assert/strict';
import { readDisk } from '../../src/disk';
import { Machine } from '../../src/machine';
import { randomNumbers } from '../image/random';
import { kernelWith, prepare } from './boot';

const plugs = Number(process.env.RINGSIDE_PLUGS ?? 60);
const recordSize = 700;

interface Pulled {
  readonly disk: Uint8Array;
  /** Records that the program has told to be on the disk. */
  readonly synced: number;
}

/** Runs programs, and takes the disk at so many random instants. */
function pull(times: number, random: (below: number) => number): Pulled[] {
  const { machine } = prepare(['plug'], { timer: 3000 });
  let output = '';
  machine.console.output = byte => (output += String.fromCharCode(byte));
  return Array.from({ length: times }, () => {
    const until = machine.count + 1 + random(60_000);
    while (machine.count < until) machine.run(until - machine.count);
    const told = [...output.matchAll(/synced (\d+)\n/g)].at(-1)?.[1] ?? '0';
    return { disk: machine.disk.slice(), synced: Number(told) };
  });
}

function checkDisk({ disk, synced }: Pulled, what: string): void {
  const { files, problems } = readDisk(disk);
  assert.deepEqual(problems, [], what);
  const log = files.get('/log') ?? new Uint8Array();
  assert.ok(log.length >= synced * recordSize, `${what}: ${log.length} bytes, ${synced} records were synced`);
  assert.equal(log.length % recordSize, 0, what);
  log.forEach((byte, at) => assert.equal(byte, letter(Math.floor(at / recordSize), at % recordSize)));
  const current = files.get('/current');
  if (current) assert.equal(current.length, 20 * recordSize, what);
}

const letter = (number: number, at: number) => 97 + ((number + at) % 26);

/** A kernel that mounts the disk and stops. */
const mounts = () =>
  kernelWith([
    ['main.c', 'start_init();', 'OUT(POWER_OFF, 0);'],
    ['main.c', '#include "defs.h"', '#include "cpu.h"\n#include "defs.h"'],
  ]);

/** The disk after a start, or after so many instructions of one. */
function mounted(
  kernel: ReturnType<typeof mounts>,
  disk: Uint8Array,
  instructions = 100_000_000,
): Uint8Array {
  const machine = new Machine({ disk: disk.slice() });
  machine.load(kernel);
  const { reason } = machine.run(instructions);
  if (instructions === 100_000_000) assert.equal(reason, 'off');
  return machine.disk;
}

describe('kernel: the plug is pulled', function () {
  const random = randomNumbers(4);
  const pulled: Pulled[] = [];
  before(() => void pulled.push(...pull(plugs, random)));

  it('and the file system is sound, with all that was synced', () => {
    assert.ok(pulled.some(({ synced }) => synced > 0));
    assert.ok(
      pulled.some(({ disk }) => readDisk(disk).unfinished.blocks > 0),
      'none in a transaction',
    );
    pulled.forEach((each, index) => checkDisk(each, `plug ${index}`));
  });

  it('and the next start does the same as the check expects', () => {
    const kernel = mounts();
    for (const [index, { disk, synced }] of pulled.slice(0, plugs / 3).entries()) {
      const after = mounted(kernel, disk);
      checkDisk({ disk: after, synced }, `start ${index}`);
      assert.deepEqual(readDisk(after).unfinished, { blocks: 0, files: 0 });
      assert.deepEqual(readDisk(after).files, readDisk(disk).files);
    }
  });

  it('and once more during that start', () => {
    const kernel = mounts();
    const unfinished = pulled.filter(({ disk }) => {
      const { blocks, files } = readDisk(disk).unfinished;
      return blocks + files > 0;
    });
    for (const [index, { disk, synced }] of unfinished.slice(0, plugs / 5).entries()) {
      let half = disk;
      for (let times = 0; times < 3; times++) half = mounted(kernel, half, 5000 + random(200_000));
      checkDisk({ disk: half, synced }, `interrupted start ${index}`);
      assert.deepEqual(readDisk(mounted(kernel, half)).files, readDisk(disk).files);
    }
  });

  it('which breaks a disk where blocks are written without a journal', () => {
    const kernel = kernelWith([
      ['journal.c', 'if (write_blocks() < 0 || write_header(count) < 0)', 'if (0)'],
    ]);
    const { machine } = prepare(['plug'], { kernel });
    const broken = Array.from({ length: 400 }, () => {
      const until = machine.count + 1 + random(60_000);
      while (machine.count < until) machine.run(until - machine.count);
      return readDisk(machine.disk.slice()).problems.length > 0;
    });
    assert.ok(broken.some(Boolean));
  });
});

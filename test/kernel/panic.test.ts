/** A kernel that cannot go on says why, and stops the machine. */
import assert from 'node:assert/strict';
import { buildDisk } from '../../src/disk';
import { Machine } from '../../src/machine';
import { kernel } from './boot';

interface Case {
  readonly what: string;
  readonly disk: Uint8Array;
  readonly memory?: number;
  readonly message: RegExp;
}

const diskWith = (path: string, text: string) =>
  buildDisk([{ path, bytes: new TextEncoder().encode(text) }]).image!;

const cases = (): readonly Case[] => [
  { what: 'no disk', disk: new Uint8Array(), message: /^panic: the disk cannot be read\n$/ },
  {
    what: 'no file system',
    disk: new Uint8Array(1 << 20),
    message: /^panic: no file system on the disk: magic number 0x0\n$/,
  },
  {
    what: 'no first program',
    disk: diskWith('/bin/none', ''),
    message: /^panic: \/bin\/init cannot be started: error 2\n$/,
  },
  {
    what: 'a first program that is none',
    disk: diskWith('/bin/init', 'hello'),
    message: /^panic: \/bin\/init cannot be started: error 8\n$/,
  },
];

function bootWith({ disk, memory }: Case): { output: string; reason: string } {
  const machine = new Machine({ disk, memory });
  let output = '';
  machine.console.output = byte => (output += String.fromCharCode(byte));
  machine.load(kernel());
  return { reason: machine.run(10_000_000).reason, output };
}

describe('kernel: panic', () => {
  for (const each of cases())
    it(each.what, () => {
      const { output, reason } = bootWith(each);
      assert.match(output, each.message);
      assert.equal(reason, 'panic');
    });
});

/** Recordings: what is written is read again, and what is none is refused with a sentence. */
import assert from 'node:assert/strict';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  BuildCache,
  type Recording,
  bootLaunch,
  bootRecording,
  packArchive,
  readArchive,
  readRecording,
  recordingOf,
  treeOf,
  writeRecording,
} from '../../src/boot';
import { guest } from '../support/guest';
import { digest } from '../machine/support';

const cache = new BuildCache();
const text = (value: string) => new TextEncoder().encode(value);
const signature = 'ringside recording\n';

const source = `#include <stdio.h>
#include "more.h"
int main(void) { char line[9]; while (fgets(line, sizeof line, stdin)) printf(MORE, line); return 5; }
`;
const files = new Map([
  ['/home/u/p.c', text(source)],
  ['/home/u/more.h', text('#define MORE "<%s>"\n')],
]);
const launch = {
  program: ['/home/u/p.c'],
  args: ['one', 'two'],
  programs: [],
  kernel: '',
  timer: 1234,
  interrupts: [300_000],
  memory: 8,
  files: [],
  include: [],
  define: [],
  warnings: [],
  standard: 'gnu17',
  disk: '',
  scheduler: 'round-robin' as const,
  console: 'internalConsole' as const,
  env: { HOME: '/' },
};

function ran() {
  const booted = bootLaunch(launch, { files: treeOf(files), guest, cache });
  assert.ok(booted.system, booted.problem);
  const { machine } = booted.system;
  machine.run(300_100);
  machine.console.input(text('ab\n'));
  machine.run(40_000);
  machine.byHand(() => {
    machine.writeMemory(0x8000_0000, Uint8Array.of(1, 2, 3), 0);
    machine.registers[3] = -7;
  });
  machine.run(20_000);
  machine.console.end();
  machine.run(30_000);
  return { launch, system: booted.system, read: booted.read, guest };
}

/** The same file with another head, packed again. */
function withHead(bytes: Uint8Array, change: (head: Record<string, unknown>) => void): Uint8Array {
  const entries = new Map(readArchive(gunzipSync(bytes.subarray(signature.length))));
  const head = JSON.parse(new TextDecoder().decode(entries.get('head'))) as Record<string, unknown>;
  change(head);
  entries.set('head', text(JSON.stringify(head)));
  return Buffer.concat([text(signature), gzipSync(packArchive(entries))]);
}

describe('recordings', function () {
  this.timeout(60_000);
  let run: ReturnType<typeof ran>;
  let whole: Uint8Array;
  let moment: Uint8Array;
  before(async () => {
    run = ran();
    whole = await writeRecording({ ...recordingOf(run, run.system.machine.count), status: 7 });
    moment = await writeRecording(recordingOf(run, run.system.machine.count, 'moment'));
  });

  async function read(bytes: Uint8Array): Promise<Recording> {
    const found = await readRecording(bytes);
    assert.ok('value' in found, JSON.stringify(found));
    return found.value;
  }

  for (const what of ['whole', 'moment'] as const)
    it(`lead to the same state, byte for byte, from another cache: ${what}`, async () => {
      const recording = await read(what === 'whole' ? whole : moment);
      const { system, problem } = bootRecording(recording, { guest, cache: new BuildCache() });
      assert.ok(system, problem);
      system.machine.run(recording.end);
      assert.equal(system.machine.count, run.system.machine.count);
      assert.deepEqual(digest(system.machine.save()), digest(run.system.machine.save()));
      assert.deepEqual(recording.launch, launch);
      assert.equal(recording.status, what === 'whole' ? 7 : undefined);
      assert.deepEqual(new Map(recording.files), files);
    });

  it('are small, moments above all', () => {
    assert.ok(whole.length < 750_000, `${whole.length} bytes`);
    assert.ok(moment.length < 3000, `${moment.length} bytes`);
  });

  it('have the programs and the kernel with their debug information, and the sources', async () => {
    const recording = await read(whole);
    const { image } = recording;
    const { system } = run;
    assert.deepEqual(image?.kernel.debug, system.kernel.debug);
    const again = bootRecording(recording, { guest, cache }).system;
    assert.deepEqual(new Set(again?.programs.keys()), new Set(system.programs.keys()));
    assert.deepEqual(again?.programs.get('sh')?.().debug, system.programs.get('sh')?.().debug);
    assert.deepEqual(image?.programs.get('p')?.().debug, system.programs.get('p')?.().debug);
    const kernel = (tree: typeof image) => new TextDecoder().decode(tree?.guest.get('guest/kernel/main.c'));
    assert.equal(kernel(image), new TextDecoder().decode(guest.read('guest/kernel/main.c')));
  });

  it('of another version of the guest are no moments here', async () => {
    const other = { ...guest, prebuilt: undefined };
    const changed = {
      list: other.list.bind(guest),
      read: (path: string) =>
        path === 'guest/kernel/main.c'
          ? Buffer.concat([guest.read(path)!, text('\nint more[3] = {1};\n')])
          : guest.read(path),
    };
    const recording = await read(moment);
    const { system, problem } = bootRecording(recording, { guest: changed, cache: new BuildCache() });
    assert.equal(system, undefined);
    assert.match(problem ?? '', /^p\.c builds to something else here .* another version of Ringside$/);
  });

  it('that are none, or not whole, or of a later form, are refused with a sentence', async () => {
    const refusals: readonly (readonly [Uint8Array, RegExp])[] = [
      [new Uint8Array(0), /^it is no recording of Ringside$/],
      [text('{"json": true}'), /^it is no recording/],
      [text(signature), /^it is damaged, or not whole$/],
      [whole.subarray(0, 5000), /^it is damaged/],
      [Buffer.concat([text(signature), gzipSync(text('x'))]), /^it is damaged|^its head/],
      [
        withHead(whole, head => void (head.format = 2)),
        /^it was made by a later version of Ringside \(form 2/,
      ],
      [withHead(whole, head => void (head.end = 'x')), /^end: expected a whole number .* got "x"$/],
      [withHead(whole, head => void (head.launch = 3)), /^launch: expected a launch, got 3$/],
      [
        withHead(whole, head => void (head.launch = { ...launch, memory: 0 })),
        /^launch\.memory: expected a whole number from 1 to 1024, got 0$/,
      ],
      [
        withHead(whole, head => void (head.log = [{ count: 1 }])),
        /^log\[0\]: expected what came from outside/,
      ],
      [
        withHead(whole, head => void (head.log = [{ count: 1, made: { pc: 1, words: [[1]], writes: [] } }])),
        /^log\[0\]/,
      ],
    ];
    for (const [bytes, problem] of refusals) {
      const found = await readRecording(bytes);
      assert.ok('problem' in found, String(problem));
      assert.match(found.problem, problem);
    }
  });

  it('with any byte changed lead to a sentence or to a machine, never to an error', async () => {
    for (let place = signature.length; place < moment.length; place += 7) {
      const bytes = moment.slice();
      bytes[place]! ^= 0x55;
      const found = await readRecording(bytes);
      if ('value' in found) assert.ok(bootRecording(found.value, { guest, cache }));
      else assert.match(found.problem, /^it is damaged/);
    }
  });
});

/** The tour: each moment is there, and the machine stands at it as the step says. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bootRecording, readRecording, treeOf, writeRecording } from '../../src/boot';
import { World } from '../../src/debugger';
import { examplesOf, tour } from '../../src/extension/tour/steps';
import { momentOf } from '../../src/grade';
import { openSession } from '../../src/session';
import { buildCommandLine, ringside } from '../support/command-line';
import { cache, guest, root } from '../support/guest';

const examples = join(root, 'examples');
const files = treeOf(
  new Map(
    readdirSync(examples, { withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(({ name }) => [name, readFileSync(join(examples, name))] as const),
  ),
);

/** Where the CPU is at the moment of a step: its mode and function, and who has it. */
const places: Readonly<Record<string, RegExp>> = {
  boot: /^kernel trap_init 0$/,
  'first-frame': /^kernel forkret 1$/,
  'system-call': /^user write 2$/,
  return: /^kernel trapentry 2$/,
  timer: /^kernel trapentry [23]$/,
  switch: /^kernel swtch [23]$/,
  fault: /^user port_out 3$/,
};

describe('the tour', function () {
  this.timeout(120_000);

  for (const { id, title, moment, choices } of tour)
    it(`has the moment “${title}”`, async () => {
      const recording = await momentOf(moment, { files, guest, cache, breathe: async () => {} });
      const read = await readRecording(await writeRecording(recording));
      assert.ok('value' in read);
      const booted = bootRecording(read.value, { guest, cache });
      assert.ok(booted.system, booted.problem);
      const world = new World(openSession(booted.system));
      const { machine, modules, processes } = world;
      machine.run(read.value.instant);
      assert.equal(machine.count, read.value.instant);
      const { pid, name } = processes.live();
      const module = machine.userMode ? modules.ofProcess(name) : modules.kernel;
      const routine = module?.routineAt(machine.pc)?.name;
      assert.match(`${machine.userMode ? 'user' : 'kernel'} ${routine} ${pid}`, places[id]!);
      assert.ok(choices.length >= 3 && new Set(choices).size === choices.length);
    });

  it('is shown by the commands of its pages', () => {
    buildCommandLine();
    const folder = join(root, 'docs/tour');
    const pages = readdirSync(folder).filter(name => /^\d/.test(name));
    assert.equal(pages.length, tour.length);
    for (const page of pages) {
      const lines = readFileSync(join(folder, page), 'utf8').matchAll(/^ {4}ringside (.+) -q '(.+)' (.+)$/gm);
      const commands = [...lines].map(([, before = '', question = '', after = '']) => [
        ...before.split(' '),
        '-q',
        question,
        ...after.split(' '),
      ]);
      assert.equal(commands.length, 2, page);
      for (const command of commands) {
        const { status, out, error } = ringside(command, { folder: examples });
        assert.deepEqual([status, error], [0, ''], `${page}: ${out}`);
        if (command === commands[1]) assert.match(out, /^ {2}holds/m);
      }
    }
  });

  it('finds the examples among what comes with the extension', () => {
    const bundled = treeOf(
      new Map([
        ['examples/hello.c', new Uint8Array(3)],
        ['examples/a/b.c', new Uint8Array(1)],
      ]),
    );
    assert.deepEqual(examplesOf(bundled).list(''), ['hello.c']);
  });
});

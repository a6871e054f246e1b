/** docs/labs.md, "Add a system call", done as written: a copy of the kernel, a row, a function, and a program that calls it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before } from 'mocha';
import { buildCommandLine, ringside, withFolder } from '../support/command-line';
import { guest, root } from '../support/guest';
import { functions, names, withClient } from '../dap/with-client';

/** The pieces of C of that section, in their order. */
const [section = ''] = /## Add a system call[^]*?(?=\n## )/.exec(
  readFileSync(join(root, 'docs/labs.md'), 'utf8'),
)!;
const [row = '', implementation = '', program = ''] = [
  ...section.matchAll(/^ {3}```c\n([^]*?)^ {3}```/gm),
].map(([, code = '']) => code.replace(/^ {3}/gm, ''));

const home = 'guest/kernel';
const kernel = Object.fromEntries(
  guest.list(home).map(name => [`kernel/${name}`, new TextDecoder().decode(guest.read(`${home}/${name}`))]),
);
const files = {
  ...kernel,
  'kernel/syscalls.h': `${kernel['kernel/syscalls.h']}${row}`,
  'kernel/oldest.c': implementation,
  'age.c': program,
};

describe('labs: a system call that somebody adds', () => {
  before(buildCommandLine);

  it('works, and the trace has its name and its arguments', () =>
    withFolder(files, folder => {
      const { out, error, status } = ringside(['run', '--kernel', 'kernel', '--trace', 'age.c'], { folder });
      assert.equal(out, '1 1\n');
      assert.equal(status, 0);
      const told = error.split('\n').filter(line => /oldest/.test(line));
      assert.match(told[0]!, /user → kernel {2}system call oldest\("age", 0\) at oldest\+0x8/);
      assert.match(told[1]!, /return-from-trap oldest = 2 to oldest\+0x8/);
      assert.match(told.join('\n'), /oldest\("nobody", 0\)[^]*oldest = -3 to/);
    }));

  it('is unknown where the kernel is that of Ringside', () =>
    withFolder(files, folder => {
      const { error, status } = ringside(['run', 'age.c'], { folder });
      assert.match(error, /nothing defines 'oldest'/);
      assert.equal(status, 2);
    }));

  it('has its name in the debugger: in the Call Stack, and for a condition', () =>
    withClient(files, async ({ client }) => {
      const attributes = { program: 'age.c', kernel: 'kernel', trace: false, stopOnEntry: false };
      const filterOptions = [{ filterId: 'system-call', condition: 'oldest' }];
      const stop = await client.startTo('breakpoint', attributes, [
        ['setExceptionBreakpoints', { filters: [], filterOptions }],
      ]);
      assert.equal(stop.description, 'oldest');
      await client.request('setExceptionBreakpoints', { filters: [] });
      await client.request(...functions('sys_oldest'));
      await client.go('continue', { threadId: 2 }, 'breakpoint');
      const label = names(await client.stack(2)).find(name => name.includes('→'));
      assert.equal(label, 'user → kernel · oldest("age", 0)');
    }));
});

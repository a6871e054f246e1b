/** A kernel that cannot go on says why, and stops the machine. */
import assert from 'node:assert/strict';
import { buildDisk } from '../../src/disk';
import { Machine } from '../../src/machine';
import { boot, changedKernel, kernel } from './boot';

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

/** What a kernel does that has a bug: `kill` with one of these numbers. */
const bug = `
static int deeper(volatile int *from) {
    volatile int room[64];
    room[0] = *from + 1;
    return deeper(room) + room[0];
}
static void larger_than_its_stack(void) {
    volatile char large[40000];
    large[0] = 1;
}
int sys_kill(struct trapframe *tf) {
    volatile int zero = 0;
    switch (tf->a1) {
    case 1: *(volatile int *)0 = 1; break;
    case 2: *(volatile int *)sys_kill = 1; break;
    case 3: ((void (*)(void))tf)(); break;
    case 4: zero = 1 / zero; break;
    case 5: deeper(&zero); break;
    case 6: __asm__ volatile("trap"); break;
    case 7: ((void (*)(void))0x1000)(); break;
    case 9: larger_than_its_stack(); break;
    case 8: *(volatile int *)0xff000000 = 1; break;
    }
    return zero;
}
`;

const bugs: readonly (readonly [what: string, number: number, reason: string, message: RegExp])[] = [
  [
    'a null pointer',
    1,
    'panic',
    /^panic: page fault on store to 0x00000000 at pc 0x8000\w{4} in kernel mode/,
  ],
  [
    'a store to its text',
    2,
    'panic',
    /^panic: page fault on store to 0x8000\w{4} at pc 0x8000\w{4} in kernel mode/,
  ],
  ['a jump to data', 3, 'panic', /^panic: page fault on fetch from (0xff82\w{4}) at pc \1 in kernel mode/],
  ['a division by zero', 4, 'panic', /^panic: division by zero 0x00000000 at pc 0x8000\w{4} in kernel mode/],
  ['a stack that overflows', 5, 'double-fault', /^$/],
  ['a local that is larger than its stack', 9, 'double-fault', /^$/],
  ['a system call', 6, 'panic', /^panic: unexpected trap 0x00000000 at pc 0x8000\w{4} in kernel mode/],
  [
    'a jump to a program',
    7,
    'panic',
    /^panic: page fault on fetch from 0x00001000 at pc 0x00001000 in kernel mode/,
  ],
  [
    'a store to where nothing is',
    8,
    'panic',
    /^panic: page fault on store to 0xff000000 at pc 0x8000\w{4} in/,
  ],
];

describe('kernel: a bug in it', () => {
  for (const [what, number, reason, message] of bugs)
    it(what, () => {
      const changed = changedKernel('syssignal.c', text => text.replace(/int sys_kill[^]*?\n}\n/, bug));
      const { output, status } = boot([`trigger ${number}`], { kernel: changed });
      assert.match(output, message);
      assert.equal(status, reason);
      if (reason === 'panic') assert.match(output, /, pid 2 \(trigger\)\n$/);
    });

  it('before there is a process', () => {
    const changed = changedKernel('proc.c', text =>
      text.replace('    current = IDLE;', '    *(volatile int *)0 = 1;'),
    );
    const { output, status } = boot([], { kernel: changed });
    assert.match(output, /^panic: page fault on store to 0x00000000 at pc 0x8000\w{4} .*, pid 0 \(boot\)\n$/);
    assert.equal(status, 'panic');
  });
});

describe('kernel: limits that do not fit each other', () => {
  const limit = (name: string, value: number) => () =>
    changedKernel('param.h', text => text.replace(new RegExp(`(#define ${name}) \\d+`), `$1 ${value}`));

  it('do not build', () => {
    assert.throws(limit('NPROC', 65500), /the owners of a page do not fit 16 bits/);
    assert.throws(limit('KSTACK_PAGES', 15), /NTHREAD kernel stacks do not fit above KSTACKS/);
    assert.throws(limit('USER_STACK_PAGES', 1 << 18), /the user stacks leave no room for programs/);
  });

  it('the boot stack is as large as a kernel stack', () => {
    assert.equal(boot(['unknown-call'], { kernel: limit('KSTACK_PAGES', 3)() }).status, 0);
  });
});

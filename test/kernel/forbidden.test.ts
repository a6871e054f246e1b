/** What a program may not do ends that program alone, with a message that says what happened where. */
import assert from 'node:assert/strict';
import { type CauseName, type SignalName, signalNumber } from '../../src/isa';
import { boot } from './boot';

const cases: readonly (readonly [act: string, cause: CauseName, message: RegExp])[] = [
  ['out', 'privileged-instruction', /privileged instruction at pc 0x0000\w{4}, port 0x0$/],
  ['in', 'privileged-instruction', /privileged instruction at pc 0x0000\w{4}, port 0x24$/],
  ['off', 'privileged-instruction', /privileged instruction at pc 0x0000\w{4}, port 0x30$/],
  ['halt', 'privileged-instruction', /privileged instruction at pc 0x0000\w{4}$/],
  ['wrcr', 'privileged-instruction', /privileged instruction at pc 0x0000\w{4}$/],
  ['rdcr', 'privileged-instruction', /privileged instruction at pc 0x0000\w{4}$/],
  ['ltt', 'privileged-instruction', /privileged instruction at pc 0x0000\w{4}$/],
  ['rett', 'privileged-instruction', /privileged instruction at pc 0x0000\w{4}$/],
  ['cli', 'privileged-instruction', /privileged instruction at pc 0x0000\w{4}$/],
  ['sti', 'privileged-instruction', /privileged instruction at pc 0x0000\w{4}$/],
  ['wait', 'privileged-instruction', /privileged instruction at pc 0x0000\w{4}$/],
  [
    'store-kernel',
    'store-page-fault',
    /page fault on store to 0x80000000 at pc 0x0000\w{4} \(kernel memory\)$/,
  ],
  [
    'load-kernel',
    'load-page-fault',
    /page fault on load from 0x80000000 at pc 0x0000\w{4} \(kernel memory\)$/,
  ],
  [
    'load-kernel-stack',
    'load-page-fault',
    /page fault on load from 0xffc1e000 at pc 0x0000\w{4} \(kernel memory\)$/,
  ],
  [
    'jump-kernel',
    'fetch-page-fault',
    /page fault on fetch from 0x80000000 at pc 0x80000000 \(kernel memory\)$/,
  ],
  ['load-null', 'load-page-fault', /page fault on load from 0x00000000 at pc 0x0000\w{4} \(null pointer\)$/],
  ['store-null', 'store-page-fault', /page fault on store to 0x00000008 at pc 0x0000\w{4} \(null pointer\)$/],
  ['jump-null', 'fetch-page-fault', /page fault on fetch from 0x00000000 at pc 0x00000000 \(null pointer\)$/],
  ['jump-data', 'fetch-page-fault', /page fault on fetch from (0x0000\w{4}) at pc \1$/],
  ['jump-odd', 'misaligned-address', /misaligned address 0x0000\w{3}[26ae] at pc 0x0000\w{4}$/],
  ['store-text', 'store-page-fault', /page fault on store to 0x0000\w{4} at pc 0x0000\w{4}$/],
  ['store-constant', 'store-page-fault', /page fault on store to 0x0000\w{4} at pc 0x0000\w{4}$/],
  ['divide', 'divide-by-zero', /division by zero at pc 0x0000\w{4}$/],
  ['misaligned', 'misaligned-address', /misaligned address 0x0000\w{4} at pc 0x0000\w{4}$/],
  [
    'overflow',
    'store-page-fault',
    /page fault on store to 0x7f7f\w{4} at pc 0x0000\w{4} \(stack overflow\)$/,
  ],
  [
    'overflow-at-once',
    'store-page-fault',
    /page fault on store to 0x7f67\w{4} at pc 0x0000\w{4} \(stack overflow\)$/,
  ],
  ['below-stack', 'store-page-fault', /page fault on store to 0x7f700000 at pc 0x0000\w{4}$/],
  ['illegal', 'illegal-instruction', /illegal instruction 0xffffffff at pc 0x0000\w{4}$/],
  ['zero-word', 'illegal-instruction', /illegal instruction 0x00000000 at pc 0x0000\w{4}$/],
  ['brk', 'breakpoint', /breakpoint at pc 0x0000\w{4}$/],
  ['past-heap', 'store-page-fault', /page fault on store to 0x0000\w{4} at pc 0x0000\w{4}$/],
];

/** The signal that a program gets for a trap, without SIG. */
const signalOf: Partial<Readonly<Record<CauseName, SignalName>>> = {
  'illegal-instruction': 'ILL',
  'privileged-instruction': 'ILL',
  'divide-by-zero': 'FPE',
  'misaligned-address': 'BUS',
  breakpoint: 'ABRT',
};

describe('kernel: what a program may not do', () => {
  for (const [act, cause, message] of cases)
    it(act, () => {
      const { output, status } = boot([`forbidden ${act}`, 'bystander']);
      const killed = /^pid \d+ \(forbidden\): (.*): killed$/m.exec(output);
      assert.ok(killed, output);
      assert.match(killed[1]!, message);
      assert.equal(status, 128 + signalNumber(signalOf[cause] ?? 'SEGV'));
      assert.match(output, new RegExp(`^before ${act}$`, 'm'));
      assert.doesNotMatch(output, /after/);
      assert.match(output, /^bystander has finished$/m);
    });
});

import assert from 'node:assert/strict';
import { complete } from '../../src/language';
import {
  controlRegisters,
  instructions,
  ports,
  pseudoInstructions,
  registers,
  systemCalls,
} from '../../src/isa';
import { withCursor } from './support';

const labelsAt = (marked: string, others?: Record<string, string>) => {
  const { document, offset } = withCursor(marked, others);
  return complete(document, offset).items.map(item => item.label);
};

const registerNames = registers.map(row => row.name);

/** Where the cursor is, and some of what is and is not offered there. */
const cases: readonly {
  at: string;
  has?: readonly string[];
  lacks?: readonly string[];
  only?: readonly string[];
}[] = [
  { at: '|', has: ['add', 'ltt', 'li', '.word'] },
  { at: '  ad|', has: ['add', 'addi'], lacks: ['a0', 'SYS_write'] },
  { at: 'loop: |', has: ['add'], lacks: ['loop'] },
  { at: '.|', has: ['.word', '.macro'], lacks: ['add'] },
  { at: 'add |', only: registerNames },
  { at: 'add a0, |', only: registerNames },
  { at: 'add a0, a1, a|', only: registerNames },
  { at: 'add a0, a1, a2, |', only: [] },
  { at: 'rdcr a0, |', only: controlRegisters.map(row => row.name) },
  { at: 'wrcr |', only: controlRegisters.map(row => row.name) },
  { at: 'in a0, |', has: ports.map(row => row.name), lacks: ['a0', 'SYS_write'] },
  { at: 'li t0, |', has: systemCalls.map(row => `SYS_${row.name}`), lacks: ['a0'] },
  { at: 'lw a0, 0(|', only: registerNames },
  { at: 'lw a0, |', has: ['sp', '%lo', 'TF_pc'] },
  { at: 'loop:\n  j |\ndone:', only: ['loop', 'done'] },
  { at: '1: nop\n  j |\n1: nop', only: ['1b', '1f'] },
  { at: '.equ SIZE, 4\nx: addi a0, a0, |', has: ['SIZE', 'x', 'SYS_exit'] },
  { at: '.include "other.toy"\n  call |', has: ['helper'] },
  { at: '.include "other.toy"\n  |', has: ['twice'] },
  { at: '.global |\nmain:', only: ['main'] },
  { at: '# comment |', only: [] },
  { at: '.asciz "text |"', only: [] },
  { at: '.cfi_offset |', only: registerNames },
  { at: 'x: lw a0, %lo(|', only: ['x'] },
  { at: 'x: lw a0, %lo(|)(sp)', only: ['x'] },
  { at: 'main: nop\n.type main, |', only: ['function', 'object'] },
  { at: '.section |', only: [] },
  { at: '.include |', only: [] },
  { at: '.macro twice |', only: [] },
  { at: '.globl |\nmain:', only: ['main'] },
];

describe('completion', () => {
  const others = { 'other.toy': 'helper: ret\n.macro twice r\n  add \\r, \\r, \\r\n.endm\n' };
  for (const { at, has = [], lacks = [], only } of cases)
    it(JSON.stringify(at), () => {
      const labels = labelsAt(at, others);
      for (const label of has)
        assert.ok(labels.includes(label), `${label} is missing from ${labels.join(' ')}`);
      for (const label of lacks) assert.ok(!labels.includes(label), `${label} is offered`);
      if (only) assert.deepEqual([...labels].sort(), [...only].sort());
    });

  it('offers every mnemonic, with its operands to fill in and its documentation', () => {
    const { document, offset } = withCursor('|');
    const items = new Map(complete(document, offset).items.map(item => [item.label, item]));
    for (const row of [...instructions, ...pseudoInstructions]) {
      const item = items.get(row.mnemonic);
      assert.ok(item, row.mnemonic);
      const text = String(item.documentation);
      assert.ok(text.includes(row.summary) && text.includes(row.example));
      assert.equal(item.snippet.includes('${1:'), row.operands.length > 0, item.snippet);
    }
    assert.equal(items.get('lw')!.snippet, 'lw ${1:rd}, ${2:imm}(${3:rs1})');
    assert.equal(items.get('ltt')!.kind, 'privileged');
  });

  /** The order in which an editor shows them: by rank, then by label. */
  const ranked = (marked: string) => {
    const { document, offset } = withCursor(marked);
    return new Map(complete(document, offset).items.map(({ label, rank }) => [label, rank]));
  };

  it('has what a program can use before what only the kernel can, and directives last', () => {
    const ranks = ranked('.macro twice\n.endm\n|');
    const order = ['add', 'li', 'twice', 'ltt', 'rett', '.word'].map(name => ranks.get(name));
    assert.deepEqual(order, [1, 1, 1, 2, 2, 3]);
  });

  it('has names of the source before those of the platform, and ports and halves last', () => {
    const ranks = ranked('.equ SIZE, 4\nx: addi a0, a0, |');
    const order = ['SIZE', 'x', 'SYS_exit', 'CONSOLE_DATA', '%lo'].map(name => ranks.get(name));
    assert.deepEqual(order, [2, 2, 3, 4, 5]);
    assert.equal(ranked('in a0, |').get('CONSOLE_DATA'), 1);
    assert.equal(ranked('x: j |').get('x'), 1);
  });

  it('replaces the whole word under the cursor', () => {
    const { document, offset } = withCursor('  ad|di a0, a1, 2');
    const { span } = complete(document, offset);
    assert.equal(document.file.text.slice(span.start, span.end), 'addi');
  });
});

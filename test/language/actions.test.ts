/** What can be done about a diagnostic of assembly, what can be written another way, and how text is formatted. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { assemble } from '../../src/assembler';
import { filesUnder } from '../../src/boot';
import { AssemblyDocument, type Edit, type Services, assemblyServices } from '../../src/language';
import { SourceFile, type Span, textOf } from '../../src/source';
import { guest } from '../support/guest';
import { unitsOf } from './c/support';

function servicesOf(text: string): Services {
  const units = unitsOf({ 'main.toy': text });
  const workspace = { files: units.files, includePaths: units.includePaths };
  return assemblyServices(
    new AssemblyDocument(new SourceFile('main.toy', text), workspace),
    workspace,
    units,
  );
}

function applied(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => b.span.start - a.span.start);
  return sorted.reduce(
    (text, { span, text: by }) => text.slice(0, span.start) + by + text.slice(span.end),
    text,
  );
}

/** A text with `|` as the cursor, or two of them around what is selected. */
function at(marked: string): { text: string; services: Services; range: Span } {
  const [before = '', middle = '', after] = marked.split('|');
  const text = before + middle + (after ?? '');
  const services = servicesOf(text);
  const start = before.length;
  return {
    text,
    services,
    range: { file: services.file, start, end: after === undefined ? start : start + middle.length },
  };
}

// prettier-ignore
const actions: readonly (readonly [marked: string, title: string, result: string])[] = [
  ['  ad|i a0, a0, 1\n', 'Change to addi', '  addi a0, a0, 1\n'],
  ['  jal| f\nf: ret\n', 'Change to call', '  call f\nf: ret\n'],
  ['  mv A|0, a1\n', 'Change to a0', '  mv a0, a1\n'],
  ['.equ LENGTH, 4\n  li a0, LENG|HT\n', 'Change to LENGTH', '.equ LENGTH, 4\n  li a0, LENGTH\n'],
  ['  add a0, a0, |1\n', 'Change to addi', '  addi a0, a0, 1\n'],
  ['  mov| a0, 1\n', 'Change to li', '  li a0, 1\n'],
  ['  lw a0, [s|p]\n', 'Change to 0(sp)', '  lw a0, 0(sp)\n'],
  ['  sw a0, [sp + 4|]\n', 'Change to 4(sp)', '  sw a0, 4(sp)\n'],
  ['f: bne a0, |0, f\n', 'Change to zero', 'f: bne a0, zero, f\n'],
  ['gl|obal f\nf: ret\n', 'Change to .global', '.global f\nf: ret\n'],
  ['.data\nt|otal .word 5\n', 'Make it a label', '.data\ntotal: .word 5\n'],
  ['loopagain|\n  j loopagain\n', 'Make it a label', 'loopagain:\n  j loopagain\n'],
  ['  lw a0, a|1\n', 'Change to 0(a1)', '  lw a0, 0(a1)\n'],
  ['  addi a0, zero, 100|000\n', 'Load the constant with li', '  li a0, 100000\n'],
  ['  andi a0, a1, 100|000\n', 'Load the constant with li', '  li a0, 100000\n  and a0, a1, a0\n'],
  ['.byte 1\n  n|op\n', 'Align it', '.byte 1\n  .align 4\n  nop\n'],
  ['.data\n  n|op\n', 'Go on in the section of code', '.data\n  .text\n  nop\n'],
  ['.global f\nf:\n  ca|ll puts\n  ret\n', 'Save ra around it', '.global f\nf:\n  push ra\n  call puts\n  pop ra\n  ret\n'],
  ['.global f\nf:\n  n|op\n', 'Return here', '.global f\nf:\n  nop\n  ret\n'],
  ['u|nused: ret\n', 'Remove the label', 'ret\n'],
  ['  li a0, 6|5\n', 'Write it as 0x41', '  li a0, 0x41\n'],
  ["  li a0, 6|5\n", "Write it as 'A'", "  li a0, 'A'\n"],
  ['  li a0, 0x4|1\n', 'Write it as 65', '  li a0, 65\n'],
  ['  be|q a0, a1, 1f\n  j 2f\n1: nop\n2: ret\n', '', ''],
  ['f:\n|  mv a0, a1\nagain: nop|\n  j again\n', '', ''],
  ['  be|q a0, a1, near\n  j far\nnear: nop\nfar: ret\n', 'Invert the branch, without the jump', '  bne a0, a1, far\nnear: nop\nfar: ret\n'],
  ['  bg|t a0, a1, near\n  j far\nnear: nop\nfar: ret\n', 'Invert the branch, without the jump', '  ble a0, a1, far\nnear: nop\nfar: ret\n'],
  ['  beq|z a0, near\n  j far\nnear: nop\nfar: ret\n', 'Invert the branch, without the jump', '  bnez a0, far\nnear: nop\nfar: ret\n'],
  ['.text\n  li a0, 1|2\n', 'Extract a constant', '.equ CONSTANT, 12\n.text\n  li a0, CONSTANT\n'],
  ['f:\n|  mv a0, a1\n  nop|\n  ret\n', 'Extract a macro', '.macro steps\n  mv a0, a1\n  nop\n.endm\n\nf:\n  steps\n  ret\n'],
];

describe('code actions of assembly', () => {
  for (const [marked, title, result] of actions)
    it(`${JSON.stringify(marked)}: ${title || 'none'}`, () => {
      const { text, services, range } = at(marked);
      const found = services.actions!(range);
      const action = found.find(each => each.title === title);
      if (title === '') return assert.deepEqual(found, []);
      assert.ok(action, `there are: ${found.map(each => each.title).join(', ')}`);
      assert.equal(applied(text, action.edits), result);
    });
});

const options = { tabSize: 4, insertSpaces: true };

// prettier-ignore
const texts: readonly (readonly [before: string, after: string])[] = [
  ['main:  addi   sp,sp ,-8   # down\n', 'main: addi sp, sp, -8     # down\n'],
  ['  .text\n.data\n x = 4\ny=4\n', '    .text\n.data\n    x = 4\ny = 4\n'],
  ['1: nop\nlong_label: nop\n  loop:\n\n   # alone\n# margin\n', '1:  nop\nlong_label: nop\nloop:\n\n    # alone\n# margin\n'],
  [' li a0, 1 # one\n li a1, 1000 # two\n', '    li a0, 1    # one\n    li a1, 1000 # two\n'],
  [' li a0, 1      # one\n li a1, 1000   # two\n', '    li a0, 1   # one\n    li a1, 1000 # two\n'.replace('1   #', '1    #')],
  [' .asciz "a  ,  b" ,"c"\n lw a0,%lo(x)( sp )\nx: y: ret\n', '    .asciz "a  ,  b", "c"\n    lw a0, %lo(x)( sp )\nx: y: ret\n'],
  [' nop /* a\n  long one */ nop\n', ' nop /* a\n  long one */ nop\n'],
  ['.macro m a , b=1\n add \\a,\\a,a0\n.endm\n  m   a0 , 2\n', '.macro m a, b=1\n    add \\a, \\a, a0\n.endm\n    m a0, 2\n'],
  ['  li a0,,1\n', '  li a0,,1\n'],
];

describe('formatting of assembly', () => {
  for (const [before, after] of texts)
    it(JSON.stringify(before), () => {
      assert.equal(applied(before, servicesOf(before).format!(options)), after);
      assert.equal(applied(after, servicesOf(after).format!(options)), after, 'once more');
    });

  it('keeps to the lines that are asked for', () => {
    assert.equal(
      applied(' nop\n nop\n nop\n', servicesOf(' nop\n nop\n nop\n').format!(options, 1, 1)),
      ' nop\n    nop\n nop\n',
    );
  });

  it('never changes what a source assembles to', () => {
    const cases = [
      'directives',
      'expressions',
      'labels',
      'pseudo',
      'quoted',
      'data',
      'error-macros',
      'error-syntax',
    ];
    const sources = [
      ...filesUnder(guest, 'guest')
        .filter(path => path.endsWith('.toy'))
        .map(path => textOf(guest.read(path)!)),
      ...cases.map(name => readFileSync(`test/assembler/cases/${name}.toy`, 'utf8')),
    ];
    let changed = 0;
    for (const text of sources) {
      const formatted = applied(text, servicesOf(text).format!({ tabSize: 8, insertSpaces: false }));
      if (formatted !== text) changed++;
      assert.equal(bytes(formatted), bytes(text));
    }
    assert.ok(changed > 8, String(changed));
  });
});

function bytes(text: string): string {
  const { object } = assemble(new SourceFile('main.toy', text), { files: { read: () => undefined } });
  return object.sections.map(({ name, bytes }) => `${name} ${Buffer.from(bytes).toString('hex')}`).join('\n');
}

describe('around a place of assembly', () => {
  it('ranges grow from the word to the text', () => {
    const { text, services, range } = at('f:\n  lw a0, %lo(x| + 4)(sp)\n  ret\ng: ret\n');
    const found = services.selection!(range.start).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(found.slice(0, 6), [
      'x',
      'x + 4',
      '%lo(x + 4)',
      '%lo(x + 4)(sp)',
      'lw a0, %lo(x + 4)(sp)',
      '  lw a0, %lo(x + 4)(sp)',
    ]);
    assert.equal(found.at(-1), text);
  });

  it('values stand behind the names of constants', () => {
    const { text, services } = at('.equ SIZE, 3 * 4\nli a0, SIZE\nli a1, SYS_exit\n|');
    const found = services.hints!({ file: services.file, start: 0, end: text.length });
    assert.deepEqual(
      found.map(({ offset, text: value }) => `${text.slice(0, offset).split(/[ \n]/).at(-1)} ${value}`),
      ['SIZE = 12', 'SYS_exit = 2'],
    );
  });
});

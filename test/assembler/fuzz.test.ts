/** Broken sources give diagnostics within their text, and never a throw or a hang. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type Expression,
  type Tree,
  assemble,
  children,
  nodeAt,
  operandIndexAt,
  parse,
} from '../../src/assembler';
import { MemoryFiles, SourceFile } from '../../src/source';
import { random } from './random';

const folder = fileURLToPath(new URL('cases/', import.meta.url));
const sources = readdirSync(folder)
  .filter(name => name.endsWith('.toy') && name !== 'error-macros.toy')
  .map(name => readFileSync(folder + name, 'utf8'));
const bytes = (text: string) => new TextEncoder().encode(text);
const doubling = Array.from({ length: 60 }, (_, index): [string, Uint8Array] => [
  `doubling/${index}.toy`,
  bytes(index === 59 ? '' : `.include "${index + 1}.toy"\n`.repeat(2)),
]);
const files = new MemoryFiles(new Map([['include/bytes.toy', bytes(sources[0] ?? '')], ...doubling]));

const pieces = [
  '\n',
  ' ',
  ',',
  '(',
  ')',
  '"',
  "'",
  '\\',
  '%',
  '%lo(',
  '#',
  '/*',
  '*/',
  '-',
  '1b',
  '0x',
  'sp',
  '.',
  ':',
  '=',
  '\u00e9',
  '.if 0\n',
  '.endif\n',
  '.macro m x\n',
  '.endm\n',
  '.rept 2\n',
  '.endr\n',
  '\0',
];

function mutate(text: string, next: () => number): string {
  const pick = (count: number) => Math.floor(next() * count);
  for (let times = 1 + pick(6); times > 0; times--) {
    const at = pick(text.length);
    const length = pick(12);
    const insert = [pieces[pick(pieces.length)]!, text.substr(pick(text.length), pick(30)), ''][pick(3)]!;
    text = text.slice(0, at) + insert + text.slice(at + length);
  }
  return text;
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const lines = (count: number, line: (index: number) => string) => numbers(count).map(line).join('\n');

/** Whatever the assembler says of a text has its place in it, and so has the whole tree. */
function check(text: string, offset: number): void {
  const file = new SourceFile('fuzz.toy', text);
  const { diagnostics } = assemble(file, { files });
  for (const { span } of diagnostics)
    assert.ok(span && span.start >= 0 && span.start <= span.end && span.end <= span.file.text.length);
  checkTree(parse(file), offset);
}

describe('fuzz', () => {
  const texts = (count: number, next: () => number, make: (round: number) => string) => {
    for (let round = 0; round < count; round++) {
      const text = make(round);
      try {
        check(text, Math.floor(next() * text.length));
      } catch (error) {
        throw new Error(`round ${round}, on ${JSON.stringify(text)}`, { cause: error });
      }
    }
  };

  it('assembles any mutation of real sources', () => {
    const next = random(3);
    texts(500, next, round => mutate(sources[round % sources.length]!, next));
  });

  it('assembles any text of punctuation', () => {
    const next = random(4);
    const piece = () => pieces[Math.floor(next() * pieces.length)]!;
    texts(300, next, () => Array.from({ length: 40 }, piece).join(''));
  });

  const repeated = (text: string) => `.rept 1000000\n${text}\n.endr`;
  const runaway = 'macros, repetitions and included files make more than 1000000 statements';
  const runawayText = 'macros, repetitions and included files make more than 64 MiB of text';

  // prettier-ignore
  const heavy: readonly (readonly [name: string, text: string, statements: number, ...said: string[]])[] = [
    ['a long sum', `.word ${'1+'.repeat(100_000)}1`, 1, 'this expression is too long'],
    ['a sum that is just short enough', `.word ${'1+'.repeat(1000)}1, ${'1+'.repeat(1000)}1`, 1],
    ['long sums in parentheses', `.word ${'('.repeat(150)}${`${'1+'.repeat(900)}1)+`.repeat(150)}1`, 1, 'this expression is too long'],
    ['deep parentheses', `.word ${'('.repeat(100_000)}`, 1, 'this expression is nested too deeply'],
    ['many signs', `.word ${'-'.repeat(100_000)}1`, 1, 'this expression is nested too deeply'],
    ['a chain of conditions', `.word ${'1?2:'.repeat(100_000)}3`, 1, 'this expression is nested too deeply'],
    ['a long string', `.ascii "${'x'.repeat(500_000)}\\n"`, 1],
    ['many blocks', '.if 1\n'.repeat(10_000), 10_000, ...Array<string>(10_000).fill('.if has no end')],
    ['nested blocks', `${'.if 1\n'.repeat(3_000)}nop\n${'.endif\n'.repeat(3_000)}`, 6_001, 'blocks are nested more than 600 deep'],
    ['many unknown names', lines(5_000, index => `j .L${index}\nunknown${index}`), 10_000,
      ...numbers(5_000).map(index => `.L${index} is not defined`),
      ...numbers(5_000).map(index => `unknown instruction unknown${index}`)],
    ['many constants on one another', lines(5_000, index => `.equ n${index}, n${index + 1} + 1`), 5_000,
      ...numbers(9).map(index => `n${501 * (index + 1)} stands in a chain of more than 500 constants`),
      ...numbers(490).map(index => `n${4_510 + index} cannot stand for n5000`)],
    ['a long number', `.dword ${'9'.repeat(200_000)}`, 1, 'this number does not fit 64 bits'],
    ['repeated statements', repeated('nop'), 3, runaway],
    ['a repeated text', repeated(`.asciz "${'x'.repeat(10_000)}"`), 3, runawayText],
    ['a repeated alignment', repeated('.byte 1\n.align 65536'), 4, '.text would be larger than 64 MiB', runaway],
    ['repeated space', repeated('.space 0x100000'), 3, '.text would be larger than 64 MiB', runaway],
    ['many large sections', lines(200, index => `.section .s${index}\n.space 0x1000000`), 400,
      ...Array<string>(196).fill('the sections would be larger than 64 MiB together')],
    ['sections that hold zeros', lines(200, index => `.section .s${index}, "wz"\n.space 0x1000000`), 400],
    ['a repeated long expression', repeated(`.equ a, ${'1+'.repeat(900)}1`), 3, runawayText],
    ['a repeated choice', repeated(`.if 1\n${'.elseif 0\n'.repeat(10_000)}.endif`), 10_004, runaway],
    ['files that include one twice', '.include "doubling/0.toy"', 1, runaway],
    ['a long macro, repeated', `.macro m\n# ${'x'.repeat(200_000)}\n.endm\n${repeated('m')}`, 5, runawayText],
    ['a macro of many pieces, repeated', `.macro m\n# ${'\\()'.repeat(60_000)}\n.endm\n${repeated('m')}`, 5, runawayText],
    ['many parameters', `.macro m ${numbers(30_000).map(index => `p${index}=1`).join()}\n.endm\nm ${numbers(30_000).map(index => `q${index}=1`).join()}`, 3],
    ['errors in macros in macros', `.macro a\n${'b\n'.repeat(200)}.endm\n.macro b\n${'c\n'.repeat(200)}.endm\n.macro c\n.error "x"\n.endm\na`, 408,
      'more than 20000 things are wrong; the rest is not told', ...Array<string>(20_000).fill('x')],
    ['blocks that nothing ends', `.if 1\n${'.rept 1\n'.repeat(8_000)}${'.endm\n'.repeat(3_000)}${'.else\n'.repeat(3_000)}`, 14_001,
      ...Array<string>(3_000).fill('.endm has nothing to end'), '.if has no end', ...Array<string>(8_000).fill('.rept has no end')],
    ['comments that do not close', '/*\n'.repeat(15_000), 1, ...Array<string>(15_000).fill('this comment has no end')],
    ['comments in one line', `nop ${'/**/'.repeat(100_000)}`, 1],
    ['no operand between blanks', '.loc ) 1\n.file (a: b)', 2, 'expected an operand', 'expected )', 'expected a'],
  ];
  for (const [name, text, statements, ...said] of heavy)
    it(name, () => {
      const file = new SourceFile('heavy.toy', text);
      const { diagnostics } = assemble(file, { files });
      const messages = diagnostics.map(({ message }) => message).sort();
      const beginnings = said.sort().map((text, index) => messages[index]?.slice(0, text.length));
      assert.deepEqual(beginnings, said);
      assert.equal(messages.length, said.length);
      assert.equal(parse(file).statements.length, statements);
    });
});

/** Every node lies in the text, and its children lie in it, in order. */
function checkTree(tree: Tree, offset: number): void {
  const inside = (node: Expression, start: number, end: number) => {
    assert.ok(
      start <= node.start && node.start <= node.end && node.end <= end,
      JSON.stringify([node, start, end]),
    );
    let from = node.start;
    for (const child of children(node)) {
      inside(child, from, node.end);
      from = child.start;
    }
  };
  let line = -1;
  for (const statement of tree.statements) {
    assert.ok(statement.line >= line && statement.start <= statement.end);
    assert.equal(tree.file.position(statement.start).line, statement.line);
    line = statement.line;
    for (const node of statement.operands) inside(node, statement.start, tree.file.text.length);
    nodeAt(statement, offset);
    operandIndexAt(tree, statement, offset);
  }
}

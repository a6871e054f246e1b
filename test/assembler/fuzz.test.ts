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
const included = new TextEncoder().encode(sources[0]);
const files = new MemoryFiles(new Map([['include/bytes.toy', included]]));

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

  // prettier-ignore
  const heavy: readonly (readonly [name: string, text: string, statements: number, ...said: string[]])[] = [
    ['a long sum', `.word ${'1+'.repeat(100_000)}1`, 1, 'this expression is too long'],
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

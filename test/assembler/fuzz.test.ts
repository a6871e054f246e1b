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

describe('fuzz', () => {
  it('assembles any mutation of real sources', () => {
    const next = random(3);
    for (let round = 0; round < 500; round++) {
      const text = mutate(sources[round % sources.length]!, next);
      const file = new SourceFile('fuzz.toy', text);
      try {
        const { diagnostics } = assemble(file, { files });
        for (const { span } of diagnostics)
          assert.ok(span && span.start >= 0 && span.start <= span.end && span.end <= span.file.text.length);
        checkTree(parse(file), Math.floor(next() * text.length));
      } catch (error) {
        throw new Error(`round ${round}, on ${JSON.stringify(text)}`, { cause: error });
      }
    }
  });

  it('assembles any text of punctuation', () => {
    const next = random(4);
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: 40 }, () => pieces[Math.floor(next() * pieces.length)]!).join('');
      assemble(new SourceFile('fuzz.toy', text), { files });
    }
  });

  // prettier-ignore
  const heavy: readonly (readonly [name: string, text: string])[] = [
    ['a long sum', `.word ${'1+'.repeat(100_000)}1`],
    ['deep parentheses', `.word ${'('.repeat(100_000)}`],
    ['many signs', `.word ${'-'.repeat(100_000)}1`],
    ['a chain of conditions', `.word ${'1?2:'.repeat(100_000)}3`],
    ['a long string', `.ascii "${'x'.repeat(500_000)}\\n"`],
    ['many blocks', '.if 1\n'.repeat(10_000)],
    ['nested blocks', `${'.if 1\n'.repeat(3_000)}nop\n${'.endif\n'.repeat(3_000)}`],
    ['many unknown names', Array.from({ length: 5_000 }, (_, index) => `j .L${index}\nunknown${index}`).join('\n')],
    ['many constants on one another', Array.from({ length: 5_000 }, (_, index) => `.equ n${index}, n${index + 1} + 1`).join('\n')],
  ];
  for (const [name, text] of heavy)
    it(name, () => {
      const file = new SourceFile('heavy.toy', text);
      assemble(file, { files });
      parse(file);
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

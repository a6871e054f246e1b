/** After a change the tree is the one that the text has by itself, whatever was kept of the tree before. */
import assert from 'node:assert/strict';
import { type Tree, parse, reparse } from '../../src/assembler';
import { SourceFile } from '../../src/source';
import { random } from './random';

const lines = [
  'main: addi sp, sp, -8',
  '  lw a0, %lo(x + 4)(sp) # a word',
  'a: b: 1: j 1b',
  '.macro push reg, size=4',
  '.endm',
  '.if 1 ? 2 : x',
  '.else',
  '.endif',
  '.rept 2 /* short */',
  '/* long',
  'comment */ nop',
  '  // done',
  'count = -(1 + 2)',
  '.asciz "a # b',
  "  li t0, '",
  '  li, , 3x ;',
  '',
  '  .word "sp", . - main',
];
const pieces = [
  ...lines.map(line => `${line}\n`),
  '\n',
  '/*',
  '*/',
  '#',
  '"',
  ' ',
  'x',
  ':',
  '\r\n',
  '.endm',
];

describe('parsing after a change', () => {
  it('gives the tree that the text has', () => {
    for (let seed = 1; seed <= 25; seed++) check(random(seed), seed);
  });

  it('keeps what has not changed', () => {
    const text = 'a:\n  nop\nb:\n  nop\n';
    const before = parse(new SourceFile('a.toy', text));
    const [first, , , last] = before.statements;
    const tree = reparse(before, new SourceFile('a.toy', text.replace('b:', '  li a0, 1\nb:')));
    assert.equal(tree.statements[0], first);
    assert.equal(tree.statements[4], last);
    assert.equal(last?.line, 4);
  });
});

function check(next: () => number, seed: number): void {
  const pick = (list: readonly string[]) => list[Math.floor(next() * list.length)]!;
  let text = Array.from({ length: 12 }, () => `${pick(lines)}\n`).join('');
  let tree = parse(new SourceFile('a.toy', text));
  for (let change = 0; change < 40; change++) {
    const start = Math.floor(next() * (text.length + 1));
    const end = Math.min(text.length, start + Math.floor(next() * next() * 40));
    text = text.slice(0, start) + (next() < 0.7 ? pick(pieces) : '') + text.slice(end);
    tree = reparse(tree, new SourceFile('a.toy', text));
    const whole = parse(new SourceFile('a.toy', text));
    assert.deepEqual(shape(tree), shape(whole), `seed ${seed}, change ${change}: ${JSON.stringify(text)}`);
  }
}

const shape = ({ statements, comments, blocks }: Tree) => ({ statements, comments, blocks: [...blocks] });

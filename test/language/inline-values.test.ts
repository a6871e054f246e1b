import assert from 'node:assert/strict';
import { inlineNames } from '../../src/language/inline-values';

/** The names that are marked at a line: `line:column text`, with what they name where that is written otherwise. */
const marked = (text: string, language: 'c' | 'toy', line: number) =>
  inlineNames(text, language, line).map(
    ({ text: written, name, line: row, start, end }) =>
      `${row}:${start}-${end} ${written}${written === name ? '' : ` (${name})`}`,
  );

describe('names whose values are shown in the text', () => {
  const c = `#define TWICE(x) ((x) + (x))
int total;
static int before(int count) { return count; }
int add(int first, struct point *second) /* first */
{
    int sum = first + second->x; // total
    total += TWICE(sum) + sum;
    puts("first");
    return total;
}
`;

  it('are those of C from the start of the function to the line', () => {
    // Words of types are names too: no variable is called so.
    assert.deepEqual(
      marked(c, 'c', 6).filter(name => !/ (int|struct|point)$/.test(name)),
      [
        '3:12-17 first',
        '3:33-39 second',
        '5:8-11 sum',
        '5:14-19 first',
        '5:22-28 second',
        '6:4-9 total',
        '6:19-22 sum',
      ],
    );
    assert.deepEqual(
      marked(c, 'c', 8).filter(name => name.startsWith('7:')),
      [],
    );
    assert.deepEqual(marked(c, 'c', 0), []);
    assert.deepEqual(marked('', 'c', 3), []);
  });

  it('are registers and labels of assembly from the label to the line', () => {
    const toy = `message: .asciz "a0"
main:
    li   a0, 1      ; a1
    la   r5, message
    .cfi_offset ra, -4
.Lagain:
    addi sp, sp, -4
    sw   ra, 0(sp)
    ret
`;
    assert.deepEqual(marked(toy, 'toy', 7), [
      '2:9-11 a0',
      '3:9-11 r5 (a1)',
      '3:13-20 message',
      '6:9-11 sp',
      '7:9-11 ra',
      '7:15-17 sp',
    ]);
    assert.deepEqual(marked(toy, 'toy', 2), ['2:9-11 a0']);
  });
});

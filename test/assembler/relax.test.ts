/** Branches in random programs around the edge of their reach: each goes to its label, in the form it needs. */
import assert from 'node:assert/strict';
import { assemble } from '../../src/assembler';
import { decode } from '../../src/isa';
import { MemoryFiles, SourceFile } from '../../src/source';
import { random } from './random';

const blocks = 12;

/** Labels at the start of blocks of random size, and before each branch; `.` must move along with them. */
function program(next: () => number): string {
  const pick = (count: number) => Math.floor(next() * count);
  const lines: string[] = [];
  for (let block = 0; block < blocks; block++) {
    lines.push(`l${block}:`);
    for (let branch = 0; branch < 3; branch++)
      lines.push(`b${block}_${branch}: blt a0, a1, l${pick(blocks)}`);
    lines.push(
      `  .space ${4 * (8000 + pick(3000))}`,
      `  .align ${1 << pick(7)}`,
      `e${block}: .word . - l${block}`,
    );
  }
  return lines.join('\n');
}

describe('relaxation', () => {
  it('every branch of random programs goes to its label', () => {
    const next = random(5);
    const forms = { short: 0, long: 0 };
    for (let round = 0; round < 20; round++) {
      const text = program(next);
      const { object, diagnostics } = assemble(new SourceFile('random.toy', text), {
        files: new MemoryFiles(new Map()),
      });
      assert.deepEqual(diagnostics, []);
      const view = new DataView(object.sections[0]!.bytes.buffer);
      const at = new Map(
        object.symbols.map(({ name, place }) => [name, (place as { offset: number }).offset]),
      );
      for (const [, name, label] of text.matchAll(/(b\w+): blt a0, a1, (l\d+)/g)) {
        const from = at.get(name!)!;
        const first = decode(view.getUint32(from, true))!;
        const long = first.instruction.mnemonic === 'bge';
        const second = decode(view.getUint32(from + 4, true));
        const target = long ? from + 4 + second!.imm * 4 : from + first.imm * 4;
        assert.equal(target, at.get(label!), `${name} in round ${round}`);
        if (long) assert.deepEqual([first.imm, second!.instruction.mnemonic], [2, 'j']);
        forms[long ? 'long' : 'short']++;
      }
      for (let block = 0; block < blocks; block++) {
        const end = at.get(`e${block}`)!;
        assert.equal(view.getUint32(end, true), end - at.get(`l${block}`)!);
      }
    }
    assert.ok(forms.long > 20 && forms.short > 20, JSON.stringify(forms));
  });

  it('says it where even the long form does not reach', () => {
    const text = '  beq a0, a1, far\n  .space 0x2400000\nfar: nop';
    const { diagnostics } = assemble(new SourceFile('far.toy', text), { files: new MemoryFiles(new Map()) });
    assert.deepEqual(
      diagnostics.map(({ message }) => message),
      ['the target is out of range: 9437185 instructions from here, and j reaches -8388608 to 8388607'],
    );
  });

  it('ends where each branch that becomes longer moves one other out of reach', () => {
    const [count, reach] = [200, 0x7fff];
    const numbers = Array.from({ length: count }, (_, index) => index);
    const text = [
      ...numbers.map(index => `  beq a0, a1, l${index}`),
      `  .space ${4 * (reach + 2 - 2 * count)}`,
      ...numbers.map(index => `l${index}: nop\n  nop`),
    ].join('\n');
    const { object, diagnostics } = assemble(new SourceFile('chain.toy', text), {
      files: new MemoryFiles(new Map()),
    });
    assert.deepEqual(diagnostics, []);
    const size = object.sections.find(({ name }) => name === '.text')?.size;
    assert.equal(size, 4 * (2 * count + reach + 2 - 2 * count + 2 * count));
  });
});

/** What the disassembler prints, the assembler reads: for every instruction, and for any word at all. */
import assert from 'node:assert/strict';
import { assemble, disassemble } from '../../src/assembler';
import { decode, encode, immediateLimits, instructions, pseudoInstructions } from '../../src/isa';
import { MemoryFiles, SourceFile, formatDiagnostic } from '../../src/source';
import { random } from './random';

const files = new MemoryFiles(new Map());

/** Assembles the disassembly of all words at once and compares word by word. */
function check(words: readonly number[]): void {
  const text = words.map((word, index) => disassemble(word, index * 4)).join('\n');
  const { object, diagnostics } = assemble(new SourceFile('words.toy', text), { files });
  assert.deepEqual(
    diagnostics.slice(0, 3).map(diagnostic => formatDiagnostic(diagnostic)),
    [],
  );
  const { bytes, relocations } = object.sections[0]!;
  const view = new DataView(bytes.buffer);
  assert.equal(relocations.length, 0);
  assert.equal(bytes.length, words.length * 4);
  const lines = text.split('\n');
  words.forEach((word, index) =>
    assert.equal(view.getUint32(index * 4, true), word, `${lines[index]} was ${word.toString(16)}`),
  );
}

describe('round trip', () => {
  it('every instruction with random fields', () => {
    const next = random(1);
    const words = instructions.flatMap(instruction => {
      const [low, high] = immediateLimits(instruction) ?? [0, 0];
      const used = decodedFields(instruction.opcode);
      return Array.from({ length: 50 }, (_, index) => {
        const imm = index === 0 ? low : index === 1 ? high : low + Math.floor(next() * (high - low + 1));
        const field = (name: string) => (used.has(name) ? Math.floor(next() * 16) : 0);
        return encode(instruction, { rd: field('rd'), rs1: field('rs1'), rs2: field('rs2'), imm });
      });
    });
    check(words);
  });

  it('every example in the tables', () => {
    for (const { example, mnemonic } of [...instructions, ...pseudoInstructions]) {
      const { object, diagnostics } = assemble(new SourceFile('example.toy', example), { files });
      assert.deepEqual(diagnostics, [], example);
      assert.ok(example.split(' ')[0] === mnemonic && object.sections[0]!.size > 0, example);
    }
  });

  it('every opcode with fields at their edges', () => {
    const edges = [
      0, 1, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0xf_0000, 0x10_0000, 0xf0_0000, 0xff_ffff, 0x45_6000, 0x12_001f,
      0x12_0020,
    ];
    check(
      Array.from({ length: 256 }, (_, opcode) => edges.map(rest => ((opcode << 24) | rest) >>> 0)).flat(),
    );
  });

  it('random words', () => {
    const next = random(2);
    check(Array.from({ length: 20_000 }, () => Math.floor(next() * 2 ** 32)));
  });

  it('a word that is no instruction is printed as data', () => {
    assert.equal(decode(0), undefined);
    assert.equal(disassemble(0, 0), '.word 0x00000000');
    assert.equal(disassemble(-1, 0), '.word 0xffffffff');
  });

  it('a target is the symbol at its address', () => {
    const symbolAt = (address: number) => `at_${address.toString(16)}`;
    assert.equal(disassemble(0x60ffffff, 0x8000_0010, symbolAt), 'j at_8000000c');
    assert.equal(disassemble(0x50450002, 0x8000_0010, symbolAt), 'beq a0, a1, at_80000018');
    assert.equal(
      disassemble(0x60ffffff, 0, () => undefined),
      'j . - 4',
    );
  });
});

/** Which register fields an instruction has, found out by setting each. */
function decodedFields(opcode: number): Set<string> {
  const bits = { rd: 20, rs1: 16, rs2: 12 };
  return new Set(
    Object.entries(bits)
      .filter(([, bit]) => decode(((opcode << 24) | (1 << bit)) >>> 0))
      .map(([name]) => name),
  );
}

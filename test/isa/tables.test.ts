import assert from 'node:assert/strict';
import {
  causes,
  controlRegisters,
  decode,
  encode,
  type Fields,
  immediateLimits,
  instructions,
  type OperandKind,
  ports,
  pseudoInstructions,
  registerNumber,
  registers,
  systemCalls,
  trapFrame,
  trapFrameSize,
  trapTableEntries,
} from '../../src/isa';

function unique<T>(values: readonly T[]): void {
  assert.equal(new Set(values).size, values.length);
}

describe('the tables of Toy32', () => {
  it('give every number and name once', () => {
    unique(instructions.map(row => row.opcode));
    unique([...instructions, ...pseudoInstructions].map(row => row.mnemonic));
    for (const table of [causes, controlRegisters, ports, systemCalls, registers]) {
      unique(table.map(row => row.number));
      unique(table.map(row => row.name));
    }
  });

  it('name only causes that exist as the traps of an instruction', () => {
    const known = new Set(causes.map(cause => cause.name));
    for (const row of instructions)
      for (const trap of row.traps) assert.ok(known.has(trap), `${row.mnemonic}: ${trap}`);
  });

  it('keep every cause inside the trap table', () => {
    for (const cause of causes) assert.ok(cause.number < trapTableEntries, cause.name);
  });

  it('lay the trap frame out as r1–r15, pc, status, cause, value', () => {
    assert.equal(trapFrameSize, 76);
    assert.deepEqual(
      trapFrame.map(field => field.name),
      [...registers.slice(1).map(row => row.name), 'pc', 'status', 'cause', 'value'],
    );
    assert.deepEqual(
      trapFrame.map(field => field.offset),
      trapFrame.map((_, index) => index * 4),
    );
  });

  it('give every example its own mnemonic', () => {
    for (const row of [...instructions, ...pseudoInstructions])
      assert.equal(row.example.split(' ')[0], row.mnemonic);
  });

  it('know a register by both of its names', () => {
    for (const row of registers) {
      assert.equal(registerNumber(row.name), row.number);
      assert.equal(registerNumber(`r${row.number}`), row.number);
    }
    for (const name of ['r16', 'r01', 'x1', 'SP', '']) assert.equal(registerNumber(name), undefined);
  });
});

/** Words decoded by eye from the formats in DESIGN: opcode, digits, and what they say. */
const words: readonly (readonly [number, string, Fields])[] = [
  [0x10456000, 'add', { rd: 4, rs1: 5, rs2: 6 }],
  [0x3045fffc, 'addi', { rd: 4, rs1: 5, imm: -4 }],
  [0x3245ffff, 'andi', { rd: 4, rs1: 5, imm: 0xffff }],
  [0x3f408000, 'lui', { rd: 4, imm: 0x8000 }],
  [0x42420008, 'lw', { rd: 4, rs1: 2, imm: 8 }],
  [0x60ffffff, 'j', { imm: -1 }],
  [0x61000010, 'call', { imm: 16 }],
  [0x50450003, 'beq', { rd: 4, rs1: 5, imm: 3 }],
  [0x72465000, 'cas', { rd: 4, rs1: 6, rs2: 5 }],
  [0x80000000, 'trap', {}],
  [0xc0040000, 'ltt', { rs1: 4 }],
  [0xc3040002, 'wrcr', { rs1: 4, imm: 2 }],
  [0xc4400010, 'in', { rd: 4, imm: 16 }],
];

const edge: Record<OperandKind, readonly (keyof Fields)[]> = {
  rd: ['rd'],
  rs1: ['rs1'],
  rs2: ['rs2'],
  simm: ['imm'],
  uimm: ['imm'],
  shamt: ['imm'],
  mem: ['rs1', 'imm'],
  addr: ['rs1'],
  branch: ['imm'],
  jump: ['imm'],
  cr: ['imm'],
  port: ['imm'],
};

describe('encoder and decoder', () => {
  for (const [word, mnemonic, fields] of words)
    it(`0x${word.toString(16)} is ${mnemonic}`, () => {
      const decoded = decode(word);
      assert.equal(decoded?.instruction.mnemonic, mnemonic);
      assert.deepEqual(
        { rd: decoded.rd, rs1: decoded.rs1, rs2: decoded.rs2, imm: decoded.imm },
        { rd: 0, rs1: 0, rs2: 0, imm: 0, ...fields },
      );
      assert.equal(encode(decoded.instruction, decoded), word);
    });

  it('agree at the edges of every field of every row', () => {
    for (const instruction of instructions) {
      const [low, high] = immediateLimits(instruction) ?? [0, 0];
      for (const register of [0, 1, 15])
        for (const imm of [low, high, 0]) {
          const fields: { -readonly [Name in keyof Fields]: Fields[Name] } = {};
          for (const name of instruction.operands.flatMap(kind => edge[kind]))
            fields[name] = name === 'imm' ? imm : register;
          const decoded = decode(encode(instruction, fields));
          assert.deepEqual(decoded, { instruction, rd: 0, rs1: 0, rs2: 0, imm: 0, ...fields });
        }
    }
  });

  it('refuse an immediate that does not fit', () => {
    for (const instruction of instructions) {
      const [low, high] = immediateLimits(instruction) ?? [0, 0];
      assert.throws(() => encode(instruction, { imm: low - 1 }), RangeError);
      assert.throws(() => encode(instruction, { imm: high + 1 }), RangeError);
    }
  });

  it('call a word illegal whose opcode is unknown or whose unused fields are set', () => {
    for (const word of [
      0, 0xffffffff, 0x10456001, 0x3f418000, 0x80100000, 0x80000001, 0xc1010000, 0x35450020, 0xc3140002,
    ])
      assert.equal(decode(word), undefined, word.toString(16));
  });
});

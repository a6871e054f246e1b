import assert from 'node:assert/strict';
import {
  causeNamed,
  causes,
  controlRegisterNumber,
  controlRegisters,
  decode,
  departs,
  encode,
  type Fields,
  type Flow,
  flowOf,
  immediateLimits,
  instructionNamed,
  instructions,
  maskOf,
  type Mnemonic,
  type OperandKind,
  operandKinds,
  portNumber,
  ports,
  pseudoInstructions,
  registerNumber,
  registers,
  statusBits,
  systemCallRegisters,
  systemCalls,
  targetOf,
  targetWith,
  trapFrame,
  trapFrameOffset,
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

  it('count the bytes that a system call shows by another of its parameters', () => {
    for (const { name, parameters } of systemCalls)
      for (const { shown } of parameters)
        if (shown.as === 'bytes')
          assert.ok(
            parameters.some(row => row.name === shown.length),
            name,
          );
  });

  it('pass no more arguments to a system call than there are registers', () => {
    for (const { name, parameters } of systemCalls)
      assert.ok(parameters.length <= systemCallRegisters.arguments.length, name);
  });

  it('refuse a name that no row has, at the type check', () => {
    // @ts-expect-error: a typo
    assert.throws(() => causeNamed('system-cal'));
    // @ts-expect-error: a typo
    assert.throws(() => portNumber('CONSOLE_DATE'));
    // @ts-expect-error: a typo
    assert.throws(() => controlRegisterNumber('ksb'));
    // @ts-expect-error: a typo
    assert.throws(() => trapFrameOffset('a6'));
    // @ts-expect-error: a typo
    assert.throws(() => maskOf(statusBits, 'USR'));
    // @ts-expect-error: undefined for a text that is no mnemonic
    assert.throws(() => instructionNamed('addd').opcode);
    // @ts-expect-error: undefined for a text that is no register
    const none: number = registerNumber('r16');
    assert.equal(none, undefined);
  });

  it('know a register by both of its names', () => {
    for (const row of registers) {
      assert.equal(registerNumber(row.name), row.number);
      assert.equal(registerNumber(`r${row.number}`), row.number);
    }
    for (const name of ['r16', 'r01', 'x1', 'SP', '']) assert.equal(registerNumber(name), undefined);
  });
});

/** What every row says of itself, by its name. */
const row = (mnemonic: Mnemonic) => instructionNamed(mnemonic);

describe('rows of the instruction table', () => {
  it('say which registers they read and write', () => {
    const of = (mnemonic: Mnemonic) => [row(mnemonic).reads, row(mnemonic).writes];
    assert.deepEqual(of('add'), [['rs1', 'rs2'], ['rd']]);
    assert.deepEqual(of('lui'), [[], ['rd']]);
    assert.deepEqual(of('lw'), [['rs1'], ['rd']]);
    assert.deepEqual(of('sw'), [['rd', 'rs1'], []]);
    assert.deepEqual(of('beq'), [['rd', 'rs1'], []]);
    assert.deepEqual(of('call'), [[], ['ra']]);
    assert.deepEqual(of('cas'), [['rd', 'rs1', 'rs2'], ['rd']]);
    assert.deepEqual(of('out'), [['rs1'], []]);
    assert.deepEqual(row('rett').writes.length, registers.length - 1);
  });

  it('say what they trap on', () => {
    assert.deepEqual(row('div').traps, ['divide-by-zero']);
    assert.deepEqual(row('lb').traps, ['load-page-fault']);
    assert.deepEqual(row('sh').traps, ['misaligned-address', 'store-page-fault']);
    assert.deepEqual(row('xchg').traps, ['misaligned-address', 'store-page-fault']);
    assert.deepEqual(row('jalr').traps, ['misaligned-address']);
    assert.deepEqual(row('j').traps, []);
  });

  it('mention no register that is neither an operand nor one of its own', () => {
    for (const { mnemonic, operands, reads, writes } of instructions) {
      const fields = operands.flatMap(kind => operandKinds[kind].fields);
      for (const place of [...reads, ...writes])
        assert.ok(fields.some(field => field === place) || registerNumber(place) !== undefined, mnemonic);
    }
  });
});

/** A word, how control goes on after it, and its target from the address 0x1000, if the word says it. */
const flows: readonly (readonly [Mnemonic, Fields, Flow, number?])[] = [
  ['add', { rd: 4, rs1: 5, rs2: 6 }, 'next'],
  ['wait', {}, 'next'],
  ['beq', { rd: 4, rs1: 5, imm: -1 }, 'branch', 0xffc],
  ['j', { imm: 2 }, 'jump', 0x1008],
  ['j', { imm: -0x800 }, 'jump', 0xffff_f000],
  ['call', { imm: 16 }, 'call', 0x1040],
  ['jalr', { rd: 1, rs1: 10, imm: 0 }, 'call'],
  ['jalr', { rd: 10, rs1: 11, imm: 0 }, 'call'],
  ['jalr', { rd: 0, rs1: 1, imm: 0 }, 'return'],
  ['jalr', { rd: 0, rs1: 10, imm: 4 }, 'jump'],
  ['trap', {}, 'trap'],
  ['brk', {}, 'trap'],
  ['rett', {}, 'trap-return'],
  ['halt', {}, 'stop'],
];

describe('control flow', () => {
  for (const [mnemonic, fields, flow, target] of flows) {
    const decoded = decode(encode(row(mnemonic), fields))!;
    it(`${mnemonic} ${JSON.stringify(fields)}: ${flow}`, () => {
      assert.equal(flowOf(decoded), flow);
      assert.equal(targetOf(decoded, 0x1000), target);
      assert.equal(
        departs(decoded),
        flow === 'return' || flow === 'trap-return' || (flow === 'jump' && target === undefined),
      );
    });
  }

  it('a computed target is known from the registers', () => {
    const values = new Int32Array(16).fill(0x2000);
    const target = (mnemonic: Mnemonic, fields: Fields) =>
      targetWith(decode(encode(row(mnemonic), fields))!, 0x1000, values);
    assert.equal(target('jalr', { rd: 1, rs1: 10, imm: -8 }), 0x1ff8);
    assert.equal(target('call', { imm: 16 }), 0x1040);
    assert.equal(target('add', {}), undefined);
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

/** Every instruction by itself: what it computes, against BigInt arithmetic where that says it independently. */
import assert from 'node:assert/strict';
import { instructionNamed, instructions, memoryMap } from '../../src/isa';
import { base, machineWith, put, register, setRegisters, tiers, withTier } from './support';

const values = [
  0, 1, 2, 3, 31, 32, 0x7fff, 0x8000, 0xffff, 0x10000, 0x12345678, 0x7fffffff, 0x80000000, 0x80000001,
  0xdeadbeef, 0xfffffffe, 0xffffffff,
];

const signed = (value: bigint) => BigInt.asIntN(32, value);

type Reference = (a: bigint, b: bigint) => bigint | boolean;

/** Operands are unsigned 32-bit values; the result counts modulo 2³². */
const arithmetic = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  sll: (a, b) => a << (b & 31n),
  srl: (a, b) => a >> (b & 31n),
  sra: (a, b) => signed(a) >> (b & 31n),
  slt: (a, b) => signed(a) < signed(b),
  sltu: (a, b) => a < b,
  mul: (a, b) => a * b,
  mulh: (a, b) => (signed(a) * signed(b)) >> 32n,
  mulhu: (a, b) => (a * b) >> 32n,
  div: (a, b) => signed(a) / signed(b),
  divu: (a, b) => a / b,
  rem: (a, b) => signed(a) % signed(b),
  remu: (a, b) => a % b,
} satisfies Readonly<Record<string, Reference>>;

const branches: Readonly<Record<string, (a: bigint, b: bigint) => boolean>> = {
  beq: (a, b) => a === b,
  bne: (a, b) => a !== b,
  blt: (a, b) => signed(a) < signed(b),
  bge: (a, b) => signed(a) >= signed(b),
  bltu: (a, b) => a < b,
  bgeu: (a, b) => a >= b,
};

const immediates: readonly [mnemonic: string, reference: Reference, immediates: readonly number[]][] = [
  ['addi', arithmetic.add, [0, 1, -1, 0x7fff, -0x8000]],
  ['andi', arithmetic.and, [0, 1, 0x8000, 0xffff]],
  ['ori', arithmetic.or, [0, 1, 0x8000, 0xffff]],
  ['xori', arithmetic.xor, [0, 1, 0x8000, 0xffff]],
  ['slli', arithmetic.sll, [0, 1, 16, 31]],
  ['srli', arithmetic.srl, [0, 1, 16, 31]],
  ['srai', arithmetic.sra, [0, 1, 16, 31]],
  ['slti', arithmetic.slt, [0, 1, -1, 0x7fff, -0x8000]],
  ['sltiu', arithmetic.sltu, [0, 1, -1, 0x7fff, -0x8000]],
  ['lui', (_a, b) => b << 16n, [0, 1, 0x8000, 0xffff]],
];
/** A word at RAM + 0x1000, an instruction with its address in a1, and what it does to registers and memory. */
const memory: readonly [
  program: string,
  word: number,
  registers: Record<string, number>,
  after: Record<string, number>,
  wordAfter?: number,
][] = [
  ['lb a0, 0(a1)', 0x80ff7f01, {}, { a0: 1 }],
  ['lb a0, 3(a1)', 0x80ff7f01, {}, { a0: -128 }],
  ['lbu a0, 3(a1)', 0x80ff7f01, {}, { a0: 128 }],
  ['lh a0, 2(a1)', 0x80ff7f01, {}, { a0: 0x80ff - 0x10000 }],
  ['lh a0, 0(a1)', 0x80ff7f01, {}, { a0: 0x7f01 }],
  ['lhu a0, 2(a1)', 0x80ff7f01, {}, { a0: 0x80ff }],
  ['lw a0, 0(a1)', 0x80ff7f01, {}, { a0: 0x80ff7f01 | 0 }],
  ['lw a1, 0(a1)', 0x12345678, {}, { a1: 0x12345678 }],
  ['sb a0, 1(a1)', 0, { a0: 0x12345678 }, {}, 0x7800],
  ['sh a0, 2(a1)', 0, { a0: 0x12345678 }, {}, 0x56780000],
  ['sw a0, 0(a1)', 0xffffffff, { a0: 0x12345678 }, {}, 0x12345678],
  ['sw zero, 0(a1)', 0xffffffff, {}, {}, 0],
  ['xchg a0, a2, (a1)', 5, { a2: 7 }, { a0: 5, a2: 7 }, 7],
  ['xchg a0, a0, (a1)', 5, { a0: 7 }, { a0: 5 }, 7],
  ['fetchadd a0, a2, (a1)', 5, { a2: -7 }, { a0: 5 }, 0xfffffffe],
  ['fetchadd a1, a2, (a1)', 5, { a2: 1 }, { a1: 5 }, 6],
  ['cas a0, a2, (a1)', 5, { a0: 5, a2: 9 }, { a0: 5 }, 9],
  ['cas a0, a2, (a1)', 5, { a0: 4, a2: 9 }, { a0: 5 }, 5],
  ['cas zero, a2, (a1)', 0, { a2: 9 }, { zero: 0 }, 9],
  ['cas zero, a2, (a1)', 5, { a2: 9 }, { zero: 0 }, 5],
];
/** The other instructions that compute: their tests are written out below. */
const writtenOut = ['j', 'call', 'jalr'];

const mnemonicOf = (program: string) => program.split(' ')[0]!;

/** A test for each tier of the engine. */
function inEachTier(mnemonic: string, what: string, action: () => void): void {
  for (const [tier, engine] of Object.entries(tiers))
    it(`${mnemonic} ${what}, ${tier}`, () => withTier(engine, action));
}

function expected(reference: Reference, a: number, b: number): number {
  const result = reference(BigInt(a), BigInt(b));
  return Number(signed(typeof result === 'boolean' ? BigInt(result) : result));
}

describe('machine: instructions', () => {
  it('every row that says what it does has a reference here that does not come from it', () => {
    const references = new Set([
      ...[...Object.keys(arithmetic), ...Object.keys(branches), ...writtenOut],
      ...[...immediates.map(([mnemonic]) => mnemonic), ...memory.map(([program]) => mnemonicOf(program))],
    ]);
    for (const { mnemonic, does } of instructions)
      assert.ok(!does || references.has(mnemonic), `nothing here says what ${mnemonic} computes`);
  });

  for (const [mnemonic, reference] of Object.entries(arithmetic))
    inEachTier(mnemonic, 'computes what BigInt does', () => {
      const machine = machineWith(`${mnemonic} a0, a1, a2`);
      const divides = instructionNamed(mnemonic)?.traps.includes('divide-by-zero');
      for (const a of values)
        for (const b of values) {
          if (b === 0 && divides) continue;
          setRegisters(machine, { a1: a, a2: b });
          machine.pc = base;
          assert.deepEqual(machine.run(1), { reason: 'budget' });
          assert.equal(register(machine, 'a0'), expected(reference, a, b), `${mnemonic} ${a}, ${b}`);
          assert.equal(machine.pc, base + 4);
        }
    });

  for (const [mnemonic, reference, constants] of immediates)
    inEachTier(mnemonic, 'computes what BigInt does', () => {
      for (const constant of constants) {
        const machine = machineWith(
          mnemonic === 'lui' ? `lui a0, ${constant}` : `${mnemonic} a0, a1, ${constant}`,
        );
        for (const a of values) {
          setRegisters(machine, { a1: a });
          machine.pc = base;
          machine.run(1);
          assert.equal(
            register(machine, 'a0'),
            expected(reference, a, constant >>> 0),
            `${mnemonic} ${a}, ${constant}`,
          );
        }
      }
    });

  for (const [mnemonic, reference] of Object.entries(branches))
    inEachTier(mnemonic, 'branches forwards and back', () => {
      for (const offset of [5, -5, 0]) {
        const machine = machineWith('');
        const start = base + 0x100;
        put(machine, start, machineWith(`${mnemonic} a0, a1, ${offset}`).readMemory(base, 4));
        for (const a of values)
          for (const b of values) {
            setRegisters(machine, { a0: a, a1: b });
            machine.pc = start;
            machine.run(1);
            const target = reference(BigInt(a), BigInt(b)) ? start + offset * 4 : start + 4;
            assert.equal(machine.pc, target, `${mnemonic} ${a}, ${b}`);
          }
      }
    });

  for (const [program, word, registers, after, wordAfter] of memory)
    inEachTier(mnemonicOf(program), `(${program}) with the word ${word.toString(16)}`, () => {
      // The second time the translation is cached.
      for (const times of [1, 2]) {
        const machine = machineWith(`${program}\n`.repeat(times));
        for (let time = 0; time < times; time++) {
          put(machine, base + 0x1000, word);
          setRegisters(machine, { a1: base + 0x1000, ...registers });
          assert.deepEqual(machine.run(1), { reason: 'budget' });
        }
        for (const [name, value] of Object.entries(after)) assert.equal(register(machine, name), value, name);
        assert.equal(machine.readWord(base + 0x1000), wordAfter ?? word);
        assert.equal(machine.count, times);
      }
    });

  it('memory offsets are signed and wrap around', () => {
    const machine = machineWith('lw a0, -4(a1)\nsw a0, 0x7fff(a2)');
    put(machine, base + 0xffc, 42);
    setRegisters(machine, { a1: base + 0x1000, a2: base + 0x1001 });
    machine.run(2);
    assert.equal(machine.readWord(base + 0x9000), 42);
  });

  it('j, call and jalr go where they say, and ra is the next instruction', () => {
    const machine = machineWith('j 2\n.word 0\ncall 3\n.word 0\n.word 0\njalr a0, 8(a1)');
    machine.run(1);
    assert.equal(machine.pc, base + 8);
    machine.run(1);
    assert.equal(machine.pc, base + 20);
    assert.equal(register(machine, 'ra') >>> 0, base + 12);
    setRegisters(machine, { a1: base + 0x800 });
    machine.run(1);
    assert.equal(machine.pc, base + 0x808);
    assert.equal(register(machine, 'a0') >>> 0, base + 24);
  });

  it('jalr reads its register before it writes it', () => {
    const machine = machineWith('jalr a0, 4(a0)');
    setRegisters(machine, { a0: base + 0x100 });
    machine.run(1);
    assert.equal(machine.pc, base + 0x104);
    assert.equal(register(machine, 'a0') >>> 0, base + 4);
  });

  const toZero = [
    'add zero, a0, a0',
    'addi zero, a0, 1',
    'lui zero, 1',
    'lw zero, 0(a1)',
    'jalr zero, 0(a1)',
    'div zero, a0, a0',
    'rdcount zero',
    'rdcr zero, ptb',
    'in zero, BOARD_MEMORY',
    'xchg zero, a0, (a1)',
  ];
  for (const program of toZero)
    it(`${program} leaves r0 at 0`, () => {
      const machine = machineWith(program);
      put(machine, base + 0x1000, 77);
      setRegisters(machine, { a0: 5, a1: base + 0x1000 });
      machine.ptb = 2;
      assert.deepEqual(machine.run(1), { reason: 'budget' });
      assert.equal(register(machine, 'zero'), 0);
    });

  it('rdcount and rdcounth read the clock before themselves', () => {
    const machine = machineWith('nop\nrdcount a0\nrdcounth a1');
    machine.run(3);
    assert.equal(register(machine, 'a0'), 1);
    const late = machineWith('rdcount a0\nrdcounth a1');
    late.restore({ ...late.save(), count: 3 * 2 ** 32 + 0xfffffffe });
    late.run(1);
    assert.equal(register(late, 'a0') >>> 0, 0xfffffffe);
    late.run(1);
    assert.equal(register(late, 'a1'), 3);
    assert.equal(late.count, 4 * 2 ** 32);
  });

  it('code runs across pages, in either direction', () => {
    const machine = machineWith('');
    put(machine, base + 0xffc, machineWith('addi a0, a0, 1\nj -2').readMemory(base, 8));
    put(machine, base + 0xff8, machineWith('addi a1, a1, 1').readMemory(base, 4));
    machine.pc = base + 0xffc;
    machine.run(301);
    assert.equal(register(machine, 'a0'), 101);
    assert.equal(register(machine, 'a1'), 100);
    assert.equal(memoryMap.pageSize, 0x1000);
  });
});

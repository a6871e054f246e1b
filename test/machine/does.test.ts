/**
 * What a row of the table says that its instruction does, against what the machine does, and against the plain loop
 * of `bench/plain.ts`, which knows nothing of the table's `does`. All seeds are fixed.
 */
import assert from 'node:assert/strict';
import { PlainMachine } from '../../bench/plain';
import {
  type Instruction,
  type Mnemonic,
  encode,
  immediateLimits,
  instructions,
  operandKinds,
  registerAt,
  registers,
  roles,
} from '../../src/isa';
import { Machine, type MachineState } from '../../src/machine';
import { base, put, randomBits, tiers, trapTable } from './support';

const memory = 2 ** 16;
const code = base + 0x1000;
const data = base + 0x4000;
const stack = base + 0x8000;
const timesEach = 80;
/** The plain loop has no devices but the timer. */
const devices: readonly Mnemonic[] = ['in', 'out'];

// prettier-ignore
const edges = [
  0, 1, 2, 3, 4, 31, 32, 33, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fff_ffff, -1, -2, -4, -32, -0x8000, -0x8000_0000,
  -0x7fff_ffff, code, data, data + 1, data + 2, base + memory - 1, base + memory,
];

type Random = () => number;

const pick = <T>(random: Random, choices: readonly T[]): T => choices[random() % choices.length]!;

function randomValue(random: Random): number {
  const kind = random() % 4;
  if (kind === 0) return random() | 0;
  return kind === 1 ? data + (random() % 64) : pick(random, edges);
}

function randomImmediate(row: Instruction, random: Random): number {
  const [low, high] = immediateLimits(row) ?? [0, 0];
  const inside = [0, 1, -1, 4, -4, 31, low, high, low + (random() % (high - low + 1))];
  return pick(
    random,
    inside.filter(value => value >= low && value <= high),
  );
}

/** A word of the row with random operands, and what its fields are. */
function randomWord(row: Instruction, random: Random) {
  const used = new Set(row.operands.flatMap(kind => operandKinds[kind].fields));
  const field = (name: 'rd' | 'rs1' | 'rs2') => (used.has(name) ? random() & 15 : 0);
  const fields = { rd: field('rd'), rs1: field('rs1'), rs2: field('rs2'), imm: randomImmediate(row, random) };
  return { word: encode(row, fields), fields };
}

/** The machine just before the instruction, with random registers and memory; what it knows of addresses is kept. */
function prepare(machine: Machine, word: number, seed: number): void {
  const random = randomBits(seed);
  machine.pc = code;
  machine.status = machine.ksp = machine.ptb = 0;
  trapTable(machine, {}, base + 0x100, base + 0x2000);
  for (let number = 1; number < 16; number++) machine.registers[number] = randomValue(random);
  machine.registers[roles.stackPointer] = stack;
  for (let at = 0; at < 64; at += 4) put(machine, data + at, randomValue(random) >>> 0);
  put(machine, code, word);
}

function plainCopy(machine: Machine): PlainMachine {
  const plain = new PlainMachine(memory);
  plain.bytes.set(machine.ram);
  plain.registers.set(machine.registers);
  const { pc, status, ttb, ksp, ptb, count } = machine;
  return Object.assign(plain, { pc, status, ttb, ksp, ptb, count });
}

function assertSame(machine: Machine, plain: PlainMachine, what: string): void {
  const state = ({ registers, pc, status, ttb, ksp, ptb, count }: Machine | PlainMachine) => ({
    ...{ registers: [...registers], pc, status, ttb, ksp, ptb, count },
  });
  assert.deepEqual(state(machine), state(plain), what);
  assert.equal(Buffer.compare(plain.bytes, machine.ram), 0, `${what}: memory differs`);
}

/** Runs each random case once; `check` gets the plain machine that has done the same. */
function checkRow(machine: Machine, powerOn: MachineState, row: Instruction): void {
  const random = randomBits(row.opcode);
  machine.restore(powerOn);
  for (let time = 0; time < timesEach; time++) {
    const { word, fields } = randomWord(row, random);
    const seed = random();
    prepare(machine, word, seed);
    const before = [...machine.registers.subarray(0, 16)];
    const plain = plainCopy(machine);
    plain.run(1);
    const stop = machine.run(1);
    const what = `${row.mnemonic} ${JSON.stringify(fields)}, seed ${seed}`;
    if (plain.stopped !== undefined) assert.notEqual(stop.reason, 'budget', what);
    else if (!devices.includes(row.mnemonic)) assertSame(machine, plain, what);
    if (machine.pc !== base + 0x100) assertWritesOnly(machine, row, before, fields, what);
    if (stop.reason !== 'budget' || devices.includes(row.mnemonic)) machine.restore(powerOn);
  }
}

function assertWritesOnly(
  machine: Machine,
  row: Instruction,
  before: readonly number[],
  fields: { rd: number; rs1: number; rs2: number },
  what: string,
): void {
  const written = new Set(row.writes.map(place => registerAt(place, fields)));
  for (const { number, name } of registers)
    if (number === roles.zero || !written.has(number))
      assert.equal(machine.registers[number], before[number], `${what} changes ${name}`);
}

describe('machine: what the table says that an instruction does', () => {
  for (const [tier, engine] of Object.entries(tiers))
    describe(tier, () => {
      const machine = new Machine({ memory, engine });
      const powerOn = machine.save();
      for (const row of instructions)
        it(`${row.mnemonic} does what the plain loop does`, () => checkRow(machine, powerOn, row));
    });
});

/**
 * Random programs in random states: the engine against the plain loop of `bench/plain.ts`, and against itself in
 * other pieces. All seeds are fixed.
 */
import assert from 'node:assert/strict';
import { runEngine, runPlain } from '../../bench/engine';
import { PlainMachine } from '../../bench/plain';
import { type Instruction, controlRegisters, encode, immediateLimits, instructions } from '../../src/isa';
import { Machine } from '../../src/machine';
import { base, bit, digest, identity, mapPages, page, put, randomBits, tiers } from './support';

const memory = 2 ** 18;
/** Pages 0–7 hold code and data, 8–11 the kernel stack, 16 the trap table, 32–39 page tables. */
const workPages = 12;
const tables = base + 32 * page;
const userPages = 6;

type Random = () => number;

/** One of the choices. */
function pick<T>(random: Random, choices: ArrayLike<T>): T {
  return choices[random() % choices.length]!;
}

const tame = instructions.filter(row => !['wait', 'halt', 'ltt', 'in', 'out'].includes(row.mnemonic));
const statusAndKsp = controlRegisters.filter(row => row.name !== 'ptb').map(row => row.number);

/** A word that is an instruction, with offsets that mostly stay near. */
function randomInstruction(random: Random): number {
  const row = pick(random, tame);
  return encode(row, {
    rd: random() & 15,
    rs1: random() & 15,
    rs2: row.format === 'R' ? random() & 15 : 0,
    imm: randomImmediate(row, random),
    ...unused(row),
  });
}

function randomImmediate(row: Instruction, random: Random): number {
  const limits = immediateLimits(row);
  if (!limits) return 0;
  if (row.operands.includes('cr')) return pick(random, [...statusAndKsp, 9]);
  if (row.operands.includes('mem')) return ((random() % 64) - 32) * (random() % 8 ? 4 : 1);
  if (row.operands.includes('branch') || row.operands.includes('jump')) return (random() % 60) - 20;
  return limits[0] + (random() % (limits[1] - limits[0] + 1));
}

/** Zeros for the fields that no operand uses. */
function unused(row: Instruction): { rd?: number; rs1?: number; rs2?: number } {
  const uses = (...kinds: string[]) => row.operands.some(kind => kinds.includes(kind));
  return {
    ...(!uses('rd') && { rd: 0 }),
    ...(!uses('rs1', 'mem', 'addr') && { rs1: 0 }),
    ...(!uses('rs2') && { rs2: 0 }),
  };
}

function randomValue(random: Random): number {
  const kind = random() % 8;
  if (kind < 3) return base + ((random() % (workPages * page)) & (random() % 8 ? -4 : -1));
  if (kind < 5) return (random() % ((userPages + 1) * page)) & (random() % 8 ? -4 : -1);
  return kind === 5 ? random() : kind === 6 ? random() % 64 : (random() % 64) - 64;
}

/** One machine for all of a tier, since making one takes longer than running it. */
let machine = new Machine({ memory });
const powerOn = machine.save();

/** Instructions to choose from. */
const pool = Uint32Array.from({ length: 1 << 14 }, randomPoolWord(randomBits(99)));

function randomPoolWord(random: Random): () => number {
  return () => (random() % 16 ? randomInstruction(random) : random());
}

/** The machine with random code, registers, page permissions, mode and timer. */
function randomize(seed: number): void {
  const random = randomBits(seed);
  machine.restore(powerOn);
  const words = Uint32Array.from({ length: (workPages * page) / 4 }, () => pick(random, pool));
  machine.ram.set(new Uint8Array(words.buffer));
  machine.ttb = base + 16 * page;
  for (let cause = 0; cause < 32; cause++)
    put(machine, machine.ttb + cause * 4, base + ((random() % (4 * page)) & (random() % 16 ? -4 : -1)));
  for (let number = 1; number < 16; number++) machine.registers[number] = randomValue(random);
  machine.registers[2] = base + 12 * page - 4 * (random() % 64);
  machine.ksp = base + 11 * page - 4 * (random() % 64);
  if (random() % 2) machine.ptb = randomTables(random);
  machine.status = random() % 4;
  const user = machine.ptb !== 0 && machine.userMode;
  machine.pc = (user ? page : base) + (((random() % (userPages - 1)) * page) | (random() & 0xffc));
}

/** Page tables for a few user pages and the kernel's, each with bits of its own. */
function randomTables(random: Random): number {
  const user = Array.from({ length: userPages }, (_, index) => [
    (index + 1) * page,
    (base + (random() % 8) * page) | (random() % 4 ? bit.VALID | bit.USER : 0) | (random() & 0x3f),
  ]);
  const kernel = Object.entries(identity(base, workPages, 0)).map(([address, entry]) => [
    address,
    entry | bit.VALID | bit.WRITE | (random() % 8 ? bit.EXECUTE : bit.USER),
  ]);
  const all = {
    ...Object.fromEntries([...user, ...kernel]),
    [base + 16 * page]: (base + 16 * page) | bit.VALID,
  };
  return mapPages(machine, all, tables).ptb;
}

/** The plain machine in the same state. */
function plainCopy(): PlainMachine {
  const plain = new PlainMachine(memory);
  plain.bytes.set(machine.ram);
  plain.registers.set(machine.registers);
  const { pc, status, ttb, ksp, ptb } = machine;
  return Object.assign(plain, { pc, status, ttb, ksp, ptb });
}

function stateOf(machine: Machine | PlainMachine): object {
  const { registers, pc, status, ttb, ksp, ptb, count } = machine;
  return { registers: [...registers], pc, status, ttb, ksp, ptb, count };
}

function compare(seed: number): number {
  randomize(seed);
  const plain = plainCopy();
  for (let time = 0; time < 6; time++) {
    plain.run(150);
    if (plain.stopped && plain.stopped !== 'double fault') break;
    const stop = machine.run(150);
    if (plain.stopped) {
      assert.equal(stop.reason, 'double-fault', `seed ${seed}`);
      break;
    }
    assert.deepEqual(stop, { reason: 'budget' }, `seed ${seed}`);
    assert.deepEqual(stateOf(machine), stateOf(plain), `seed ${seed}`);
    assert.equal(Buffer.compare(plain.bytes, machine.ram), 0, `seed ${seed}: memory differs`);
  }
  return machine.count;
}

for (const [tier, engine] of Object.entries(tiers))
  describe(`machine: random programs, ${tier}`, () => {
    // Compiling takes longer than running: random code changes itself all the time.
    const programs = engine.tier === 'compile' ? 60 : 400;

    before(() => {
      machine = new Machine({ memory, engine });
    });

    it('do what the plain loop does', () => {
      let executed = 0;
      for (let seed = 1; seed <= programs; seed++) executed += compare(seed);
      assert.ok(executed > programs * 250, `only ${executed} instructions were executed`);
    });

    it('the program of the benchmark does what it does in the plain loop', () => {
      const clock = () => 0;
      const expected = runPlain(300_000, clock);
      assert.deepEqual(runEngine(300_000, clock), expected);
      assert.equal(expected.ticks, 29);
    });

    it('of any words in any state never throw, and split anywhere', () => {
      for (let seed = 1; seed <= programs / 3; seed++) {
        const random = randomBits(-seed);
        randomize(seed);
        for (let at = 0; at < machine.ram.length; at += 1 + (random() % 64)) machine.ram[at] = random();
        machine.ptb = random() % 3 ? machine.ptb : random();
        machine.ttb = random() % 3 ? machine.ttb : random();
        const start = machine.save();
        const stop = machine.run(500);
        if (stop.reason === 'budget') assert.equal(machine.count, 500);
        assert.equal(machine.registers[0], 0);
        const expected = digest(machine.save());
        const { count } = machine;
        machine.restore(start);
        while (machine.count < count)
          if (machine.run(Math.min(1 + (random() % 5), count - machine.count)).reason === 'off') break;
        assert.deepEqual(digest(machine.save()), expected, `seed ${seed}`);
      }
    });
  });

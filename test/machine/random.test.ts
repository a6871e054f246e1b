/**
 * Random programs in random states: the engine against the plain loop of `bench/plain.ts`, and against itself in
 * other pieces. All seeds are fixed.
 */
import assert from 'node:assert/strict';
import { runEngine, runPlain } from '../../bench/engine';
import { PlainMachine } from '../../bench/plain';
import { Machine } from '../../src/machine';
import { memory, randomize } from './random-programs';
import { digest, engineSeeds, randomBits, tiers } from './support';

/** One machine for all of a tier, since making one takes longer than running it. */
let machine = new Machine({ memory });
const powerOn = machine.save();

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

/** Goes on as far; its translations hold for one instruction, since the program may change its page tables. */
function runPlainly(plain: PlainMachine, length: number): void {
  for (let executed = 0; executed < length && !plain.stopped; executed++) {
    plain.forget();
    plain.run(1);
  }
}

function start(seed: number): void {
  machine.restore(powerOn);
  randomize(machine, seed, 'plain');
}

function compare(seed: number): number {
  start(seed);
  const plain = plainCopy();
  for (let time = 0; time < 6; time++) {
    runPlainly(plain, 150);
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
    const programs = (engine.tier === 'compile' ? 30 : 200) * engineSeeds;

    before(() => {
      machine = new Machine({ memory, engine });
    });

    it('do what the plain loop does', function () {
      this.timeout(0);
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

    it('of any words in any state never throw, and split anywhere', function () {
      this.timeout(0);
      for (let seed = 1; seed <= programs / 3; seed++) {
        const random = randomBits(-seed);
        start(seed);
        for (let at = 0; at < machine.ram.length; at += 1 + (random() % 64)) machine.ram[at] = random();
        machine.ptb = random() % 3 ? machine.ptb : random();
        machine.ttb = random() % 3 ? machine.ttb : random();
        const before = machine.save();
        const stop = machine.run(500);
        if (stop.reason === 'budget') assert.equal(machine.count, 500);
        assert.equal(machine.registers[0], 0);
        const expected = digest(machine.save());
        const { count } = machine;
        machine.restore(before);
        while (machine.count < count)
          if (machine.run(Math.min(1 + (random() % 5), count - machine.count)).reason === 'off') break;
        assert.deepEqual(digest(machine.save()), expected, `seed ${seed}`);
      }
    });
  });

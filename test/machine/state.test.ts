/**
 * The state of the machine is whole: saved at any instant and restored, everything goes on as it did before. Random
 * programs of instructions, interrupts and all devices, with input at random counts. All seeds are fixed.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Machine } from '../../src/machine';
import { type InputEntry, type MachineEvent, type MachineState, type Stop } from '../../src/machine';
import { Bus } from '../../src/machine/devices/bus';
import { Device, type Host } from '../../src/machine/devices/device';
import { createBus } from '../../src/machine/devices';
import { Memory } from '../../src/machine/memory';
import { follow, randomMachine } from './random-machine';
import { digest, machineWith, randomBits } from './support';

/** What can be seen of a machine from now on, events and output in their order and stops; and then all that it is. */
function observed(machine: Machine, act: () => Stop[]): object {
  const seen: (MachineEvent | number)[] = [];
  machine.observer = event => void seen.push(event);
  machine.console.output = byte => void seen.push(byte);
  const stops = act();
  machine.observer = undefined;
  const hash = createHash('sha1')
    .update(JSON.stringify([seen, stops]))
    .digest('hex');
  return { seen: seen.length, hash, state: digest(machine.save()) };
}

describe('machine: state', () => {
  it('saved at any instant and restored, goes on as it did', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const random = randomBits(seed);
      const machine = randomMachine(seed);
      follow(machine, random() % 4000, seed);
      const saved = machine.save();
      const before = digest(saved);
      const end = machine.count + 3000;
      const goOn = () => observed(machine, () => follow(machine, end, -seed));
      const expected = goOn();
      assert.deepEqual(digest(saved), before, `seed ${seed}: what was saved has changed`);
      machine.restore(saved);
      assert.deepEqual(digest(machine.save()), before, `seed ${seed}: what was saved is not restored`);
      assert.deepEqual(goOn(), expected, `seed ${seed}: it goes on otherwise`);
    }
  });

  it('goes on in another machine that has done something else', () => {
    for (let seed = 1; seed <= 15; seed++) {
      const machine = randomMachine(seed);
      follow(machine, 1500, seed);
      const saved = machine.save();
      const other = randomMachine(seed + 100);
      follow(other, 2000, seed);
      other.restore(saved);
      const goOn = (one: Machine) => observed(one, () => follow(one, 4000, -seed));
      assert.deepEqual(goOn(other), goOn(machine), `seed ${seed}`);
    }
  });

  it('cannot be saved or restored in the midst of an instruction', () => {
    const machine = randomMachine(1);
    const saved = machine.save();
    const errors: unknown[] = [];
    const attempt = (act: () => void) => {
      try {
        act();
      } catch (error) {
        errors.push(error instanceof Error && error.message);
      }
    };
    machine.observer = () => {
      attempt(() => machine.save());
      attempt(() => machine.restore(saved));
      return true;
    };
    assert.equal(machine.run(1000).reason, 'event');
    assert.deepEqual(errors, [
      'a machine cannot be saved while it runs',
      'a machine cannot be restored while it runs',
    ]);
  });
});

/** A bell that counts its rings, in its state as a device should, and beside it. */
class Bell extends Device<{ rings: number; last?: number }> {
  forgotten = 0;

  constructor(host: Host) {
    super(host, { rings: 0 });
  }

  override write(port: number, value: number): void {
    if (value === 0) this.state.rings++;
    if (value === 1) this.forgotten++;
    if (value === 2) this.state.last = port;
  }
}

describe('machine: devices', () => {
  const power = 0x30;
  const host: Host = {
    now: 0,
    memory: new Memory(2 ** 16),
    disk: new Uint8Array(0),
    timer: 0,
    scheduler: 0,
    terminal: false,
    interrupts: [],
    raise: () => {},
    changing: () => {},
    reschedule: () => {},
    transferred: () => {},
    output: () => {},
    inputWanted: () => {},
    powerOff: () => {},
  };

  it('have their state saved and restored without their doing', () => {
    const bell = new Bell(host);
    const bus = new Bus({ ...createBus(host).devices, power: bell });
    bus.write(power, 0);
    const saved = bus.save();
    bus.write(power, 0);
    assert.deepEqual([saved.power, bell.state], [{ rings: 1 }, { rings: 2 }]);
    bus.restore(saved);
    assert.deepEqual(bell.state, { rings: 1 });
  });

  it('cannot keep anything outside of the state that they begin with', () => {
    const bus = new Bus({ ...createBus(host).devices, power: new Bell(host) });
    assert.throws(() => bus.write(power, 1), TypeError);
    assert.throws(() => bus.write(power, 2), TypeError);
  });
});

describe('machine: input played back', () => {
  /** Runs to a count without more input, or until there is nothing to do. */
  function runOn(machine: Machine, end: number, piece: number): void {
    while (machine.count < end) {
      const { reason } = machine.run(Math.min(piece, end - machine.count));
      if (['idle', 'off', 'double-fault'].includes(reason)) return;
    }
  }

  /** From the launch state and the log alone, run in two ways, the machine comes to the same end. */
  function checkPlayed(launch: MachineState, machine: Machine, end: number): void {
    runOn(machine, end, Infinity);
    const expected = digest(machine.save());
    for (const piece of [Infinity, 7]) {
      const played = randomMachine(1);
      played.restore(launch);
      played.playInput(machine.inputLog);
      runOn(played, end, piece);
      assert.deepEqual(digest(played.save()), expected);
    }
  }

  it('makes the same run', () => {
    let waiting = 0;
    for (let seed = 1; seed <= 25; seed++) {
      const machine = randomMachine(seed);
      const launch = machine.save();
      follow(machine, 3000, seed);
      checkPlayed(launch, machine, 4000);
      waiting += machine.inputLog.filter(entry => entry.waiting).length;
    }
    assert.ok(waiting > 100, `only ${waiting} inputs came to a machine that waited`);
  });

  it('makes the same run from the midst of it', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const machine = randomMachine(seed);
      follow(machine, 1000, seed);
      const launch = machine.save();
      follow(machine, 2000, -seed);
      checkPlayed(launch, machine, 2500);
    }
  });

  it('makes the same run where it came during instructions, several at once, and with a stop', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const random = randomBits(seed);
      const machine = randomMachine(seed);
      const launch = machine.save();
      machine.observer = () => {
        for (let times = random() % 4; times > 1; times--) machine.console.input(Uint8Array.of(random()));
        return random() % 2 === 0;
      };
      follow(machine, 2000, seed);
      machine.observer = undefined;
      checkPlayed(launch, machine, 2500);
    }
  });

  it('that does not belong to the run is refused where that shows', () => {
    const logs: readonly [InputEntry, at: number][] = [
      [{ count: 5, end: true }, 10],
      [{ count: 20, end: true, waiting: true }, 21],
      [{ count: 32, end: true }, 32],
    ];
    for (const [entry, at] of logs) {
      const machine = machineWith(
        `li a0, 30\nout TIMER_INTERVAL, a0\n${'nop\n'.repeat(20)}wait\nloop: j loop`,
      );
      machine.run(10);
      machine.playInput([entry]);
      assert.throws(() => machine.run(100), {
        message: `the log of another run: it has something at ${entry.count}, but not as this comes to ${at}`,
      });
    }
  });
});

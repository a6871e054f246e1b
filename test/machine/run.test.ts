/** `run` and what stops it: breakpoints, watchpoints, observers; budgets in any pieces; states saved and restored. */
import assert from 'node:assert/strict';
import { Machine, type MachineEvent, type Watchpoint } from '../../src/machine';
import {
  base,
  digest,
  eventsOf,
  machineWith,
  put,
  randomBits,
  register,
  setRegisters,
  trapTable,
} from './support';
import { toy } from './toy';

/** Counts in a0, stores it, calls and comes back, with a timer that counts in t2: something of everything. */
const busy = `
        addi sp, zero, 0
        li sp, ${base + 0x20000}
        li a1, ${base + 0x4000}
        addi t0, zero, 37
        out TIMER_INTERVAL, t0
        sti
loop:   addi a0, a0, 1
        sw a0, 0(a1)
        lw t1, 0(a1)
        call twice
        andi t0, a0, 15
        bne t0, zero, loop
        out CONSOLE_DATA, a0
        out DISK_COUNT, t0
        out DISK_COMMAND, a2
        wait
        j loop
twice:  add a3, t1, t1
        trap
        ret
`;
const timerHandler = 'lw t2, 44(sp)\naddi t2, t2, 1\nsw t2, 44(sp)\nrett';

function busyMachine(): Machine {
  const machine = machineWith(busy, { disk: new Uint8Array(4096) });
  put(machine, base + 0x800, toy('rett'));
  put(machine, base + 0x900, toy(timerHandler));
  trapTable(machine, { 'timer-interrupt': base + 0x900 }, base + 0x800);
  setRegisters(machine, { a2: 1 });
  return machine;
}

const end = 20_000;

/** Runs to a count, however often something stops it. */
function runTo(machine: Machine, count: number, piece: () => number = () => Infinity): void {
  while (machine.count < count) {
    const stop = machine.run(Math.min(piece(), count - machine.count));
    assert.ok(!['off', 'panic', 'double-fault', 'idle'].includes(stop.reason), JSON.stringify(stop));
  }
}

/** The busy machine at the end of an undisturbed run. */
function undisturbed(): object {
  const machine = busyMachine();
  runTo(machine, end);
  return digest(machine.save());
}

describe('machine: run', () => {
  it('gives the same state whatever the pieces of its budget', () => {
    const expected = undisturbed();
    for (const [seed, longest] of [
      [1, 1],
      [2, 3],
      [3, 50],
      [4, 2000],
    ] as const) {
      const random = randomBits(seed);
      const machine = busyMachine();
      runTo(machine, end, () => 1 + (random() % longest));
      assert.deepEqual(digest(machine.save()), expected, `pieces up to ${longest}`);
    }
  });

  it('continues from a saved state as it would have', () => {
    const expected = undisturbed();
    const random = randomBits(5);
    for (let time = 0; time < 12; time++) {
      const machine = busyMachine();
      runTo(machine, random() % end);
      const saved = machine.save();
      runTo(machine, end);
      const other = busyMachine();
      runTo(other, random() % 1000);
      for (const resumed of [machine, other]) {
        resumed.restore(saved);
        assert.deepEqual(digest(resumed.save()), digest(saved));
        runTo(resumed, end);
        assert.deepEqual(digest(resumed.save()), expected);
      }
    }
  });

  it('the same input at the same counts gives the same run', () => {
    const random = randomBits(6);
    const machine = busyMachine();
    put(machine, base + 0x800, toy('in a4, CONSOLE_DATA\nrett'));
    for (let time = 0; time < 40; time++) {
      runTo(machine, machine.count + (random() % 300));
      if (random() % 2) machine.console.input(Uint8Array.of(random(), random()));
    }
    const replay = busyMachine();
    put(replay, base + 0x800, toy('in a4, CONSOLE_DATA\nrett'));
    for (const entry of machine.inputLog) {
      runTo(replay, entry.count);
      if ('bytes' in entry) replay.console.input(entry.bytes);
    }
    runTo(replay, machine.count);
    assert.deepEqual(digest(replay.save()), digest(machine.save()));
  });

  it('a state does not fit a machine of another size', () => {
    assert.throws(() => new Machine({ memory: 2 ** 21 }).restore(busyMachine().save()), RangeError);
  });

  it('refuses a budget that is no number of instructions', () => {
    for (const budget of [NaN, -1]) assert.throws(() => busyMachine().run(budget), RangeError);
    assert.deepEqual(busyMachine().run(0), { reason: 'budget' });
  });

  it('load clears what the segments do not fill, and refuses addresses outside RAM', () => {
    const machine = machineWith('');
    machine.ram.fill(0xaa);
    const bytes = Uint8Array.of(1, 2);
    machine.load({ entry: base + 8, segments: [{ address: base + 16, bytes, memorySize: 6 }] });
    assert.equal(machine.pc, base + 8);
    assert.deepEqual([...machine.readMemory(base + 15, 8)], [0xaa, 1, 2, 0, 0, 0, 0, 0xaa]);
    for (const address of [0, base - 1, base + 2 ** 20 - 5])
      assert.throws(
        () => machine.load({ entry: base, segments: [{ address, bytes, memorySize: 6 }] }),
        RangeError,
      );
  });

  it('refuses a memory that is no whole number of pages', () => {
    for (const memory of [0, -4096, 4097, 2 ** 31]) assert.throws(() => new Machine({ memory }), RangeError);
    assert.equal(new Machine({}).ram.length, 16 * 2 ** 20);
  });
});

describe('machine: breakpoints', () => {
  const loop = base + 8 * 4;

  it('stop before their instruction, each time it comes', () => {
    const machine = busyMachine();
    machine.setBreakpoint(loop);
    for (let time = 0; time < 5; time++) {
      assert.deepEqual(machine.run(Infinity), { reason: 'breakpoint', address: loop });
      assert.equal(machine.pc, loop);
      assert.equal(register(machine, 'a0'), time);
    }
    machine.clearBreakpoint(loop);
    assert.deepEqual(machine.run(1000), { reason: 'budget' });
    assert.deepEqual([...machine.breakpoints], []);
  });

  it('change neither count nor state', () => {
    const expected = undisturbed();
    const machine = busyMachine();
    for (let address = base; address < base + 0x70; address += 4) machine.setBreakpoint(address);
    machine.setBreakpoint(base + 0x800);
    machine.setBreakpoint(base + 0x904);
    runTo(machine, end);
    assert.deepEqual(digest(machine.save()), expected);
  });

  it('at a budget that ends right before one it is not lost', () => {
    const machine = busyMachine();
    machine.setBreakpoint(loop);
    const count = 8;
    for (const piece of [1, 2, count]) {
      machine.restore(busyMachine().save());
      let stop = machine.run(piece);
      while (stop.reason === 'budget') stop = machine.run(piece);
      assert.deepEqual(stop, { reason: 'breakpoint', address: loop });
      assert.equal(machine.count, count);
    }
  });

  it('do not stop where the run begins, but do when it comes back', () => {
    const machine = machineWith('loop: j loop');
    machine.setBreakpoint(base);
    assert.deepEqual(machine.run(10), { reason: 'breakpoint', address: base });
    assert.equal(machine.count, 1);
    assert.deepEqual(machine.run(1), { reason: 'breakpoint', address: base });
    assert.equal(machine.count, 2);
  });

  it('in the first instruction of a handler stop after the interrupt', () => {
    const machine = busyMachine();
    machine.setBreakpoint(base + 0x900);
    assert.deepEqual(machine.run(1000), { reason: 'breakpoint', address: base + 0x900 });
    assert.equal(machine.pc, base + 0x900);
  });

  for (const [name, address, first] of [
    ['by its time', loop, 0],
    ['by the return from a trap', base + 21 * 4, 1],
  ] as const)
    it(`whose instruction an interrupt puts off, due ${name}, stop once, after it`, () => {
      const machine = busyMachine();
      put(machine, base + 0x800, toy('nop\n'.repeat(9) + 'rett'));
      machine.setBreakpoint(address);
      for (let time = first; time < 500; time++) {
        assert.deepEqual(machine.run(Infinity), { reason: 'breakpoint', address });
        assert.equal(register(machine, 'a0'), time);
      }
    });

  it('at a wait stop once', () => {
    const machine = machineWith('addi a0, zero, 100\nout TIMER_INTERVAL, a0\nwait\nhalt');
    machine.setBreakpoint(base + 8);
    assert.equal(machine.run(1000).reason, 'breakpoint');
    assert.equal(machine.run(50).reason, 'budget');
    assert.equal(machine.run(1000).reason, 'off');
  });

  it('set by an observer hold for the next instruction', () => {
    const machine = machineWith('sti\nltt a0\nnop\nnop');
    machine.observer = () => machine.setBreakpoint(base + 8);
    assert.deepEqual(machine.run(100), { reason: 'breakpoint', address: base + 8 });
    assert.equal(machine.count, 2);
  });

  it('set on code that has been executed hold', () => {
    const machine = machineWith('loop: addi a0, a0, 1\nj loop');
    machine.run(100);
    machine.setBreakpoint(base + 4);
    assert.deepEqual(machine.run(100), { reason: 'breakpoint', address: base + 4 });
  });
});

describe('machine: watchpoints', () => {
  const address = base + 0x4000;
  const cases: readonly [
    title: string,
    program: string,
    watchpoint: Watchpoint,
    access?: 'read' | 'write',
  ][] = [
    ['a store into it', 'sw a0, 0(a1)', { address, length: 4, access: 'write' }, 'write'],
    ['a load from it', 'lw a0, 0(a1)', { address, length: 4, access: 'read' }, 'read'],
    ['a load where stores are watched', 'lw a0, 0(a1)', { address, length: 4, access: 'write' }],
    ['a store where loads are watched', 'sw a0, 0(a1)', { address, length: 4, access: 'read' }],
    ['a load where both are', 'lb a0, 0(a1)', { address, length: 4, access: 'access' }, 'read'],
    ['a byte within it', 'sb a0, 3(a1)', { address, length: 4, access: 'access' }, 'write'],
    ['a byte past it', 'sb a0, 4(a1)', { address, length: 4, access: 'access' }],
    ['a word over it', 'sw a0, 0(a1)', { address: address + 3, length: 1, access: 'write' }, 'write'],
    ['a word before it', 'sw a0, -4(a1)', { address, length: 1, access: 'write' }],
    ['an exchange', 'xchg a0, a2, (a1)', { address, length: 1, access: 'write' }, 'write'],
    ['an exchange, as a load', 'cas a0, a2, (a1)', { address, length: 1, access: 'read' }, 'read'],
    ['a long range', 'sw a0, 0(a1)', { address: base + 0x3000, length: 0x3000, access: 'write' }, 'write'],
    ['the frame of a trap', 'trap', { address: base + 0x20000 - 76, length: 4, access: 'write' }, 'write'],
  ];
  for (const [title, program, watchpoint, access] of cases)
    it(`${title}: ${access ? 'stops' : 'goes on'}`, () => {
      const machine = machineWith(`${program}\n${program}\nnop\nnop`);
      setRegisters(machine, { a1: address, sp: base + 0x20000 });
      trapTable(machine, {}, base + 12);
      machine.run(1);
      machine.pc = base + 4;
      setRegisters(machine, { a0: 0, a1: address, sp: base + 0x20000 });
      machine.setWatchpoint(watchpoint);
      const stop = machine.run(2);
      if (!access) assert.deepEqual(stop, { reason: 'budget' });
      else {
        assert.ok(stop.reason === 'watchpoint');
        assert.deepEqual([stop.watchpoint, stop.access, stop.pc], [watchpoint, access, base + 4]);
        assert.equal(machine.count, 2);
      }
      machine.clearWatchpoint({ ...watchpoint });
      machine.pc = base + 4;
      setRegisters(machine, { a1: address, sp: base + 0x20000 });
      assert.deepEqual(machine.run(2), { reason: 'budget' });
    });

  it('change neither count nor state', () => {
    const expected = undisturbed();
    const machine = busyMachine();
    machine.setWatchpoint({ address, length: 4, access: 'access' });
    machine.setWatchpoint({ address: base + 0x1ffff, length: 1, access: 'write' });
    machine.setWatchpoint({ address: base + 0x20000 - 76, length: 8, access: 'read' });
    runTo(machine, end);
    assert.deepEqual(digest(machine.save()), expected);
  });
});

describe('machine: observers', () => {
  it('change neither count nor state, and see the same events whatever the budget', () => {
    const expected = undisturbed();
    const eventsInPieces = (longest: number): MachineEvent[] => {
      const machine = busyMachine();
      const events = eventsOf(machine);
      runTo(machine, end, () => longest);
      assert.deepEqual(digest(machine.save()), expected);
      return events;
    };
    const whole = eventsInPieces(Infinity);
    assert.ok(whole.length > 1000);
    for (const longest of [1, 7]) assert.deepEqual(eventsInPieces(longest), whole);
  });

  it('that return true stop after the instruction, and miss no event', () => {
    const expected = busyMachine();
    const all = eventsOf(expected);
    runTo(expected, 3000);
    const machine = busyMachine();
    const seen: MachineEvent[] = [];
    const stops: MachineEvent[] = [];
    machine.observer = event => seen.push(event) > 0;
    while (machine.count < 3000) {
      const stop = machine.run(3000 - machine.count);
      if (stop.reason === 'event') stops.push(stop.event);
      else assert.equal(stop.reason, 'budget');
    }
    assert.deepEqual(seen, all);
    assert.ok(stops.length > all.length / 2);
    assert.deepEqual(digest(machine.save()), digest(expected.save()));
  });

  it('are told the order trap, mode, port', () => {
    const machine = machineWith('out CONSOLE_DATA, zero');
    trapTable(machine, {}, base + 0x800);
    machine.status = 1;
    machine.ksp = base + 0x20000;
    put(machine, base + 0x800, toy('in a0, CONSOLE_DATA'));
    const events = eventsOf(machine);
    machine.run(2);
    assert.deepEqual(
      events.map(event => event.kind),
      ['trap', 'mode', 'port'],
    );
    assert.deepEqual(
      events.map(event => event.count),
      [0, 0, 1],
    );
  });
});

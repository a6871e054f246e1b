/** The devices through their ports, and the interrupts they raise, to the instruction. */
import assert from 'node:assert/strict';
import { diskLatency } from '../../src/isa';
import type { Machine, MachineEvent, MachineOptions } from '../../src/machine';
import { base, causeNumber, eventsOf, machineWith, put, register, setRegisters, trapTable } from './support';
import { toy } from './toy';

const stack = base + 0x20000;

/** A machine whose timer, console and disk handlers are given; other traps halt. Interrupts are off at first. */
function withHandlers(
  program: string,
  handlers: Readonly<Record<string, string>>,
  options: MachineOptions = {},
): Machine {
  const machine = machineWith(program, { timer: 777, ...options });
  put(machine, base + 0x800, toy('halt'));
  const addresses: Record<string, number> = {};
  Object.entries(handlers).forEach(([cause, text], index) => {
    addresses[cause] = base + 0x900 + index * 0x100;
    put(machine, addresses[cause], toy(text, addresses[cause]));
  });
  trapTable(machine, addresses, base + 0x800);
  setRegisters(machine, { sp: stack });
  return machine;
}

function traps(events: readonly MachineEvent[]): [count: number, cause: number, pc: number][] {
  return events.flatMap(event =>
    event.kind === 'trap' ? [[event.count, event.cause, event.pc] as [number, number, number]] : [],
  );
}

function patterned(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 9)) & 0xff);
}

describe('machine: timer', () => {
  it('interrupts every N instructions, counted from the write', () => {
    const machine = withHandlers('addi a0, zero, 10\nsti\nout TIMER_INTERVAL, a0\nloop: j loop', {
      'timer-interrupt': 'rett',
    });
    const events = eventsOf(machine);
    machine.run(50);
    const timer = causeNumber('timer-interrupt');
    assert.deepEqual(
      traps(events),
      [13, 23, 33, 43].map(count => [count, timer, base + 16 - 4]),
    );
  });

  it('interrupts where one has been placed too, at the instants beside those of its own', () => {
    const machine = withHandlers(
      'addi a0, zero, 10\nsti\nout TIMER_INTERVAL, a0\nloop: j loop',
      { 'timer-interrupt': 'rett' },
      { interrupts: [1, 14, 17, 30] },
    );
    const events = eventsOf(machine);
    machine.run(35);
    // That of 1 is taken once interrupts are on; at 14 there is one of its own, and two are one.
    assert.deepEqual(
      traps(events).map(([count]) => count),
      [2, 14, 17, 24, 30, 34],
    );
  });

  it('holds its interrupt until interrupts are on', () => {
    const machine = withHandlers(
      'addi a0, zero, 3\nout TIMER_INTERVAL, a0\nnop\nnop\nnop\nnop\nsti\nnop\nnop',
      {
        'timer-interrupt': 'out TIMER_INTERVAL, zero\nrett',
      },
    );
    const events = eventsOf(machine);
    machine.run(9);
    assert.deepEqual(traps(events), [[7, causeNumber('timer-interrupt'), base + 28]]);
    assert.equal(machine.pc, base + 28);
  });

  it('reads its interval, and 0 stops it', () => {
    const machine = withHandlers(
      'addi a0, zero, 5\nout TIMER_INTERVAL, a0\nin a1, TIMER_INTERVAL\nout TIMER_INTERVAL, zero\nsti\nloop: j loop',
      {},
    );
    machine.run(100);
    assert.equal(register(machine, 'a1'), 5);
    assert.equal(machine.pc, base + 20);
  });

  it('an interrupt in user mode comes back there, with interrupts on', () => {
    const machine = withHandlers(
      'addi a0, zero, 4\nout TIMER_INTERVAL, a0\nwrcr status, a1\nloop: addi t0, t0, 1\nj loop',
      {
        'timer-interrupt': 'addi t1, t1, 1\nsw t1, 40(sp)\nrett',
      },
    );
    setRegisters(machine, { a1: 3 });
    machine.ksp = stack;
    machine.run(100);
    assert.equal(machine.ttb, base + 0x30000);
    assert.ok(register(machine, 't1') > 10);
  });
});

describe('machine: wait', () => {
  it('moves the clock to the next deadline, and completes', () => {
    const machine = withHandlers('addi a0, zero, 1000\nout TIMER_INTERVAL, a0\nwait\nnop', {});
    const events = eventsOf(machine);
    assert.deepEqual(machine.run(1003), { reason: 'budget' });
    assert.equal(machine.pc, base + 12);
    assert.equal(machine.count, 1003);
    assert.deepEqual(events.slice(-1), [{ kind: 'wait', count: 2, cpu: 0 }]);
  });

  it('with interrupts on, the interrupt comes after the wait', () => {
    const machine = withHandlers(
      'addi a0, zero, 1000\nout TIMER_INTERVAL, a0\nsti\nwait\nnop\nloop: j loop',
      {
        'timer-interrupt': 'rett',
      },
    );
    const events = eventsOf(machine);
    machine.run(1010);
    assert.deepEqual(traps(events), [[1003, causeNumber('timer-interrupt'), base + 16]]);
  });

  it('completes at once when an interrupt is pending, though interrupts are off', () => {
    const machine = withHandlers('wait\nwait', {});
    machine.console.input(Uint8Array.of(65));
    machine.run(2);
    assert.equal(machine.pc, base + 8);
  });

  it('is idle when nothing is scheduled, and only input wakes it', () => {
    const machine = withHandlers('sti\nwait\nin a0, CONSOLE_DATA\nhalt', { 'console-interrupt': 'rett' });
    assert.deepEqual(machine.run(100), { reason: 'idle' });
    assert.deepEqual(machine.run(100), { reason: 'idle' });
    assert.deepEqual([machine.count, machine.pc], [1, base + 4]);
    machine.console.input(Uint8Array.of(65));
    assert.deepEqual(machine.run(100), { reason: 'off', status: 0 });
    assert.equal(register(machine, 'a0'), 65);
  });

  it('ends with the budget in the midst of sleep', () => {
    const machine = withHandlers('addi a0, zero, 1000\nout TIMER_INTERVAL, a0\nwait\nhalt', {});
    machine.run(500);
    assert.deepEqual([machine.count, machine.pc], [500, base + 8]);
    assert.deepEqual(machine.run(1000), { reason: 'off', status: 0 });
    assert.equal(machine.count, 1004);
  });
});

describe('machine: console', () => {
  it('prints bytes', () => {
    const machine = machineWith(
      'addi a0, zero, 72\nout CONSOLE_DATA, a0\naddi a0, zero, 0x169\nout CONSOLE_DATA, a0',
    );
    const printed: number[] = [];
    machine.console.output = byte => printed.push(byte);
    machine.run(4);
    assert.deepEqual(printed, [72, 0x69]);
  });

  it('gives bytes in order, the end once, and then nothing', () => {
    const machine = machineWith(
      'in a0, CONSOLE_DATA\nin a1, CONSOLE_DATA\nin a2, CONSOLE_DATA\nin a3, CONSOLE_DATA',
    );
    machine.console.input(Uint8Array.of(1, 255));
    machine.console.end();
    machine.run(4);
    assert.deepEqual([...machine.registers].slice(4, 8), [1, 255, 0x100, -1]);
  });

  it('input interrupts, and is logged with its count', () => {
    const machine = withHandlers('sti\nloop: j loop', { 'console-interrupt': 'in a0, CONSOLE_DATA\nrett' });
    const events = eventsOf(machine);
    machine.run(10);
    const bytes = Uint8Array.of(7);
    machine.console.input(bytes);
    bytes[0] = 9;
    machine.run(2);
    machine.console.end();
    machine.console.input(new Uint8Array(0));
    assert.deepEqual(traps(events)[0], [10, causeNumber('console-interrupt'), base + 4]);
    assert.deepEqual(machine.inputLog, [
      { count: 10, bytes: Uint8Array.of(7) },
      { count: 12, end: true },
    ]);
  });

  it('input from the output callback comes after the instruction', () => {
    const machine = withHandlers('sti\nout CONSOLE_DATA, a0\nnop\nloop: j loop', {
      'console-interrupt': 'rett',
    });
    machine.console.output = () => machine.console.input(Uint8Array.of(1));
    const events = eventsOf(machine);
    machine.run(10);
    assert.deepEqual(traps(events), [[2, causeNumber('console-interrupt'), base + 8]]);
    assert.deepEqual(machine.inputLog, [{ count: 2, bytes: Uint8Array.of(1) }]);
  });

  it('is wanted from the write of CONSOLE_WANT to the next input', () => {
    const machine = machineWith('out CONSOLE_WANT, zero\nloop: j loop');
    assert.equal(machine.console.wanted, false);
    assert.deepEqual(machine.run(5), { reason: 'budget' });
    assert.equal(machine.console.wanted, true);
    machine.console.end();
    assert.equal(machine.console.wanted, false);
  });

  it('stopOnInputWanted stops after the write, unless input is there', () => {
    const machine = machineWith(
      'out CONSOLE_WANT, zero\nin a0, CONSOLE_DATA\nout CONSOLE_WANT, zero\nnop\nhalt',
    );
    machine.stopOnInputWanted = true;
    assert.deepEqual(machine.run(100), { reason: 'input' });
    assert.equal(machine.count, 1);
    machine.console.input(Uint8Array.of(1, 2));
    assert.deepEqual(machine.run(100), { reason: 'off', status: 0 });
  });
});

describe('machine: disk', () => {
  const setUp = 'out DISK_SECTOR, a0\nout DISK_COUNT, a1\nout DISK_ADDRESS, a2\nout DISK_COMMAND, a3\n';
  const read = 1;
  const write = 2;

  it('reads sectors into memory when the latency has passed, and interrupts', () => {
    const disk = patterned(512 * 8);
    const machine = withHandlers(
      `${setUp}sti\nloop: in a4, DISK_COMMAND\nj loop`,
      { 'disk-interrupt': 'halt' },
      { disk },
    );
    setRegisters(machine, { a0: 2, a1: 3, a2: base + 0x3ff0, a3: read });
    const events = eventsOf(machine);
    const done = 4 + diskLatency.command + 3 * diskLatency.sector;
    machine.run(done - 1);
    assert.equal(register(machine, 'a4'), 1);
    assert.deepEqual([...machine.readMemory(base + 0x3ff0, 4)], [0, 0, 0, 0]);
    machine.run(1);
    assert.deepEqual(
      traps(events).map(([count, cause]) => [count, cause]),
      [[done, causeNumber('disk-interrupt')]],
    );
    assert.deepEqual(machine.readMemory(base + 0x3ff0, 1536), disk.slice(1024, 1024 + 1536));
    assert.equal(machine.readWord(base + 0x3ff0 + 1536), 0);
  });

  it('writes sectors from memory', () => {
    const disk = patterned(512 * 4);
    const expected = disk.slice();
    expected.set(toy(setUp), 512);
    expected.fill(0, 512 + toy(setUp).length + 4, 1024);
    expected.set(toy('wait'), 512 + toy(setUp).length);
    const machine = withHandlers(`${setUp}wait`, {}, { disk });
    setRegisters(machine, { a0: 1, a1: 1, a2: base, a3: write });
    machine.run(5000);
    assert.deepEqual(machine.disk, expected);
    assert.equal(machine.disk, disk);
  });

  const transfers: readonly [does: string, command: number, access: 'read' | 'write', sees: boolean][] = [
    ['a write of memory', read, 'write', true],
    ['a read of memory', write, 'read', true],
    ['no write where it reads memory', write, 'write', false],
  ];
  for (const [does, command, access, sees] of transfers)
    it(`shows ${does} to watchpoints`, () => {
      const machine = withHandlers(`${setUp}loop: j loop`, {}, { disk: patterned(512 * 4) });
      setRegisters(machine, { a0: 1, a1: 1, a2: base + 0x4000, a3: command });
      const watchpoint = { address: base + 0x4100, length: 4, access };
      machine.setWatchpoint(watchpoint);
      const stop = machine.run(diskLatency.command + diskLatency.sector + 10);
      const seen = {
        reason: 'watchpoint',
        watchpoint,
        address: base + 0x4000,
        size: 512,
        access,
        by: 'disk',
        pc: base + 16,
      };
      assert.deepEqual(stop, sees ? seen : { reason: 'budget' });
    });

  it('says how many sectors it has, and keeps its registers', () => {
    const machine = withHandlers(
      'in a4, DISK_SIZE\nout DISK_SECTOR, a0\nin a5, DISK_SECTOR\nin t0, DISK_COMMAND',
      {},
      { disk: new Uint8Array(512 * 9 + 100) },
    );
    setRegisters(machine, { a0: 0xffffffff });
    machine.run(4);
    assert.deepEqual([...machine.registers].slice(8, 11), [9, -1, 0]);
  });

  const impossible: readonly [
    title: string,
    sector: number,
    count: number,
    address: number,
    command: number,
  ][] = [
    ['a sector past the end', 8, 1, base, read],
    ['sectors that go past the end', 7, 2, base, read],
    ['huge numbers', 0xffffffff, 0xffffffff, base, read],
    ['memory outside RAM', 0, 1, 0x1000, read],
    ['memory that goes past RAM', 0, 2, base + 2 ** 20 - 512, write],
    ['an unknown command', 0, 1, base, 3],
  ];
  for (const [title, sector, count, address, command] of impossible)
    it(`${title}: the command fails with an interrupt, and the next one works`, () => {
      const machine = withHandlers(
        `${setUp}wait\nin a4, DISK_COMMAND\nhalt`,
        {},
        { disk: patterned(512 * 8) },
      );
      setRegisters(machine, { a0: sector, a1: count, a2: address, a3: command });
      machine.run(4);
      const { ram, diskImage } = machine.save();
      assert.deepEqual(machine.run(10000), { reason: 'off', status: 0 });
      assert.equal(register(machine, 'a4'), 2);
      assert.equal(machine.count, 4 + diskLatency.command + 3);
      assert.deepEqual(machine.save().ram, ram);
      assert.deepEqual(machine.save().diskImage, diskImage);
    });

  it('takes no command while it is busy', () => {
    const disk = patterned(512 * 2);
    const machine = withHandlers(
      `${setUp}out DISK_SECTOR, a4\nout DISK_COMMAND, a3\nwait\nhalt`,
      {},
      { disk },
    );
    setRegisters(machine, { a0: 0, a1: 1, a2: base + 0x4000, a3: read, a4: 1 });
    machine.run(10000);
    assert.deepEqual(machine.readMemory(base + 0x4000, 512), disk.slice(0, 512));
    assert.equal(machine.count, 4 + diskLatency.command + diskLatency.sector + 2);
  });

  it('DMA over code is executed as it is now', () => {
    const disk = new Uint8Array(512);
    disk.set(toy(`${setUp}wait\naddi t0, zero, 42\nhalt`));
    const machine = withHandlers(`${setUp}wait\naddi t0, zero, 1\nhalt`, {}, { disk });
    put(machine, base, toy('j 4\nnop\nnop\nnop\naddi t0, zero, 1\nhalt'));
    machine.run(10);
    const again = withHandlers(`${setUp}wait\naddi t0, zero, 1\nhalt`, {}, { disk });
    setRegisters(again, { a1: 1, a2: base, a3: read });
    again.pc = base + 20;
    again.run(1);
    again.pc = base;
    again.run(10000);
    assert.equal(register(machine, 't0'), 1);
    assert.equal(register(again, 't0'), 42);
  });

  it('interrupts come in the order timer, console, disk', () => {
    const machine = withHandlers(
      `${setUp}out TIMER_INTERVAL, a4\nwait\nwait\nsti\nloop: j loop`,
      {
        'timer-interrupt': 'out TIMER_INTERVAL, zero\nrett',
        'console-interrupt': 'rett',
        'disk-interrupt': 'rett',
      },
      { disk: new Uint8Array(512) },
    );
    setRegisters(machine, { a1: 0, a2: base, a3: read, a4: diskLatency.command - 1 });
    const events = eventsOf(machine);
    machine.run(1004);
    machine.console.input(Uint8Array.of(1));
    machine.run(100);
    assert.deepEqual(
      traps(events).map(([, cause]) => cause),
      (['timer-interrupt', 'console-interrupt', 'disk-interrupt'] as const).map(causeNumber),
    );
  });
});

describe('machine: power and board', () => {
  const stops: readonly [program: string, stop: { reason: string; status: number }, status: number][] = [
    ['halt', { reason: 'off', status: 0 }, 0],
    ['out POWER_OFF, a0', { reason: 'off', status: 3 }, 3],
    ['out POWER_PANIC, a0', { reason: 'panic', status: 3 }, 3],
  ];
  for (const [program, stop, status] of stops)
    it(`${program} stops the machine for good`, () => {
      const machine = machineWith(`nop\n${program}\nnop`);
      setRegisters(machine, { a0: 3 });
      const events = eventsOf(machine);
      assert.deepEqual(machine.run(100), stop);
      assert.deepEqual(machine.run(100), stop);
      assert.equal(machine.count, 2);
      const { reason } = stop;
      assert.deepEqual(events.slice(-1), [{ kind: 'stop', count: 1, cpu: 0, reason, status }]);
    });

  it('the board tells the size of RAM and the timer asked for', () => {
    const machine = withHandlers(
      'in a0, BOARD_MEMORY\nin a1, BOARD_TIMER\nin a2, 0x7777\nout 0x7777, a0\nin a3, POWER_OFF\nin t0, BOARD_SCHEDULER',
      {},
    );
    setRegisters(machine, { a2: 5, a3: 5 });
    const events = eventsOf(machine);
    machine.run(5);
    assert.deepEqual([...machine.registers].slice(4, 8), [2 ** 20, 777, 0, 0]);
    assert.deepEqual(events[3], {
      kind: 'port',
      count: 3,
      cpu: 0,
      port: 0x7777,
      write: true,
      value: 2 ** 20,
    });
    assert.deepEqual(events[0], { kind: 'port', count: 0, cpu: 0, port: 0x40, write: false, value: 2 ** 20 });
  });
});

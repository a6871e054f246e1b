/** Random programs of instructions, interrupts and all devices, with input at random counts. All seeds are fixed. */
import assert from 'node:assert/strict';
import { Machine, type Stop } from '../../src/machine';
import { base, put, randomBits, setRegisters, trapTable } from './support';
import { toy } from './toy';

type Random = () => number;

const registers = ['a0', 'a1', 'a2', 'a3', 's0', 's1'];
const devicePorts = 'CONSOLE_DATA CONSOLE_WANT TIMER_INTERVAL DISK_SECTOR DISK_COUNT DISK_COMMAND'.split(' ');
const data = base + 0x4000;

function pick<T>(random: Random, list: readonly T[]): T {
  const chosen = list[random() % list.length];
  assert.ok(chosen !== undefined);
  return chosen;
}

/** One line of a program: a device's register, memory, an interrupt, or arithmetic that makes new numbers. */
function randomLine(random: Random): string {
  const register = () => pick(random, registers);
  const kinds: (() => string)[] = [
    () => `out ${pick(random, devicePorts)}, ${register()}`,
    () => `in ${register()}, ${pick(random, [...devicePorts, 'DISK_SIZE', 'BOARD_TIMER'])}`,
    () => `andi ${register()}, ${register()}, ${pick(random, [1, 3, 7, 63, 511])}`,
    () => `addi ${register()}, ${register()}, ${random() % 100}`,
    () => `sub ${register()}, ${register()}, ${register()}`,
    () => `sw ${register()}, ${(random() % 64) * 4}(t0)`,
    () => `lw ${register()}, ${(random() % 64) * 4}(t0)`,
    () => pick(random, ['sti', 'cli', 'trap', 'wait']),
  ];
  return pick(random, kinds)();
}

/** A loop of such lines, with a handler for all traps that reads the console; no timer is off for long. */
export function randomMachine(seed: number): Machine {
  const random = randomBits(seed);
  const lines = Array.from({ length: 40 }, () => randomLine(random));
  const disk = Uint8Array.from({ length: 4096 }, () => random());
  const machine = new Machine({ memory: 2 ** 17, disk, timer: 50 });
  put(machine, base, toy(['loop:', ...lines, 'out TIMER_INTERVAL, t1', 'j loop'].join('\n')));
  put(machine, base + 0x800, toy('in t2, CONSOLE_DATA\nxor s2, s2, t2\nsw s2, 8(t0)\nrett'));
  trapTable(machine, {}, base + 0x800, base + 0x1000);
  setRegisters(machine, { sp: base + 0x3000, t0: data, t1: 40 + (random() % 400) });
  for (const name of registers) setRegisters(machine, { [name]: random() % 16 });
  put(
    machine,
    data,
    Uint8Array.from({ length: 256 }, () => random() % 4),
  );
  return machine;
}

/** Runs to a count in pieces as the seed says, with input between them. */
export function follow(machine: Machine, end: number, seed: number): Stop[] {
  const random = randomBits(seed);
  const stops: Stop[] = [];
  while (machine.count < end && !isAtEnd(stops)) {
    stops.push(machine.run(Math.min(1 + (random() % 200), end - machine.count)));
    if (stops.at(-1)?.reason === 'idle' || random() % 4 === 0)
      machine.console.input(Uint8Array.from({ length: 1 + (random() % 3) }, () => random()));
  }
  return stops;
}

function isAtEnd(stops: readonly Stop[]): boolean {
  return ['off', 'double-fault'].includes(stops.at(-1)?.reason ?? '');
}

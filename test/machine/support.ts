/** What the tests of the machine share: machines with a program in them, page tables, and states to compare. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  type CauseName,
  type RegisterNumber,
  causeNamed,
  causes,
  memoryMap,
  pageTableBits,
  registerField,
  trapFrame,
} from '../../src/isa';
import {
  type EngineOptions,
  Machine,
  type MachineEvent,
  type MachineOptions,
  type MachineState,
} from '../../src/machine';
import { toy } from './toy';

export const base = memoryMap.ramBase;
export const page = memoryMap.pageSize;

/** PTE bits by name. */
export const bit = {
  VALID: maskOf('VALID'),
  WRITE: maskOf('WRITE'),
  USER: maskOf('USER'),
  EXECUTE: maskOf('EXECUTE'),
  ACCESSED: maskOf('ACCESSED'),
  DIRTY: maskOf('DIRTY'),
};

function maskOf(name: string): number {
  const row = pageTableBits.find(row => row.name === name);
  assert.ok(row, name);
  return 1 << row.bit;
}

export const causeNumber = (name: CauseName): number => causeNamed(name).number;

export const userStatus = 1;
export const interruptStatus = 2;

/** How machines of the tests execute: each tier of the engine. */
export const tiers: Readonly<Record<string, EngineOptions>> = {
  'one at a time': { tier: 'step' },
  interpreted: { tier: 'interpret' },
  compiled: { tier: 'compile', compileAfter: 0 },
};

/** How much the comparisons of the tiers do: `RINGSIDE_ENGINE_SEEDS=100` for more than at each change. */
export const engineSeeds = Number(process.env.RINGSIDE_ENGINE_SEEDS ?? 2);

let engine: EngineOptions | undefined;

/** Has machines execute by this tier meanwhile. */
export function withTier(options: EngineOptions, action: () => void): void {
  engine = options;
  try {
    action();
  } finally {
    engine = undefined;
  }
}

/** A machine with a program at the start of RAM; 1 MiB unless told otherwise. */
export function machineWith(program: string, options: MachineOptions = {}): Machine {
  const machine = new Machine({ memory: 2 ** 20, engine, ...options });
  put(machine, base, toy(program));
  return machine;
}

/** Writes bytes, or one word, at a physical address. */
export function put(machine: Machine, address: number, bytes: Uint8Array | number): void {
  const data = typeof bytes === 'number' ? new Uint8Array(Uint32Array.of(bytes).buffer) : bytes;
  assert.equal(machine.writeMemory(address, data, 0), data.length);
}

/** Sets registers by name. */
export function setRegisters(machine: Machine, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) machine.registers[registerIndex(name)] = value;
}

export function registerIndex(name: string): RegisterNumber {
  return name === 'zero' ? 0 : registerField(trapFrame.findIndex(field => field.name === name) + 1);
}

export { bytesOf } from './toy';

export function register({ registers }: Machine, name: string): number {
  return registers[registerIndex(name)];
}

/** The fields of a trap frame in memory, unsigned. */
export function frameAt(machine: Machine, address: number): Record<string, number> {
  return Object.fromEntries(
    trapFrame.map(field => [field.name, machine.readWord(address + field.offset) ?? NaN]),
  );
}

/** Where the page tables of `mapPages` stand: the directory, then tables in order of first use. */
export const tables = base + 0x40000;

/** Page tables with these entries (virtual page address to PTE). Returns ptb, and the address of each PTE. */
export function mapPages(
  machine: Machine,
  entries: Readonly<Record<number, number>>,
  at = tables,
): { ptb: number; entry: (virtual: number) => number } {
  const directory = new Map<number, number>();
  let free = at + page;
  const entry = (virtual: number) => {
    const table = directory.get(virtual >>> 22);
    assert.ok(table !== undefined, `no table for ${virtual.toString(16)}`);
    return table + ((virtual >>> 12) & 1023) * 4;
  };
  for (const [text, value] of Object.entries(entries)) {
    const virtual = Number(text);
    if (!directory.has(virtual >>> 22)) {
      directory.set(virtual >>> 22, free);
      put(machine, at + (virtual >>> 22) * 4, free | bit.VALID);
      free += page;
    }
    put(machine, entry(virtual), value);
  }
  return { ptb: at | 1, entry };
}

/** Entries that map a range of RAM to itself. */
export function identity(start: number, pages: number, bits: number): Record<number, number> {
  return Object.fromEntries(
    Array.from({ length: pages }, (_, index) => [start + index * page, (start + index * page) | bits]),
  );
}

/** Fills every entry of a trap table; handlers as given by cause name, else `fallback`. Returns its address. */
export function trapTable(
  machine: Machine,
  handlers: Readonly<Record<string, number>>,
  fallback: number,
  at = base + 0x30000,
): number {
  for (let number = 0; number < 32; number++) {
    const name = causes.find(row => row.number === number)?.name ?? '';
    put(machine, at + number * 4, handlers[name] ?? fallback);
  }
  machine.ttb = at;
  return at;
}

/** Collects events from now on. */
export function eventsOf(machine: Machine): MachineEvent[] {
  const events: MachineEvent[] = [];
  machine.observer = event => void events.push(event);
  return events;
}

/** A state as something that deepEqual compares fast, and prints shortly where it differs. */
export function digest(state: MachineState): object {
  const hash = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest('hex');
  return {
    ...state,
    ram: hash(state.ram),
    diskImage: hash(state.diskImage),
  };
}

/** Seeded random numbers (mulberry32): 32 random bits at each call. */
export function randomBits(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let value = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return (value ^ (value >>> 14)) >>> 0;
  };
}

/**
 * Random programs in random states, for any machine: code that is data, in more address spaces than the machine keeps
 * translations for, whose page tables the program itself changes. A seed gives the same one always.
 */
import {
  type Instruction,
  controlRegisters,
  encode,
  immediateLimits,
  instructions,
  ports,
  roles,
} from '../../src/isa';
import type { Machine } from '../../src/machine';
import { base, bit, identity, mapPages, page, put, randomBits } from './support';

export type Random = () => number;

/** RAM of the machine, in bytes. */
export const memory = 2 ** 18;
/** Pages 0–7 hold code and data, 8–11 the kernel stack, 16 the trap table, and those from 20 on page tables. */
const workPages = 12;
const userPages = 6;
const trapTablePage = 16;
/** The handlers of traps start before this address. */
const handlers = base + 4 * page;
const firstTable = 20;
const spaces = 10;
/** Of an address space: the directory, the table of user pages, and the one of the kernel's. */
const tablePages = 3;
const directory = (space: number) => base + (firstTable + tablePages * space) * page;

/** Registers from here on mostly keep their start values, which are addresses, or what the steps below make of them. */
const firstKept = 6;
const scratch = [0, 1, 3, 4, 5];
const stackPointer = roles.stackPointer;
const kept = { transfer: 10, entry: 11, slot: 12, space: 13, other: 14, interval: 15 } as const;

/** One of the choices. */
export function pick<T>(random: Random, choices: ArrayLike<T>): T {
  const chosen = choices[random() % choices.length];
  if (chosen === undefined) throw new Error('there is nothing to choose from');
  return chosen;
}

const numberOf = (name: string): number => {
  const row = [...controlRegisters, ...ports].find(each => each.name === name);
  if (!row) throw new Error(`nothing is called ${name}`);
  return row.number;
};
const timerInterval = numberOf('TIMER_INTERVAL');
const row = (mnemonic: string): Instruction => {
  const found = instructions.find(each => each.mnemonic === mnemonic);
  if (!found) throw new Error(`there is no instruction ${mnemonic}`);
  return found;
};

/** Other devices than the timer, and what ends a run, are for machines alone: the plain loop has none of them. */
const plain = instructions.filter(({ mnemonic }) => !['wait', 'halt', 'ltt', 'in', 'out'].includes(mnemonic));
const all = instructions.filter(({ mnemonic }) => mnemonic !== 'halt');

/** A word that is an instruction, with offsets that mostly stay near. */
function randomInstruction(random: Random, rows: readonly Instruction[]): number {
  const row = pick(random, rows);
  const imm = randomImmediate(row, random);
  const result = random() % 32 ? pick(random, scratch) : random() & 15;
  const place = firstKept + (random() % (kept.transfer - firstKept));
  const isStack = row.mnemonic === 'wrcr' && imm === numberOf('ksp');
  const source = isStack ? stackPointer : isAccess(row) ? place : random() & 15;
  return encode(row, {
    rd: result,
    rs1: random() % 16 ? source : random() & 15,
    rs2: row.format === 'R' ? random() & 15 : 0,
    imm,
    ...unused(row),
  });
}

function randomImmediate(row: Instruction, random: Random): number {
  const limits = immediateLimits(row);
  if (!limits) return 0;
  if (row.operands.includes('cr'))
    return pick(random, random() % 8 ? [numberOf('status'), numberOf('ksp')] : [9]);
  if (row.operands.includes('port')) return pick(random, ports).number;
  if (row.operands.includes('mem')) return ((random() % 64) - 32) * (random() % 8 ? 4 : 1);
  if (row.operands.includes('branch') || row.operands.includes('jump')) return (random() % 60) - 20;
  return limits[0] + (random() % (limits[1] - limits[0] + 1));
}

const isAccess = ({ operands }: Instruction) => operands.includes('mem') || operands.includes('addr');

/** Zeros for the fields that no operand uses. */
function unused(row: Instruction): { rd?: number; rs1?: number; rs2?: number } {
  const uses = (...kinds: string[]) => row.operands.some(kind => kinds.includes(kind));
  return {
    ...(!uses('rd') && { rd: 0 }),
    ...(!uses('rs1', 'mem', 'addr') && { rs1: 0 }),
    ...(!uses('rs2') && { rs2: 0 }),
  };
}

/** What changes an address space: steps that belong together, since each word is chosen alone. */
function randomStep(random: Random): number {
  const change = (register: number, imm: number) => encode(row('addi'), { rd: register, rs1: register, imm });
  const switchSpace = () =>
    encode(row('wrcr'), { rs1: random() % 8 ? kept.space : kept.other, imm: numberOf('ptb') });
  const steps = [
    switchSpace,
    switchSpace,
    switchSpace,
    () => change(kept.space, pick(random, [1, -1]) * tablePages * page),
    () => encode(row('sw'), { rs1: kept.slot, rd: kept.entry, imm: (random() % 16) * 4 }),
    () => change(kept.slot, pick(random, [1, -1]) * pick(random, [4, page, tablePages * page])),
    () => change(kept.entry, pick(random, [page, -page, 2 ** (random() % 6), -(2 ** (random() % 6))])),
    () => encode(row('out'), { rs1: kept.interval, imm: timerInterval }),
    () => encode(row(pick(random, ['sti', 'cli', 'trap'])), {}),
  ];
  return pick(random, steps)();
}

/** A word that has the disk do something, or says what it is to do next. */
function diskStep(random: Random): number {
  const write = (port: string, rs1: number) => encode(row('out'), { rs1, imm: numberOf(port) });
  const steps = [
    () => write('DISK_COMMAND', kept.transfer),
    () => write('DISK_COUNT', kept.transfer),
    () => write('DISK_SECTOR', random() % 8 ? kept.transfer : pick(random, scratch)),
    () => write('DISK_ADDRESS', firstKept + (random() % (kept.transfer - firstKept))),
  ];
  return pick(random, steps)();
}

function randomValue(random: Random): number {
  const kind = random() % 8;
  if (kind < 5) return randomPlace(random);
  return kind === 5 ? random() : kind === 6 ? random() % 64 : (random() % 64) - 64;
}

/** An address for data, often near the end of a page. */
function randomPlace(random: Random): number {
  const pages = random() % 2 ? { start: base, count: workPages } : { start: page, count: userPages };
  const at = random() % 3 ? random() % page : page - (random() % 140);
  return pages.start + (random() % pages.count) * page + (at & (random() % 8 ? -4 : -1));
}

/** Words to choose from: the same for all seeds, since making one takes long. */
function poolOf(
  rows: readonly Instruction[],
  ...steps: readonly ((random: Random) => number)[]
): Uint32Array {
  const random = randomBits(99);
  const word = () => (random() % 3 ? randomInstruction(random, rows) : pick(random, steps)(random));
  return Uint32Array.from({ length: 1 << 14 }, () => (random() % 64 ? word() : random()));
}

const pools = {
  plain: poolOf(plain, randomStep),
  all: poolOf(all, randomStep, randomStep, randomStep, diskStep),
};

/** Gives a machine that has just been made random code, registers, address spaces, mode and timer. */
export function randomize(machine: Machine, seed: number, kind: keyof typeof pools): void {
  const random = randomBits(seed);
  const words = Uint32Array.from({ length: (workPages * page) / 4 }, () => pick(random, pools[kind]));
  put(machine, base, new Uint8Array(words.buffer));
  machine.ttb = base + trapTablePage * page;
  for (let cause = 0; cause < 32; cause++)
    put(
      machine,
      machine.ttb + cause * 4,
      base + ((random() % (handlers - base)) & (random() % 32 ? -4 : -1)),
    );
  for (let number = 1; number < 16; number++)
    machine.registers[number] = number < firstKept ? randomValue(random) : randomPlace(random);
  const start = random() % spaces;
  machine.registers[kept.transfer] = 1 + (random() % 2);
  machine.registers[kept.entry] = randomEntry(random);
  machine.registers[kept.slot] =
    directory(random() % spaces) + page * (random() % tablePages) + 4 * (random() % 8);
  machine.registers[kept.space] = directory(start) | 1;
  machine.registers[kept.other] = pick(random, [0, directory(random() % spaces), directory(start) | 3]);
  machine.registers[kept.interval] = random() % 100;
  machine.registers[stackPointer] = base + 12 * page - 4 * (random() % 64);
  machine.ksp = base + 11 * page - 4 * (random() % 64);
  randomSpaces(machine, random);
  if (random() % 4) machine.ptb = directory(start) | 1;
  machine.status = random() % 4;
  const user = machine.ptb !== 0 && machine.userMode;
  machine.pc = (user ? page : base) + (((random() % (userPages - 1)) * page) | (random() & 0xffc));
}

/** An entry of a page table; now and then of a page that is not in RAM. */
function randomEntry(random: Random): number {
  const frame = random() % 16 ? base + (random() % (memory / page)) * page : random() & -page;
  return frame | (random() & 0x3f) | (random() % 4 ? bit.VALID : 0);
}

/** Page tables for a few user pages, the kernel's, and those of the tables themselves. */
function randomSpaces(machine: Machine, random: Random): void {
  for (let space = 0; space < spaces; space++) {
    const user = Array.from({ length: userPages }, (_, index) => [
      (index + 1) * page,
      (base + (random() % 8) * page) | (random() % 4 ? bit.VALID | bit.USER : 0) | (random() & 0x3f),
    ]);
    const kernel = Object.entries(identity(base, workPages, 0)).map(([address, entry]) => [
      address,
      entry | bit.VALID | bit.WRITE | (Number(address) < handlers || random() % 4 ? bit.EXECUTE : bit.USER),
    ]);
    const tables = identity(base + firstTable * page, spaces * tablePages, bit.VALID | bit.WRITE);
    const trapTable = identity(base + trapTablePage * page, 1, bit.VALID);
    const entries = { ...Object.fromEntries([...user, ...kernel]), ...tables, ...trapTable };
    mapPages(machine, entries as Record<number, number>, directory(space));
    // A table of its own, or one that spaces share.
    if (random() % 4 === 0) put(machine, directory(space), (directory(random() % spaces) + page) | bit.VALID);
  }
}

/**
 * Measures the engine: a program of loops, calls, loads and stores in user mode, with paging and the timer on, in
 * the machine and in a plain decode-and-switch loop. `runEngine` and `runPlain` execute and return what they left.
 */
import { memoryMap } from '../src/isa';
import { Machine } from '../src/machine';
import { toy } from '../test/machine/toy';
import { PlainMachine } from './plain';

const { ramBase, pageSize } = memoryMap;
const memorySize = 2 ** 20;
const userBase = memoryMap.userBase;

/** Text at 0x1000, data at 0x2000–0x4fff, stack below 0x8000. */
const userProgram = `
main:   addi s0, zero, 0
again:  call sieve
        add s0, s0, a0
        addi a0, zero, 12
        call fib
        add s0, s0, a0
        call fill
        call sort
        call hash
        xor s0, s0, a0
        j again

sieve:  addi t0, zero, 0x2000   # clears 2048 flags, strikes out multiples, counts what is left
        addi t1, t0, 2048
clear:  sb zero, 0(t0)
        addi t0, t0, 1
        bltu t0, t1, clear
        addi a0, zero, 0
        addi a1, zero, 2
outer:  addi t0, a1, 0x2000
        lbu t2, 0(t0)
        bne t2, zero, skip
        addi a0, a0, 1
        add t0, t0, a1
        addi t2, zero, 1
strike: bgeu t0, t1, skip
        sb t2, 0(t0)
        add t0, t0, a1
        j strike
skip:   addi a1, a1, 1
        slti t2, a1, 2048
        bne t2, zero, outer
        ret

fib:    slti t0, a0, 2          # with a frame as a compiler makes it
        bne t0, zero, small
        addi sp, sp, -16
        sw ra, 12(sp)
        sw a0, 8(sp)
        addi a0, a0, -1
        call fib
        sw a0, 4(sp)
        lw a0, 8(sp)
        addi a0, a0, -2
        call fib
        lw t0, 4(sp)
        add a0, a0, t0
        lw ra, 12(sp)
        addi sp, sp, 16
small:  ret

fill:   addi a0, zero, 0x3000   # 64 pseudo-random words
        addi a1, a0, 256
        li t1, 1103515245
        addi t0, s0, 1
next:   mul t0, t0, t1
        addi t0, t0, 12345
        srli t2, t0, 8
        sw t2, 0(a0)
        addi a0, a0, 4
        bltu a0, a1, next
        ret

sort:   addi a0, zero, 0x3004   # insertion sort of them
        addi a1, zero, 0x3100
insert: lw t0, 0(a0)
        addi a2, a0, 0
        addi a4, zero, 0x3000
shift:  bgeu a4, a2, place
        lw t1, -4(a2)
        bgeu t0, t1, place
        sw t1, 0(a2)
        addi a2, a2, -4
        j shift
place:  sw t0, 0(a2)
        addi a0, a0, 4
        bltu a0, a1, insert
        ret

hash:   addi a1, zero, 0x3000   # of them as halves and bytes
        addi a2, a1, 256
        addi a0, zero, 0
mix:    lhu t0, 0(a1)
        lb t1, 3(a1)
        slli t2, a0, 5
        srli a3, a0, 27
        or t2, t2, a3
        xor a0, t2, t0
        add a0, a0, t1
        addi a1, a1, 4
        bltu a1, a2, mix
        ret
`;

/** The timer's handler counts ticks; the boot code turns on paging and the timer, and drops to user mode. */
const kernelText = ramBase;
const trapTable = ramBase + pageSize;
const kernelStack = ramBase + 3 * pageSize;
const directory = ramBase + 4 * pageSize;
const lowTable = ramBase + 5 * pageSize;
const highTable = ramBase + 6 * pageSize;
const userMemory = ramBase + 16 * pageSize;
const kernelProgram = `
        li a0, ${trapTable}
        ltt a0
        li a0, ${kernelStack}
        wrcr ksp, a0
        li a0, ${directory + 1}
        wrcr ptb, a0
        addi a0, zero, 10000
        out TIMER_INTERVAL, a0
        li sp, ${kernelStack - 76}
        rett
tick:   li a0, ${trapTable + 256}
        lw a1, 0(a0)
        addi a1, a1, 1
        sw a1, 0(a0)
        rett
`;

/** RAM as the boot code finds it. */
function initialRam(): Uint8Array {
  const ram = new Uint8Array(memorySize);
  const words = new Int32Array(ram.buffer);
  const at = (address: number) => (address - ramBase) / 4;
  const kernel = toy(kernelProgram);
  ram.set(kernel);
  ram.set(toy(userProgram, userBase), userMemory - ramBase + userBase);
  words.fill(kernelText + kernel.length - 24, at(trapTable), at(trapTable) + 32);
  words[at(directory)] = lowTable | 1;
  words[at(directory) + (ramBase >>> 22)] = highTable | 1;
  for (let page = 0; page < 256; page++) words[at(highTable) + page] = (ramBase + page * pageSize) | 0x0b;
  for (let page = 1; page < 8; page++)
    words[at(lowTable) + page] = (userMemory + page * pageSize) | (page === 1 ? 0x0d : 0x07);
  const frame = at(kernelStack - 76);
  words[frame + 1] = 8 * pageSize;
  words[frame + 15] = userBase;
  words[frame + 16] = 3;
  return ram;
}

export interface Measured {
  readonly seconds: number;
  readonly count: number;
  /** r0–r15 at the end: both machines must agree. */
  readonly registers: readonly number[];
  /** Timer interrupts taken. */
  readonly ticks: number;
}

const tickOffset = trapTable + 256 - ramBase;

function ticksIn(ram: Uint8Array): number {
  return new DataView(ram.buffer, ram.byteOffset).getInt32(tickOffset, true);
}

/** `now` is a clock in milliseconds. */
export function runEngine(instructions: number, now: () => number): Measured {
  const machine = new Machine({ memory: memorySize });
  machine.ram.set(initialRam());
  const start = now();
  const stop = machine.run(instructions);
  const seconds = (now() - start) / 1000;
  if (stop.reason !== 'budget') throw new Error(`the engine stopped: ${JSON.stringify(stop)}`);
  return { seconds, count: machine.count, registers: [...machine.registers], ticks: ticksIn(machine.ram) };
}

export function runPlain(instructions: number, now: () => number): Measured {
  const machine = new PlainMachine(memorySize);
  machine.bytes.set(initialRam());
  const start = now();
  machine.run(instructions);
  const seconds = (now() - start) / 1000;
  if (machine.stopped) throw new Error(`the plain loop stopped: ${machine.stopped}`);
  return {
    seconds,
    count: machine.count,
    registers: [...machine.registers],
    ticks: ticksIn(machine.bytes),
  };
}

export interface EngineFigures {
  /** Instructions a second, the best of the rounds. */
  readonly engine: number;
  readonly plain: number;
  readonly ratio: number;
}

/** Runs both in turn, several times, and keeps the best of each: what a busy computer disturbs least. */
export function measureEngine(now: () => number, instructions = 60_000_000, rounds = 5): EngineFigures {
  let engine = 0;
  let plain = 0;
  for (let round = 0; round < rounds; round++) {
    const one = runEngine(instructions, now);
    const other = runPlain(instructions, now);
    if (one.registers.join() !== other.registers.join() || one.ticks !== other.ticks)
      throw new Error(`the engine (${one.registers}) and the plain loop (${other.registers}) disagree`);
    engine = Math.max(engine, instructions / one.seconds);
    plain = Math.max(plain, instructions / other.seconds);
  }
  return { engine, plain, ratio: engine / plain };
}

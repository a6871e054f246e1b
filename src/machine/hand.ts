/** What somebody who debugs sets by hand: it is noted in the input log, and set again when that is played back. */
import type { Cpu } from './cpu';
import type { Bus } from './devices';
import type { HandMade, PhysicalWrite } from './events';
import type { Mmu } from './mmu';

export class Hand {
  /** Where memory is written meanwhile. */
  private writes: PhysicalWrite[] | undefined;
  /** What the devices are told meanwhile. */
  private ports: (readonly [port: number, value: number])[] = [];

  constructor(
    private readonly cpu: Cpu,
    private readonly mmu: Mmu,
    private readonly bus: Pick<Bus, 'write'>,
  ) {}

  /** Does it, and notes what words of the CPU's area and bytes of RAM are others than before. */
  note<Result>(work: () => Result): Result {
    const { state, count, input } = this.cpu;
    const { pc, waiting } = state;
    const before = state.cells.slice(0, state.bytes.length / 4);
    const writes: PhysicalWrite[] = (this.writes = []);
    const ports: (readonly [port: number, value: number])[] = (this.ports = []);
    try {
      return work();
    } finally {
      this.writes = undefined;
      const words = [...before.keys()].flatMap(index =>
        state.cells[index] === before[index] ? [] : [[index, state.cells[index] ?? 0] as const],
      );
      const made = { pc, words, writes, ...(ports.length > 0 && { ports }) };
      if (words.length + writes.length + ports.length > 0) input.note({ made }, count, waiting);
    }
  }

  /** Writes bytes of RAM; returns how many. */
  write(parts: readonly PhysicalWrite[]): number {
    this.writes?.push(...parts);
    let written = 0;
    for (const { place, bytes } of parts) {
      this.mmu.guard.changing(place, bytes.length);
      this.cpu.memory.bytes.set(bytes, place);
      this.mmu.changed(place, bytes.length);
      written += bytes.length;
    }
    return written;
  }

  /** Tells a device something. */
  out(port: number, value: number): void {
    this.ports.push([port, value]);
    this.bus.write(port, value);
  }

  /** The same again. What the CPU has made of its state does not hold afterwards. */
  again({ words, writes, ports = [] }: HandMade): void {
    const { cells } = this.cpu.state;
    for (const [index, value] of words) cells[index] = value;
    this.write(writes);
    for (const [port, value] of ports) this.bus.write(port, value);
  }
}

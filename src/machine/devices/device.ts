/** What a device is: registers behind ports, and perhaps a time at which something happens. */
import type { FinalStop } from '../events';
import type { Memory } from '../memory';

/** What devices find around them, and what they may ask of the machine. */
export interface Host {
  /** The clock after the instruction in progress. */
  readonly now: number;
  readonly memory: Memory;
  /** The disk's contents. */
  readonly disk: Uint8Array;
  /** The timer interval that the kernel should set. */
  readonly timer: number;
  /** Instants of timer interrupts that nobody has to set, in their order. */
  readonly interrupts: readonly number[];
  /** The number of the scheduler that the kernel should take. */
  readonly scheduler: number;
  /** A terminal is at the other end of the console. */
  readonly terminal: boolean;
  /** Latches an interrupt. */
  raise(cause: number): void;
  /** Deadlines have changed. */
  reschedule(): void;
  /** Bytes of RAM, or of the disk, are about to be written by DMA. */
  changing(memory: 'ram' | 'disk', place: number, length: number): void;
  /** DMA has read or written bytes from a place in RAM on. */
  transferred(place: number, length: number, access: 'read' | 'write'): void;
  /** The guest prints a byte. */
  output(byte: number): void;
  /** The guest wants input, and there is none. */
  inputWanted(): void;
  powerOff(stop: Exclude<FinalStop, { reason: 'double-fault' }>): void;
}

/**
 * A device remembers nothing outside of its state: it is made once and then frozen, and its state is saved and
 * restored whole. One without registers to read or write, or without deadlines, leaves those methods as they are.
 */
export abstract class Device<State extends object = object> {
  constructor(
    protected readonly host: Host,
    /** Plain data as at power-on, `Infinity` and `undefined` included; its parts are replaced when it is restored. */
    readonly state: State,
  ) {}

  /** An unsigned value; a port that cannot be read gives 0. */
  read(_port: number): number {
    return 0;
  }

  /** What reading it would give, without any effect of that. */
  look(port: number): number {
    return this.read(port);
  }

  write(_port: number, _value: number): void {}

  /** The clock when it next does something by itself; Infinity: never. */
  due(): number {
    return Infinity;
  }

  /** Called when the clock has reached `due()`. */
  fire(): void {}
}

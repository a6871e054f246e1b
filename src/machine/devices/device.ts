/** What a device is: registers behind ports, and perhaps a time at which something happens. */

export interface Device {
  /** An unsigned value; a port that cannot be read gives 0. */
  read(port: number): number;
  write(port: number, value: number): void;
  /** The clock when it next does something by itself; Infinity: never. */
  due(): number;
  /** Called when the clock has reached `due()`. */
  fire(): void;
}

/** What a device may ask of the machine. */
export interface Host {
  /** The clock after the instruction in progress. */
  readonly now: number;
  /** Latches an interrupt. */
  raise(cause: number): void;
  /** Deadlines have changed. */
  reschedule(): void;
}

/** What the pictures show, as data that any client can draw. */

/** Who acts: the columns of the figures in OSTEP's chapter 6. */
export type ProtocolColumn = 'system' | 'hardware' | 'program';

/**
 * Part of the protocol: booting, the birth of a process, a system call, a fault, an interrupt, the end of a process; or a
 * gap, in which more has come than can be followed.
 */
export type ProtocolPhase = 'boot' | 'run' | 'call' | 'fault' | 'interrupt' | 'end' | 'gap';

/** One act of one of the three. */
export interface ProtocolRow {
  /** The instant at which it begins; going there shows the machine right before it. */
  readonly count: number;
  readonly column: ProtocolColumn;
  /** The process that has the CPU. */
  readonly pid: number;
  /** In the words of the book: `save regs(2 hello) to k-stack(2 hello)`. */
  readonly words: string;
  /** The real names and numbers: `76 bytes at 0xffc2efb4`. */
  readonly numbers?: string;
  /** It belongs to `init`, the idle process or one that has no program yet, and to no step of the phase. */
  readonly aside?: true;
  /** Instructions from here to the next row, and of a CPU that sleeps, the time. */
  readonly cost: number;
}

export type ProtocolCost = Readonly<Record<ProtocolColumn, number>>;

export interface ProtocolSection {
  readonly phase: ProtocolPhase;
  /** `write(1, "hello\n", 6) = 6 by 2 hello` */
  readonly title: string;
  /** In their order; of interrupts that came again and again, those of the first. */
  readonly rows: readonly ProtocolRow[];
  /** Of all its rows, by column. */
  readonly cost: ProtocolCost;
  /** Timer interrupts in a row that changed nothing: how many, where more than one, and the instant of the last. */
  readonly times?: number;
  readonly last?: number;
}

/** The protocol of the run as far as it has changed. Sections are numbered from 0; the first ones of a long run are given up. */
export interface ProtocolBatch {
  /** The number of the first of these sections, which take the place of all from there on. */
  readonly from: number;
  readonly sections: readonly ProtocolSection[];
  /** The machine's clock. */
  readonly count: number;
}

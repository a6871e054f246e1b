/** The signals that end a process, as the bundled kernel's headers define them. */

export interface Signal {
  /** The C constant. */
  readonly name: string;
  readonly number: number;
  /** What a process is killed by, as causes of traps are named. */
  readonly kills: string;
}

export const signals: readonly Signal[] = [
  { name: 'SIGINT', number: 2, kills: 'interrupt-key' },
  { name: 'SIGKILL', number: 9, kills: 'kill' },
  { name: 'SIGTERM', number: 15, kills: 'termination' },
];

/** In a wait status: the low bits have the number of a signal, or with the other bit beside it of a trap cause. */
export const waitStatus = { killedMask: 0x7f, faultBit: 0x80 } as const;

/** The schedulers of the bundled kernel: what the board's register BOARD_SCHEDULER asks for. */

interface SchedulerRow {
  readonly number: number;
  /** As a launch names it; with `_` for `-` it is the kernel's. */
  readonly name: string;
  /** A sentence, with the chapter of OSTEP. */
  readonly summary: string;
}

const rows = [
  { number: 0, name: 'round-robin', summary: 'One after another, a time slice each (chapter 7).' },
  { number: 1, name: 'shortest-first', summary: 'The shortest time to completion first (chapter 7).' },
  { number: 2, name: 'feedback', summary: 'A multi-level feedback queue (chapter 8).' },
  { number: 3, name: 'lottery', summary: 'A lottery, in which a process has tickets (chapter 9).' },
  { number: 4, name: 'stride', summary: 'In proportion to the tickets, without chance (chapter 9).' },
] as const satisfies readonly SchedulerRow[];

export type SchedulerName = (typeof rows)[number]['name'];

export interface Scheduler extends SchedulerRow {
  readonly name: SchedulerName;
}

export const schedulers: readonly Scheduler[] = rows;

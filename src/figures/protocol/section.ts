/** A section while it grows: its rows, what they cost, and what it is about. */
import type { ProtocolCost, ProtocolPhase, ProtocolRow, ProtocolSection } from '../../protocol';

export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** What the title of a section is made of. */
export interface Subject {
  /** What it begins with: a system call as it reads, or the cause of a trap or an interrupt. */
  readonly what: string;
  /** Whose it is: `2 hello`. */
  readonly who: string;
}

export class Section {
  readonly rows: Draft<ProtocolRow>[] = [];
  private lasting: Draft<ProtocolRow> | undefined;
  private readonly cost: Draft<ProtocolCost> = { system: 0, hardware: 0, program: 0 };
  /** Of the system call that it is about. */
  result: string | undefined;
  /** Processes that have begun to run their program in it, and that have ended. */
  readonly started: string[] = [];
  readonly ended: string[] = [];
  /** The first process that lost the CPU, and the last that got it. */
  from: string | undefined;
  to: string | undefined;
  /** The process that it began with is in user mode again. */
  isOver = false;
  private times = 1;
  private last = 0;

  constructor(
    readonly phase: ProtocolPhase,
    readonly subject: Subject = { what: '', who: '' },
  ) {}

  /** `takesTime`: what the CPU does until the next row is part of it. */
  add(row: ProtocolRow, takesTime: boolean): void {
    const added = { ...row };
    this.rows.push(added);
    if (takesTime) this.lasting = added;
  }

  /** What the CPU has done up to then belongs to the last row that takes time. */
  spend(until: number): void {
    const { lasting: row } = this;
    if (!row) return;
    this.cost[row.column] += until - row.count - row.cost;
    row.cost = until - row.count;
  }

  /** A timer interrupt has come and gone, and nothing has changed. */
  get isQuiet(): boolean {
    return this.phase === 'interrupt' && this.isOver && this.from === undefined && this.subject.what === tick;
  }

  /** Takes up another quiet one, of the same process. */
  absorb(other: Section): void {
    this.times += other.times;
    this.last = other.rows[0]?.count ?? this.last;
    for (const column of ['system', 'hardware', 'program'] as const) this.cost[column] += other.cost[column];
  }

  get data(): ProtocolSection {
    const { phase, title, rows, cost, times, last } = this;
    return { phase, title, rows, cost: { ...cost }, ...(times > 1 && { times, last }) };
  }

  private get title(): string {
    const { subject, started, ended } = this;
    switch (this.phase) {
      case 'boot':
        return 'boot';
      case 'run':
        return started.length > 0 ? `run ${started.join(', ')}` : 'a process is made';
      case 'call':
        return `${subject.what}${this.result === undefined ? '' : ` = ${this.result}`} by ${subject.who}`;
      case 'gap':
        return subject.what;
      case 'fault':
        return `${subject.what} of ${subject.who}`;
      case 'interrupt':
        return this.from === undefined
          ? `${subject.what} while ${subject.who} ran`
          : `${subject.what}: ${this.from} → ${this.to}`;
      case 'end':
        return `end of ${[...new Set([subject.who, ...ended])].join(', ')}`;
    }
  }
}

const tick = 'timer interrupt';

/** Keeps events from coming too fast for who follows them: what is beyond that is counted by the machine alone. */
import { type CauseName, causes } from '../../isa';
import { droppedText } from '../../events';
import type { Machine } from '../../machine';

/** Events that may come at once, and how many more each second allows. */
const burst = 4000;
const perSecond = 2000;
/** After too many it goes on when in such a time (milliseconds) fewer traps have come than that allows: each has a return. */
const lull = 500;
const trapsInLull = (perSecond / 2 / 1000) * lull;

/** What has come too fast. */
export interface Missed {
  /** Instants. */
  readonly from: number;
  readonly to: number;
  /** How often each cause has trapped, where it has. */
  readonly traps: readonly (readonly [CauseName, number])[];
  /** Nothing has come but timer interrupts that changed nothing: the process that they interrupted. */
  readonly quietOf?: number;
  /** The instant of the last trap, where it is known. */
  readonly last?: number;
}

/** What has been missed, in words. */
export function missedText({ traps, quietOf }: Missed): string {
  if (quietOf === undefined) return droppedText(traps);
  return `${traps.map(([name, times]) => `${times} × ${name.replaceAll('-', ' ')}`).join(', ')}: nothing changed`;
}

export class Flood {
  private allowance = burst;
  private refilled: number;
  /** Since when too much has come, and the machine's counts of traps then. */
  private since: { readonly from: number; readonly counts: Uint32Array } | undefined;
  /** When it was looked at last, and how many traps there had been. */
  private looked = { at: 0, traps: 0 };

  constructor(
    private readonly machine: Pick<Machine, 'trapCounts' | 'count'>,
    /** Milliseconds. */
    private readonly now: () => number,
  ) {
    this.refilled = now();
  }

  /** Too much comes: nothing is wanted. */
  get isOn(): boolean {
    return this.since !== undefined;
  }

  /** An event comes, at an instant. False: it is one too many. */
  mayTake(instant: number): boolean {
    if (this.since) return false;
    if (this.allowance < 1) this.refill();
    if (this.allowance >= 1) {
      this.allowance--;
      return true;
    }
    this.since = { from: instant, counts: this.machine.trapCounts.slice() };
    this.looked = { at: this.now(), traps: this.traps };
    return false;
  }

  /** Now and then, while the machine runs. True: less comes again. */
  ebbs(): boolean {
    const passed = this.now() - this.looked.at;
    if (!this.since || passed < lull) return false;
    const came = this.traps - this.looked.traps;
    this.looked = { at: this.now(), traps: this.traps };
    return came <= (trapsInLull * passed) / lull;
  }

  /** Events are wanted again. What has been missed, if anything has. */
  end(): Missed | undefined {
    const { since, machine } = this;
    this.since = undefined;
    if (!since) return undefined;
    const traps = causes.flatMap(({ number, name }): [CauseName, number][] => {
      const times = ((machine.trapCounts[number] ?? 0) - (since.counts[number] ?? 0)) >>> 0;
      return times > 0 ? [[name, times]] : [];
    });
    return { from: since.from, to: machine.count, traps };
  }

  private refill(): void {
    const now = this.now();
    this.allowance = Math.min(burst, this.allowance + ((now - this.refilled) * perSecond) / 1000);
    this.refilled = now;
  }

  /** So many have been taken so far. */
  private get traps(): number {
    return this.machine.trapCounts.reduce((sum, times) => sum + times, 0);
  }
}

/** Data breakpoints as watchpoints of the machine, and what they tell when they are hit. */
import type { Machine, Watchpoint } from '../../machine';
import { isKernelAddress } from '../images/modules';
import type { Space } from '../values/space';
import type { Entry } from './table';

type DataEntry = Entry & Required<Pick<Entry, 'data'>>;

const isData = (entry: Entry): entry is DataEntry => entry.data !== undefined;

interface Placed {
  readonly entry: DataEntry;
  readonly watchpoint: Watchpoint;
  /** The kernel reaches user memory at its physical address too. */
  readonly alias: boolean;
}

export interface DataHit {
  readonly entry: Entry;
  /** `was 4, is 5` */
  readonly change: string;
}

const accesses = { read: 'read', write: 'write', readWrite: 'access' } as const;

export class DataPoints {
  private placed: Placed[] = [];
  private readonly before = new Map<number, string>();

  constructor(
    private readonly machine: Machine,
    private readonly spaceOf: (pid: number) => Space | undefined,
    private readonly livePid: () => number,
  ) {}

  place(entries: readonly Entry[]): void {
    for (const { watchpoint } of this.placed) this.machine.clearWatchpoint(watchpoint);
    this.placed = entries.filter(isData).flatMap(entry => (entry.verified ? this.pointsFor(entry) : []));
    for (const { watchpoint } of this.placed) this.machine.setWatchpoint(watchpoint);
    for (const { entry } of this.placed) this.before.set(entry.id, this.bytesOf(entry));
  }

  /** The breakpoints that an access is for: those of the process whose memory it is. */
  hits(watchpoint: Watchpoint): DataHit[] {
    const entries = this.placed.filter(placed => placed.watchpoint === watchpoint && this.isFor(placed));
    return entries.map(({ entry }) => {
      const was = this.before.get(entry.id);
      const is = this.bytesOf(entry);
      this.before.set(entry.id, is);
      return { entry, change: was === is ? `still ${is}` : `was ${was}, is ${is}` };
    });
  }

  private pointsFor(entry: DataEntry): Placed[] {
    const { address, length, access } = entry.data;
    const virtual = { address, length, access: accesses[access] };
    const placed: Placed[] = [{ entry, watchpoint: virtual, alias: false }];
    const physical = isKernelAddress(address) ? undefined : this.space(entry)?.translate(address);
    if (physical !== undefined)
      placed.push({ entry, watchpoint: { ...virtual, address: physical }, alias: true });
    return placed;
  }

  private isFor({ entry, watchpoint, alias }: Placed): boolean {
    const { address, pid } = entry.data;
    if (isKernelAddress(address)) return true;
    if (alias) return this.space(entry)?.translate(address) === watchpoint.address;
    return pid === this.livePid();
  }

  private space({ data }: DataEntry): Space | undefined {
    return this.spaceOf(data.pid ?? this.livePid());
  }

  private bytesOf(entry: DataEntry): string {
    const { address, length } = entry.data;
    const bytes = this.space(entry)?.read(address, Math.min(length, 8));
    if (!bytes) return 'not mapped';
    let value = 0n;
    for (const byte of [...bytes].reverse()) value = (value << 8n) | BigInt(byte);
    return length > 8 ? `0x${value.toString(16)}…` : String(value);
  }
}

/**
 * Where the machine has been: checkpoints with what they need of RAM and disk, from which every instant is reached again
 * by execution. An instant is a value of the clock: after the interrupts and the input that come at it.
 *
 * The _present_ is the instant that execution has come to. While the machine stands before it, in the _past_, it does again
 * what it did: input comes from the log.
 */
import type { Guard } from '../guard';
import type { InputEntry } from '../events';
import type { CoreState, Machine } from '../machine';
import type { Part } from '../parts';
import { memoryMap } from '../../isa';
import { PagePool } from './pool';
import { Versions } from './versions';

const { pageSize } = memoryMap;
/** Bytes that a checkpoint takes without pages, about. */
const checkpointSize = 4000;
const mostCheckpoints = 4000;
/** Pages that may change from one checkpoint to the next; where there are more, it comes later, up to so many times the interval. */
const pagesInTime = 100;
const mostIntervals = 4;

export interface HistoryOptions {
  /** Bytes that old checkpoints may take. */
  readonly budget: number;
  /** Instructions from one checkpoint to the next, as they are made; more where many pages change. */
  readonly interval?: number;
}

interface Checkpoint<Extra> {
  /** Ascends from one to the next; one that comes in between later has a fraction. */
  readonly number: number;
  readonly count: number;
  readonly core: CoreState;
  readonly extra: Extra;
}

/** A memory with its versions, and the pages that have changed since the last checkpoint, or since one was restored. */
interface Kept {
  readonly versions: Versions;
  readonly guard: Guard;
  readonly changed: Set<number>;
}

export class History<Extra> {
  private readonly pool = new PagePool();
  private readonly ram: Kept;
  private readonly disk: Kept;
  /** Oldest first; never empty. */
  private checkpoints: Checkpoint<Extra>[] = [];
  /** The checkpoint that the machine was brought to last; undefined: it is in the present. */
  private restored: Checkpoint<Extra> | undefined;
  private nextNumber = 0;
  private log: readonly InputEntry[] = [];
  private readonly budget: number;
  private readonly interval: number;

  /** `extra`: what the host keeps beside the machine. */
  constructor(
    private readonly machine: Machine,
    private readonly extra: Part<Extra>,
    { budget, interval = 2 ** 22 }: HistoryOptions,
  ) {
    this.budget = budget;
    this.interval = interval;
    const { ram, disk } = machine.guards;
    this.ram = this.keptOf(machine.ram, ram);
    this.disk = this.keptOf(machine.disk, disk);
    for (const { guard } of this.memories) guard.protectAll();
    this.take();
  }

  get first(): number {
    return this.checkpoints[0]?.count ?? 0;
  }

  get present(): number {
    return this.restored ? this.last.count : this.machine.count;
  }

  get isPast(): boolean {
    return this.restored !== undefined;
  }

  /** The instant of the last checkpoint before this one: to go there costs nothing but the pages that differ. */
  before(instant: number): number | undefined {
    return this.checkpoints.filter(({ count }) => count < instant).at(-1)?.count;
  }

  /** Bytes that it takes. */
  get size(): number {
    return this.pool.used + this.checkpoints.length * checkpointSize;
  }

  /** How many instructions may be executed before `keepUp` is to be called. */
  get room(): number {
    return Math.max(1, (this.restored ? this.last.count : this.nextCheckpoint) - this.machine.count);
  }

  /** To be called between two runs: the past ends at the present; in the present, checkpoints are made. */
  keepUp(): void {
    const { machine } = this;
    if (this.restored) {
      if (machine.count >= this.last.count) this.comeToPresent();
    } else if (machine.count >= this.nextCheckpoint) {
      this.take();
      this.thin();
    }
  }

  /**
   * Brings the machine to the last checkpoint from which this instant is reached, or to the first: one at its clock only
   * if all that came then had come.
   */
  back(count: number): void {
    this.leavePresent();
    const before = this.checkpoints.filter(
      checkpoint => checkpoint.count < count || (checkpoint.count === count && this.hasAllInput(checkpoint)),
    );
    this.restore(before.at(-1) ?? this.checkpoints[0] ?? this.last);
  }

  /** False for one that was made right before input, or a change by hand, at its clock. */
  private hasAllInput({ count, core }: Checkpoint<Extra>): boolean {
    const next = this.log[core.inputLog.length];
    return next?.count !== count || next.waiting === true;
  }

  /** In the past, makes a checkpoint of where the machine stands, since somebody looks around here. */
  mark(): void {
    const { machine, restored } = this;
    const index = restored ? this.checkpoints.indexOf(restored) : -1;
    const next = this.checkpoints[index + 1];
    if (!restored || !next || machine.count <= restored.count || machine.count >= next.count) return;
    const checkpoint = this.checkpointHere((restored.number + next.number) / 2);
    this.checkpoints.splice(index + 1, 0, checkpoint);
    for (const { versions, changed } of this.memories)
      versions.insert(checkpoint.number, restored.number, changed);
    this.restored = checkpoint;
    this.settle();
    this.thin();
  }

  /** From here on all is new: what came after is forgotten, and what is to come of a log that is played back. */
  cut(): void {
    this.beginPresent();
    this.machine.playInput(this.machine.inputLog);
  }

  /** False if no byte from a physical address on was written between the checkpoint at an instant and the next one. */
  mayHaveChanged(instant: number, physical: number, length: number): boolean {
    const place = physical - memoryMap.ramBase;
    const checkpoint = this.checkpoints.find(({ count }) => count === instant);
    if (!checkpoint) return true;
    for (let page = Math.floor(place / pageSize); page * pageSize < place + length; page++)
      if (this.ram.versions.changedAfter(page, checkpoint.number)) return true;
    return false;
  }

  private get memories(): readonly Kept[] {
    return [this.ram, this.disk];
  }

  /** When the next checkpoint is due, as things stand: what it costs are the pages that are copied because of it. */
  private get nextCheckpoint(): number {
    const intervals = Math.min(mostIntervals, Math.max(1, this.ram.changed.size / pagesInTime));
    return this.last.count + Math.ceil(this.interval * intervals);
  }

  private get last(): Checkpoint<Extra> {
    const last = this.checkpoints.at(-1);
    if (!last) throw new Error('a history has a checkpoint at its start');
    return last;
  }

  private keptOf(memory: Uint8Array, guard: Guard): Kept {
    const kept = { versions: new Versions(memory, this.pool), guard, changed: new Set<number>() };
    guard.changes = page => {
      kept.changed.add(page);
      // A page that has never changed before is at every checkpoint as it is now.
      if (!this.restored || !kept.versions.at(page, this.restored.number))
        kept.versions.keep(page, this.last.number);
    };
    return kept;
  }

  private take(): void {
    this.checkpoints.push(this.checkpointHere(this.nextNumber++));
    this.settle();
  }

  private checkpointHere(number: number): Checkpoint<Extra> {
    const { machine } = this;
    return { number, count: machine.count, core: machine.saveCore(), extra: this.extra.save() };
  }

  /** Nothing has changed since the checkpoint that the machine stands at. */
  private settle(): void {
    for (const { guard, changed } of this.memories) {
      guard.protect(changed);
      changed.clear();
    }
  }

  /** The present is kept whole, as a checkpoint. */
  private leavePresent(): void {
    if (this.restored) return;
    this.log = this.machine.inputScript;
    this.take();
    this.restored = this.last;
    for (const { versions } of this.memories)
      for (const page of versions.pages) versions.keep(page, this.last.number);
  }

  private comeToPresent(): void {
    this.restore(this.last);
    this.beginPresent();
  }

  /** What the machine does from here on comes after the checkpoint that it was brought to. */
  private beginPresent(): void {
    const { restored } = this;
    if (!restored) return;
    this.checkpoints.length = this.checkpoints.indexOf(restored) + 1;
    for (const { versions, changed } of this.memories) versions.cut(restored.number, changed);
    this.restored = undefined;
  }

  private restore(checkpoint: Checkpoint<Extra>): void {
    const { machine, restored } = this;
    const from = (restored ?? this.last).number;
    const pages: number[] = [];
    for (const kept of this.memories) {
      const { versions, changed } = kept;
      for (const page of versions.pages) {
        const wanted = versions.at(page, checkpoint.number);
        if (!wanted || (versions.at(page, from) === wanted && !changed.has(page))) continue;
        versions.bring(page, wanted);
        if (kept === this.ram) pages.push(page);
      }
    }
    this.settle();
    machine.restoreCore(checkpoint.core, pages);
    machine.playInput(this.log);
    this.restored = checkpoint;
    this.extra.restore(checkpoint.extra);
  }

  /** Gives up checkpoints, the closer to others beside their age the sooner, until the budget holds. */
  private thin(): void {
    while (this.isOverBudget()) {
      const lightest = this.lightest();
      if (lightest === undefined) return;
      this.giveUp(lightest);
    }
  }

  /** The index of the checkpoint to give up next: not of the first, the last two, or the one that the machine stands at. */
  private lightest(): number | undefined {
    const { checkpoints } = this;
    const present = this.last.count;
    let found: { readonly index: number; readonly weight: number } | undefined;
    for (let index = 1; index < checkpoints.length - 2; index++) {
      const before = checkpoints[index - 1];
      const at = checkpoints[index];
      const after = checkpoints[index + 1];
      if (!before || !at || !after || at === this.restored) continue;
      const weight = (after.count - before.count) / (present - at.count);
      if (!found || weight < found.weight) found = { index, weight };
    }
    return found?.index;
  }

  private isOverBudget(): boolean {
    return this.checkpoints.length > mostCheckpoints || this.size > this.budget;
  }

  private giveUp(index: number): void {
    const [before, at] = [this.checkpoints[index - 1], this.checkpoints[index]];
    if (!before || !at) throw new Error(`there is no checkpoint ${index} to give up`);
    for (const { versions } of this.memories) versions.merge(at.number, before.number);
    this.checkpoints.splice(index, 1);
  }
}

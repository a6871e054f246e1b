/** The pages of one memory as they were at checkpoints, which are numbered as they come. */
import { memoryMap } from '../../isa';
import type { PagePool } from './pool';

const { pageSize } = memoryMap;

export interface Version {
  /** The last checkpoint at which the page was so: it changed after it, before the next. */
  checkpoint: number;
  readonly bytes: Uint8Array;
}

/** A page is kept when it changes for the first time after a checkpoint. One that has not changed since is as the memory has it. */
export class Versions {
  /** By page, oldest first. */
  private readonly lists = new Map<number, Version[]>();
  /** By checkpoint, the pages that have a version of it. */
  private readonly keptAt = new Map<number, number[]>();

  constructor(
    private readonly memory: Uint8Array,
    private readonly pool: PagePool,
  ) {}

  /** The pages that have ever changed since the first checkpoint. */
  get pages(): Iterable<number> {
    return this.lists.keys();
  }

  /** What the page holds is what it was at a checkpoint, the last one there is. */
  keep(page: number, checkpoint: number): void {
    const list = this.lists.get(page) ?? [];
    if (list.length === 0) this.lists.set(page, list);
    if (list.at(-1)?.checkpoint === checkpoint) return;
    const start = page * pageSize;
    list.push({ checkpoint, bytes: this.pool.copy(this.memory.subarray(start, start + pageSize)) });
    this.noteKept(page, checkpoint);
  }

  /** What a page was at a checkpoint; undefined: it has not changed since. */
  at(page: number, checkpoint: number): Version | undefined {
    const list = this.lists.get(page) ?? [];
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle]?.checkpoint ?? 0) >= checkpoint) high = middle;
      else low = middle + 1;
    }
    return list[low];
  }

  /** Whether a page changed between a checkpoint and the next. */
  changedAfter(page: number, checkpoint: number): boolean {
    return this.at(page, checkpoint)?.checkpoint === checkpoint;
  }

  /** A checkpoint is given up: what the pages were then, they were at the one before it too, unless that has its own. */
  merge(checkpoint: number, before: number): void {
    for (const page of this.keptAt.get(checkpoint) ?? []) {
      const list = this.lists.get(page) ?? [];
      const index = list.findIndex(version => version.checkpoint === checkpoint);
      const version = list[index];
      if (!version) continue;
      if (list[index - 1]?.checkpoint === before) this.drop(list, index);
      else {
        version.checkpoint = before;
        this.noteKept(page, before);
      }
    }
    this.keptAt.delete(checkpoint);
  }

  /** Nothing after a checkpoint is known any more; of the pages that have changed since, what they were then is. */
  cut(checkpoint: number, changed: ReadonlySet<number>): void {
    for (const [page, list] of this.lists) {
      const index = list.findIndex(version => version.checkpoint >= checkpoint);
      const then = list[index];
      if (!then) continue;
      while (list.length > index + 1) this.drop(list, list.length - 1);
      if (!changed.has(page)) this.drop(list, index);
      else if (then.checkpoint !== checkpoint) {
        then.checkpoint = checkpoint;
        this.noteKept(page, checkpoint);
      }
    }
    for (const kept of [...this.keptAt.keys()]) if (kept > checkpoint) this.keptAt.delete(kept);
  }

  /** Makes a page what it was. */
  bring(page: number, { bytes }: Version): void {
    this.memory.set(bytes, page * pageSize);
  }

  private noteKept(page: number, checkpoint: number): void {
    const kept = this.keptAt.get(checkpoint);
    if (kept) kept.push(page);
    else this.keptAt.set(checkpoint, [page]);
  }

  private drop(list: Version[], index: number): void {
    for (const { bytes } of list.splice(index, 1)) this.pool.release(bytes);
  }
}

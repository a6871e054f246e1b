/** The kernel's cache of disk blocks, its array `buffers`; empty of a kernel that has another one. */
import type { Session } from '../../session';
import { lazily } from '../../source';
import { kernelTable } from './kernel-table';

/** A block that is in memory. */
export interface CachedBlock {
  readonly block: number;
  /** It is newer than what the disk has. */
  readonly isChanged: boolean;
  /** The address of its bytes. */
  readonly data: number;
}

export class BufferCache {
  private readonly buffers = lazily(() =>
    kernelTable(this.system, 'buffers', ['block', 'valid', 'changed', 'data']),
  );

  constructor(private readonly system: Session) {}

  get all(): CachedBlock[] {
    const table = this.buffers();
    if (!table) return [];
    const { word } = this.system.view;
    const { start, end, size, offsets } = table;
    const blocks: CachedBlock[] = [];
    for (let at = start; at < end; at += size)
      if (word(at + offsets.valid) !== 0)
        blocks.push({
          block: word(at + offsets.block),
          isChanged: word(at + offsets.changed) !== 0,
          data: at + offsets.data,
        });
    return blocks;
  }
}

/** The journal as the kernel finds it at its next start: a transaction that was written whole is done. */
import { readRecord, recordSize } from '../image';
import * as vsfs from './layout';

export interface Recovered {
  /** As it is once the transaction is done; the same image where there is none. */
  readonly image: Uint8Array;
  /** Blocks that the transaction changes. */
  readonly blocks: number;
  readonly problem?: string;
}

/** The journal begins at a block that lies on the disk, with all that belongs to it. */
export function recover(image: Uint8Array, journal: number): Recovered {
  const at = journal * vsfs.blockSize;
  const view = new DataView(image.buffer, image.byteOffset + at, recordSize(vsfs.journalFields));
  const { magic, count, blocks } = readRecord(vsfs.journalFields, view, 0);
  const problem = (text: string) => ({ image, blocks: 0, problem: `the journal ${text}` });
  if (magic !== vsfs.journalMagic) return problem(`has the magic number 0x${magic.toString(16)}`);
  if (count > vsfs.journalBlocks) return problem(`says ${count} blocks, it has ${vsfs.journalBlocks}`);
  const homes = blocks.slice(0, count);
  const astray = homes.find(home => (home + 1) * vsfs.blockSize > image.length);
  if (astray !== undefined) return problem(`has block ${astray}, which is not on the disk`);
  if (count === 0) return { image, blocks: 0 };
  const done = image.slice();
  for (const [i, home] of homes.entries()) {
    const from = (journal + 1 + i) * vsfs.blockSize;
    done.copyWithin(home * vsfs.blockSize, from, from + vsfs.blockSize);
  }
  return { image: done, blocks: count };
}

/** What the blocks of a disk are for. */
import { type BlockUse, blockUses } from '../../boot';

/** `data of /bin/sh`, `inode table` */
export function blockText({ kind, inode, path }: BlockUse): string {
  const whose = inode === undefined ? '' : ` of ${path ?? `inode ${inode}, which has no name`}`;
  return `${kind}${whose}`;
}

/** Remembers what the disk was like: all of it is read again only where another byte is there. */
export class DiskUses {
  /** As of the last look, by block; another list where something has changed. */
  now: readonly BlockUse[] = [];
  private seen = new Uint8Array(0);

  look(disk: Uint8Array): void {
    if (isSame(disk, this.seen)) return;
    this.seen = disk.slice();
    this.now = blockUses(this.seen);
  }
}

/** Word by word. */
function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  const words = (bytes: Uint8Array) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  const [left, right] = [words(a), words(b)];
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false;
  return true;
}

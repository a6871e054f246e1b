/** The disk as the picture *System* has it: what each block is for, and what the kernel's buffer cache has of it. */
import { type BlockUse, blockUses, vsfs } from '../../boot';
import { memoryMap } from '../../isa';
import type { SystemBlocks, SystemDiskCommand } from '../../protocol';
import type { Session } from '../../session';
import { BufferCache } from '../buffer-cache';

const { blockSize } = vsfs;
const sectorsPerBlock = blockSize / memoryMap.sectorSize;

type Cached = NonNullable<SystemBlocks['cached']>;

export class DiskBlocks {
  private readonly cache: BufferCache;
  /** What the disk was like when its blocks were looked at last. */
  private seen = new Uint8Array(0);
  private uses: readonly BlockUse[] = [];

  constructor(private readonly system: Session) {
    this.cache = new BufferCache(system);
  }

  get all(): SystemBlocks[] {
    this.look();
    const cached = this.cached;
    const runs: SystemBlocks[] = [];
    for (const [block, { kind, inode, path }] of this.uses.entries()) {
      const state = cached.get(block);
      const last = runs.at(-1);
      if (last?.kind === kind && last.inode === inode && last.cached === state)
        runs[runs.length - 1] = { ...last, count: last.count + 1 };
      else
        runs.push({
          from: block,
          count: 1,
          kind,
          ...(inode !== undefined && { inode }),
          ...(path !== undefined && { path }),
          ...(state && { cached: state }),
        });
    }
    return runs;
  }

  /** With what its first block is for. */
  described(command: SystemDiskCommand): SystemDiskCommand {
    const use = this.uses[Math.floor(command.sector / sectorsPerBlock)];
    return use ? { ...command, what: blockText(use) } : command;
  }

  /** The kernel's buffer cache, by block; nothing of a kernel that has another one. */
  private get cached(): ReadonlyMap<number, Cached> {
    return new Map(this.cache.all.map(({ block, isChanged }) => [block, isChanged ? 'changed' : 'clean']));
  }

  /** All of it is read again only where another byte stands on the disk. */
  private look(): void {
    const { disk } = this.system.machine;
    if (isSame(disk, this.seen)) return;
    this.seen = disk.slice();
    this.uses = blockUses(this.seen);
  }
}

/** `data of /bin/sh`, `inode table` */
export function blockText({ kind, inode, path }: BlockUse): string {
  const whose = inode === undefined ? '' : ` of ${path ?? `inode ${inode}, which has no name`}`;
  return `${kind}${whose}`;
}

/** Word by word. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  const words = (bytes: Uint8Array) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  const [left, right] = [words(a), words(b)];
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false;
  return true;
}

/** The disk as the picture *System* has it: what each block is for, and what the kernel's buffer cache has of it. */
import { vsfs } from '../../boot';
import { memoryMap } from '../../isa';
import type { SystemBlocks, SystemDiskCommand } from '../../protocol';
import type { Session } from '../../session';
import { BufferCache } from '../disk/buffer-cache';
import { DiskUses, blockText } from '../disk/uses';

const { blockSize } = vsfs;
const sectorsPerBlock = blockSize / memoryMap.sectorSize;

type Cached = NonNullable<SystemBlocks['cached']>;

export class DiskBlocks {
  private readonly cache: BufferCache;
  private readonly uses = new DiskUses();

  constructor(private readonly system: Session) {
    this.cache = new BufferCache(system);
  }

  get all(): SystemBlocks[] {
    this.uses.look(this.system.machine.disk);
    const cached = this.cached;
    const runs: SystemBlocks[] = [];
    for (const [block, { kind, inode, path }] of this.uses.now.entries()) {
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
    const use = this.uses.now[Math.floor(command.sector / sectorsPerBlock)];
    return use ? { ...command, what: blockText(use) } : command;
  }

  /** The kernel's buffer cache, by block; nothing of a kernel that has another one. */
  private get cached(): ReadonlyMap<number, Cached> {
    return new Map(this.cache.all.map(({ block, isChanged }) => [block, isChanged ? 'changed' : 'clean']));
  }
}

/** The disk as the picture *System* has it: what each block is for, and what the kernel's buffer cache has of it. */
import { type BlockUse, blockUses, vsfs } from '../../boot';
import { globalsOf } from '../../events';
import { memberNamed, sizeOf } from '../../image';
import { memoryMap } from '../../isa';
import type { SystemBlocks, SystemDiskCommand } from '../../protocol';
import type { Session } from '../../session';
import { lazily } from '../../source';

const { blockSize } = vsfs;
const sectorsPerBlock = blockSize / memoryMap.sectorSize;

/** An entry of the kernel's buffer cache: addresses of its members. */
interface Buffer {
  readonly block: number;
  readonly valid: number;
  readonly changed: number;
}

type Cached = NonNullable<SystemBlocks['cached']>;

export class DiskBlocks {
  private readonly buffers: () => readonly Buffer[];
  /** What the disk was like when its blocks were looked at last. */
  private seen = new Uint8Array(0);
  private uses: readonly BlockUse[] = [];

  constructor(private readonly system: Session) {
    this.buffers = lazily(() => buffersOf(system));
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
    if (!use) return command;
    const { kind, inode, path } = use;
    const whose = inode === undefined ? '' : ` of ${path ?? `inode ${inode}, which has no name`}`;
    return { ...command, what: `${kind}${whose}` };
  }

  /** The kernel's buffer cache, by block; nothing of a kernel that has another one. */
  private get cached(): ReadonlyMap<number, Cached> {
    const { word } = this.system.view;
    return new Map(
      this.buffers()
        .filter(({ valid }) => word(valid) !== 0)
        .map(({ block, changed }) => [word(block), word(changed) === 0 ? 'clean' : 'changed']),
    );
  }

  /** All of it is read again only where another byte stands on the disk. */
  private look(): void {
    const { disk } = this.system.machine;
    if (isSame(disk, this.seen)) return;
    this.seen = disk.slice();
    this.uses = blockUses(this.seen);
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

/** The array `buffers` of the kernel, by its debug information. */
function buffersOf({ kernel }: Session): readonly Buffer[] {
  const array = globalsOf(kernel).find(({ name, type }) => name === 'buffers' && type.kind === 'array');
  if (array?.type.kind !== 'array' || array.type.element.kind !== 'record') return [];
  const { element } = array.type;
  const offset = (name: string) => memberNamed(element.definition, name)?.offset;
  const [block, valid, changed] = [offset('block'), offset('valid'), offset('changed')];
  if (block === undefined || valid === undefined || changed === undefined) return [];
  const size = sizeOf(element);
  return Array.from({ length: Math.floor(sizeOf(array.type) / size) }, (_, index) => {
    const at = array.address + index * size;
    return { block: at + block, valid: at + valid, changed: at + changed };
  });
}

/** What numbers of blocks and inodes stand for: what is on the disk, and over it what the kernel has changed in memory so far. */
import { type BlockUse, blockUses, vsfs } from '../../boot';
import { globalsOf } from '../../events';
import { memberNamed, sizeOf } from '../../image';
import { memoryMap } from '../../isa';
import type { Session } from '../../session';
import { lazily } from '../../source';
import { BufferCache } from '../buffer-cache';
import { blockText, isSame } from '../pictures/disk-blocks';

const { blockSize } = vsfs;

/** An array of structs of the kernel, each with a number in it. */
interface Table {
  readonly start: number;
  readonly end: number;
  readonly size: number;
  /** Offsets of that number, and of what is 0 while the entry is free. */
  readonly number: number;
  readonly used: number;
}

export class DiskNames {
  private readonly cache: BufferCache;
  private readonly inodes: () => Table | undefined;
  private readonly buffers: () => Table | undefined;
  private at = -1;
  private seen = new Uint8Array(0);
  private uses: readonly BlockUse[] = [];
  private paths = new Map<number, string>();

  constructor(private readonly system: Session) {
    this.cache = new BufferCache(system);
    this.inodes = lazily(() => tableOf(system, 'inodes', 'number', 'references'));
    this.buffers = lazily(() => tableOf(system, 'buffers', 'block', 'valid'));
  }

  /** `data of /bin/sh`, `inode table`; nothing for a number that no block has. */
  block(number: number): string | undefined {
    this.look();
    const use = this.uses[number];
    return use && blockText(use);
  }

  /** The same for a block that can only be a file's. */
  blockOfFile(number: number): string | undefined {
    this.look();
    const use = this.uses[number];
    return use?.inode === undefined ? undefined : blockText(use);
  }

  /** The path of an inode, or one of its paths. */
  inode(number: number): string | undefined {
    this.look();
    return this.paths.get(number);
  }

  /** What an entry of the kernel's tables is of: `inode 5 /bin/sh`, `block 12, inode table`. */
  entryAt(address: number): string | undefined {
    const inode = this.numberAt(address, this.inodes());
    if (inode !== undefined) return ['inode', inode, this.inode(inode)].filter(Boolean).join(' ');
    const block = this.numberAt(address, this.buffers());
    return block === undefined ? undefined : `block ${block}, ${this.block(block) ?? 'which the disk lacks'}`;
  }

  private numberAt(address: number, table: Table | undefined): number | undefined {
    if (!table || address < table.start || address >= table.end || (address - table.start) % table.size !== 0)
      return undefined;
    const { word } = this.system.view;
    return word(address + table.used) === 0 ? undefined : word(address + table.number);
  }

  /** All of it is read again only where another byte is there. */
  private look(): void {
    const { machine } = this.system;
    if (machine.count === this.at) return;
    this.at = machine.count;
    const image = this.imageNow();
    if (isSame(image, this.seen)) return;
    this.seen = image;
    this.uses = blockUses(image);
    this.paths = new Map(
      this.uses.flatMap(({ inode, path }) =>
        inode === undefined || path === undefined ? [] : [[inode, path] as const],
      ),
    );
  }

  private imageNow(): Uint8Array<ArrayBuffer> {
    const { disk, ram } = this.system.machine;
    const image = disk.slice();
    for (const { block, isChanged, data } of this.cache.all) {
      const from = data - memoryMap.ramBase;
      if (isChanged && (block + 1) * blockSize <= image.length)
        image.set(ram.subarray(from, from + blockSize), block * blockSize);
    }
    return image;
  }
}

/** A table of the kernel, by its debug information. */
function tableOf({ kernel }: Session, name: string, number: string, used: string): Table | undefined {
  const array = globalsOf(kernel).find(global => global.name === name && global.type.kind === 'array');
  if (array?.type.kind !== 'array' || array.type.element.kind !== 'record') return undefined;
  const { definition } = array.type.element;
  const [numberAt, usedAt] = [memberNamed(definition, number)?.offset, memberNamed(definition, used)?.offset];
  if (numberAt === undefined || usedAt === undefined) return undefined;
  const size = sizeOf(array.type.element);
  const end = array.address + sizeOf(array.type);
  return { start: array.address, end, size, number: numberAt, used: usedAt };
}

/** What numbers of blocks and inodes stand for: what is on the disk, and over it what the kernel has changed in memory so far. */
import { type BlockUse, vsfs } from '../../boot';
import { memoryMap } from '../../isa';
import type { Session } from '../../session';
import { lazily } from '../../source';
import { BufferCache } from './buffer-cache';
import { type KernelTable, kernelTable } from './kernel-table';
import { DiskUses, blockText } from './uses';

const { blockSize } = vsfs;

export class DiskNames {
  private readonly cache: BufferCache;
  private readonly inodes = lazily(() => kernelTable(this.system, 'inodes', ['number', 'references']));
  private readonly buffers = lazily(() => kernelTable(this.system, 'buffers', ['block', 'valid']));
  private readonly disk = new DiskUses();
  /** The instant of the last look. */
  private at = -1;
  private uses: readonly BlockUse[] = [];
  private paths = new Map<number, string>();

  constructor(private readonly system: Session) {
    this.cache = new BufferCache(system);
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
    const inode = this.numberAt(address, this.inodes(), 'number', 'references');
    if (inode !== undefined) return ['inode', inode, this.inode(inode)].filter(Boolean).join(' ');
    const block = this.numberAt(address, this.buffers(), 'block', 'valid');
    return block === undefined ? undefined : `block ${block}, ${this.block(block) ?? 'which the disk lacks'}`;
  }

  /** The number in an entry; nothing where none begins, or one that is free: `used` is 0. */
  private numberAt<Member extends string>(
    address: number,
    table: KernelTable<Member> | undefined,
    number: Member,
    used: Member,
  ): number | undefined {
    if (!table || address < table.start || address >= table.end || (address - table.start) % table.size !== 0)
      return undefined;
    const { word } = this.system.view;
    const { offsets } = table;
    return word(address + offsets[used]) === 0 ? undefined : word(address + offsets[number]);
  }

  private look(): void {
    const { machine } = this.system;
    if (machine.count === this.at) return;
    this.at = machine.count;
    this.disk.look(this.imageNow());
    if (this.disk.now === this.uses) return;
    this.uses = this.disk.now;
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

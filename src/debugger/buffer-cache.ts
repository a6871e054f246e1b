/** The kernel's cache of disk blocks, its array `buffers`, by its debug information; empty of a kernel that has another one. */
import { globalsOf } from '../events';
import { memberNamed, sizeOf } from '../image';
import type { Session } from '../session';
import { lazily } from '../source';

/** Addresses of the members of an entry. */
interface Buffer {
  readonly block: number;
  readonly valid: number;
  readonly changed: number;
  readonly data: number;
}

/** A block that is in memory. */
export interface CachedBlock {
  readonly block: number;
  /** It is newer than what the disk has. */
  readonly isChanged: boolean;
  /** The address of its bytes. */
  readonly data: number;
}

export class BufferCache {
  private readonly buffers: () => readonly Buffer[];

  constructor(private readonly system: Session) {
    this.buffers = lazily(() => buffersOf(system));
  }

  get all(): CachedBlock[] {
    const { word } = this.system.view;
    return this.buffers()
      .filter(({ valid }) => word(valid) !== 0)
      .map(({ block, changed, data }) => ({ block: word(block), isChanged: word(changed) !== 0, data }));
  }
}

function buffersOf({ kernel }: Session): readonly Buffer[] {
  const array = globalsOf(kernel).find(({ name, type }) => name === 'buffers' && type.kind === 'array');
  if (array?.type.kind !== 'array' || array.type.element.kind !== 'record') return [];
  const { element } = array.type;
  const offset = (name: string) => memberNamed(element.definition, name)?.offset;
  const [block, valid, changed, data] = [offset('block'), offset('valid'), offset('changed'), offset('data')];
  if (block === undefined || valid === undefined || changed === undefined || data === undefined) return [];
  const size = sizeOf(element);
  return Array.from({ length: Math.floor(sizeOf(array.type) / size) }, (_, index) => {
    const at = array.address + index * size;
    return { block: at + block, valid: at + valid, changed: at + changed, data: at + data };
  });
}

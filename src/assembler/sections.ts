/** The sections of an object file while they grow. */
import {
  type Relocation,
  type Section,
  type SectionFlags,
  type SectionOffset,
  standardSections,
} from '../image';
import type { Said } from '../source';
import { says } from './rules';

const standard: readonly [name: string, flags: SectionFlags][] = Object.entries(standardSections);

/** More than any section that fits the machine's memory by far, in bytes; all that hold more than zeros have it together. */
export const largestSection = 64 * 1024 * 1024;

export class SectionBuilder {
  alignment = 4;
  /** Bytes so far; the location counter. */
  size = 0;
  bytes: Uint8Array;
  readonly relocations: Relocation[] = [];
  /** Where code stood that was not aligned; one report is enough until it is aligned again. */
  misaligned = false;

  constructor(
    readonly name: string,
    readonly flags: SectionFlags,
    /** What this section and its siblings hold together, in bytes. */
    private readonly together: { size: number },
  ) {
    this.bytes = new Uint8Array(flags.zero ? 0 : 4096);
  }

  /** Makes room for so many bytes more and returns their offset; they are zero. */
  grow(count: number): number {
    const at = this.size;
    this.size += count;
    if (this.flags.zero) return at;
    this.together.size += count;
    if (this.size > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.size, this.bytes.length * 2));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    return at;
  }

  /** What speaks against so many bytes more; undefined if there is room for them. */
  lacksRoom(count: number): Said | undefined {
    const mebibytes = largestSection / 2 ** 20;
    if (this.size + count > largestSection)
      return says('asm-section-too-large', { name: this.name, largestSection: mebibytes });
    return !this.flags.zero && this.together.size + count > largestSection
      ? says('asm-object-too-large', { largestSection: mebibytes })
      : undefined;
  }

  word(value: number): void {
    const at = this.grow(4);
    const { bytes } = this;
    bytes[at] = value;
    bytes[at + 1] = value >>> 8;
    bytes[at + 2] = value >>> 16;
    bytes[at + 3] = value >>> 24;
  }

  /** Writes the low bytes of a value, little-endian. */
  patch(at: number, value: number, width: number): void {
    for (let index = 0; index < width; index++) this.bytes[at + index] = value >> (8 * Math.min(index, 3));
  }

  place(offset: number): SectionOffset {
    return { section: this.name, offset };
  }

  finish(): Section {
    const { name, flags, alignment, size, relocations } = this;
    return {
      name,
      flags,
      alignment,
      size,
      relocations,
      bytes: flags.zero ? new Uint8Array(0) : this.bytes.slice(0, size),
    };
  }
}

/** All sections of an object, the standard ones first. */
export class Sections {
  private readonly together = { size: 0 };
  private readonly byName = new Map(
    standard.map(([name, flags]) => [name, new SectionBuilder(name, flags, this.together)]),
  );
  current = this.enter('.text');

  get(name: string): SectionBuilder | undefined {
    return this.byName.get(name);
  }

  /** Goes on in a section, which is made if there is none of this name. */
  enter(name: string, flags: SectionFlags = defaultFlags(name)): SectionBuilder {
    this.current = this.byName.get(name) ?? new SectionBuilder(name, flags, this.together);
    this.byName.set(name, this.current);
    return this.current;
  }

  get all(): readonly SectionBuilder[] {
    return [...this.byName.values()];
  }

  get names(): readonly string[] {
    return [...this.byName.keys()];
  }
}

/** The flags that a section has by its name: `.rodata.strings` is like `.rodata`; others hold constants. */
function defaultFlags(name: string): SectionFlags {
  const [, first] = /^(\.\w+)/.exec(name) ?? [];
  const [, flags] = standard.find(([name]) => name === first) ?? [];
  return flags ?? standardSections['.rodata'];
}

/**
 * Compiled pages. They follow from the virtual address, the contents and the terms of a page alone, so they are
 * found again where the same code comes back: after fork and exec, and when a machine is restored.
 */
import { memoryMap } from '../../isa';
import { type Layout, functionCount, mapCount } from '../layout';
import type { Memory } from '../memory';
import { PageBlocks, functionsOf, rootsOf } from './blocks';
import { blockBits, compileRegion } from './compile';
import { type Exported, install } from './instantiate';
import { fillSignature } from './fill';

export interface CompiledPage {
  /** Where its map stands in the memory. */
  readonly map: number;
}

/** What code is compiled by, beside the contents of its page. */
export interface Terms {
  /** The slots of breakpoints. */
  readonly stops: ReadonlySet<number>;
  /**
   * It calls `fill` where the TLB lacks a page, as it does at each access to one with watched bytes. That spares the way by
   * the interpreter; where nothing is watched it does not pay, since the registers have to be put by around a call.
   */
  readonly fills: boolean;
}

interface Known extends CompiledPage, Terms {
  readonly contents: Int32Array;
}

/** What code is compiled for. */
interface Source {
  /** The virtual address. */
  readonly address: number;
  /** The place in RAM. */
  readonly place: number;
}

const { pageSize } = memoryMap;
/** In a function: what its index leaves of a map's word. */
const mostBlocks = 1 << blockBits;

export class Compiler {
  private readonly layout: Layout;
  private readonly known = new Map<number, Known[]>();
  /** 0 stands for nothing in a map, and the first map for that of a page without compiled code. */
  private nextFunction = 1;
  private nextMap = 1;

  /** `fill`: what `filler` makes. */
  constructor(
    private readonly memory: Memory,
    private readonly fill: Exported,
  ) {
    this.layout = memory.layout;
  }

  /** No page can be compiled until `clear`. */
  get isFull(): boolean {
    return this.nextMap >= mapCount || this.nextFunction + pageSize / 4 > functionCount;
  }

  clear(): void {
    this.known.clear();
    this.nextFunction = 1;
    this.nextMap = 1;
  }

  /** What has been compiled of exactly this. */
  find(source: Source, { stops, fills }: Terms): CompiledPage | undefined {
    const list = this.known.get(source.address);
    return list?.find(
      page => page.fills === fills && sameSlots(page.stops, stops) && this.hasContents(source, page.contents),
    );
  }

  compile(source: Source, terms: Terms, roots: ReadonlySet<number>): CompiledPage | undefined {
    const { address } = source;
    const contents = this.wordsAt(source).slice();
    const blocks = new PageBlocks(contents, terms.stops).from([...rootsOf(contents), ...roots]);
    const groups = functionsOf(blocks).filter(({ length }) => length <= mostBlocks);
    if (groups.length === 0) return undefined;
    const map = this.layout.maps + this.nextMap++ * pageSize;
    const first = this.nextFunction;
    const regions = groups.map((blocks, number) => ({ blocks, page: address, map, index: first + number }));
    install(
      this.memory,
      regions.map(region => compileRegion(region, this.layout, terms.fills)),
      first,
      [{ ...fillSignature, code: this.fill }],
    );
    const words = new Int32Array(this.memory.buffer, map, pageSize / 4).fill(0);
    for (const { index, blocks: group } of regions)
      for (const [id, { start }] of group.entries()) words[start] = (index << blockBits) | id;
    this.nextFunction += regions.length;
    const page = { ...terms, map, contents };
    this.known.set(address, [page, ...(this.known.get(address) ?? [])]);
    return page;
  }

  private wordsAt({ place }: Source): Int32Array {
    return this.memory.words.subarray(place >> 2, (place + pageSize) >> 2);
  }

  private hasContents(source: Source, contents: Int32Array): boolean {
    const words = this.wordsAt(source);
    for (let index = 0; index < contents.length; index++) if (contents[index] !== words[index]) return false;
    return true;
  }
}

function sameSlots(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size === b.size && [...a].every(slot => b.has(slot));
}

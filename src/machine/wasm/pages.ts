/** The pages of code that are in use, and what the engine has made of them. */
import { pageMask, pageShift, slotMask } from '../constants';
import { shadowCount } from '../layout';
import type { Cpu } from '../cpu';
import { codeMark } from '../mmu';
import { type CompiledPage, Compiler, type Terms } from './compiler';
import type { Exported } from './instantiate';

/** One physical page at one virtual address. */
export interface CodePage {
  /** The virtual address of the page, unsigned. */
  readonly address: number;
  /** Its place in RAM. */
  readonly place: number;
  /** Instructions that have been interpreted in it, about. */
  heat: number;
  compiled: CompiledPage | undefined;
  /** Slots where the interpreter was at work when code was compiled: they can be entered. */
  readonly roots: Set<number>;
  /** Where its shadow stands in the memory; undefined: it has none. */
  shadow: number | undefined;
}

const slots = slotMask + 1;

export class CodePages {
  private readonly compiler: Compiler;
  /** By physical page, at each virtual address. */
  private readonly pages = new Map<number, CodePage[]>();
  private readonly all: Int32Array;
  private nextShadow = 0;

  constructor(
    private readonly cpu: Cpu,
    fill: Exported,
  ) {
    this.compiler = new Compiler(cpu.memory, fill);
    this.all = new Int32Array(cpu.memory.buffer);
  }

  /** The page at a virtual address that is mapped to a place. */
  at(address: number, place: number): CodePage {
    const number = place >>> pageShift;
    const list = this.pages.get(number) ?? [];
    const known = list.find(page => page.address === address);
    if (known) return known;
    const page: CodePage = {
      address,
      place,
      heat: 0,
      compiled: undefined,
      roots: new Set(),
      shadow: undefined,
    };
    page.compiled = this.compiler.find(page, this.terms(page));
    this.pages.set(number, [...list, page]);
    this.cpu.mmu.mark(number, codeMark);
    return page;
  }

  /** Makes compiled code for a page, which can be entered at an address in it. */
  compile(page: CodePage, address: number): void {
    if (this.compiler.isFull) this.startOver();
    page.roots.add((address >>> 2) & slotMask);
    page.compiled = this.compiler.compile(page, this.terms(page), page.roots);
    page.shadow = undefined;
    page.heat = 0;
    this.cpu.mmu.forgetFetches();
  }

  /** From where the interpreter reads the words of a page. */
  wordsOf(page: CodePage): number {
    if (!page.compiled && this.stops(page).size === 0) return page.place;
    return (page.shadow ??= this.makeShadow(page));
  }

  /** Where the map of a page's compiled code stands. */
  mapOf(page: CodePage): number {
    return page.compiled?.map ?? this.cpu.memory.layout.maps;
  }

  /** Forgets a physical page. */
  drop(number: number): void {
    this.pages.delete(number);
    this.cpu.mmu.unmark(number, codeMark);
    this.cpu.mmu.forgetFetches();
  }

  /** Forgets the page at a virtual address, whatever it is mapped to. */
  dropAt(address: number): void {
    const page = (address & pageMask) >>> 0;
    for (const [number, list] of this.pages) if (list.some(each => each.address === page)) this.drop(number);
  }

  dropAll(): void {
    for (const number of [...this.pages.keys()]) this.drop(number);
  }

  private startOver(): void {
    this.compiler.clear();
    for (const page of this.everyPage()) {
      page.compiled = undefined;
      page.shadow = undefined;
    }
    this.cpu.mmu.forgetFetches();
  }

  private everyPage(): CodePage[] {
    return [...this.pages.values()].flat();
  }

  private makeShadow(page: CodePage): number {
    if (this.nextShadow === shadowCount) {
      this.nextShadow = 0;
      for (const each of this.everyPage()) each.shadow = undefined;
      this.cpu.mmu.forgetFetches();
    }
    const shadow = this.cpu.memory.layout.shadows + this.nextShadow++ * slots * 4;
    const [from, to] = [page.place >> 2, shadow >> 2];
    this.all.copyWithin(to, from, from + slots);
    for (const slot of this.stops(page)) this.all[to + slot] = 0;
    const map = page.compiled && page.compiled.map >> 2;
    if (map !== undefined)
      for (let slot = 0; slot < slots; slot++) if (this.all[map + slot] !== 0) this.all[to + slot] = 0;
    return shadow;
  }

  private terms(page: CodePage): Terms {
    return { stops: this.stops(page), fills: this.cpu.watchpoints.any };
  }

  /** The slots of a page that have a breakpoint. */
  private stops({ address }: CodePage): ReadonlySet<number> {
    const stops = new Set<number>();
    for (const breakpoint of this.cpu.breakpoints)
      if (((breakpoint ^ address) & pageMask) === 0) stops.add((breakpoint >>> 2) & slotMask);
    return stops;
  }
}

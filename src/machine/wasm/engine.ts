/**
 * The engine: an interpreter for all that is common, compiled code for pages that are hot, and functions that do one
 * instruction at a time for what both leave. Exact to the instruction, whichever does it.
 */
import { cause, pageMask } from '../constants';
import type { Cpu } from '../cpu';
import { Decoder } from '../decoder';
import type { Engine, EngineOptions } from '../engine';
import { tlbEntry } from '../layout';
import { raise } from '../traps';
import type { Tlb } from '../tlb';
import { dispatcher } from './dispatcher';
import { alternation } from './tiers';
import { system } from './system';
import { systemCall, trapEntry, trapReturn } from './traps';
import { type Exported, instantiate } from './instantiate';
import { filler } from './fill';
import { interpreter, reading, unusedByOpcode } from './interpreter';
import { type CodePage, CodePages } from './pages';

/** Instructions interpreted between two looks at where it is. */
const sampleLength = 2000;
const defaultCompileAfter = 2_000_000;

export class WasmEngine implements Engine {
  private readonly pages: CodePages;
  private readonly decoder = new Decoder();
  private readonly enter: (number: number, next: number) => number;
  private readonly interpret: (tlb: number, until: number, reading: number) => void;
  private readonly alternate: (tlb: number, budget: number) => number;
  private readonly tier: NonNullable<EngineOptions['tier']>;
  private readonly compileAfter: number;
  private readonly sampleLength: number;
  /** Instructions to interpret until the next look. */
  private untilSample: number;

  constructor(
    private readonly cpu: Cpu,
    { tier = 'compile', compileAfter = defaultCompileAfter }: EngineOptions = {},
  ) {
    const { memory } = cpu;
    const { layout } = memory;
    this.tier = tier;
    this.compileAfter = compileAfter;
    this.sampleLength = Math.max(1, Math.min(sampleLength, compileAfter));
    new Int32Array(memory.buffer, layout.unusedBits, unusedByOpcode.length).set(unusedByOpcode);
    this.untilSample = this.sampleLength;
    const { enter, fill, interpret, alternate } = instantiate(memory, [
      trapEntry(layout),
      systemCall(layout, { enter: 0 }),
      trapReturn(layout),
      system(layout, { call: 1, trapReturn: 2 }),
      filler(layout),
      interpreter(layout, { fill: 4 }),
      dispatcher(layout, { system: 3 }),
      alternation(layout, { system: 3, interpret: 5, dispatch: 6 }),
    ]);
    this.enter = enter as WasmEngine['enter'];
    this.pages = new CodePages(cpu, fill as Exported);
    this.interpret = interpret as WasmEngine['interpret'];
    this.alternate = alternate as WasmEngine['alternate'];
  }

  run(): void {
    const { state } = this.cpu;
    while (state.left > 0) {
      if (this.tier !== 'step' && !this.cpu.executed && this.runFast()) continue;
      this.step();
    }
  }

  interrupt(number: number): boolean {
    return this.tier !== 'step' && this.enter(number, this.cpu.state.pc) !== 0;
  }

  codeChanged(page: number): void {
    this.pages.drop(page);
  }

  breakpointChanged(address: number): void {
    this.pages.dropAt(address);
  }

  forget(): void {
    this.pages.dropAll();
  }

  /** Goes on by the interpreter or by compiled code; false: what stands at pc is for neither. */
  private runFast(): boolean {
    const { cpu } = this;
    const { state } = cpu;
    const before = state.left;
    if (this.tier === 'interpret') {
      this.interpret(cpu.tlb.start, 0, reading.shadow);
      return state.left === 0;
    }
    this.untilSample = this.alternate(cpu.tlb.start, this.untilSample);
    if (this.untilSample > 0) return state.left === 0;
    this.untilSample = this.sampleLength;
    this.sample();
    return state.left < before;
  }

  /** The interpreter is at work here: if it is again and again, compiled code is worth its making. */
  private sample(): void {
    const { pc } = this.cpu.state;
    const page = this.pageAt(pc);
    if (!page) return;
    page.heat += this.sampleLength;
    // Each time that code turns out to lack an entry, more has to speak for another.
    if (page.heat >= Math.max(1, this.compileAfter) * 2 ** page.roots.size) this.pages.compile(page, pc);
  }

  /** One instruction by its function; or the stop at a breakpoint before it. */
  private step(): void {
    const { cpu } = this;
    const { state } = cpu;
    const { pc } = state;
    if (cpu.breakpoints.size > 0 && this.stopsAt(pc)) return;
    state.left--;
    const place = this.fetch(pc);
    if (place < 0) return;
    const op = this.decoder.at(cpu.memory.word(place), pc);
    state.pc = op.execute(cpu, op);
    // A `wait` is executed once, when it is over.
    if (cpu.executed && !state.waiting) cpu.executed(pc, state.pc);
  }

  private stopsAt(pc: number): boolean {
    const { cpu } = this;
    if (!cpu.breakpoints.has(pc)) return false;
    const skipped = cpu.resumeAt === pc || cpu.state.waiting;
    cpu.resumeAt = -1;
    if (!skipped) cpu.requestStop({ reason: 'breakpoint', address: pc });
    return !skipped;
  }

  /** The place of the instruction at pc; −1 after a fault, which counts as the instruction. */
  private fetch(pc: number): number {
    const { cpu } = this;
    const fault = (number: number) => {
      cpu.state.pc = raise(cpu, number, pc, pc);
      return -1;
    };
    if (pc & 3) return fault(cause.misaligned);
    const { tlb } = cpu;
    const entry = tlbEntry(pc);
    if (tlb.fetchTags[entry] !== (pc & pageMask)) {
      const place = cpu.mmu.place(pc, 'fetch', cpu.user);
      if (place < 0) return fault(cause.fetch);
      this.remember(tlb, entry, pc, place);
    }
    return (pc + (tlb.fetchPlaces[entry] ?? 0)) | 0;
  }

  /** Puts the page of an instruction at hand. */
  private remember(tlb: Tlb, entry: number, pc: number, place: number): void {
    const address = pc & pageMask;
    const page = this.pages.at(address >>> 0, place & pageMask);
    if (this.tier === 'compile' && this.compileAfter === 0 && !page.compiled) this.pages.compile(page, pc);
    tlb.fetchTags[entry] = address;
    tlb.fetchPlaces[entry] = page.place - address;
    tlb.fetchOffsets[entry] = this.pages.wordsOf(page) - address;
    tlb.fetchMaps[entry] = this.pages.mapOf(page);
  }

  private pageAt(pc: number): CodePage | undefined {
    const { cpu } = this;
    const { tlb } = cpu;
    const entry = tlbEntry(pc);
    if (tlb.fetchTags[entry] !== (pc & (pageMask | 3))) return undefined;
    return this.pages.at((pc & pageMask) >>> 0, (pc & pageMask) + (tlb.fetchPlaces[entry] ?? 0));
  }
}

/**
 * Predecoded instructions. An `Op` is one instruction at one virtual address, linked to those it can go to
 * within its page; ops are made when first needed, and a page's ops are dropped when its bytes change.
 */
import { type Decoded, decode, memoryMap, registers, roles, targetOf } from '../isa';
import type { Cpu } from './cpu';
import { breakpointHit, fetch, illegal, predecode } from './fetching';
import { others } from './instructions';
import { Code } from './interpreter';
import type { Memory } from './memory';
import { type Mmu, codeMark, pageMask, pageShift, slotMask } from './mmu';

/** Does one instruction and returns the next one. */
export type Execute = (cpu: Cpu, op: Op) => Op;

/** Where the interpreter's writes to r0 go. */
const sink = registers.length;

export class Op {
  /** Which arm of the interpreter; `Code.other` calls `execute`. */
  code: Code = Code.other;
  rd = 0;
  rs1 = 0;
  rs2 = 0;
  imm = 0;
  /** The next word. */
  next: Op = this;
  /** The target of a branch or jump. */
  taken: Op = this;
  execute: Execute;

  constructor(
    /** The virtual address, unsigned. */
    readonly pc: number,
    /** Undefined for an address not yet translated. */
    readonly page: CodePage | undefined,
  ) {
    this.execute = page ? predecode : fetch;
  }
}

/** The ops of one physical page at one virtual address. */
export class CodePage {
  readonly ops: (Op | undefined)[] = new Array<Op | undefined>(memoryMap.pageSize / 4).fill(undefined);
  /** The same physical page at another virtual address. */
  alias: CodePage | undefined;

  constructor(
    /** The virtual address of the page, unsigned. */
    readonly address: number,
    /** Its place in RAM. */
    readonly place: number,
  ) {}

  /** The op at a virtual address in this page. */
  at(pc: number): Op {
    const slot = (pc >>> 2) & slotMask;
    return (this.ops[slot] ??= new Op(pc >>> 0, this));
  }

  /** The op at any virtual address, as a link from this page: outside of it the address is translated at each use. */
  link(pc: number): Op {
    return ((pc ^ this.address) & pageMask) === 0 ? this.at(pc) : new Op(pc >>> 0, undefined);
  }
}

export class CodeCache {
  /** By physical page. */
  private readonly pages: (CodePage | undefined)[] = [];
  readonly breakpoints = new Set<number>();
  mmu!: Mmu;

  constructor(private readonly memory: Memory) {}

  /** The ops of the physical page at this place, mapped at this virtual page. */
  page(address: number, place: number): CodePage {
    const number = place >>> pageShift;
    for (let page = this.pages[number]; page; page = page.alias)
      if (page.address === address >>> 0) return page;
    const page = new CodePage(address >>> 0, place);
    page.alias = this.pages[number];
    this.pages[number] = page;
    this.mmu.mark(number, codeMark);
    return page;
  }

  /** Forgets the ops of a physical page. */
  drop(number: number): void {
    this.pages[number] = undefined;
    this.mmu.unmark(number, codeMark);
    this.mmu.forgetFetches();
  }

  /** Forgets the ops at a virtual address, whatever it is mapped to. */
  dropAt(address: number): void {
    const isAt = (page: CodePage | undefined): boolean =>
      page !== undefined && (((page.address ^ address) & pageMask) === 0 || isAt(page.alias));
    this.pages.forEach((page, number) => isAt(page) && this.drop(number));
  }

  dropAll(): void {
    this.pages.forEach((page, number) => page && this.drop(number));
  }

  /** The instruction word that an op was made from. */
  word(op: Op): number {
    const page = op.page!;
    return this.memory.words[(page.place + (op.pc - page.address)) >>> 2];
  }

  /** Fills in an op from its word. */
  decode(op: Op): void {
    if (this.breakpoints.has(op.pc)) op.execute = breakpointHit;
    else this.decodeWord(op);
  }

  /** The op at the same address without its breakpoint. */
  withoutBreakpoint(op: Op): Op {
    const bare = new Op(op.pc, op.page);
    this.decodeWord(bare);
    return bare;
  }

  private decodeWord(op: Op): void {
    const decoded = decode(this.word(op));
    op.next = op.page!.link(op.pc + 4);
    if (!decoded) op.execute = illegal;
    else fill(op, decoded);
  }
}

function fill(op: Op, decoded: Decoded): void {
  const { instruction, rd, rs1, rs2, imm } = decoded;
  const { mnemonic, writes } = instruction;
  op.rd = rd;
  op.rs1 = rs1;
  op.rs2 = rs2;
  op.imm = imm;
  const target = targetOf(decoded, op.pc);
  if (target !== undefined) op.taken = op.page!.link(target);
  const execute = others[mnemonic];
  if (execute) op.execute = execute;
  else {
    op.code = Code[mnemonic as keyof typeof Code];
    if (rd === roles.zero && writes.includes('rd')) op.rd = sink;
  }
}

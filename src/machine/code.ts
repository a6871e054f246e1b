/** The cache of predecoded instructions: made when first needed, and a page's dropped when its bytes change. */
import { type Decoded, type Mnemonic, decode, targetOf } from '../isa';
import { cause, offsetMask, pageMask, pageShift, zeroRegister } from './constants';
import type { Cpu } from './cpu';
import type { Memory } from './memory';
import { type Mmu, codeMark } from './mmu';
import { CodePage, type Execute, type Op, other } from './op';
import { sink } from './state';
import { raise } from './traps';

/** How an instruction is done: the number of its arm, and the function that does it where the arm does not. */
export interface Way {
  readonly code: number;
  readonly execute: Execute;
}

export class CodeCache {
  /** By physical page. */
  private readonly pages: (CodePage | undefined)[] = [];

  constructor(
    private readonly memory: Memory,
    private readonly mmu: Mmu,
    private readonly wayOf: (mnemonic: Mnemonic) => Way,
  ) {}

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

  /** Fills in an op of a page from its word in memory. */
  decode(op: Op, page: CodePage): void {
    op.word = this.memory.word(page.place + (op.pc & offsetMask));
    op.next = page.link(op.pc + 4);
    const decoded = decode(op.word);
    if (decoded) this.fill(op, decoded, page);
    else {
      op.code = other;
      op.execute = illegal;
    }
  }

  private fill(op: Op, decoded: Decoded, page: CodePage): void {
    const { instruction, rd, rs1, rs2, imm } = decoded;
    const { mnemonic, writes, does } = instruction;
    op.rd = rd;
    op.rs1 = rs1;
    op.rs2 = rs2;
    op.imm = imm;
    if (does?.memory) ({ size: op.size, signed: op.signed } = does.memory);
    const target = targetOf(decoded, op.pc);
    if (target !== undefined) op.taken = page.link(target);
    const { code, execute } = this.wayOf(mnemonic);
    op.code = code;
    op.execute = execute;
    if (code !== other && op.rd === zeroRegister && writes.includes('rd')) op.rd = sink;
  }
}

function illegal(cpu: Cpu, op: Op): number {
  return raise(cpu, cause.illegal, op.pc, op.word >>> 0);
}

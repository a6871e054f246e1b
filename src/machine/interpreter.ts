/**
 * The inner loop. An arm does one common instruction with the registers, the TLB and RAM in local variables; all
 * that is rare, a TLB miss included, is left to the op's function. What an instruction
 * computes is written once, in the functions below, small enough that the compiler puts them in place.
 */
import { type Mnemonic, instructions } from '../isa';
import { CodeCache, type Way } from './code';
import { pageMask, raRegister, slotMask } from './constants';
import type { Cpu } from './cpu';
import type { Engine } from './engine';
import { type FetchPages, Fetcher } from './fetching';
import { functionOf } from './instructions';
import { CpuWord, tlbEntry } from './layout';
import type { Op } from './op';

/**
 * The arms: `unready`, `other`, and common instructions by their mnemonics. They stand beside the switch over them,
 * since only so every build tool puts their numbers in place.
 */
// prettier-ignore
export enum Code {
  unready, other,
  add, sub, and, or, xor, sll, srl, sra, slt, sltu, mul, mulh, mulhu,
  addi, andi, ori, xori, slli, srli, srai, slti, sltiu, lui,
  lb, lh, lw, lbu, lhu, sb, sh, sw,
  beq, bne, blt, bge, bltu, bgeu, j, call, jalr,
}

/** How each instruction is done, by mnemonic. */
export const ways = Object.fromEntries(
  instructions.map(row => [
    row.mnemonic,
    { code: Code[row.mnemonic as keyof typeof Code] ?? Code.other, execute: functionOf(row) },
  ]),
) as Record<Mnemonic, Way>;

export class Interpreter implements Engine {
  private readonly code: CodeCache;
  private readonly fetcher: Fetcher;

  constructor(private readonly cpu: Cpu) {
    this.code = new CodeCache(cpu.memory, cpu.mmu, mnemonic => ways[mnemonic]);
    this.fetcher = new Fetcher(cpu, this.code);
  }

  run(): void {
    const { cpu, fetcher } = this;
    const { state } = cpu;
    let op = fetcher.jump(state.pc);
    for (;;) {
      op = runArms(cpu, op, fetcher.pagesOf(cpu.tlb));
      if (state.left === 0) break;
      state.left--;
      op = op.code === Code.unready ? fetcher.prepare(op) : fetcher.jump(op.execute(cpu, op));
    }
    state.pc = op.pc;
  }

  codeChanged(page: number): void {
    this.code.drop(page);
  }

  breakpointChanged(address: number): void {
    this.code.dropAt(address);
  }

  forget(): void {
    this.code.dropAll();
  }
}

const add = (a: number, b: number) => a + b;
const sub = (a: number, b: number) => a - b;
const and = (a: number, b: number) => a & b;
const or = (a: number, b: number) => a | b;
const xor = (a: number, b: number) => a ^ b;
const sll = (a: number, b: number) => a << b;
const srl = (a: number, b: number) => a >>> b;
const sra = (a: number, b: number) => a >> b;
const slt = (a: number, b: number) => (a < b ? 1 : 0);
const sltu = (a: number, b: number) => (a >>> 0 < b >>> 0 ? 1 : 0);

/** The high word of an unsigned product, from 16-bit halves: no partial sum exceeds 53 bits. */
function mulhu(a: number, b: number): number {
  const low = (a & 0xffff) * (b >>> 0);
  const high = (a >>> 16) * (b >>> 0) + Math.floor(low / 0x10000);
  return Math.floor(high / 0x10000) | 0;
}

/** The high word of a signed product. */
function mulh(a: number, b: number): number {
  return mulhu(a, b) - (a < 0 ? b : 0) - (b < 0 ? a : 0);
}

/** The byte, half or word at a place in RAM. */
const byte = (bytes: Uint8Array, place: number) => bytes[place | 0] ?? 0;
const half = (halves: Uint16Array, place: number) => halves[place >> 1] ?? 0;
const word = (words: Int32Array, place: number) => words[place >> 2] ?? 0;
/** From an address to its place in RAM. */
const placeOf = (address: number, offsets: Int32Array, entry: number) => address + (offsets[entry] ?? 0);

// Constants of this file's own: the compiler folds them, which it does not for imports of an unbundled module.
const ra = raRegister;
const entryOf = tlbEntry;
/** Which of a page's instructions. */
const slots = slotMask;
const leftCell = CpuWord.left;
/** Address bits that a TLB tag compares: the page, and the alignment of the access. */
const byteTag = pageMask;
const halfTag = byteTag | 1;
const wordTag = byteTag | 3;

/**
 * Executes from an op on while instructions are left in the stretch and an arm does each. Returns the op it came to.
 * It calls nothing that is not tiny: what the compiler puts in place here delays the compiled loop.
 */
function runArms(cpu: Cpu, start: Op, fetchPages: FetchPages): Op {
  const { cells } = cpu.state;
  const { registers: r } = cpu;
  const { bytes, halves, words } = cpu.memory;
  const { readTags, readOffsets, writeTags, writeOffsets, fetchTags } = cpu.tlb;
  let left = cells[leftCell];
  let op = start;
  arms: {
    while (left > 0) {
      left--;
      // prettier-ignore
      switch (op.code) {
        case Code.add: r[op.rd] = add(r[op.rs1], r[op.rs2]); break;
        case Code.sub: r[op.rd] = sub(r[op.rs1], r[op.rs2]); break;
        case Code.and: r[op.rd] = and(r[op.rs1], r[op.rs2]); break;
        case Code.or: r[op.rd] = or(r[op.rs1], r[op.rs2]); break;
        case Code.xor: r[op.rd] = xor(r[op.rs1], r[op.rs2]); break;
        case Code.sll: r[op.rd] = sll(r[op.rs1], r[op.rs2]); break;
        case Code.srl: r[op.rd] = srl(r[op.rs1], r[op.rs2]); break;
        case Code.sra: r[op.rd] = sra(r[op.rs1], r[op.rs2]); break;
        case Code.slt: r[op.rd] = slt(r[op.rs1], r[op.rs2]); break;
        case Code.sltu: r[op.rd] = sltu(r[op.rs1], r[op.rs2]); break;
        case Code.mul: r[op.rd] = Math.imul(r[op.rs1], r[op.rs2]); break;
        case Code.mulh: r[op.rd] = mulh(r[op.rs1], r[op.rs2]); break;
        case Code.mulhu: r[op.rd] = mulhu(r[op.rs1], r[op.rs2]); break;

        case Code.addi: r[op.rd] = add(r[op.rs1], op.imm); break;
        case Code.andi: r[op.rd] = and(r[op.rs1], op.imm); break;
        case Code.ori: r[op.rd] = or(r[op.rs1], op.imm); break;
        case Code.xori: r[op.rd] = xor(r[op.rs1], op.imm); break;
        case Code.slli: r[op.rd] = sll(r[op.rs1], op.imm); break;
        case Code.srli: r[op.rd] = srl(r[op.rs1], op.imm); break;
        case Code.srai: r[op.rd] = sra(r[op.rs1], op.imm); break;
        case Code.slti: r[op.rd] = slt(r[op.rs1], op.imm); break;
        case Code.sltiu: r[op.rd] = sltu(r[op.rs1], op.imm); break;
        case Code.lui: r[op.rd] = op.imm << 16; break;

        case Code.lb: {
          const address = (r[op.rs1] + op.imm) | 0, entry = entryOf(address);
          if (readTags[entry] !== (address & byteTag)) break arms;
          r[op.rd] = (byte(bytes, placeOf(address, readOffsets, entry)) << 24) >> 24;
          break;
        }
        case Code.lh: {
          const address = (r[op.rs1] + op.imm) | 0, entry = entryOf(address);
          if (readTags[entry] !== (address & halfTag)) break arms;
          r[op.rd] = (half(halves, placeOf(address, readOffsets, entry)) << 16) >> 16;
          break;
        }
        case Code.lw: {
          const address = (r[op.rs1] + op.imm) | 0, entry = entryOf(address);
          if (readTags[entry] !== (address & wordTag)) break arms;
          r[op.rd] = word(words, placeOf(address, readOffsets, entry));
          break;
        }
        case Code.lbu: {
          const address = (r[op.rs1] + op.imm) | 0, entry = entryOf(address);
          if (readTags[entry] !== (address & byteTag)) break arms;
          r[op.rd] = byte(bytes, placeOf(address, readOffsets, entry));
          break;
        }
        case Code.lhu: {
          const address = (r[op.rs1] + op.imm) | 0, entry = entryOf(address);
          if (readTags[entry] !== (address & halfTag)) break arms;
          r[op.rd] = half(halves, placeOf(address, readOffsets, entry));
          break;
        }
        case Code.sb: {
          const address = (r[op.rs1] + op.imm) | 0, entry = entryOf(address);
          if (writeTags[entry] !== (address & byteTag)) break arms;
          bytes[placeOf(address, writeOffsets, entry) | 0] = r[op.rd];
          break;
        }
        case Code.sh: {
          const address = (r[op.rs1] + op.imm) | 0, entry = entryOf(address);
          if (writeTags[entry] !== (address & halfTag)) break arms;
          halves[placeOf(address, writeOffsets, entry) >> 1] = r[op.rd];
          break;
        }
        case Code.sw: {
          const address = (r[op.rs1] + op.imm) | 0, entry = entryOf(address);
          if (writeTags[entry] !== (address & wordTag)) break arms;
          words[placeOf(address, writeOffsets, entry) >> 2] = r[op.rd];
          break;
        }

        case Code.beq: op = r[op.rd] === r[op.rs1] ? op.taken : op.next; continue;
        case Code.bne: op = r[op.rd] !== r[op.rs1] ? op.taken : op.next; continue;
        case Code.blt: op = slt(r[op.rd], r[op.rs1]) ? op.taken : op.next; continue;
        case Code.bge: op = slt(r[op.rd], r[op.rs1]) ? op.next : op.taken; continue;
        case Code.bltu: op = sltu(r[op.rd], r[op.rs1]) ? op.taken : op.next; continue;
        case Code.bgeu: op = sltu(r[op.rd], r[op.rs1]) ? op.next : op.taken; continue;
        case Code.j: op = op.taken; continue;
        case Code.call: r[ra] = op.pc + 4; op = op.taken; continue;
        case Code.jalr: {
          const target = (r[op.rs1] + op.imm) | 0, entry = entryOf(target);
          const there = fetchTags[entry] === (target & wordTag) ? fetchPages[entry]?.ops[(target >>> 2) & slots] : undefined;
          if (there === undefined) break arms;
          r[op.rd] = op.pc + 4;
          op = there;
          continue;
        }
        default: break arms;
      }
      op = op.next;
    }
    cells[leftCell] = 0;
    return op;
  }
  cells[leftCell] = left + 1;
  return op;
}

/** Predecoded instructions: an `Op` is one instruction at one virtual address, linked to those it can go to in its page. */
import { memoryMap } from '../isa';
import { pageMask, slotMask } from './constants';
import type { Cpu } from './cpu';
import type { RegisterIndex } from './state';

/** The first of the interpreter's arms: of an op that is not ready, and of one that a function does. */
export const unready = 0;
export const other = 1;

/** Does one instruction and returns the address of the next one, signed: as a small integer. */
export type Execute = (cpu: Cpu, op: Op) => number;

/** The address of the next word, signed. */
export function following(op: Op): number {
  return (op.pc + 4) | 0;
}

/** What an op that is not ready would do; it never comes to that. */
const skip: Execute = (_cpu, op) => following(op);

export class Op {
  /** Its arm. `unready`: not translated, not decoded, or with a breakpoint. `other`: there is none. */
  code: number = unready;
  rd: RegisterIndex = 0;
  rs1: RegisterIndex = 0;
  rs2: RegisterIndex = 0;
  imm = 0;
  /** Of a load or store: bytes, and whether what is loaded is sign-extended. */
  size: 1 | 2 | 4 = 4;
  signed = true;
  /** The instruction as it stands in memory. */
  word = 0;
  /** The next word. */
  next: Op = this;
  /** The target of a branch or jump. */
  taken: Op = this;
  execute: Execute = skip;

  constructor(
    /** The virtual address, unsigned. */
    readonly pc: number,
    /** Undefined for an address not yet translated. */
    readonly page: CodePage | undefined,
  ) {}
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
    return (this.ops[(pc >>> 2) & slotMask] ??= new Op(pc >>> 0, this));
  }

  /** The op at any virtual address, as a link from this page: outside of it the address is translated at each use. */
  link(pc: number): Op {
    return ((pc ^ this.address) & pageMask) === 0 ? this.at(pc) : new Op(pc >>> 0, undefined);
  }
}

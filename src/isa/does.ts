/**
 * The language in which a row of `instructions.ts` says what its instruction computes: data from which an engine is
 * made, and what the row reads, writes and traps on is read off. All of it happens at once: every expression sees the
 * registers and the memory as they were before the instruction.
 */
import type { CauseName } from './causes';
import type { RegisterName } from './registers';

/** A register: one that a field of the word names, or one of its own. */
export type RegisterPlace = 'rd' | 'rs1' | 'rs2' | RegisterName;

/**
 * Arithmetic on two 32-bit words, each taken as signed unless the name ends in `u`. Products, sums and quotients
 * wrap around (−2³¹ ÷ −1 is −2³¹); shifts count modulo 32; a comparison gives 1 or 0. Nothing is defined for a
 * divisor of 0: a row that divides has a `fault` for it.
 */
// prettier-ignore
export type Operator =
  | 'add' | 'sub' | 'and' | 'or' | 'xor' | 'sll' | 'srl' | 'sra'
  | 'mul' | 'mulh' | 'mulhu' | 'div' | 'divu' | 'rem' | 'remu'
  | 'eq' | 'ne' | 'slt' | 'sltu' | 'sge' | 'sgeu';

/**
 * A 32-bit word: a register's, a number, `imm` as its operand kind extends it, `pc` the instruction's own address,
 * `old` what `memory` held; or an operator with its operands.
 */
export type Expression =
  RegisterPlace | number | 'imm' | 'pc' | 'old' | readonly [Operator, Expression, Expression];

export interface MemoryUse {
  /** `update`: read and written in one step; it faults as a store. */
  readonly access: 'read' | 'write' | 'update';
  /** A multiple of `size`, else the access faults as misaligned. */
  readonly address: Expression;
  readonly size: 1 | 2 | 4;
  /** Whether what is read is sign-extended. */
  readonly signed: boolean;
}

/** What an instruction does without memory. */
export interface ComputeDoes {
  /** Raises this cause, and does nothing else, where the expression is not 0. */
  readonly fault?: { readonly cause: CauseName; readonly when: Expression };
  readonly set?: { readonly register: RegisterPlace; readonly value: Expression };
  /**
   * Goes elsewhere than to the next instruction; with `when`, only where that is not 0. `label` is the address that
   * the offset of a `branch` or `jump` operand gives; an expression that is no multiple of 4 faults as misaligned.
   */
  readonly jump?: { readonly to: 'label' | Expression; readonly when?: Expression };
  readonly memory?: undefined;
  readonly store?: undefined;
}

/** What an instruction does with one place of memory. */
export interface AccessDoes {
  /** The place, which it reads as `old`, or writes by `store`, or both. */
  readonly memory: MemoryUse;
  readonly set?: { readonly register: RegisterPlace; readonly value: Expression };
  /** The low bytes of the value go there; with `when`, only where that is not 0. */
  readonly store?: { readonly value: Expression; readonly when?: Expression };
  readonly fault?: undefined;
  readonly jump?: undefined;
}

export type Does = ComputeDoes | AccessDoes;

/** Every register that the expressions mention: those of fields in the order of the word, then the others. */
export function registersReadBy({ fault, memory, set, store, jump }: Does): readonly RegisterPlace[] {
  const target = jump?.to === 'label' ? undefined : jump?.to;
  const all = [fault?.when, memory?.address, set?.value, store?.value, store?.when, target, jump?.when];
  const sources = all.flatMap(expression => (expression === undefined ? [] : sourcesOf(expression)));
  const places = sources.filter(source => source !== 'old');
  return [...new Set([...fields.filter(field => places.includes(field)), ...places])];
}

const fields = ['rd', 'rs1', 'rs2'] as const;

/** What the value of an expression depends on, beside the word and the address of the instruction. */
export function sourcesOf(expression: Expression): readonly (RegisterPlace | 'old')[] {
  if (typeof expression === 'number') return [];
  if (typeof expression === 'object') return [...sourcesOf(expression[1]), ...sourcesOf(expression[2])];
  return expression === 'imm' || expression === 'pc' ? [] : [expression];
}

/** The causes that it can raise by itself, in the order in which they are looked for. */
export function causesOf({ fault, memory, jump }: Does): readonly CauseName[] {
  const causes: CauseName[] = fault ? [fault.cause] : [];
  const computed = jump !== undefined && jump.to !== 'label';
  if (computed || (memory && memory.size > 1)) causes.push('misaligned-address');
  if (memory) causes.push(memory.access === 'read' ? 'load-page-fault' : 'store-page-fault');
  return causes;
}

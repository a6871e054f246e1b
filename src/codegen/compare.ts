/** Comparisons of values, as branches and as the numbers 0 and 1. Functions take their operands unless they say so. */
import type { CompareOperator } from '../c/ast';
import { unsignedLongLongType } from '../c/types/types';
import { testWord } from './arithmetic';
import type { FunctionContext } from './context';
import { constant, fitsSigned, immediate, wordOf } from './operands';
import { type PairNames, bitwisePairs, namesOf } from './pairs';
import { Pair, type Temp, type Value, ZERO } from './registers';
import { asPair, asWord, constantPair } from './values';
import { three } from './words';

export interface Comparison {
  readonly operator: CompareOperator;
  /** Whether `<` and its like compare with the sign; pointers and unsigned numbers have none. */
  readonly signed: boolean;
}

export const opposite: Record<CompareOperator, CompareOperator> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

export const swapped: Record<CompareOperator, CompareOperator> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
};

/** The comparison of high words that decides alone. */
const strict = { '<': '<', '<=': '<', '>': '>', '>=': '>' } as const;

/** Jumps if the comparison holds. Keeps the operands. */
export function branchIf(
  g: FunctionContext,
  comparison: Comparison,
  left: Value,
  right: Value,
  label: string,
): void {
  if (left instanceof Pair) return branchIfPair(g, comparison, namesOf(g, left, asPair(right)), label);
  g.out.branch(branchText(comparison, g.name(left), g.name(asWord(right))), label);
}

/** The high words decide, or where they are equal the low ones. */
function branchIfPair(
  g: FunctionContext,
  { operator, signed }: Comparison,
  [al, ah, bl, bh]: PairNames,
  label: string,
): void {
  const skip = g.out.newLabel();
  if (operator === '==') g.out.branch(branchText({ operator: '!=', signed }, ah, bh), skip);
  else if (operator === '!=') g.out.branch(branchText({ operator, signed }, ah, bh), label);
  else {
    g.out.branch(branchText({ operator: strict[operator], signed }, ah, bh), label);
    g.out.branch(branchText({ operator: '!=', signed }, ah, bh), skip);
  }
  g.out.branch(branchText({ operator, signed: false }, al, bl), label);
  g.out.label(skip);
}

/** Jumps if the word is not zero, or with `sense` false if it is. */
export function branchOnTest(g: FunctionContext, value: Temp, sense: boolean, label: string): void {
  const name = g.name(value);
  g.release(value);
  g.out.branch(`${sense ? 'bnez' : 'beqz'} ${name}`, label);
}

/** A branch instruction without its label. */
function branchText({ operator, signed }: Comparison, left: string, right: string): string {
  const u = signed ? '' : 'u';
  switch (operator) {
    case '==':
      if (right === 'zero') return `beqz ${left}`;
      return left === 'zero' ? `beqz ${right}` : `beq ${left}, ${right}`;
    case '!=':
      if (right === 'zero') return `bnez ${left}`;
      return left === 'zero' ? `bnez ${right}` : `bne ${left}, ${right}`;
    case '<':
      return `blt${u} ${left}, ${right}`;
    case '>=':
      return `bge${u} ${left}, ${right}`;
    case '>':
      return `blt${u} ${right}, ${left}`;
    case '<=':
      return `bge${u} ${right}, ${left}`;
  }
}

/** 1 if the comparison holds, else 0. */
export function compare(
  g: FunctionContext,
  comparison: Comparison,
  left: Value,
  right: Value | bigint,
  wanted?: number,
): Temp {
  if (left instanceof Pair) {
    const pair = typeof right === 'bigint' ? constantPair(g, right) : asPair(right);
    return comparePairs(g, comparison, left, pair, wanted);
  }
  const word = typeof right === 'bigint' ? wordOf(right) : asWord(right);
  const { operator } = comparison;
  if (operator === '==' || operator === '!=')
    return test(g, subtracted(g, left, word, wanted), operator === '!=', wanted);
  return compareWords(g, comparison, left, word, wanted);
}

/** 1 if the word is not zero, else 0; with `sense` false the other way round. */
export function test(g: FunctionContext, value: Temp, sense: boolean, wanted?: number): Temp {
  if (sense) return three(g, 'sltu', g.registers.home(ZERO), value, wanted);
  return immediate(g, 'sltiu', value, 1, wanted);
}

/** A word that is zero where the operands are equal. */
function subtracted(g: FunctionContext, left: Temp, right: Temp | number, wanted?: number): Temp {
  const early = g.early(wanted);
  if (typeof right !== 'number') return three(g, 'sub', left, right, early);
  if (right === 0) return left;
  if (fitsSigned(-right)) return immediate(g, 'addi', left, -right, early);
  return three(g, 'sub', left, constant(g, right), early);
}

function compareWords(
  g: FunctionContext,
  comparison: Comparison,
  left: Temp,
  right: Temp | number,
  wanted?: number,
): Temp {
  if (typeof right !== 'number') return order(g, comparison, left, right, wanted);
  return (
    compareConstant(g, comparison, left, right, wanted) ??
    order(g, comparison, left, constant(g, right), wanted)
  );
}

/** x < c, and x <= c as x < c + 1, with `slti`; the opposites with one instruction more. */
function compareConstant(
  g: FunctionContext,
  { operator, signed }: Comparison,
  left: Temp,
  right: number,
  wanted?: number,
): Temp | undefined {
  const limit = operator === '<' || operator === '>=' ? right : right + 1;
  const overflows = signed ? right === 0x7fff_ffff : right === -1;
  if (!fitsSigned(limit) || (limit !== right && overflows)) return undefined;
  const instruction = signed ? 'slti' : 'sltiu';
  if (operator === '<' || operator === '<=') return immediate(g, instruction, left, limit, wanted);
  return not(g, immediate(g, instruction, left, limit, g.early(wanted)), wanted);
}

function order(
  g: FunctionContext,
  { operator, signed }: Comparison,
  left: Temp,
  right: Temp,
  wanted?: number,
): Temp {
  const instruction = signed ? 'slt' : 'sltu';
  if (operator === '<') return three(g, instruction, left, right, wanted);
  if (operator === '>') return three(g, instruction, right, left, wanted);
  const [a, b] = operator === '>=' ? [left, right] : [right, left];
  return not(g, three(g, instruction, a, b, g.early(wanted)), wanted);
}

/** 1 for 0, and 0 for 1. */
const not = (g: FunctionContext, value: Temp, wanted?: number): Temp =>
  immediate(g, 'xori', value, 1, wanted);

function comparePairs(
  g: FunctionContext,
  { operator, signed }: Comparison,
  left: Pair,
  right: Pair,
  wanted?: number,
): Temp {
  const instruction = signed ? 'slt' : 'sltu';
  switch (operator) {
    case '==':
    case '!=':
      return test(g, differs(g, left, right), operator === '!=', wanted);
    case '<':
      return less(g, instruction, left, right, wanted);
    case '>':
      return less(g, instruction, right, left, wanted);
    case '>=':
      return not(g, less(g, instruction, left, right), wanted);
    case '<=':
      return not(g, less(g, instruction, right, left), wanted);
  }
}

function differs(g: FunctionContext, left: Pair, right: Pair): Temp {
  return testWord(g, bitwisePairs(g, 'xor', left, right), unsignedLongLongType);
}

/** left < right: the high words decide, by the instruction, or where they are equal the low ones. */
function less(
  g: FunctionContext,
  instruction: 'slt' | 'sltu',
  left: Pair,
  right: Pair,
  wanted?: number,
): Temp {
  const [al, ah, bl, bh] = namesOf(g, left, right);
  const [low, equal] = [g.allocate(), g.allocate()];
  const [l, e] = [g.name(low), g.name(equal)];
  g.emit(`sub ${e}, ${ah}, ${bh}`);
  g.emit(`sltiu ${e}, ${e}, 1`);
  g.emit(`sltu ${l}, ${al}, ${bl}`);
  g.emit(`and ${l}, ${l}, ${e}`);
  g.emit(`${instruction} ${e}, ${ah}, ${bh}`);
  g.release(left, right);
  return three(g, 'or', low, equal, wanted);
}

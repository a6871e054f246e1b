/** Comparisons of 64-bit numbers in register pairs. */
import type { CompareExpression, CompareOperator } from '../c/ast';
import { immediate, three } from './arithmetic';
import { branchText, comparesSigned } from './conditions';
import type { FunctionContext } from './context';
import { type Temp, ZERO } from './registers';
import { type Pair, releasePair, widePairs } from './wide';
import { bitwisePairs, namesOf } from './wide-arithmetic';

/** A word that is zero if the pair is. Takes the pair. */
export function pairIsZero(g: FunctionContext, pair: Pair): Temp {
  return three(g, 'or', pair.low, pair.high);
}

function differs(g: FunctionContext, left: Pair, right: Pair): Temp {
  return pairIsZero(g, bitwisePairs(g, 'xor', left, right));
}

/** Jumps if the comparison holds. */
export function branchOnPair(
  g: FunctionContext,
  node: CompareExpression,
  operator: CompareOperator,
  label: string,
): void {
  const [left, right] = widePairs(g, node.left, node.right);
  if (operator === '==' || operator === '!=') {
    const word = differs(g, left, right);
    const name = g.name(word);
    g.release(word);
    g.out.branch(`${operator === '==' ? 'beqz' : 'bnez'} ${name}`, label);
    return;
  }
  const [al, ah, bl, bh] = namesOf(g, left, right);
  const skip = g.out.newLabel();
  const strict = operator[0] as '<' | '>';
  g.out.branch(branchText(strict, ah, bh, comparesSigned(node)), label);
  g.out.branch(branchText('!=', ah, bh, true), skip);
  g.out.branch(branchText(operator, al, bl, false), label);
  g.out.label(skip);
  releasePair(g, left);
  releasePair(g, right);
}

/** 1 if the comparison holds, else 0. */
export function pairTruth(
  g: FunctionContext,
  node: CompareExpression,
  operator: CompareOperator,
  wanted?: number,
): Temp {
  const [left, right] = widePairs(g, node.left, node.right);
  if (operator === '==') return immediate(g, 'sltiu', differs(g, left, right), 1, wanted);
  if (operator === '!=') return three(g, 'sltu', g.registers.home(ZERO), differs(g, left, right), wanted);
  const signed = comparesSigned(node);
  if (operator === '<') return less(g, left, right, signed, wanted);
  if (operator === '>') return less(g, right, left, signed, wanted);
  const opposite = operator === '>=' ? less(g, left, right, signed) : less(g, right, left, signed);
  return immediate(g, 'xori', opposite, 1, wanted);
}

/** left < right: the high words decide, or where they are equal the low ones. Takes the operands. */
function less(g: FunctionContext, left: Pair, right: Pair, signed: boolean, wanted?: number): Temp {
  const [al, ah, bl, bh] = namesOf(g, left, right);
  const [low, equal] = [g.allocate(), g.allocate()];
  const [l, e] = [g.name(low), g.name(equal)];
  g.emit(`sub ${e}, ${ah}, ${bh}`);
  g.emit(`sltiu ${e}, ${e}, 1`);
  g.emit(`sltu ${l}, ${al}, ${bl}`);
  g.emit(`and ${l}, ${l}, ${e}`);
  g.emit(`${signed ? 'slt' : 'sltu'} ${e}, ${ah}, ${bh}`);
  releasePair(g, left);
  releasePair(g, right);
  return three(g, 'or', low, equal, wanted);
}

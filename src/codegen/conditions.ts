/** Truth: conditions as branches, and as the numbers 0 and 1. */
import type { CastExpression, CompareExpression, Expression, LogicalExpression } from '../c/ast';
import { type CType, type FloatType, isInteger, isSigned, isWide, sizeOf } from '../c/types/types';
import { testWord } from './arithmetic';
import { type Comparison, branchIf, branchOnTest, compare, opposite, swapped, test } from './compare';
import type { FunctionContext } from './context';
import { effect, evaluate, evaluateWord, operands } from './evaluate';
import { compareFloats, isFloat } from './floating';
import { WORD } from './frame';
import type { Temp } from './registers';

/** Jumps to the label if the truth of the expression is `sense`; else goes on. */
export function branchOn(g: FunctionContext, node: Expression, sense: boolean, label: string): void {
  switch (node.kind) {
    case 'number':
      if ((node.value !== 0n) === sense) g.out.jump(label);
      return;
    case 'real':
      if ((node.value !== 0) === sense) g.out.jump(label);
      return;
    case 'not':
      return branchOn(g, node.operand, !sense, label);
    case 'logical':
      return branchOnLogical(g, node, sense, label);
    case 'compare':
      return branchOnCompare(g, node, sense, label);
    case 'comma':
      effect(g, node.left);
      return branchOn(g, node.right, sense, label);
    case 'cast':
      if (keepsTruth(node)) return branchOn(g, node.operand, sense, label);
      break;
    default:
  }
  branchOnTest(g, testWord(g, evaluate(g, node), node.type), sense, label);
}

/** Whether a cast is true exactly where its operand is: to `_Bool`, or from a word to a word. */
function keepsTruth({ type, operand }: CastExpression): boolean {
  return type.kind === 'bool' || (isWord(type) && isWord(operand.type));
}

const isWord = (type: CType): boolean =>
  (isInteger(type) || type.kind === 'pointer') && sizeOf(type) === WORD;

function branchOnLogical(g: FunctionContext, node: LogicalExpression, sense: boolean, label: string): void {
  const decides = node.operator === '||';
  if (decides === sense) {
    branchOn(g, node.left, sense, label);
    branchOn(g, node.right, sense, label);
    return;
  }
  const skip = g.out.newLabel();
  branchOn(g, node.left, decides, skip);
  branchOn(g, node.right, sense, label);
  g.out.label(skip);
}

function branchOnCompare(g: FunctionContext, node: CompareExpression, sense: boolean, label: string): void {
  const [left, right] = operands(g, node.left, node.right);
  if (isFloat(node.left.type)) {
    const holds = compareFloats(g, node.operator, node.left.type, left, right);
    return branchOnTest(g, holds, sense, label);
  }
  branchIf(g, comparisonOf(node, sense), left, right, label);
  g.release(left, right);
}

function comparisonOf({ operator, left }: CompareExpression, sense: boolean): Comparison {
  return { operator: sense ? operator : opposite[operator], signed: isSigned(left.type) };
}

/** Two arms of which one runs; no temporary may be in a register where control flow divides. */
export function fork(
  g: FunctionContext,
  condition: Expression,
  then: () => void,
  otherwise: () => void,
  leave: (jump: () => void) => void = jump => jump(),
): void {
  const [elseLabel, endLabel] = [g.out.newLabel(), g.out.newLabel()];
  g.registers.spillAll();
  branchOn(g, condition, false, elseLabel);
  then();
  leave(() => g.out.jump(endLabel));
  g.out.label(elseLabel);
  otherwise();
  g.out.label(endLabel);
}

/** One of them, which may stand on a line of its own. */
export function arm(g: FunctionContext, node: Expression): Expression {
  g.innerLocation(node.span);
  return node;
}

/** 1 if the truth of the expression is `sense`, else 0. */
export function truth(g: FunctionContext, node: Expression, sense: boolean, wanted?: number): Temp {
  switch (node.kind) {
    case 'not':
      return truth(g, node.operand, !sense, wanted);
    case 'compare':
      return compareValue(g, node, sense, wanted);
    case 'logical':
      return logicalValue(g, node, sense, wanted);
    case 'cast':
      if (node.type.kind === 'bool') return truth(g, node.operand, sense, wanted);
      break;
    default:
  }
  if (sense && node.type.kind === 'bool') return evaluateWord(g, node, wanted);
  return test(g, testWord(g, evaluate(g, node, g.early(wanted)), node.type), sense, wanted);
}

function compareValue(g: FunctionContext, node: CompareExpression, sense: boolean, wanted?: number): Temp {
  const { left, right } = node;
  if (isFloat(left.type)) return compareFloatValue(g, node, left.type, sense, wanted);
  const comparison = comparisonOf(node, sense);
  const early = g.early(wanted);
  if (right.kind === 'number') return compare(g, comparison, evaluate(g, left, early), right.value, wanted);
  if (left.kind === 'number' && !isWide(left.type)) {
    const turned = { ...comparison, operator: swapped[comparison.operator] };
    return compare(g, turned, evaluate(g, right, early), left.value, wanted);
  }
  const [a, b] = operands(g, left, right, early);
  return compare(g, comparison, a, b, wanted);
}

function compareFloatValue(
  g: FunctionContext,
  { operator, left, right }: CompareExpression,
  type: FloatType,
  sense: boolean,
  wanted?: number,
): Temp {
  const holds = compareFloats(g, operator, type, ...operands(g, left, right), sense ? wanted : undefined);
  return sense ? holds : test(g, holds, false, wanted);
}

function logicalValue(g: FunctionContext, node: LogicalExpression, sense: boolean, wanted?: number): Temp {
  const [falseLabel, endLabel] = [g.out.newLabel(), g.out.newLabel()];
  g.registers.spillAll();
  branchOn(g, node, !sense, falseLabel);
  const result = g.allocate(wanted);
  g.emit(`li ${g.name(result)}, 1`);
  g.blocks.armAt(g.registers.number(result), () => g.out.jump(endLabel));
  g.out.label(falseLabel);
  g.emit(`li ${g.name(result)}, 0`);
  g.out.label(endLabel);
  return result;
}

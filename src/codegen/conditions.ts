/** Truth: conditions as branches, and as the numbers 0 and 1. */
import type { CompareExpression, CompareOperator, Expression } from '../c/ast';
import { isSigned, isWide } from '../c/types/types';
import { fitsSigned } from './address';
import { immediate, three } from './arithmetic';
import type { FunctionContext } from './context';
import { effect, evaluate, operands, wordOf } from './evaluate';
import { type Temp, ZERO } from './registers';
import { branchOnPair, pairIsZero, pairTruth } from './wide-compare';
import { evaluateWide } from './wide';

const opposite: Record<CompareOperator, CompareOperator> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

const swapped: Record<CompareOperator, CompareOperator> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
};

/** Whether `<` and its like compare with the sign; pointers and unsigned numbers have none. */
export const comparesSigned = (node: CompareExpression): boolean => isSigned(node.left.type);

/** Jumps to the label if the truth of the expression is `sense`; else goes on. */
export function branchOn(g: FunctionContext, node: Expression, sense: boolean, label: string): void {
  switch (node.kind) {
    case 'number':
      if ((node.value !== 0n) === sense) g.out.jump(label);
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
      if (node.type.kind === 'bool') return branchOn(g, node.operand, sense, label);
      break;
    default:
  }
  if (isWide(node.type)) return branchOnTest(g, pairIsZero(g, evaluateWide(g, node)), sense, label);
  branchOnTest(g, evaluate(g, node), sense, label);
}

function branchOnTest(g: FunctionContext, value: Temp, sense: boolean, label: string): void {
  const name = g.name(value);
  g.release(value);
  g.out.branch(`${sense ? 'bnez' : 'beqz'} ${name}`, label);
}

function branchOnLogical(
  g: FunctionContext,
  node: Expression & { kind: 'logical' },
  sense: boolean,
  label: string,
): void {
  const decides = node.operator === '||';
  if (decides === sense) {
    branchOn(g, node.left, sense, label);
    g.innerLocation(node.right.span);
    branchOn(g, node.right, sense, label);
    return;
  }
  const skip = g.out.newLabel();
  branchOn(g, node.left, decides, skip);
  g.innerLocation(node.right.span);
  branchOn(g, node.right, sense, label);
  g.out.label(skip);
}

function branchOnCompare(g: FunctionContext, node: CompareExpression, sense: boolean, label: string): void {
  const operator = sense ? node.operator : opposite[node.operator];
  if (isWide(node.left.type)) return branchOnPair(g, node, operator, label);
  const [left, right] = operands(g, node.left, node.right);
  const [a, b] = [g.name(left), g.name(right)];
  g.release(left, right);
  g.out.branch(branchText(operator, a, b, comparesSigned(node)), label);
}

/** A branch instruction without its label. */
export function branchText(operator: CompareOperator, left: string, right: string, signed: boolean): string {
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
  if (sense && node.type.kind === 'bool') return evaluate(g, node, wanted);
  const value = isWide(node.type) ? pairIsZero(g, evaluateWide(g, node)) : evaluate(g, node, g.early(wanted));
  return isNotZero(g, value, sense, wanted);
}

function isNotZero(g: FunctionContext, value: Temp, sense: boolean, wanted?: number): Temp {
  if (sense) return three(g, 'sltu', g.registers.home(ZERO), value, wanted);
  return immediate(g, 'sltiu', value, 1, wanted);
}

function compareValue(g: FunctionContext, node: CompareExpression, sense: boolean, wanted?: number): Temp {
  const operator = sense ? node.operator : opposite[node.operator];
  if (isWide(node.left.type)) return pairTruth(g, node, operator, wanted);
  if (node.left.kind === 'number' && node.right.kind !== 'number') {
    const { left, right } = node;
    return compareValue(
      g,
      { ...node, operator: swapped[node.operator], left: right, right: left },
      sense,
      wanted,
    );
  }
  const right = node.right.kind === 'number' ? wordOf(node.right.value) : undefined;
  if (operator === '==' || operator === '!=') return equality(g, node, operator === '==', right, wanted);
  const quick = right === undefined ? undefined : compareConstant(g, node, operator, right, wanted);
  if (quick) return quick;
  const [a, b] = operands(g, node.left, node.right, g.early(wanted));
  return order(g, operator, a, b, comparesSigned(node), wanted);
}

function equality(
  g: FunctionContext,
  node: CompareExpression,
  equal: boolean,
  right: number | undefined,
  wanted?: number,
): Temp {
  if (right === undefined) {
    const [a, b] = operands(g, node.left, node.right, g.early(wanted));
    return isNotZero(g, three(g, 'sub', a, b, g.early(wanted)), !equal, wanted);
  }
  let value = evaluate(g, node.left, g.early(wanted));
  if (right !== 0 && fitsSigned(-right)) value = immediate(g, 'addi', value, -right, g.early(wanted));
  else if (right !== 0) {
    const other = g.allocate();
    g.emit(`li ${g.name(other)}, ${right}`);
    value = three(g, 'sub', value, other, g.early(wanted));
  }
  return isNotZero(g, value, !equal, wanted);
}

/** x < c, and x <= c as x < c + 1, with `slti`; the opposites with one instruction more. */
function compareConstant(
  g: FunctionContext,
  node: CompareExpression,
  operator: CompareOperator,
  right: number,
  wanted?: number,
): Temp | undefined {
  const signed = comparesSigned(node);
  const limit = operator === '<' || operator === '>=' ? right : right + 1;
  const overflows = signed ? right === 0x7fff_ffff : right === -1;
  if (!fitsSigned(limit) || (limit !== right && overflows)) return undefined;
  const value = evaluate(g, node.left, g.early(wanted));
  const instruction = signed ? 'slti' : 'sltiu';
  if (operator === '<' || operator === '<=') return immediate(g, instruction, value, limit, wanted);
  return immediate(g, 'xori', immediate(g, instruction, value, limit, g.early(wanted)), 1, wanted);
}

function order(
  g: FunctionContext,
  operator: CompareOperator,
  left: Temp,
  right: Temp,
  signed: boolean,
  wanted?: number,
): Temp {
  const instruction = signed ? 'slt' : 'sltu';
  if (operator === '<') return three(g, instruction, left, right, wanted);
  if (operator === '>') return three(g, instruction, right, left, wanted);
  const [a, b] = operator === '>=' ? [left, right] : [right, left];
  return immediate(g, 'xori', three(g, instruction, a, b, g.early(wanted)), 1, wanted);
}

function logicalValue(
  g: FunctionContext,
  node: Expression & { kind: 'logical' },
  sense: boolean,
  wanted?: number,
): Temp {
  const [falseLabel, endLabel] = [g.out.newLabel(), g.out.newLabel()];
  g.registers.spillAll();
  branchOn(g, node, !sense, falseLabel);
  const result = g.allocate(wanted);
  g.emit(`li ${g.name(result)}, 1`);
  g.out.jump(endLabel);
  g.out.label(falseLabel);
  g.emit(`li ${g.name(result)}, 0`);
  g.out.label(endLabel);
  return result;
}

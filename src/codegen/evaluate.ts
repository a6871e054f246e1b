/** Expressions: one walk for all scalars, words and 64-bit numbers alike. */
import type {
  AllocaExpression,
  ArithmeticOperator,
  AtomicExpression,
  BinaryExpression,
  CastExpression,
  ConditionalExpression,
  ComplementExpression,
  DifferenceExpression,
  Expression,
  OffsetExpression,
  NegateExpression,
  ShiftExpression,
  ShiftOperator,
  StatementsExpression,
} from '../c/ast';
import { promotionWidth } from '../c/semantics/build';
import { type CType, isVolatile, alignmentOf, isScalar, isSigned, isWide, sizeOf } from '../c/types/types';
import { load } from './access';
import { addressOf, bitOf, homeRegister, placeOf, pointerAddress, scaledIndex } from './address';
import { arithmetic, convert } from './arithmetic';
import { Arms } from './arms';
import { effectAssign, effectIncrement, evaluateAssign, evaluateIncrement, evaluateUpdate } from './assign';
import { evaluateCall } from './calls';
import { arm, fork, truth } from './conditions';
import type { FunctionContext } from './context';
import { loadField } from './fields';
import { constantReal, isFloat, negateFloat } from './floating';
import { WORD, outgoingSize } from './frame';
import { convertsByCall, knownAlignment } from './inline';
import { addressValue, immediate, inFrame, releaseAddress } from './operands';
import { multiplyWords } from './pairs';
import { read, releasePlace } from './places';
import { evaluateRecord } from './records';
import type { Temp, Value } from './registers';
import { statementsValue } from './statement-expression';
import { asWord, constantValue, outliving } from './values';
import { narrow, three } from './words';

/** Where the argument words of a variadic function start, seen from the canonical frame address. */
const argumentRow = -24;

/** A value that is known to be a word. */
export function evaluateWord(g: FunctionContext, node: Expression, wanted?: number): Temp {
  return asWord(evaluate(g, node, wanted));
}

/**
 * Evaluates a scalar. A word comes in the wanted register where that costs nothing, and in a variable's own where it
 * lives in one; a 64-bit value comes wherever there is room.
 */
export function evaluate(g: FunctionContext, node: Expression, wanted?: number): Value {
  return scalar(g, node, isWide(node.type) ? undefined : wanted);
}

function scalar(g: FunctionContext, node: Expression, wanted: number | undefined): Value {
  g.innerLocation(node.span);
  switch (node.kind) {
    case 'number':
      return constantValue(g, node.type, node.value, wanted);
    case 'real':
      return constantReal(g, node.type, node.value, wanted);
    case 'variable':
    case 'member':
    case 'dereference':
    case 'literal':
      return object(g, node, wanted);
    case 'address':
      return addressValue(g, pointerAddress(g, node), wanted);
    case 'offset':
      return offset(g, node, wanted);
    case 'cast':
      return cast(g, node, wanted);
    case 'negate':
      return negate(g, node, wanted);
    case 'complement':
      return complement(g, node, wanted);
    case 'not':
    case 'compare':
    case 'logical':
      return truth(g, node, true, wanted);
    case 'binary':
    case 'shift':
      return binary(g, node, wanted);
    case 'difference':
      return difference(g, node, wanted);
    case 'conditional':
      return conditional(g, node, wanted);
    case 'comma':
      effect(g, node.left);
      return evaluate(g, node.right, wanted);
    case 'assign':
      return evaluateAssign(g, node, wanted);
    case 'update':
      return evaluateUpdate(g, node, wanted);
    case 'increment':
      return evaluateIncrement(g, node, wanted);
    case 'call':
      return evaluateCall(g, node);
    case 'arguments':
      return addressValue(g, inFrame(g, argumentRow + node.word * WORD), wanted);
    case 'statements':
      return statementsValue(g, node, () => outliving(g, evaluate(g, lastValue(node), wanted)));
    case 'label':
      return addressValue(g, { symbol: node.name, offset: 0 }, wanted);
    case 'alloca':
      return takeStack(g, node, wanted);
    case 'atomic':
      return atomic(g, node, wanted);
    default:
      throw new Error(`no scalar value: ${node.kind}`);
  }
}

/** The value of an object: of a variable in a register that register, else loaded. */
function object(g: FunctionContext, node: Expression, wanted?: number): Value {
  const place = placeOf(g, node);
  if (place.kind === 'word') return load(g, place.type, place.address, wanted);
  const value = place.kind === 'field' ? loadField(g, place.field, place.address, wanted) : read(g, place);
  releasePlace(g, place);
  return value;
}

/** The value of a statement expression that is an operand. */
export function lastValue({ value }: StatementsExpression): Expression {
  if (!value) throw new Error('a statement expression without a value is no operand');
  return value;
}

function negate(g: FunctionContext, { type, operand }: NegateExpression, wanted?: number): Value {
  if (isFloat(type)) return negateFloat(g, evaluate(g, operand, g.early(wanted)), wanted);
  const zero = constantValue(g, type, 0n);
  return arithmetic(g, { operator: '-', type }, zero, evaluate(g, operand, g.early(wanted)), wanted);
}

function complement(g: FunctionContext, { type, operand }: ComplementExpression, wanted?: number): Value {
  return arithmetic(g, { operator: '^', type }, evaluate(g, operand, g.early(wanted)), -1n, wanted);
}

function offset(g: FunctionContext, node: OffsetExpression, wanted?: number): Temp {
  const { pointer, index, scale } = node;
  const folds = pointer.kind === 'address' || pointer.kind === 'offset' || index.kind === 'number';
  if (folds) return addressValue(g, pointerAddress(g, node), wanted);
  if (g.disturbs(index) && !g.disturbs(pointer)) {
    const bytes = scaledIndex(g, index, scale);
    return three(g, 'add', evaluateWord(g, pointer), bytes, wanted);
  }
  const base = evaluateWord(g, pointer, g.early(wanted));
  return three(g, 'add', base, scaledIndex(g, index, scale), wanted);
}

function cast(g: FunctionContext, node: CastExpression, wanted?: number): Value {
  const { operand, type } = node;
  if (type.kind === 'bool') return truth(g, operand, true, wanted);
  if (type.kind === 'integer' && type.bits !== undefined && type.bits === promotionWidth(operand))
    return evaluate(g, operand);
  if (isWide(type) || isWide(operand.type) || convertsByCall(operand.type, type))
    return convert(g, evaluate(g, operand), operand.type, type, wanted);
  if (sizeOf(type) >= WORD) return evaluate(g, operand, wanted);
  if (readsNarrower(operand, type)) return load(g, type, addressOf(g, operand), wanted);
  return narrow(g, evaluateWord(g, operand, g.early(wanted)), operand.type, type, wanted);
}

/** Whether a cast of an object in memory is a load of its low bytes. */
function readsNarrower(operand: Expression, type: CType): boolean {
  if (operand.type.kind !== 'integer' || type.kind !== 'integer' || !isInMemory(operand)) return false;
  const [size, whole] = [sizeOf(type), sizeOf(operand.type)];
  return isVolatile(operand.type) ? size === whole : size <= whole;
}

function isInMemory(node: Expression): boolean {
  if (knownAlignment(node) < alignmentOf(node.type)) return false;
  switch (node.kind) {
    case 'variable':
      return homeRegister(node) === undefined;
    case 'dereference':
      return true;
    case 'member':
      return !bitOf(node);
    default:
      return false;
  }
}

/** Both operands, first the one that disturbs the other; `early` is for the left one. */
export function operands(
  g: FunctionContext,
  left: Expression,
  right: Expression,
  early?: number,
): [Value, Value] {
  if (g.disturbs(right) && !g.disturbs(left)) {
    const second = evaluate(g, right);
    return [evaluate(g, left), second];
  }
  const first = evaluate(g, left, early);
  return [first, evaluate(g, right)];
}

function binary(g: FunctionContext, node: BinaryExpression | ShiftExpression, wanted?: number): Value {
  const factors = wordFactors(node);
  if (factors) return product(g, factors);
  const { operator, left, right, type } = node;
  const early = g.early(wanted);
  if (right.kind === 'number') return arithmetic(g, node, evaluate(g, left, early), right.value, wanted);
  if (left.kind === 'number' && commutes(operator) && !isWide(type))
    return arithmetic(g, node, evaluate(g, right, early), left.value, wanted);
  const [first, second] = operands(g, left, right, early);
  return arithmetic(g, node, first, second, wanted);
}

const commutes = (operator: ArithmeticOperator | ShiftOperator): boolean => '+*&|^'.includes(operator);

/** A 64-bit product of two extended words of one sign: `mul` and `mulh` make it from the words. */
function wordFactors({
  operator,
  type,
  left,
  right,
}: BinaryExpression | ShiftExpression): [Expression, Expression] | undefined {
  if (operator !== '*' || !isWide(type) || isFloat(type) || left.kind !== 'cast' || right.kind !== 'cast')
    return undefined;
  const [l, r] = [left.operand, right.operand];
  if (isWide(l.type) || isWide(r.type) || isSigned(l.type) !== isSigned(r.type)) return undefined;
  return [l, r];
}

function product(g: FunctionContext, [left, right]: [Expression, Expression]): Value {
  const [l, r] = operands(g, left, right);
  return multiplyWords(g, asWord(l), asWord(r), left.type);
}

function difference(g: FunctionContext, node: DifferenceExpression, wanted?: number): Value {
  const { scale, type } = node;
  const early = g.early(wanted);
  const [left, right] = operands(g, node.left, node.right, early);
  const bytes = three(g, 'sub', asWord(left), asWord(right), scale === 1 ? wanted : early);
  if (scale === 1) return bytes;
  if ((scale & (scale - 1)) !== 0)
    return arithmetic(g, { operator: '/', type }, bytes, BigInt(scale), wanted);
  return arithmetic(g, { operator: '>>', type }, bytes, BigInt(31 - Math.clz32(scale)), wanted);
}

function conditional(g: FunctionContext, node: ConditionalExpression, wanted?: number): Value {
  const arms = new Arms(g, wanted);
  fork(
    g,
    node.condition,
    () => arms.first(evaluate(g, arm(g, node.then), wanted)),
    () => arms.second(evaluate(g, arm(g, node.otherwise), arms.register)),
    jump => g.blocks.armAt(arms.register, jump),
  );
  return arms.result();
}

/** Evaluates for what it does, not for its value. */
export function effect(g: FunctionContext, node: Expression): void {
  switch (node.kind) {
    case 'number':
    case 'real':
    case 'string':
      return;
    case 'cast':
      return effect(g, node.operand);
    case 'comma':
      effect(g, node.left);
      return effect(g, node.right);
    case 'increment':
      return effectIncrement(g, node);
    case 'assign':
      if (isScalar(node.type)) return effectAssign(g, node);
      break;
    case 'variable':
      if (node.symbol.kind === 'function' || !isVolatile(node.type)) return;
      break;
    case 'trap':
      g.emit('brk');
      return;
    case 'statements':
      if (!node.value) return statementsValue(g, node, () => undefined);
      break;
    default:
  }
  discard(g, node);
}

function discard(g: FunctionContext, node: Expression): void {
  if (node.type.kind === 'record') {
    releaseAddress(g, evaluateRecord(g, node));
  } else if (node.type.kind === 'void') voidEffect(g, node);
  else if (node.type.kind === 'array' || node.type.kind === 'function') discardAddress(g, node);
  else g.release(evaluate(g, node));
}

function discardAddress(g: FunctionContext, node: Expression): void {
  releaseAddress(g, addressOf(g, node));
}

/** An expression of type void: a call, or a conditional whose arms are void. */
function voidEffect(g: FunctionContext, node: Expression): void {
  switch (node.kind) {
    case 'call':
      return g.release(evaluateCall(g, node));
    case 'conditional':
      return voidConditional(g, node);
    case 'statements':
      return statementsValue(g, node, () => node.value && effect(g, node.value));
    case 'dereference':
      return discardAddress(g, node);
    case 'cast':
      return effect(g, node.operand);
    default:
      throw new Error(`no void expression: ${node.kind}`);
  }
}

function voidConditional(g: FunctionContext, node: ConditionalExpression): void {
  fork(
    g,
    node.condition,
    () => effect(g, arm(g, node.then)),
    () => effect(g, arm(g, node.otherwise)),
  );
}

/** Whole words below all that is in use, but above the arguments of calls, whose size is known at the end. */
function takeStack(g: FunctionContext, { size }: AllocaExpression, wanted?: number): Temp {
  const bytes = evaluateWord(g, size);
  const words = immediate(g, 'srli', immediate(g, 'addi', bytes, WORD - 1), 2);
  const whole = immediate(g, 'slli', words, 2);
  g.emit(`sub sp, sp, ${g.name(whole)}`);
  g.release(whole);
  const result = g.allocate(wanted);
  g.emit(`addi ${g.name(result)}, sp, ${outgoingSize}`);
  return result;
}

/** xchg and fetchadd take the value, cas the old and the new one; all give the word as it was. */
function atomic(g: FunctionContext, node: AtomicExpression, wanted?: number): Temp {
  const [pointer, first, second] = node.operands;
  const [address, value] = [evaluateWord(g, pointer), evaluateWord(g, first)];
  const desired = second && evaluateWord(g, second);
  const result = g.allocate(g.early(wanted));
  const name = g.name(result);
  if (desired) {
    g.emit(`mv ${name}, ${g.name(value)}`);
    g.emit(`cas ${name}, ${g.name(desired)}, (${g.name(address)})`);
    g.release(desired);
  } else g.emit(`${node.operation} ${name}, ${g.name(value)}, (${g.name(address)})`);
  g.release(address, value);
  return result;
}

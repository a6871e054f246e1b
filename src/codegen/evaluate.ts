/** Expressions whose value is a word: everything scalar but 64-bit integers. */
import type { Expression } from '../c/ast';
import { type CType, VOLATILE, isWide, sizeOf } from '../c/types/types';
import { addressOf, addressValue, pointerAddress, scaledIndex } from './address';
import { bitsOf, load, loadBits } from './access';
import { arithmetic, complement, constant, narrow, three } from './arithmetic';
import { evaluateAssign, evaluateIncrement, evaluateUpdate } from './assign';
import { evaluateCall } from './calls';
import { branchOn, truth } from './conditions';
import type { FunctionContext } from './context';
import { evaluateRecord } from './records';
import { type Temp, ZERO } from './registers';
import { statementsValue } from './statement-expression';
import { evaluateWide, releasePair } from './wide';

/** The word value of a constant. */
export const wordOf = (value: bigint): number => Number(BigInt.asIntN(32, value));

/** Evaluates into a register: the wanted one where that costs nothing; a variable's own where it lives in one. */
export function evaluate(g: FunctionContext, node: Expression, wanted?: number): Temp {
  switch (node.kind) {
    case 'number':
      return constant(g, wordOf(node.value), wanted);
    case 'variable':
      return variable(g, node, wanted);
    case 'member':
    case 'dereference':
    case 'literal':
      return loadFrom(g, node, wanted);
    case 'address':
      return addressValue(g, pointerAddress(g, node), wanted);
    case 'offset':
      return offset(g, node, wanted);
    case 'cast':
      return cast(g, node, wanted);
    case 'negate':
      return three(g, 'sub', g.registers.home(ZERO), evaluate(g, node.operand, g.early(wanted)), wanted);
    case 'complement':
      return complement(g, evaluate(g, node.operand, g.early(wanted)), wanted);
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
      return evaluateUpdate(g, node, true, wanted)!;
    case 'increment':
      return evaluateIncrement(g, node, true, wanted)!;
    case 'call':
      return evaluateCall(g, node);
    case 'arguments':
      return addressValue(g, { base: g.base, offset: argumentRow + node.word * 4 }, wanted);
    case 'statements':
      return statementsValue(g, node, () => evaluate(g, node.value!, wanted));
    case 'atomic':
      return atomic(g, node, wanted);
    default:
      throw new Error(`no word value: ${node.kind}`);
  }
}

/** Where the argument words of a variadic function start, seen from the canonical frame address. */
const argumentRow = -24;

/** Evaluates for what it does, not for its value. */
export function effect(g: FunctionContext, node: Expression): void {
  switch (node.kind) {
    case 'number':
    case 'string':
      return;
    case 'cast':
      return effect(g, node.operand);
    case 'comma':
      effect(g, node.left);
      return effect(g, node.right);
    case 'update':
      evaluateUpdate(g, node, false);
      return;
    case 'increment':
      evaluateIncrement(g, node, false);
      return;
    case 'assign':
      if (isWord(node.type)) return g.release(evaluateAssign(g, node, undefined, false));
      break;
    case 'variable':
      if (node.symbol.kind === 'function' || (node.type.qualifiers & VOLATILE) === 0) return;
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

const isWord = (type: CType): boolean => type.kind !== 'record' && type.kind !== 'void' && !isWide(type);

function discard(g: FunctionContext, node: Expression): void {
  if (node.type.kind === 'record') {
    const { base } = evaluateRecord(g, node);
    if (base) g.release(base);
  } else if (isWide(node.type)) releasePair(g, evaluateWide(g, node));
  else if (node.type.kind === 'void') voidEffect(g, node);
  else if (node.type.kind === 'array' || node.type.kind === 'function') discardAddress(g, node);
  else g.release(evaluate(g, node));
}

function discardAddress(g: FunctionContext, node: Expression): void {
  const { base } = addressOf(g, node);
  if (base) g.release(base);
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

function voidConditional(g: FunctionContext, node: Expression & { kind: 'conditional' }): void {
  fork(
    g,
    node.condition,
    () => effect(g, node.then),
    () => effect(g, node.otherwise),
  );
}

/** Two arms of which one runs; no temporary may be in a register where control flow divides. */
export function fork(
  g: FunctionContext,
  condition: Expression,
  then: () => void,
  otherwise: () => void,
): void {
  const [elseLabel, endLabel] = [g.out.newLabel(), g.out.newLabel()];
  g.registers.spillAll();
  branchOn(g, condition, false, elseLabel);
  then();
  g.out.jump(endLabel);
  g.out.label(elseLabel);
  otherwise();
  g.out.label(endLabel);
}

function variable(g: FunctionContext, node: Expression & { kind: 'variable' }, wanted?: number): Temp {
  const { symbol } = node;
  if (symbol.kind === 'local' && symbol.home?.kind === 'register')
    return g.registers.home(symbol.home.register);
  return load(g, node.type, addressOf(g, node), wanted);
}

function loadFrom(g: FunctionContext, node: Expression, wanted?: number): Temp {
  const bits = bitsOf(node);
  const address = addressOf(g, node);
  if (!bits) return load(g, node.type, address, wanted);
  const value = loadBits(g, node.type, bits, address, wanted);
  if (address.base) g.release(address.base);
  return value;
}

function offset(g: FunctionContext, node: Expression & { kind: 'offset' }, wanted?: number): Temp {
  const simple =
    node.pointer.kind === 'address' || node.pointer.kind === 'offset' || node.index.kind === 'number';
  if (simple) return addressValue(g, pointerAddress(g, node), wanted);
  if (g.disturbs(node.index) && !g.disturbs(node.pointer)) {
    const index = scaledIndex(g, node.index, node.scale);
    return three(g, 'add', evaluate(g, node.pointer), index, wanted);
  }
  const pointer = evaluate(g, node.pointer, g.early(wanted));
  return three(g, 'add', pointer, scaledIndex(g, node.index, node.scale), wanted);
}

function cast(g: FunctionContext, node: Expression & { kind: 'cast' }, wanted?: number): Temp {
  const { operand, type } = node;
  if (type.kind === 'bool') return truth(g, operand, true, wanted);
  if (isWide(operand.type)) {
    const pair = evaluateWide(g, operand);
    g.release(pair.high);
    return narrow(g, pair.low, operand.type, type, wanted);
  }
  if (sizeOf(type) >= 4) return evaluate(g, operand, wanted);
  if (readsNarrower(operand, type)) return load(g, type, addressOf(g, operand), wanted);
  return narrow(g, evaluate(g, operand, g.early(wanted)), operand.type, type, wanted);
}

/** Whether a cast of an object in memory is a load of its low bytes. */
function readsNarrower(operand: Expression, type: CType): boolean {
  if (operand.kind === 'variable') {
    if (
      operand.symbol.kind === 'function' ||
      (operand.symbol.kind === 'local' && operand.symbol.home?.kind !== 'frame')
    )
      return false;
  } else if (operand.kind !== 'dereference' && operand.kind !== 'member') return false;
  if (bitsOf(operand)) return false;
  const [size, whole] = [sizeOf(type), sizeOf(operand.type)];
  return (
    operand.type.kind === 'integer' &&
    type.kind === 'integer' &&
    (operand.type.qualifiers & VOLATILE ? size === whole : size <= whole)
  );
}

/** Both operands in registers, first the one that disturbs the other; `early` is for the left one. */
export function operands(
  g: FunctionContext,
  left: Expression,
  right: Expression,
  early?: number,
): [Temp, Temp] {
  if (g.disturbs(right) && !g.disturbs(left)) {
    const second = evaluate(g, right);
    return [evaluate(g, left), second];
  }
  const first = evaluate(g, left, early);
  return [first, evaluate(g, right)];
}

function binary(g: FunctionContext, node: Expression & { kind: 'binary' | 'shift' }, wanted?: number): Temp {
  const { operator, left, right, type } = node;
  const early = g.early(wanted);
  if (right.kind === 'number')
    return arithmetic(g, operator, type, evaluate(g, left, early), wordOf(right.value), wanted);
  if (left.kind === 'number' && commutes(operator))
    return arithmetic(g, operator, type, evaluate(g, right, early), wordOf(left.value), wanted);
  const [first, second] = operands(g, left, right, early);
  return arithmetic(g, operator, type, first, second, wanted);
}

const commutes = (operator: string): boolean => '+*&|^'.includes(operator);

function difference(g: FunctionContext, node: Expression & { kind: 'difference' }, wanted?: number): Temp {
  const [left, right] = operands(g, node.left, node.right, g.early(wanted));
  const { scale } = node;
  if (scale === 1) return three(g, 'sub', left, right, wanted);
  const bytes = three(g, 'sub', left, right, g.early(wanted));
  if ((scale & (scale - 1)) !== 0) return arithmetic(g, '/', node.type, bytes, scale, wanted);
  return arithmetic(g, '>>', node.type, bytes, 31 - Math.clz32(scale), wanted);
}

function conditional(g: FunctionContext, node: Expression & { kind: 'conditional' }, wanted?: number): Temp {
  let result: number | undefined;
  fork(
    g,
    node.condition,
    () => (result = settleResult(g, evaluate(g, node.then, wanted), wanted)),
    () => moveTo(g, evaluate(g, node.otherwise, result), result!),
  );
  return g.registers.isPool(result!) ? g.registers.claim(result!) : g.registers.home(result!);
}

/** The register that the first arm leaves its value in; never that of a variable that is not the target itself. */
function settleResult(g: FunctionContext, value: Temp, wanted?: number): number {
  const register = g.registers.number(value);
  g.release(value);
  if (!value.fixed || register === wanted) return register;
  const result = g.allocate(wanted);
  g.emit(`mv ${g.name(result)}, ${g.name(value)}`);
  const settled = g.registers.number(result);
  g.release(result);
  return settled;
}

function moveTo(g: FunctionContext, value: Temp, register: number): void {
  const target = g.registers.home(register);
  if (g.registers.number(value) !== register) g.emit(`mv ${g.name(target)}, ${g.name(value)}`);
  g.release(value);
}

/** xchg and fetchadd take the value, cas the old and the new one; all give the word as it was. */
function atomic(g: FunctionContext, node: Expression & { kind: 'atomic' }, wanted?: number): Temp {
  const [address, first, second] = node.operands.map(operand => evaluate(g, operand));
  const result = g.allocate(wanted !== undefined && g.registers.isPool(wanted) ? wanted : undefined);
  const name = g.name(result);
  if (node.operation === 'cas') {
    g.emit(`mv ${name}, ${g.name(first!)}`);
    g.emit(`cas ${name}, ${g.name(second!)}, (${g.name(address!)})`);
    g.release(second!);
  } else g.emit(`${node.operation} ${name}, ${g.name(first!)}, (${g.name(address!)})`);
  g.release(address!, first!);
  return result;
}

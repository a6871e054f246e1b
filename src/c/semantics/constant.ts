/** Constants that the compiler must know: array sizes, cases, and what statics start as. */
import type { Expression } from '../ast';
import { bitsOf } from '../reals';
import type { Reporter } from '../reporter';
import { wrap } from '../types/compatible';
import { alignmentOf, isInteger, isScalar } from '../types/types';
import { isError, rvalue } from './build';
import { says } from '../rules';

/** The value of an integer constant expression; says so where it is none. */
export function integerConstant(
  report: Reporter,
  expression: Expression,
  purpose: string,
): bigint | undefined {
  const value = rvalue(expression);
  if (value.kind === 'number' && isInteger(value.type)) return value.value;
  if (!isError(expression)) report.say(expression.span, says('c-integer-constant', { purpose }));
  return undefined;
}

/** A value that is known once the program is linked: a number, plus the address of a symbol where one is given. */
export interface AddressConstant {
  readonly symbol?: SymbolReference;
  readonly value: bigint;
}

/** What an address constant refers to: something with a label, or a string that gets one. */
export type SymbolReference =
  { readonly label: string } | { readonly bytes: Uint8Array; readonly alignment: number };

/** The value of a constant expression as statics are initialised with; undefined if it is none. */
export function addressConstant(expression: Expression): AddressConstant | undefined {
  switch (expression.kind) {
    case 'number':
      return { value: expression.value };
    case 'real':
      return { value: bitsOf(expression.value, expression.type) };
    case 'address':
      return objectAddress(expression.object);
    case 'label':
      return { symbol: { label: expression.name }, value: 0n };
    case 'offset':
      return offsetConstant(expression);
    case 'cast':
      return castConstant(expression);
    case 'comma':
      return expression.left.kind === 'number' ? addressConstant(expression.right) : undefined;
    case 'binary':
      return expression.type.kind === 'float' ? realConstant(expression) : sumConstant(expression);
    case 'negate':
      return realConstant(expression);
    default:
      return undefined;
  }
}

function objectAddress(object: Expression): AddressConstant | undefined {
  switch (object.kind) {
    case 'variable':
      return object.symbol.kind === 'local' ? undefined : { symbol: object.symbol, value: 0n };
    case 'string':
      return { symbol: { bytes: object.bytes, alignment: alignmentOf(object.type) }, value: 0n };
    case 'dereference':
      return addressConstant(object.pointer);
    case 'member':
      return plus(objectAddress(object.object), BigInt(object.member.offset));
    default:
      return undefined;
  }
}

function plus(base: AddressConstant | undefined, value: bigint): AddressConstant | undefined {
  return base && { ...base, value: base.value + value };
}

function offsetConstant(expression: Expression & { kind: 'offset' }): AddressConstant | undefined {
  const index = addressConstant(expression.index);
  if (!index || index.symbol) return undefined;
  return plus(addressConstant(expression.pointer), index.value * BigInt(expression.scale));
}

function castConstant(expression: Expression & { kind: 'cast' }): AddressConstant | undefined {
  const inner = addressConstant(expression.operand);
  if (!inner || !isScalar(expression.type)) return undefined;
  const floats = [expression, expression.operand].filter(({ type }) => type.kind === 'float').length;
  if (floats === 2 && expression.type.kind === 'float') return { value: bitsOf(NaN, expression.type) };
  if (floats > 0) return expression.operand.type.kind === 'float' ? { value: 0n } : undefined;
  if (!inner.symbol) return { value: wrap(inner.value, expression.type) };
  const word = expression.type.kind === 'pointer' || expression.type.kind === 'enum';
  return word || (expression.type.kind === 'integer' && expression.type.size === 4) ? inner : undefined;
}

/** What invalid operations on constants leave: only a NaN is not folded before. */
function realConstant({ type, ...operation }: Expression): AddressConstant | undefined {
  if (type.kind !== 'float') return undefined;
  const operands =
    operation.kind === 'binary'
      ? [operation.left, operation.right]
      : operation.kind === 'negate'
        ? [operation.operand]
        : [];
  return operands.every(isConstant) ? { value: bitsOf(NaN, type) } : undefined;
}

const isConstant = (operand: Expression): boolean =>
  operand.kind === 'real' || addressConstant(operand) !== undefined;

function sumConstant(expression: Expression & { kind: 'binary' }): AddressConstant | undefined {
  const [left, right] = [addressConstant(expression.left), addressConstant(expression.right)];
  if (!left || !right) return undefined;
  if (expression.operator === '+' && !(left.symbol && right.symbol))
    return { symbol: left.symbol ?? right.symbol, value: left.value + right.value };
  if (expression.operator === '-' && !right.symbol) return { ...left, value: left.value - right.value };
  return undefined;
}

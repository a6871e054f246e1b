/** When two types are the same or compatible, and the types that arithmetic happens in (C99 6.2.7, 6.3.1). */
import {
  type CType,
  type FloatType,
  type FunctionType,
  type IntegerType,
  RESTRICT,
  arrayOf,
  intType,
  isInteger,
  isSigned,
  longLongType,
  longType,
  sizeOf,
  unqualified,
  unsignedLongLongType,
  unsignedLongType,
  unsignedType,
} from './types';

/** Compatible, top-level qualifiers apart. */
export function compatible(left: CType, right: CType): boolean {
  if (left === right || left.kind === 'error' || right.kind === 'error') return true;
  if (left.kind === 'enum' && right.kind !== 'enum') return compatible(enumInteger(left), right);
  if (left.kind !== 'enum' && right.kind === 'enum') return compatible(left, enumInteger(right));
  switch (left.kind) {
    case 'integer':
    case 'float':
      return right.kind === left.kind && left.name === right.name;
    case 'enum':
      return right.kind === 'enum' && left.definition === right.definition;
    case 'record':
      return right.kind === 'record' && left.definition === right.definition;
    case 'pointer':
      return right.kind === 'pointer' && identical(left.target, right.target);
    case 'array':
      return (
        right.kind === 'array' &&
        compatibleCounts(left.count, right.count) &&
        identical(left.element, right.element)
      );
    case 'function':
      return right.kind === 'function' && compatibleFunctions(left, right);
    default:
      return left.kind === right.kind;
  }
}

const compatibleCounts = (left: number | undefined, right: number | undefined): boolean =>
  left === undefined || right === undefined || left === right;

/** Compatible with the same qualifiers (`restrict` apart, which no caller cares about). */
export function identical(left: CType, right: CType): boolean {
  return (left.qualifiers & ~RESTRICT) === (right.qualifiers & ~RESTRICT) && compatible(left, right);
}

function compatibleFunctions(left: FunctionType, right: FunctionType): boolean {
  if (!compatible(left.returns, right.returns)) return false;
  if (!left.prototype || !right.prototype) return true;
  return (
    left.variadic === right.variadic &&
    left.parameters.length === right.parameters.length &&
    left.parameters.every(({ type }, index) => {
      const other = right.parameters[index];
      return other !== undefined && compatible(type, other.type);
    })
  );
}

/** Of two compatible types of one object the one that says more: a known array size, a prototype. */
export function composite(old: CType, now: CType): CType {
  if (old.kind === 'array' && now.kind === 'array')
    return { ...now, ...arrayOf(composite(old.element, now.element), now.count ?? old.count) };
  if (old.kind === 'function' && now.kind === 'function') return now.prototype ? now : old;
  return now;
}

const enumInteger = ({ definition }: CType & { kind: 'enum' }): CType =>
  definition.fixed ?? (definition.signed ? intType : unsignedType);

/** The type after integer promotion; a bit-field promotes by its width. */
export function promoted(type: CType, width?: number): CType {
  if (width !== undefined && (width < 32 || (width === 32 && isSigned(type)))) return intType;
  if (type.kind === 'bool') return intType;
  if (type.kind === 'enum') return promoted(enumInteger(type), width);
  if (type.kind === 'integer' && type.rank < intType.rank) return intType;
  return width === undefined ? unqualified(type) : wideFieldType(type, width);
}

/** As gcc has it: a bit-field of 33 to 63 bits is computed with in a type of as many. */
function wideFieldType(type: CType, width: number): CType {
  if (type.kind !== 'integer' || width === sizeOf(type) * 8) return unqualified(type);
  if (width === 32) return unsignedType;
  return { ...type, alias: undefined, qualifiers: 0, name: `${type.name}:${width}`, bits: width };
}

/** The type whose values fill their bytes. */
export function wholeType(type: CType): CType {
  if (type.kind !== 'integer' || type.bits === undefined) return type;
  return type.signed ? longLongType : unsignedLongLongType;
}

/** The common type of two promoted arithmetic types (C99 6.3.1.8). */
export function commonType(left: CType, right: CType): CType {
  if (left.kind === 'float')
    return right.kind === 'float' && floatRank(right) > floatRank(left) ? right : left;
  if (right.kind === 'float') return right;
  if (left.kind !== 'integer' || right.kind !== 'integer') return left;
  if (left.name === right.name) return left;
  if (left.bits !== undefined || right.bits !== undefined) return commonFieldType(left, right);
  if (left.signed === right.signed) return left.rank >= right.rank ? left : right;
  const [signed, unsigned] = left.signed ? [left, right] : [right, left];
  if (unsigned.rank >= signed.rank) return unsigned;
  if (signed.size > unsigned.size) return signed;
  return signed.rank === longType.rank ? unsignedLongType : unsignedLongLongType;
}

/** More bits win, and at as many those without a sign (gcc). */
function commonFieldType(left: IntegerType, right: IntegerType): CType {
  const [l, r] = [bitsOf(left), bitsOf(right)];
  if (l !== r) return l > r ? left : right;
  return left.signed ? right : left;
}

/** Bits of a value of the type. */
const bitsOf = (type: CType): number => (type.kind === 'integer' ? type.bits : undefined) ?? sizeOf(type) * 8;

/** By its name, since `long double` is a type of its own with the numbers of `double`. */
const floatRank = ({ name }: FloatType): number => ['float', 'double', 'long double'].indexOf(name);

/** Wraps a value into the range of an integer or pointer type. */
export function wrap(value: bigint, type: CType): bigint {
  if (type.kind === 'bool') return value === 0n ? 0n : 1n;
  const bits = bitsOf(type) || 32;
  return isSigned(type) ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** The value of an integer type that is nearest to the number without its fraction; 0 for a NaN. */
export function nearestInteger(value: number, type: CType): bigint {
  if (Number.isNaN(value)) return 0n;
  const bits = BigInt(bitsOf(type));
  const [least, most] = isSigned(type)
    ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n]
    : [0n, (1n << bits) - 1n];
  if (value <= Number(least)) return least;
  return value >= Number(most) ? most : BigInt(Math.trunc(value));
}

/** Whether every value of the first integer type is a value of the second, so that converting costs nothing. */
export function fitsIn(from: CType, to: CType): boolean {
  if (from.kind === 'bool') return true;
  if (!isInteger(from) || !isInteger(to) || to.kind === 'bool') return false;
  const [size, room] = [bitsOf(from), bitsOf(to)];
  if (isSigned(from)) return isSigned(to) && room >= size;
  return isSigned(to) ? room > size : room >= size;
}

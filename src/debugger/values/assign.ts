/** Writing values: what fits where, and in words why not. */
import { type CType, isCharacter, isScalar, isSigned, printType, sizeOf } from '../../image';
import { DebuggerError } from '../errors';
import { type Scalar, type Value, readScalar, whyUnreadable, writeScalar } from './value';
import { hex } from '../../source';

/** Stores the value of an expression, converted as C does, but refusing what does not fit. */
export function assign(target: Value, source: Value): void {
  const { type } = target;
  if (!target.place.write) throw new DebuggerError('read-only', 'this has no place that could be written to');
  if (isScalar(type)) storeScalar(target, source);
  else if (type.kind === 'array' && isCharacter(type.element)) storeText(target, type.count ?? 0, source);
  else storeWhole(target, source);
}

function storeScalar(target: Value, source: Value): void {
  const scalar = decayed(source) ?? readScalar(source);
  if (scalar === undefined) throw unusable(source, target);
  const fitting = convert(scalar, target.type, target.bit?.width ?? sizeOf(target.type) * 8);
  if (!writeScalar(target, fitting)) throw unwritable(target);
}

function unusable({ type, place }: Value, target: Value): DebuggerError {
  if (!isScalar(type))
    return new DebuggerError(
      'bad-value',
      `a value of type ${printType(type)} cannot be stored in a ${printType(target.type)}`,
    );
  return new DebuggerError('no-memory', whyUnreadable(place));
}

/** An array or a function as a pointer. */
function decayed({ type, place }: Value): Scalar | undefined {
  return (type.kind === 'array' || type.kind === 'function') && place.address !== undefined
    ? BigInt(place.address)
    : undefined;
}

/** The scalar in the type, if its value can be kept. Bits of an unsigned number may be given for a signed type. */
function convert(scalar: Scalar, type: CType, bits: number): Scalar {
  if (type.kind === 'float') return Number(scalar);
  if (type.kind === 'bool') return scalar === 0n || scalar === 0 ? 0n : 1n;
  const whole = typeof scalar === 'number' ? BigInt(Math.trunc(scalar)) : scalar;
  const low = -(1n << BigInt(bits - 1));
  const high = (1n << BigInt(bits)) - 1n;
  if (whole < low || whole > high)
    throw new DebuggerError(
      'bad-value',
      `${whole} does not fit into ${bits === 1 ? 'one bit' : `${bits} bits`} (${printType(type)})`,
    );
  return isSigned(type) ? BigInt.asIntN(bits, whole) : BigInt.asUintN(bits, whole);
}

/** A string literal, or another array, with the NUL where there is room for it. */
function storeText(target: Value, count: number, source: Value): void {
  const { type } = source;
  if (type.kind !== 'array' || !isCharacter(type.element))
    throw new DebuggerError('bad-value', 'text in double quotes is wanted here');
  const length = type.count ?? 0;
  const bytes = source.place.read(length);
  if (!bytes) throw new DebuggerError('bad-value', 'the text cannot be read');
  if (length > count + 1) throw new DebuggerError('bad-value', `${length} bytes do not fit into ${count}`);
  if (!target.place.write?.(bytes.subarray(0, count))) throw unwritable(target);
}

function storeWhole(target: Value, source: Value): void {
  const size = sizeOf(target.type);
  const same = spelt(source.type) === spelt(target.type) && sizeOf(source.type) === size;
  if (!same || size === 0)
    throw new DebuggerError(
      'bad-value',
      `${printType(source.type)} cannot be assigned to ${printType(target.type)}`,
    );
  const bytes = source.place.read(size);
  if (!bytes || !target.place.write?.(bytes)) throw unwritable(target);
}

/** Types of different programs are the same if they are spelt the same. */
const spelt = (type: CType): string => printType({ ...type, alias: undefined });

function unwritable({ place: { address } }: Value): DebuggerError {
  const where = address === undefined ? 'this' : hex(address);
  return new DebuggerError('no-memory', `${where} cannot be written: no memory is mapped there`);
}

/**
 * Floating-point numbers while a program is compiled: IEEE 754 binary32 and binary64, rounded to nearest, ties to even. A
 * value of either is kept as a number of the host, which has all of both.
 */
import type { FloatType } from './types/types';

type Format = Pick<FloatType, 'size'>;

/** The nearest value of the type. A sum, difference, product or quotient of two floats is right after both roundings. */
export const rounded = (value: number, { size }: Format): number => (size === 4 ? Math.fround(value) : value);

/** Bits of the significand, and the exponent of the smallest number that has all of them. */
const formats = { 4: { precision: 24, least: -126 }, 8: { precision: 53, least: -1022 } } as const;

/** The nearest value of the type to numerator / denominator, of which neither is negative. */
function nearestRatio(numerator: bigint, denominator: bigint, { size }: Format): number {
  const { precision, least } = formats[size];
  if (numerator === 0n) return 0;
  let exponent = bitLength(numerator) - bitLength(denominator);
  if (isBelowPower(numerator, denominator, exponent)) exponent--;
  // The unit of the last place: that of the number's own binade, or of the smallest.
  const unit = Math.max(exponent, least) - precision + 1;
  const top = unit < 0 ? numerator << BigInt(-unit) : numerator;
  const bottom = unit < 0 ? denominator : denominator << BigInt(unit);
  const whole = top / bottom;
  const twice = 2n * (top % bottom);
  const up = twice > bottom || (twice === bottom && (whole & 1n) === 1n);
  const count = Number(up ? whole + 1n : whole);
  // In two steps, since a power of two may be smaller than every number while the product is none of them.
  const half = Math.trunc(unit / 2);
  return rounded(count * 2 ** half * 2 ** (unit - half), { size });
}

const bitLength = (value: bigint): number => value.toString(2).length;

/** Whether numerator / denominator is less than 2^exponent. */
const isBelowPower = (numerator: bigint, denominator: bigint, exponent: number): boolean =>
  exponent >= 0 ? numerator < denominator << BigInt(exponent) : numerator << BigInt(-exponent) < denominator;

/** The nearest value of the type to an integer. */
export function nearestReal(value: bigint, format: Format): number {
  return value < 0n ? -nearestRatio(-value, 1n, format) : nearestRatio(value, 1n, format);
}

/** Exponents beyond lead to infinity or to zero, whatever the digits of a constant are. */
const farthest = 20_000;

/** The nearest value to digits × base^exponent, for digits without a point. */
export function nearestScaled(digits: bigint, base: 2n | 10n, exponent: number, format: Format): number {
  if (digits === 0n) return 0;
  const size = digits.toString(Number(base)).length + exponent;
  if (size > farthest) return Infinity;
  if (size < -farthest) return 0;
  const power = base ** BigInt(Math.abs(exponent));
  return exponent < 0 ? nearestRatio(digits, power, format) : nearestRatio(digits * power, 1n, format);
}

/** The bits of a value as memory has them, read as a number without a sign. */
export function bitsOf(value: number, { size }: Format): bigint {
  const view = new DataView(new ArrayBuffer(8));
  if (size === 4) view.setFloat32(0, value);
  else view.setFloat64(0, value);
  return size === 4 ? BigInt(view.getUint32(0)) : view.getBigUint64(0);
}

/**
 * Floating-point arithmetic of the library against the host's, bit for bit: both make the same operands. In CI a few of
 * them; `RINGSIDE_FLOATS=1000000 npx mocha test/lib/floating.test.ts` takes a million for each operation.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkBare, objectOf, runBare } from '../support/bare';

const count = Number(process.env['RINGSIDE_FLOATS'] ?? 4000);
/** Results of which one hash is made. */
const block = Math.min(count, 1000);
const seed = 0x1234567;

class Operands {
  constructor(private state: number) {}

  next(): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return this.state >>> 0;
  }

  bits64(): bigint {
    const kind = this.next() & 7;
    let high = this.next();
    let low = this.next();
    if (kind === 0) return special[high % special.length]!;
    if (kind === 1) high = (high & 0x800fffff) | ((1000 + (high % 47)) << 20);
    if (kind === 2) [high, low] = [(high & 0x801fffff) + 0x40000000, 0];
    if (kind === 3) high &= 0x800fffff;
    if (kind === 4) [high, low] = [(high & 0x800fffff) | ((870 + (high % 290)) << 20), low & 0xf0000000];
    return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  }

  bits32(): number {
    const kind = this.next() & 3;
    const bits = this.next();
    if (kind === 0) return special32[bits % special32.length]!;
    return kind === 1 ? ((bits & 0x807fffff) | ((115 + (bits % 30)) << 23)) >>> 0 : bits;
  }

  double(): number {
    view.setBigUint64(0, this.bits64());
    return view.getFloat64(0);
  }

  single(): number {
    view.setUint32(0, this.bits32());
    return view.getFloat32(0);
  }
}

const view = new DataView(new ArrayBuffer(8));

const special = [
  0x0000000000000000n,
  0x8000000000000000n,
  0x7ff0000000000000n,
  0xfff0000000000000n,
  0x7ff8000000000000n,
  0x3ff0000000000000n,
  0xbff0000000000000n,
  0x0000000000000001n,
  0x000fffffffffffffn,
  0x0010000000000000n,
  0x7fefffffffffffffn,
  0x3fefffffffffffffn,
  0x3ff0000000000001n,
  0x41dfffffffc00000n,
  0xc1e0000000000000n,
  0x43dfffffffffffffn,
  0x43e0000000000000n,
  0x41efffffffe00000n,
  0x36a0000000000000n,
  0x47efffffe0000000n,
  0x47efffffefffffffn,
  0x47effffff0000000n,
  0x3810000000000000n,
  0x3690000000000000n,
];
const special32 = [
  0, 0x80000000, 0x7f800000, 0xff800000, 0x7fc00000, 0x3f800000, 1, 0x7fffff, 0x800000, 0x7f7fffff,
  0x3f800001, 0xbf7fffff,
];

function ofDouble(value: number): bigint {
  if (Number.isNaN(value)) return 0x7ff8000000000000n;
  view.setFloat64(0, value);
  return view.getBigUint64(0);
}

function ofSingle(value: number): bigint {
  if (Number.isNaN(value)) return 0x7fc00000n;
  view.setFloat32(0, value);
  return BigInt(view.getUint32(0));
}

const order = (a: number, b: number): bigint =>
  BigInt(
    [a < b, a <= b, a > b, a >= b, a === b, a !== b, !(a < b), isTrue(a), isTrue(a) && isTrue(b)].reduce(
      (bits, holds, at) => bits | (Number(holds) << at),
      0,
    ),
  );

/** In C a NaN is true. */
const isTrue = (value: number): boolean => value !== 0;

/** What x86 makes of a number: the integer, or the least one where there is none. */
function integer(value: number, bits: 32 | 64): bigint {
  const whole = Number.isFinite(value) ? BigInt(Math.trunc(value)) : undefined;
  const fits = whole !== undefined && BigInt.asIntN(bits, whole) === whole;
  return BigInt.asUintN(bits, fits ? whole : 1n << BigInt(bits - 1));
}

const unsigned = (value: number, bits: 32 | 64): bigint => BigInt.asUintN(bits, BigInt(Math.trunc(value)));

/** The nearest float to an integer: the nearest double is a step too many, so its last bit holds what it drops. */
function singleOf(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  const kept = (magnitude >> 11n) << 11n;
  const sticky = magnitude >> 53n === 0n ? magnitude : kept | (magnitude === kept ? 0n : 1n << 11n);
  return Math.fround(Number(value < 0n ? -sticky : sticky));
}

const doubles = (operation: (a: number, b: number) => bigint) => (from: Operands) =>
  operation(from.double(), from.double());
const singles = (operation: (a: number, b: number) => bigint) => (from: Operands) =>
  operation(from.single(), from.single());
const integers = (operation: (n: bigint) => bigint) => (from: Operands) => {
  const bits = from.bits64();
  return operation(bits >> BigInt(from.next() & 63));
};

const operations: readonly (readonly [string, (from: Operands) => bigint])[] = [
  ['a + b', doubles((a, b) => ofDouble(a + b))],
  ['a - b', doubles((a, b) => ofDouble(a - b))],
  ['a * b', doubles((a, b) => ofDouble(a * b))],
  ['a / b', doubles((a, b) => ofDouble(a / b))],
  ['-a', doubles(a => ofDouble(-a))],
  ['comparisons', doubles(order)],
  ['double to float', doubles(a => ofSingle(a))],
  ['double to int', doubles(a => integer(a, 32))],
  ['double to long long', doubles(a => integer(a, 64))],
  ['double to unsigned', doubles(a => (a > -2147483648 && a < 2 ** 32 ? unsigned(a, 32) : 0n))],
  ['double to unsigned long long', doubles(a => (a > -1 && a < 2 ** 64 ? unsigned(a, 64) : 0n))],
  ['a + b of floats', singles((a, b) => ofSingle(Math.fround(a + b)))],
  ['a - b of floats', singles((a, b) => ofSingle(Math.fround(a - b)))],
  ['a * b of floats', singles((a, b) => ofSingle(Math.fround(a * b)))],
  ['a / b of floats', singles((a, b) => ofSingle(Math.fround(a / b)))],
  ['comparisons of floats', singles(order)],
  ['float to double', singles(a => ofDouble(a))],
  ['float to int', singles(a => integer(a, 32))],
  ['float to long long', singles(a => integer(a, 64))],
  ['int to double', integers(n => ofDouble(Number(BigInt.asIntN(32, n))))],
  ['unsigned to double', integers(n => ofDouble(Number(BigInt.asUintN(32, n))))],
  ['long long to double', integers(n => ofDouble(Number(BigInt.asIntN(64, n))))],
  ['unsigned long long to double', integers(n => ofDouble(Number(n)))],
  ['int to float', integers(n => ofSingle(singleOf(BigInt.asIntN(32, n))))],
  ['unsigned to float', integers(n => ofSingle(singleOf(BigInt.asUintN(32, n))))],
  ['long long to float', integers(n => ofSingle(singleOf(BigInt.asIntN(64, n))))],
  ['unsigned long long to float', integers(n => ofSingle(singleOf(n)))],
];

/** A hash of each block of results. */
function hashes(operation: (from: Operands) => bigint, index: number): string[] {
  const from = new Operands((seed + index) | 0);
  const found: string[] = [];
  let hash = 0;
  for (let at = 1; at <= count; at++) {
    const result = operation(from);
    hash =
      (Math.imul((Math.imul(hash, 31) + Number(result >> 32n)) | 0, 31) + Number(result & 0xffffffffn)) | 0;
    if (at % block !== 0) continue;
    found.push((hash >>> 0).toString(16).padStart(8, '0'));
    hash = 0;
  }
  return found;
}

describe('floating-point arithmetic', function () {
  this.timeout(3_600_000);
  const path = join(__dirname, 'floating.c');
  let lines: readonly string[] = [];

  before(() => {
    const defines = `#define SEED ${seed}u\n#define COUNT ${count}u\n#define BLOCK ${block}u\n#line 1\n`;
    const { stop, output } = runBare(linkBare([objectOf(defines + readFileSync(path, 'utf8'), path)]), 1e12);
    assert.deepEqual(stop, { reason: 'off', status: 0 });
    lines = output.split('\n');
  });

  operations.forEach(([name, operation], index) =>
    it(`is the host's: ${name}`, () =>
      assert.deepEqual(lines[index]?.trim().split(' '), hashes(operation, index))),
  );
});

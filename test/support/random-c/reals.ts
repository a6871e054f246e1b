/** Random floating-point expressions. None overflows or makes a NaN, whose sign C leaves open. */
import type { Random } from '../random';

/** What the expressions call. `bits` shows a number whole. */
export const realPrelude = `static double tame(double d) { return d > 1e60 || d < -1e60 ? 0.75 : d; }
static double squared(double d) { return tame(d * d); }
static float narrow(double d) { return d > 1e8 || d < -1e8 ? 0.5f : (float)d; }
static double mixed(int a, double b, float c, long long d, double e) { return tame(a * b) - c + d / (e * e + 1); }
static unsigned long long bits(double d) { union { double d; unsigned long long u; } whole; whole.d = d; return whole.u; }
`;

export interface RealScope {
  readonly random: Random;
  /** Names of variables of either type. */
  readonly names: readonly string[];
  /** An integer expression, in parentheses. */
  integer(): string;
}

export function real(scope: RealScope, depth: number): string {
  const { random } = scope;
  if (depth <= 0 || random.percent(15)) return leaf(scope);
  const inner = () => real(scope, depth - 1);
  const kind = random.below(100);
  if (kind < 60) return `(${inner()} ${random.pick(['+', '-', '*'])} ${inner()})`;
  if (kind < 72) return `(${inner()} / (squared(${leaf(scope)}) + ${random.pick(['1', '0.5', '3.25f'])}))`;
  if (kind < 80) return `-(${inner()})`;
  if (kind < 88) return `(${comparison(scope)} ? ${inner()} : ${inner()})`;
  if (kind < 92) return `(double)narrow(${inner()})`;
  return `mixed(${scope.integer()}, ${leaf(scope)}, narrow(${inner()}), ${scope.integer()}, ${leaf(scope)})`;
}

export function comparison(scope: RealScope): string {
  const operator = scope.random.pick(['<', '<=', '>', '>=', '==', '!=']);
  return `(${leaf(scope)} ${operator} ${leaf(scope)})`;
}

function leaf({ random, names, integer }: RealScope): string {
  const kind = random.below(100);
  if (kind < 45 && names.length > 0) return random.pick(names);
  if (kind < 60) return `(double)${integer()}`;
  if (kind < 72) return `(float)(short)${integer()}`;
  return random.pick([
    '0.1',
    '1.5f',
    '-2.75',
    '1e10',
    '3.0e-5',
    '16777217.0f',
    '0.0',
    '0x1.8p-3',
    '1e-40f',
    '7',
  ]);
}

/** An integer that a number becomes: all of its bits, a comparison, or what is before the point. */
export function asInteger(scope: RealScope): string {
  const value = real(scope, 2);
  return scope.random.pick([
    `bits(${value})`,
    `(int)narrow(${value})`,
    `(unsigned char)((int)narrow(${value}) & 127)`,
    `(long long)narrow(${value})`,
    `!(${value})`,
    comparison(scope),
  ]);
}

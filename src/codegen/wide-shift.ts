/** Shifts of 64-bit numbers in register pairs. All functions take their operands. */
import type { ShiftOperator } from '../c/ast';
import type { FunctionContext } from './context';
import { type Temp, ZERO } from './registers';
import { type Pair, releasePair } from './wide';

/** By a constant from 0 to 63. */
export function shiftPairBy(
  g: FunctionContext,
  operator: ShiftOperator,
  signed: boolean,
  value: Pair,
  count: number,
): Pair {
  if (count === 0) return value;
  if (operator === '<<') return leftBy(g, value, count);
  return rightBy(g, value, count, signed);
}

function leftBy(g: FunctionContext, value: Pair, count: number): Pair {
  const [l, h] = [g.name(value.low), g.name(value.high)];
  const high = g.allocate();
  if (count >= 32) {
    g.emit(count === 32 ? `mv ${g.name(high)}, ${l}` : `slli ${g.name(high)}, ${l}, ${count - 32}`);
    releasePair(g, value);
    return { low: g.registers.home(ZERO), high };
  }
  const low = g.allocate();
  g.emit(`slli ${g.name(high)}, ${h}, ${count}`);
  g.emit(`srli ${g.name(low)}, ${l}, ${32 - count}`);
  g.emit(`or ${g.name(high)}, ${g.name(high)}, ${g.name(low)}`);
  g.emit(`slli ${g.name(low)}, ${l}, ${count}`);
  releasePair(g, value);
  return { low, high };
}

function rightBy(g: FunctionContext, value: Pair, count: number, signed: boolean): Pair {
  const [l, h] = [g.name(value.low), g.name(value.high)];
  const right = signed ? 'srai' : 'srli';
  const low = g.allocate();
  if (count >= 32) {
    g.emit(count === 32 ? `mv ${g.name(low)}, ${h}` : `${right} ${g.name(low)}, ${h}, ${count - 32}`);
    const high = signed ? g.allocate() : g.registers.home(ZERO);
    if (signed) g.emit(`srai ${g.name(high)}, ${h}, 31`);
    releasePair(g, value);
    return { low, high };
  }
  const high = g.allocate();
  g.emit(`srli ${g.name(low)}, ${l}, ${count}`);
  g.emit(`slli ${g.name(high)}, ${h}, ${32 - count}`);
  g.emit(`or ${g.name(low)}, ${g.name(low)}, ${g.name(high)}`);
  g.emit(`${right} ${g.name(high)}, ${h}, ${count}`);
  releasePair(g, value);
  return { low, high };
}

/**
 * By a count that is known at run time. The machine shifts by the low five bits, so counts from 32 on shift one
 * word into the other; below, the bits that cross over are shifted in two steps, so that a count of 0 works.
 */
export function shiftPair(
  g: FunctionContext,
  operator: ShiftOperator,
  signed: boolean,
  value: Pair,
  count: Temp,
): Pair {
  for (const temp of [value.low, value.high, count]) g.name(temp);
  const result = { low: g.allocate(), high: g.allocate() };
  const n = g.name(count);
  const left = operator === '<<';
  const [from, to] = left ? [value.low, value.high] : [value.high, value.low];
  const [resultFrom, resultTo] = left ? [result.low, result.high] : [result.high, result.low];
  const outward = left ? 'sll' : signed ? 'sra' : 'srl';
  shiftFar(
    g,
    { from: g.name(from), to: g.name(to), n, resultFrom: g.name(resultFrom), resultTo: g.name(resultTo) },
    left,
    signed,
    outward,
  );
  releasePair(g, value);
  g.release(count);
  return result;
}

interface ShiftNames {
  readonly from: string;
  readonly to: string;
  readonly n: string;
  readonly resultFrom: string;
  readonly resultTo: string;
}

function shiftFar(g: FunctionContext, r: ShiftNames, left: boolean, signed: boolean, outward: string): void {
  const [near, end] = [g.out.newLabel(), g.out.newLabel()];
  g.emit(`andi ${r.resultTo}, ${r.n}, 32`);
  g.out.branch(`beqz ${r.resultTo}`, near);
  g.emit(`${outward} ${r.resultTo}, ${r.from}, ${r.n}`);
  g.emit(!left && signed ? `srai ${r.resultFrom}, ${r.from}, 31` : `li ${r.resultFrom}, 0`);
  g.out.jump(end);
  g.out.label(near);
  const [one, back] = left ? ['srli', 'srl'] : ['slli', 'sll'];
  g.emit(`andi ${r.resultFrom}, ${r.n}, 31`);
  g.emit(`xori ${r.resultFrom}, ${r.resultFrom}, 31`);
  g.emit(`${one} ${r.resultTo}, ${r.from}, 1`);
  g.emit(`${back} ${r.resultTo}, ${r.resultTo}, ${r.resultFrom}`);
  g.emit(`${left ? 'sll' : 'srl'} ${r.resultFrom}, ${r.to}, ${r.n}`);
  g.emit(`or ${r.resultTo}, ${r.resultTo}, ${r.resultFrom}`);
  g.emit(`${outward} ${r.resultFrom}, ${r.from}, ${r.n}`);
  g.out.label(end);
}

/** Shifts of 64-bit numbers. All functions take their operands. */
import type { FunctionContext } from './context';
import { Pair, type Temp, ZERO } from './registers';

/** The shift of a word that the one of a pair is made from: left, right with zeros, right with the sign. */
export type Shift = 'sll' | 'srl' | 'sra';

/** By a constant from 0 to 63. */
export function shiftPairBy(g: FunctionContext, shift: Shift, value: Pair, count: number): Pair {
  if (count === 0) return value;
  return shift === 'sll' ? leftBy(g, value, count) : rightBy(g, shift, value, count);
}

function leftBy(g: FunctionContext, value: Pair, count: number): Pair {
  const [l, h] = [g.name(value.low), g.name(value.high)];
  const high = g.allocate();
  if (count >= 32) {
    g.emit(count === 32 ? `mv ${g.name(high)}, ${l}` : `slli ${g.name(high)}, ${l}, ${count - 32}`);
    g.release(value);
    return new Pair(g.registers.home(ZERO), high);
  }
  const low = g.allocate();
  g.emit(`slli ${g.name(high)}, ${h}, ${count}`);
  g.emit(`srli ${g.name(low)}, ${l}, ${32 - count}`);
  g.emit(`or ${g.name(high)}, ${g.name(high)}, ${g.name(low)}`);
  g.emit(`slli ${g.name(low)}, ${l}, ${count}`);
  g.release(value);
  return new Pair(low, high);
}

function rightBy(g: FunctionContext, shift: Shift, value: Pair, count: number): Pair {
  const [l, h] = [g.name(value.low), g.name(value.high)];
  const low = g.allocate();
  if (count >= 32) {
    g.emit(count === 32 ? `mv ${g.name(low)}, ${h}` : `${shift}i ${g.name(low)}, ${h}, ${count - 32}`);
    const high = shift === 'sra' ? g.allocate() : g.registers.home(ZERO);
    if (shift === 'sra') g.emit(`srai ${g.name(high)}, ${h}, 31`);
    g.release(value);
    return new Pair(low, high);
  }
  const high = g.allocate();
  g.emit(`srli ${g.name(low)}, ${l}, ${count}`);
  g.emit(`slli ${g.name(high)}, ${h}, ${32 - count}`);
  g.emit(`or ${g.name(low)}, ${g.name(low)}, ${g.name(high)}`);
  g.emit(`${shift}i ${g.name(high)}, ${h}, ${count}`);
  g.release(value);
  return new Pair(low, high);
}

/**
 * By a count that is known at run time. The machine shifts by the low five bits, so counts from 32 on shift one
 * word into the other; below, the bits that cross over are shifted in two steps, so that a count of 0 works.
 */
export function shiftPair(g: FunctionContext, shift: Shift, value: Pair, count: Temp): Pair {
  for (const temp of [value.low, value.high, count]) g.name(temp);
  const result = new Pair(g.allocate(), g.allocate());
  const n = g.name(count);
  const [from, to, resultFrom, resultTo] =
    shift === 'sll'
      ? [value.low, value.high, result.low, result.high]
      : [value.high, value.low, result.high, result.low];
  emitShift(g, shift, {
    from: g.name(from),
    to: g.name(to),
    n,
    resultFrom: g.name(resultFrom),
    resultTo: g.name(resultTo),
  });
  g.release(value, count);
  return result;
}

/** Registers: the word that bits leave and the one that they cross over to, before and after. */
interface ShiftNames {
  readonly from: string;
  readonly to: string;
  readonly n: string;
  readonly resultFrom: string;
  readonly resultTo: string;
}

/** How bits cross over: against the direction of the shift, by one and by the rest; and how the other word moves. */
const crossings = {
  sll: { one: 'srli', back: 'srl', onward: 'sll' },
  srl: { one: 'slli', back: 'sll', onward: 'srl' },
  sra: { one: 'slli', back: 'sll', onward: 'srl' },
} as const;

function emitShift(g: FunctionContext, shift: Shift, r: ShiftNames): void {
  const [near, end] = [g.out.newLabel(), g.out.newLabel()];
  g.emit(`andi ${r.resultTo}, ${r.n}, 32`);
  g.out.branch(`beqz ${r.resultTo}`, near);
  g.emit(`${shift} ${r.resultTo}, ${r.from}, ${r.n}`);
  g.emit(shift === 'sra' ? `srai ${r.resultFrom}, ${r.from}, 31` : `li ${r.resultFrom}, 0`);
  g.out.jump(end);
  g.out.label(near);
  const { one, back, onward } = crossings[shift];
  g.emit(`andi ${r.resultFrom}, ${r.n}, 31`);
  g.emit(`xori ${r.resultFrom}, ${r.resultFrom}, 31`);
  g.emit(`${one} ${r.resultTo}, ${r.from}, 1`);
  g.emit(`${back} ${r.resultTo}, ${r.resultTo}, ${r.resultFrom}`);
  g.emit(`${onward} ${r.resultFrom}, ${r.to}, ${r.n}`);
  g.emit(`or ${r.resultTo}, ${r.resultTo}, ${r.resultFrom}`);
  g.emit(`${shift} ${r.resultFrom}, ${r.from}, ${r.n}`);
  g.out.label(end);
}

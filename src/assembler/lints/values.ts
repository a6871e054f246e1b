/** What is known of the registers and the stack at a place of a function, whatever it was called with. */
import { type Decoded, type Expression, type RegisterNumber, registerAt, registers, roles } from '../../isa';
import type { Relocation } from '../../image';

/**
 * `entry`   what a register held when the function began, plus a number; of the register zero just the number;
 * `symbol`  an address; `high` and `low` are its halves, as an instruction has them;
 * `call`    where the call at an offset comes back to;
 * `other`   something else;
 * `mixed`   one thing or another.
 */
export type Value =
  | { readonly kind: 'entry'; readonly register: number; readonly add: number }
  | { readonly kind: 'symbol' | 'high' | 'low'; readonly name: string; readonly add: number }
  | { readonly kind: 'call'; readonly at: number }
  | { readonly kind: 'other' | 'mixed' };

export interface State {
  readonly registers: Value[];
  /** Offsets of the instructions that wrote them last, on one of the ways to here. */
  readonly writers: number[];
  /** Words of the stack, by their distance from the stack pointer at the entry. */
  readonly stack: Map<number, Value>;
}

const other: Value = { kind: 'other' };

const constant = (add: number): Value => ({ kind: 'entry', register: roles.zero, add });

export const atEntry = (): State => ({
  registers: registers.map(({ number }) => ({ kind: 'entry', register: number, add: 0 })),
  writers: [],
  stack: new Map(),
});

export const copyOf = ({ registers, writers, stack }: State): State => ({
  registers: [...registers],
  writers: [...writers],
  stack: new Map(stack),
});

/** The number that a value is; undefined where that is not known. */
export const numberOf = (value: Value | undefined): number | undefined =>
  value?.kind === 'entry' && value.register === roles.zero ? value.add : undefined;

/** How far a value is from what a register held at the entry; undefined where that is not known. */
export const distanceFrom = (value: Value | undefined, register: RegisterNumber): number | undefined =>
  value?.kind === 'entry' && value.register === register ? value.add : undefined;

/** Takes into a state what else is possible there; whether that is anything new. */
export function join(into: State, from: State): boolean {
  let changed = false;
  into.registers.forEach((value, number) => {
    const joined = either(value, from.registers[number]);
    if (joined === value) return;
    into.registers[number] = joined;
    if (joined !== value && from.writers[number] !== undefined) into.writers[number] = from.writers[number];
    changed = true;
  });
  for (const [place, value] of into.stack) {
    const joined = either(value, from.stack.get(place));
    if (joined === value) continue;
    into.stack.set(place, joined);
    changed = true;
  }
  return changed;
}

/** Of a value that is lost on one of two ways, that it may be lost. */
function either(left: Value, right: Value | undefined): Value {
  if (!right || same(left, right) || left.kind === 'mixed') return left;
  if (left.kind === 'call' || left.kind === 'other') return left;
  return right.kind === 'call' || right.kind === 'other' ? right : { kind: 'mixed' };
}

function same(left: Value, right: Value): boolean {
  if (left.kind === 'entry' && right.kind === 'entry')
    return left.register === right.register && left.add === right.add;
  if ('name' in left && 'name' in right)
    return left.kind === right.kind && left.name === right.name && left.add === right.add;
  return left.kind === right.kind;
}

/** The value of an expression of the instruction table. */
export function valueOf(
  expression: Expression,
  state: State,
  { decoded, relocation }: { decoded: Decoded; relocation: Relocation | undefined },
): Value {
  const evaluate = (node: Expression): Value => {
    if (typeof node === 'number') return constant(node);
    if (node === 'imm') return relocation ? half(relocation) : constant(decoded.imm);
    if (node === 'pc' || node === 'old') return other;
    if (typeof node === 'string') return state.registers[registerAt(node, decoded)] ?? other;
    const [operator, left, right] = node;
    return combined(operator, evaluate(left), evaluate(right)) ?? other;
  };
  return evaluate(expression);
}

const half = ({ kind, symbol, addend }: Relocation): Value => ({
  kind: kind === 'high' ? 'high' : 'low',
  name: symbol,
  add: addend,
});

function combined(operator: string, left: Value, right: Value): Value | undefined {
  const [low, by] = [numberOf(left), numberOf(right)];
  if (operator === 'sll' && left.kind === 'high') return left;
  if (operator === 'sll' && low !== undefined && by !== undefined) return constant(low << by);
  if (operator === 'or' && low !== undefined && by !== undefined) return constant(low | by);
  if (operator === 'sub' && by !== undefined) return moved(left, -by);
  if (operator !== 'add') return undefined;
  if (left.kind === 'high' && right.kind === 'low' && left.name === right.name)
    return { ...left, kind: 'symbol' };
  return by !== undefined ? moved(left, by) : low !== undefined ? moved(right, low) : undefined;
}

const moved = (value: Value, by: number): Value | undefined =>
  value.kind === 'entry' || value.kind === 'symbol' ? { ...value, add: (value.add + by) | 0 } : undefined;

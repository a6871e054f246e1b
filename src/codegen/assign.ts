/** Assignments to scalars: plain, computing, and by one. */
import type { AssignExpression, Expression, IncrementExpression, UpdateExpression } from '../c/ast';
import { fitsIn } from '../c/types/compatible';
import { type CType, type FloatType, intType, isWide, sizeOf, unsignedType } from '../c/types/types';
import { constantReal, isFloat } from './floating';
import { bitOf, homeRegister, placeOf } from './address';
import { arithmetic, convert } from './arithmetic';
import type { FunctionContext } from './context';
import { evaluate } from './evaluate';
import { type Place, assign, read, releasePlace, write } from './places';
import type { Value } from './registers';
import { copyOf, widen } from './values';

/** An assignment for its value. */
export function evaluateAssign(g: FunctionContext, node: AssignExpression, wanted?: number): Value {
  const { place, value } = placeAndValue(g, node.target, node.value, wanted);
  return assign(g, place, value);
}

/** An assignment whose value nobody uses: a store cuts off what does not fit by itself. */
export function effectAssign(g: FunctionContext, node: AssignExpression): void {
  const { target } = node;
  const cut = !isWide(target.type) && !bitOf(target) && homeRegister(target) === undefined;
  const source = cut ? withoutNarrowing(node.value, sizeOf(target.type)) : node.value;
  const { place, value } = placeAndValue(g, target, source);
  write(g, place, value);
  releasePlace(g, place);
  g.release(value);
}

/** The target and the value, first the one that disturbs the other. */
function placeAndValue(
  g: FunctionContext,
  target: Expression,
  value: Expression,
  wanted?: number,
): { place: Place; value: Value } {
  const home = homeRegister(target);
  const placeFirst = home !== undefined || (g.disturbs(target) && !g.disturbs(value));
  const early = placeFirst ? placeOf(g, target) : undefined;
  const result = evaluate(g, value, home ?? g.early(wanted));
  return { place: early ?? placeOf(g, target), value: result };
}

/** The operand of casts that only cut to at least `size` bytes of a word. */
function withoutNarrowing(value: Expression, size: number): Expression {
  let inner = value;
  while (inner.kind === 'cast' && cutsOnly(inner.type, inner.operand.type, size)) inner = inner.operand;
  return inner;
}

function cutsOnly(to: CType, from: CType, size: number): boolean {
  return to.kind === 'integer' && from.kind === 'integer' && sizeOf(to) >= size && sizeOf(from) === 4;
}

/** `target operator= value`. */
export function evaluateUpdate(g: FunctionContext, node: UpdateExpression, wanted?: number): Value {
  const { operator, target, computation } = node;
  if (isFloat(computation)) return updateFloat(g, node, computation);
  const wide = isWide(computation) || isWide(target.type);
  const right = updateOperand(g, node, wide);
  const place = placeOf(g, target);
  const old = read(g, place);
  const left = wide ? convert(g, old, target.type, isWide(computation) ? computation : target.type) : old;
  const result = arithmetic(
    g,
    { operator, type: computation },
    left,
    right,
    resultRegister(g, place, fitsWhole(computation, target), wanted),
  );
  return finish(g, target, place, result, computation);
}

/** The target may be an integer: it is computed with as a floating-point number all the same. */
function updateFloat(
  g: FunctionContext,
  { operator, target, value }: UpdateExpression,
  type: FloatType,
): Value {
  const right = evaluate(g, value);
  const place = placeOf(g, target);
  const left = convert(g, read(g, place), target.type, type);
  return finish(g, target, place, arithmetic(g, { operator, type }, left, right), type);
}

/** The right operand, its value where it is a constant; the count of a shift is a word. */
function updateOperand(
  g: FunctionContext,
  { operator, value }: UpdateExpression,
  wide: boolean,
): Value | bigint {
  if (value.kind === 'number') return value.value;
  const operand = evaluate(g, value);
  return wide && operator !== '<<' && operator !== '>>' ? widen(g, operand, value.type) : operand;
}

/** Where a result is best computed: in the variable itself if it holds nothing but what belongs there. */
function resultRegister(
  g: FunctionContext,
  place: Place,
  whole: boolean,
  wanted: number | undefined,
): number | undefined {
  if (place.kind !== 'register') return g.early(wanted);
  return whole ? place.register : undefined;
}

/** Whether a result of this type needs no cutting before it goes to the target. */
const fitsWhole = (from: CType, target: Expression): boolean =>
  target.type.kind !== 'bool' && (sizeOf(target.type) >= 4 || fitsIn(from, target.type));

/** Stores a computed value, cut to the type of the target; a bit-field cuts to its width by itself. */
function finish(g: FunctionContext, target: Expression, place: Place, result: Value, from: CType): Value {
  const whole = place.kind === 'field' && target.type.kind !== 'bool' && !isFloat(from);
  const to = place.kind === 'register' ? place.register : undefined;
  return assign(g, place, convert(g, result, from, whole ? unsignedType : target.type, to));
}

/** `++` and `--` for their values. */
export function evaluateIncrement(g: FunctionContext, node: IncrementExpression, wanted?: number): Value {
  const place = placeOf(g, node.target);
  const old = read(g, place);
  if (!node.postfix) return step(g, node, place, old);
  const copy = copyOf(g, old, copyRegister(g, place, wanted));
  g.release(step(g, node, place, old));
  return copy;
}

/** `++` and `--` whose values nobody uses. */
export function effectIncrement(g: FunctionContext, node: IncrementExpression): void {
  const place = placeOf(g, node.target);
  g.release(step(g, node, place, read(g, place)));
}

/** The place's value, read before, one further. Takes both; the result is the new value. */
function step(g: FunctionContext, { target, by }: IncrementExpression, place: Place, old: Value): Value {
  const { type } = target;
  if (isFloat(type))
    return assign(g, place, arithmetic(g, { operator: '+', type }, old, constantReal(g, type, by)));
  const to = place.kind === 'register' && sizeOf(type) >= 4 ? place.register : undefined;
  const result = arithmetic(g, { operator: '+', type }, old, BigInt(by), to);
  return finish(g, target, place, result, typeAfterStep(type));
}

/** Adding one may leave the range of a type smaller than a word. */
const typeAfterStep = (type: CType): CType => (sizeOf(type) >= 4 ? type : intType);

/** Where the old value is best kept: not in the variable's own register, which is about to change. */
function copyRegister(g: FunctionContext, place: Place, wanted: number | undefined): number | undefined {
  return place.kind === 'register' && wanted === place.register ? undefined : g.early(wanted);
}

/** Constant indices outside of the arrays that they are used on. */
import { printType } from '../../image';
import type { Expression } from '../ast';
import type { Reporter } from '../reporter';
import { type CType, isComplete, sizeOf } from '../types/types';
import { says } from './rules';
import type { Visitor } from './walk';

export const bounds = (report: Reporter): Visitor => ({
  expression(node) {
    if (node.kind === 'dereference') check(report, node, node.pointer);
  },
});

function check(report: Reporter, { span }: Expression, pointer: Expression): void {
  if (pointer.kind !== 'offset' || pointer.index.kind !== 'number' || pointer.scale !== 1) return;
  const array = arrayAt(pointer.pointer);
  if (array?.kind !== 'array' || !isComplete(array) || array.count === undefined) return;
  const size = sizeOf(array.element);
  if (size === 0 || isFlexible(pointer.pointer, array.count)) return;
  const index = Number(pointer.index.value) / size;
  if (index >= 0 && index < array.count) return;
  report.say(span, says('c-array-bounds', { index, type: printType(array) }));
}

/** The array whose first element a pointer is the address of. */
function arrayAt(pointer: Expression): CType | undefined {
  if (pointer.kind === 'address') return pointer.object.type;
  if (pointer.kind !== 'cast') return undefined;
  const { type } = pointer.operand;
  return type.kind === 'pointer' && type.target.kind === 'array' && decays(pointer.type, type.target)
    ? type.target
    : undefined;
}

const decays = (to: CType, { element }: CType & { kind: 'array' }): boolean =>
  to.kind === 'pointer' && printType(to.target) === printType(element);

/** An array of at most one element at the end of a struct stands for what follows it. */
export const isFlexible = (pointer: Expression, count: number): boolean =>
  pointer.kind === 'address' && pointer.object.kind === 'member' && count <= 1;

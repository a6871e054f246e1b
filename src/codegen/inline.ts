/** Which operations are made on the spot, and which are calls: asked before code is made, and again while it is. */
import type { ArithmeticOperator, Expression, Initialiser, ShiftOperator } from '../c/ast';
import { type CType, alignmentOf, isSigned, isWide, sizeOf } from '../c/types/types';
import { WORD } from './frame';

/** Accesses that a copy may take before a call is shorter. */
const mostAccesses = 8;

/** Words that are cleared one by one; a larger object is cleared by a call. */
const mostWords = 8;

/** Whether a copy of so many bytes is made by loads and stores. */
export function copiesInline(size: number, alignment: number): boolean {
  return size <= mostAccesses * Math.min(alignment, WORD);
}

/** Whether clearing what the initialiser leaves out needs no call. */
export function clearsInline(type: CType, initialiser: Initialiser): boolean {
  return isWholly(type, initialiser) || sizeOf(type) <= mostWords * WORD;
}

/** Whether the parts say every byte, so that nothing need be cleared first. */
export function isWholly(type: CType, { parts }: Initialiser): boolean {
  if (type.kind !== 'array' && type.kind !== 'record') return true;
  let at = 0;
  for (const part of parts) {
    if (part.bit || part.offset !== at) return false;
    at += part.value instanceof Uint8Array ? part.value.length : sizeOf(part.type);
  }
  return at >= sizeOf(type);
}

/** False where the operation needs a call: a 64-bit division, or one of floating-point numbers. */
export function computesInline(
  operator: ArithmeticOperator | ShiftOperator,
  type: CType,
  right: Expression,
): boolean {
  if (type.kind === 'float') return false;
  if ((operator !== '/' && operator !== '%') || !isWide(type)) return true;
  return right.kind === 'number' && dividingExponent(type, right.value) !== undefined;
}

/** The exponent where a 64-bit number is divided by a power of two without a sign. */
export function dividingExponent(type: CType, divisor: bigint): number | undefined {
  if (isSigned(type) || divisor <= 0n || (divisor & (divisor - 1n)) !== 0n) return undefined;
  return divisor.toString(2).length - 1;
}

/** Whether a conversion between the types changes bits, so that it takes a call; to `_Bool` it takes none. */
export function convertsByCall(from: CType, to: CType): boolean {
  if (to.kind === 'bool' || to.kind === 'void') return false;
  if (from.kind === 'float' && to.kind === 'float') return from.size !== to.size;
  return from.kind === 'float' || to.kind === 'float';
}

/** What the address of an object is a multiple of: less than its type asks for, where it is part of a packed struct. */
export function knownAlignment(node: Expression): number {
  switch (node.kind) {
    case 'member':
      return Math.min(knownAlignment(node.object), multipleOf(node.member.offset));
    case 'dereference':
      return elementAlignment(node) ?? alignmentOf(node.type);
    default:
      return alignmentOf(node.type);
  }
}

/** The largest power of two up to a word that divides the offset. */
export const multipleOf = (offset: number): number => (offset % WORD === 0 ? WORD : offset % 2 === 0 ? 2 : 1);

/** Of an element of an array that is itself a part of something. */
function elementAlignment({ pointer, type }: Expression & { kind: 'dereference' }): number | undefined {
  let base = pointer;
  while (base.kind === 'offset' || (base.kind === 'cast' && base.type.kind === 'pointer'))
    base = base.kind === 'offset' ? base.pointer : base.operand;
  if (base.kind !== 'address' || base.object.kind !== 'member') return undefined;
  return Math.min(alignmentOf(type), knownAlignment(base.object));
}

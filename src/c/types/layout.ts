/** Where the members of a struct or union stand, bit-fields as gcc lays them out. */
import type { Span } from '../../source';
import { type CType, type Member, type RecordDefinition, alignmentOf, sizeOf } from './types';

export interface FieldDeclaration {
  readonly name: string | undefined;
  readonly type: CType;
  readonly width?: number;
  /** Bytes, from an `aligned` attribute. */
  readonly alignment?: number;
  /** It may stand anywhere, from a `packed` attribute of its own or of the record. */
  readonly packed?: boolean;
  readonly span: Span;
}

const roundUp = (value: number, unit: number): number => Math.ceil(value / unit) * unit;

/** Completes a definition with its members, each aligned to so many bytes at most. */
export function layOut(
  definition: RecordDefinition,
  fields: readonly FieldDeclaration[],
  alignment: number,
  packing = Infinity,
): void {
  const members: Member[] = [];
  let bits = 0;
  let largest = 0;
  definition.alignment = Math.max(1, alignment);
  for (const field of fields) {
    if (definition.keyword === 'union') bits = 0;
    bits = placeField(definition, members, field, bits, packing);
    largest = Math.max(largest, bits);
  }
  const size = Math.ceil((definition.keyword === 'union' ? largest : bits) / 8);
  definition.size = roundUp(size, definition.alignment);
  definition.members = members;
}

/** Places one field at or after a bit position and returns the position after it. */
function placeField(
  definition: RecordDefinition,
  members: Member[],
  field: FieldDeclaration,
  bits: number,
  packing: number,
): number {
  const { name, type, width } = field;
  const align = Math.min(packing, Math.max(field.packed ? 1 : alignmentOf(type), field.alignment ?? 1));
  const size = sizeOf(type);
  if (width === 0) return roundUp(bits, Math.max(alignmentOf(type), align) * 8);
  if (width === undefined || name !== undefined) definition.alignment = Math.max(definition.alignment, align);
  if (width === undefined) {
    const offset = roundUp(bits, align * 8) / 8;
    members.push({ name, type, offset });
    return (offset + size) * 8;
  }
  const crosses = crossesUnit(bits, width, align * 8, size * 8);
  // gcc: where there is a `#pragma pack`, however many bytes it says, bit-fields stand one right behind the other.
  const mayCross = field.packed === true || packing !== Infinity;
  const start = crosses && !mayCross ? roundUp(bits, align * 8) : bits;
  const step = crosses && mayCross ? 1 : align;
  const unit = Math.floor(start / (step * 8)) * step;
  if (name !== undefined)
    members.push({ name, type, offset: unit, bit: { offset: start - unit * 8, width } });
  return start + width;
}

/** gcc's excess_unit_span: the field would reach into more units of its type than the type has. */
function crossesUnit(bits: number, width: number, align: number, size: number): boolean {
  return Math.ceil(((bits % align) + width) / align) > size / align;
}

/** Bit-fields: those of words, and those of 64-bit types, which stand in two. */
import {
  type CType,
  intType,
  isSigned,
  sizeOf,
  unsignedCharType,
  unsignedShortType,
  unsignedType,
} from '../c/types/types';
import { loadKeeping, loadPair, store, storePair } from './access';
import type { FunctionContext } from './context';
import { WORD } from './frame';
import { type Address, type BasedAddress, fitsUnsigned, further, immediate } from './operands';
import { shiftPairBy } from './pair-shift';
import { bitwisePairs } from './pairs';
import { Pair, type Temp } from './registers';
import { constantPair, copyPair, widen } from './values';

/** Bits of a storage unit, counted from the lowest; the unit is as large as the declared type. */
export interface Field {
  readonly type: CType;
  readonly offset: number;
  readonly width: number;
}

/** The storage unit of a bit-field reads best without its sign. */
function unitType({ type }: Field): CType {
  const size = sizeOf(type);
  return size === 1 ? unsignedCharType : size === 2 ? unsignedShortType : unsignedType;
}

/** The field as a word. The address stays usable. */
export function loadField(g: FunctionContext, field: Field, address: Address, wanted?: number): Temp {
  return extract(g, loadKeeping(g, unitType(field), address), field, wanted);
}

/** The field out of its unit, extended to a word. Takes the unit. */
export function extract(
  g: FunctionContext,
  unit: Temp,
  { type, offset, width }: Field,
  wanted?: number,
): Temp {
  const signed = isSigned(type);
  const early = g.early(wanted);
  if (!signed && width <= 16) {
    const shifted = offset > 0 ? immediate(g, 'srli', unit, offset, early) : unit;
    return immediate(g, 'andi', shifted, (1 << width) - 1, wanted);
  }
  const left = 32 - offset - width;
  if (width === 32) return unit;
  const raised = left > 0 ? immediate(g, 'slli', unit, left, early) : unit;
  return immediate(g, signed ? 'srai' : 'srli', raised, 32 - width, wanted);
}

/** A value as the field would give it back: cut to its width and extended. Takes the value. */
export function narrowToField(g: FunctionContext, value: Temp, field: Field): Temp {
  return extract(g, value, { ...field, offset: 0 });
}

/** Writes a field and leaves the rest of its unit alone. Address and value stay usable. */
export function storeField(g: FunctionContext, field: Field, address: Address, value: Temp): void {
  if (field.width === sizeOf(field.type) * 8) return store(g, unitType(field), address, value);
  const unit = merge(g, field, value, () => loadKeeping(g, unitType(field), address));
  store(g, unitType(field), address, unit);
  g.release(unit);
}

/** The unit, as it is loaded, with the value in the field. The value stays usable. */
export function merge(
  g: FunctionContext,
  { offset, width }: Pick<Field, 'offset' | 'width'>,
  value: Temp,
  load: () => Temp,
): Temp {
  const mask = width === 32 ? 0xffff_ffff : (1 << width) - 1;
  const placed = g.allocate();
  placeField(g, g.name(placed), g.name(value), mask, offset);
  const unit = load();
  clearField(g, unit, ~(mask << offset) >>> 0);
  g.emit(`or ${g.name(unit)}, ${g.name(unit)}, ${g.name(placed)}`);
  g.release(placed);
  return unit;
}

function placeField(g: FunctionContext, target: string, source: string, mask: number, offset: number): void {
  if (fitsUnsigned(mask)) {
    g.emit(`andi ${target}, ${source}, ${mask}`);
    if (offset > 0) g.emit(`slli ${target}, ${target}, ${offset}`);
    return;
  }
  const width = 32 - Math.clz32(mask);
  g.emit(`slli ${target}, ${source}, ${32 - width}`);
  if (32 - width - offset > 0) g.emit(`srli ${target}, ${target}, ${32 - width - offset}`);
}

function clearField(g: FunctionContext, unit: Temp, keep: number): void {
  const name = g.name(unit);
  if (fitsUnsigned(keep)) {
    g.emit(`andi ${name}, ${name}, ${keep}`);
    return;
  }
  const mask = g.allocate();
  g.emit(`li ${g.name(mask)}, ${keep | 0}`);
  g.emit(`and ${name}, ${name}, ${g.name(mask)}`);
  g.release(mask);
}

/** A field of a 64-bit type that lies in one word of its unit, as that word has it. */
function inOneWord(
  { type, offset, width }: Field,
  address: BasedAddress,
): { field: Field; address: BasedAddress } | undefined {
  const from = offset & 31;
  if (from + width > 32) return undefined;
  const field = { type: isSigned(type) ? intType : unsignedType, offset: from, width };
  return { field, address: further(address, (offset >> 5) * WORD) };
}

/** A field of a 64-bit type. The address stays usable. */
export function loadWideField(g: FunctionContext, field: Field, address: BasedAddress): Pair {
  const one = inOneWord(field, address);
  if (one) return widen(g, loadField(g, one.field, one.address), field.type);
  return extractPair(g, loadPair(g, address), field);
}

function extractPair(g: FunctionContext, pair: Pair, { type, offset, width }: Field): Pair {
  const left = shiftPairBy(g, 'sll', pair, 64 - offset - width);
  return shiftPairBy(g, isSigned(type) ? 'sra' : 'srl', left, 64 - width);
}

/** Cuts a value to the width of the field. Takes the value. */
export function narrowToWideField(g: FunctionContext, value: Pair, field: Field): Pair {
  const beyond = field.width - 32;
  if (beyond <= 0) return extractPair(g, value, { ...field, offset: 0 });
  return new Pair(value.low, extract(g, value.high, { ...field, offset: 0, width: beyond }));
}

/** Address and value stay usable. */
export function storeWideField(g: FunctionContext, field: Field, address: BasedAddress, value: Pair): void {
  const one = inOneWord(field, address);
  if (one) return storeField(g, one.field, one.address, value.low);
  const { offset, width } = field;
  const mask = ((1n << BigInt(width)) - 1n) << BigInt(offset);
  const shifted = shiftPairBy(g, 'sll', copyPair(g, value), offset);
  const placed = bitwisePairs(g, 'and', shifted, constantPair(g, mask));
  const rest = bitwisePairs(g, 'and', loadPair(g, address), constantPair(g, ~mask));
  const merged = bitwisePairs(g, 'or', rest, placed);
  storePair(g, address, merged);
  g.release(merged);
}

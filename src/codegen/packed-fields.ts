/** Bit-fields of packed structs: they start at any bit of a byte, and reach over as many bytes as they need. */
import { isSigned, isWide, unsignedLongLongType, unsignedType } from '../c/types/types';
import type { FunctionContext } from './context';
import { type Field, extract, merge, narrowToField, narrowToWideField } from './fields';
import { WORD } from './frame';
import { gather, scatter } from './misaligned';
import { type BasedAddress, further, immediate } from './operands';
import { shiftPairBy } from './pair-shift';
import { bitwisePairs } from './pairs';
import type { Temp, Value } from './registers';
import { asPair, asWord, copyPair, widen } from './values';

/** Bits of a field that stand in the same four bytes. */
interface Part {
  /** Bytes from where the field starts to those four. */
  readonly at: number;
  /** Bits, from the lowest of those four bytes. */
  readonly offset: number;
  readonly width: number;
  /** Of the field's bits the first that is here. */
  readonly from: number;
}

function partsOf({ offset, width }: Field): Part[] {
  const parts: Part[] = [];
  for (let from = 0; from < width;) {
    const start = (offset + from) % 32;
    const bits = Math.min(width - from, 32 - start);
    parts.push({ at: Math.floor((offset + from) / 32) * WORD, offset: start, width: bits, from });
    from += bits;
  }
  return parts;
}

/** The bytes that a part reaches into, as a word. */
const bytesOf = (g: FunctionContext, address: BasedAddress, part: Part): Temp =>
  gather(g, further(address, part.at), sizeOfPart(part), 1, false);

const sizeOfPart = ({ offset, width }: Part): number => Math.ceil((offset + width) / 8);

/** The address stays usable. */
export function loadPackedField(g: FunctionContext, field: Field, address: BasedAddress): Value {
  const [first, ...rest] = partsOf(field).map(part => ({ ...part, type: unsignedType }));
  if (!first) throw new Error('a bit-field without bits is read');
  const load = (part: Part & { readonly type: Field['type'] }): Temp =>
    extract(g, bytesOf(g, address, part), part);
  if (isWide(field.type)) {
    let whole = widen(g, load(first), unsignedLongLongType);
    for (const part of rest) {
      const placed = shiftPairBy(g, 'sll', widen(g, load(part), unsignedLongLongType), part.from);
      whole = bitwisePairs(g, 'or', whole, placed);
    }
    return isSigned(field.type) ? narrowToWideField(g, whole, field) : whole;
  }
  const whole = load(first);
  for (const part of rest) {
    const placed = immediate(g, 'slli', load(part), part.from);
    g.emit(`or ${g.name(whole)}, ${g.name(whole)}, ${g.name(placed)}`);
    g.release(placed);
  }
  return isSigned(field.type) ? narrowToField(g, whole, field) : whole;
}

/** Address and value stay usable. */
export function storePackedField(
  g: FunctionContext,
  field: Field,
  address: BasedAddress,
  value: Value,
): void {
  for (const part of partsOf(field)) {
    const bits = bitsFrom(g, field, value, part.from);
    const unit = merge(g, part, bits, () => bytesOf(g, address, part));
    scatter(g, further(address, part.at), sizeOfPart(part), 1, unit);
    g.release(unit, bits);
  }
}

/** The bits of a value from one on, as a word. The value stays usable. */
function bitsFrom(g: FunctionContext, { type }: Field, value: Value, from: number): Temp {
  if (isWide(type)) {
    const { low, high } = shiftPairBy(g, 'srl', copyPair(g, asPair(value)), from);
    g.release(high);
    return low;
  }
  const bits = g.allocate();
  g.emit(`srli ${g.name(bits)}, ${g.name(asWord(value))}, ${from}`);
  return bits;
}

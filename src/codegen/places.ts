/** Places that scalars are read from and written to, each in its own way. */
import { type CType, type Member, alignmentOf, isWide, sizeOf } from '../c/types/types';
import { loadKeeping, loadPair, store, storePair } from './access';
import type { FunctionContext } from './context';
import { loadBytes, storeBytes } from './misaligned';
import {
  type Field,
  loadField,
  loadWideField,
  narrowToField,
  narrowToWideField,
  storeField,
  storeWideField,
} from './fields';
import { WORD } from './frame';
import { loadPackedField, storePackedField } from './packed-fields';
import { type Address, type BasedAddress, releaseAddress, settle } from './operands';
import type { Value } from './registers';
import { asPair, asWord, moveTo } from './values';

export type Place =
  /** The register that a variable lives in. */
  | { readonly kind: 'register'; readonly register: number }
  | { readonly kind: 'word'; readonly type: CType; readonly address: Address }
  /** Bytes that stand anywhere, in a packed struct. */
  | {
      readonly kind: 'bytes';
      readonly type: CType;
      readonly address: BasedAddress;
      readonly alignment: number;
    }
  /** Bits that start in any byte, in a packed struct. */
  | { readonly kind: 'packed field'; readonly field: Field; readonly address: BasedAddress }
  | { readonly kind: 'field'; readonly field: Field; readonly address: Address }
  /** Two words, both of them in reach. */
  | { readonly kind: 'pair'; readonly address: BasedAddress }
  | { readonly kind: 'wide field'; readonly field: Field; readonly address: BasedAddress };

/** The place of an object of the type, or of the bit-field of one, at the address. Takes the address. */
export function placeAt(
  g: FunctionContext,
  type: CType,
  bit: Member['bit'],
  address: Address,
  alignment = alignmentOf(type),
): Place {
  const field = bit && { type, ...bit };
  if (field && (alignment < alignmentOf(type) || field.offset + field.width > sizeOf(type) * 8))
    return { kind: 'packed field', field, address: settle(g, address, 3 * WORD) };
  if (alignment < alignmentOf(type))
    return { kind: 'bytes', type, address: settle(g, address, 2 * WORD), alignment };
  if (!isWide(type)) return field ? { kind: 'field', field, address } : { kind: 'word', type, address };
  const near = settle(g, address, 2 * WORD);
  return field ? { kind: 'wide field', field, address: near } : { kind: 'pair', address: near };
}

/** The value of a place. Keeps the place. */
export function read(g: FunctionContext, place: Place): Value {
  switch (place.kind) {
    case 'register':
      return g.registers.home(place.register);
    case 'word':
      return loadKeeping(g, place.type, place.address);
    case 'bytes':
      return loadBytes(g, place.type, place.address, place.alignment);
    case 'packed field':
      return loadPackedField(g, place.field, place.address);
    case 'field':
      return loadField(g, place.field, place.address);
    case 'pair':
      return loadPair(g, place.address);
    case 'wide field':
      return loadWideField(g, place.field, place.address);
  }
}

/** Writes a value of the place's type. Keeps place and value. */
export function write(g: FunctionContext, place: Place, value: Value): void {
  switch (place.kind) {
    case 'register':
      return moveTo(g, asWord(value), place.register);
    case 'word':
      return store(g, place.type, place.address, asWord(value));
    case 'bytes':
      return storeBytes(g, place.type, place.address, place.alignment, value);
    case 'packed field':
      return storePackedField(g, place.field, place.address, value);
    case 'field':
      return storeField(g, place.field, place.address, asWord(value));
    case 'pair':
      return storePair(g, place.address, asPair(value));
    case 'wide field':
      return storeWideField(g, place.field, place.address, asPair(value));
  }
}

/** Writes a value and returns what the place now reads as. Takes both. */
export function assign(g: FunctionContext, place: Place, value: Value): Value {
  write(g, place, value);
  const result = afterwards(g, place, value);
  releasePlace(g, place);
  return result;
}

/** What a place reads as into which the value was written. Takes the value. */
function afterwards(g: FunctionContext, place: Place, value: Value): Value {
  switch (place.kind) {
    case 'register':
      g.release(value);
      return g.registers.home(place.register);
    case 'field':
    case 'packed field':
    case 'wide field':
      return isWide(place.field.type)
        ? narrowToWideField(g, asPair(value), place.field)
        : narrowToField(g, asWord(value), place.field);
    default:
      return value;
  }
}

export function releasePlace(g: FunctionContext, place: Place): void {
  if (place.kind !== 'register') releaseAddress(g, place.address);
}

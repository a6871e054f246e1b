/** Bit-fields of 64-bit types, which stand in two words. */
import { type CType, isSigned, unsignedType } from '../c/types/types';
import { type Bits, extract, loadKeeping, storeBits } from './access';
import { type Address, addressValue, fitsSigned } from './address';
import type { FunctionContext } from './context';
import { type Pair, constantPair, extendWord, loadPair, storePair } from './wide';
import { bitwisePairs } from './wide-arithmetic';
import { shiftPairBy } from './wide-shift';

/** A field within one word of its unit, as that word has it. */
function inOneWord(bits: Bits, address: Address): { bits: Bits; address: Address } | undefined {
  const word = bits.offset >> 5;
  const offset = bits.offset & 31;
  if (offset + bits.width > 32) return undefined;
  return { bits: { offset, width: bits.width }, address: { ...address, offset: address.offset + word * 4 } };
}

/** The address stays usable. */
export function loadWideBits(g: FunctionContext, type: CType, bits: Bits, address: Address): Pair {
  settleBase(g, address);
  const one = inOneWord(bits, address);
  if (one) {
    const word = loadKeeping(g, unsignedType, one.address);
    const value = extract(g, word, one.bits, isSigned(type));
    return extendWord(g, value, type);
  }
  const pair = loadPair(g, { ...address });
  return extractPair(g, pair, bits, isSigned(type));
}

/** A far or symbolic address becomes a register, so that copies of the address share it. */
function settleBase(g: FunctionContext, address: Address): void {
  if (address.symbol !== undefined || !fitsSigned(address.offset + 8))
    Object.assign(address, { symbol: undefined }, settled(g, address));
}

function settled(g: FunctionContext, address: Address): Address {
  return { base: addressValue(g, { ...address }), offset: 0 };
}

function extractPair(g: FunctionContext, pair: Pair, bits: Bits, signed: boolean): Pair {
  const left = shiftPairBy(g, '<<', false, pair, 64 - bits.offset - bits.width);
  return shiftPairBy(g, '>>', signed, left, 64 - bits.width);
}

/** Cuts a value to the width of the field. Takes the value. */
export function narrowPair(g: FunctionContext, value: Pair, bits: Bits, signed: boolean): Pair {
  return extractPair(g, value, { offset: 0, width: bits.width }, signed);
}

/** Address and value stay usable. */
export function storeWideBits(
  g: FunctionContext,
  _type: CType,
  bits: Bits,
  address: Address,
  value: Pair,
): void {
  settleBase(g, address);
  const one = inOneWord(bits, address);
  if (one) return storeBits(g, unsignedType, one.bits, one.address, value.low);
  const mask = ((1n << BigInt(bits.width)) - 1n) << BigInt(bits.offset);
  const copy: Pair = { low: copyWord(g, value.low), high: copyWord(g, value.high) };
  const placed = bitwisePairs(
    g,
    'and',
    shiftPairBy(g, '<<', false, copy, bits.offset),
    constantPair(g, mask),
  );
  const rest = bitwisePairs(g, 'and', loadPair(g, { ...address }), constantPair(g, ~mask));
  const merged = bitwisePairs(g, 'or', rest, placed);
  storePair(g, { ...address }, merged);
  g.release(merged.low, merged.high);
}

function copyWord(g: FunctionContext, value: Pair['low']): Pair['low'] {
  const copy = g.allocate();
  g.emit(`mv ${g.name(copy)}, ${g.name(value)}`);
  return copy;
}

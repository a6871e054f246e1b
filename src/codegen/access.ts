/** Loads and stores of words and smaller values, bit-fields among them. */
import type { Expression, MemberExpression } from '../c/ast';
import { type CType, isSigned, isWide, sizeOf } from '../c/types/types';
import { type Address, fitsUnsigned, memoryOperand, releaseAddress } from './address';
import type { FunctionContext } from './context';
import type { Temp } from './registers';

export type Bits = NonNullable<MemberExpression['member']['bit']>;

/** The bit-field that the expression designates. */
export function bitsOf(node: Expression): Bits | undefined {
  return node.kind === 'member' ? node.member.bit : undefined;
}

function loadInstruction(type: CType): string {
  switch (sizeOf(type)) {
    case 1:
      return isSigned(type) ? 'lb' : 'lbu';
    case 2:
      return isSigned(type) ? 'lh' : 'lhu';
    default:
      return 'lw';
  }
}

function storeInstruction(type: CType): string {
  const size = sizeOf(type);
  return size === 1 ? 'sb' : size === 2 ? 'sh' : 'sw';
}

/** Loads a scalar that fits a register. The address stays usable. */
export function loadKeeping(g: FunctionContext, type: CType, address: Address, wanted?: number): Temp {
  const operand = memoryOperand(g, address);
  const value = g.allocate(wanted);
  g.emit(`${loadInstruction(type)} ${g.name(value)}, ${operand}`);
  return value;
}

export function load(g: FunctionContext, type: CType, address: Address, wanted?: number): Temp {
  const operand = memoryOperand(g, address);
  releaseAddress(g, address);
  const value = g.allocate(wanted);
  g.emit(`${loadInstruction(type)} ${g.name(value)}, ${operand}`);
  return value;
}

/** Stores a register. Address and value stay usable. */
export function store(g: FunctionContext, type: CType, address: Address, value: Temp): void {
  const operand = memoryOperand(g, address);
  g.emit(`${storeInstruction(type)} ${g.name(value)}, ${operand}`);
}

/** A bit-field wider than what a register of its type holds is read as two words. */
export function loadBits(
  g: FunctionContext,
  type: CType,
  bits: Bits,
  address: Address,
  wanted?: number,
): Temp {
  if (isWide(type)) throw new Error('a 64-bit bit-field is no word');
  const unit = loadKeeping(g, unsignedUnit(type), address);
  return extract(g, unit, bits, isSigned(type), wanted);
}

/** The storage unit of a bit-field reads best without its sign. */
function unsignedUnit(type: CType): CType {
  return {
    kind: 'integer',
    name: 'unit',
    size: sizeOf(type) as 1 | 2 | 4,
    signed: false,
    rank: 0,
    qualifiers: 0,
  };
}

/** The field out of its unit, extended to a word. Takes the unit. */
export function extract(g: FunctionContext, unit: Temp, bits: Bits, signed: boolean, wanted?: number): Temp {
  const source = g.name(unit);
  g.release(unit);
  const field = g.allocate(wanted);
  const target = g.name(field);
  const { offset, width } = bits;
  if (!signed && width <= 16) {
    if (offset > 0) g.emit(`srli ${target}, ${source}, ${offset}`);
    g.emit(`andi ${target}, ${offset > 0 ? target : source}, ${(1 << width) - 1}`);
    return field;
  }
  const left = 32 - offset - width;
  if (left > 0) g.emit(`slli ${target}, ${source}, ${left}`);
  const from = left > 0 ? target : source;
  if (width < 32) g.emit(`${signed ? 'srai' : 'srli'} ${target}, ${from}, ${32 - width}`);
  else if (from !== target) g.emit(`mv ${target}, ${from}`);
  return field;
}

/** A value as the field would give it back: cut to its width and extended. Takes the value. */
export function narrowToBits(
  g: FunctionContext,
  value: Temp,
  bits: Bits,
  signed: boolean,
  wanted?: number,
): Temp {
  return extract(g, value, { offset: 0, width: bits.width }, signed, wanted);
}

/** Writes a field and leaves the rest of its unit alone. Address and value stay usable. */
export function storeBits(g: FunctionContext, type: CType, bits: Bits, address: Address, value: Temp): void {
  const unitType = unsignedUnit(type);
  const { offset, width } = bits;
  const mask = width === 32 ? 0xffff_ffff : (1 << width) - 1;
  if (width === sizeOf(type) * 8) return store(g, unitType, address, value);
  const field = g.allocate();
  placeField(g, g.name(field), g.name(value), mask, offset);
  const unit = loadKeeping(g, unitType, address);
  clearField(g, unit, ~(mask << offset) >>> 0);
  g.emit(`or ${g.name(unit)}, ${g.name(unit)}, ${g.name(field)}`);
  g.release(field);
  store(g, unitType, address, unit);
  g.release(unit);
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

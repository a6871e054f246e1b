/** Values as text: one line each, whatever the type. */
import type { ValueFormat } from '../api';
import type { Space } from './space';
import {
  type ArrayType,
  type CType,
  type PointerType,
  type RecordType,
  allMembers,
  isCharacter,
  isComplete,
  sizeOf,
} from '../../image';
import { addressText, characterText, hexText, stringText } from './text';
import { type Value, memberOf, partOf, readScalar } from './value';

/** What formatting needs to know beside the value. */
export interface ValueContext {
  readonly space: Space;
  /** `main+0x8` for an address of a symbol. */
  symbol(address: number): string | undefined;
}

const longestText = 128;
const longestPreview = 100;
const mostElements = 16;
/** Unsigned numbers from here on are more often addresses or bits than amounts. */
const big = 0x1_0000n;

const unreadable = '<not readable>';
const absent = '<no value here>';

export function valueText(value: Value, context: ValueContext, format: ValueFormat = {}): string {
  const { type } = value;
  if (value.place.absent) return absent;
  switch (type.kind) {
    case 'void':
      return 'void';
    case 'function':
      return functionText(value, context);
    case 'array':
      return arrayText(value, type, context, format);
    case 'record':
      return recordText(value, type, context, format);
    default:
      return scalarText(value, type, context, format);
  }
}

function functionText({ place }: Value, { symbol }: ValueContext): string {
  const name = symbol(place.address ?? 0);
  return `${addressText(place.address ?? 0)}${name ? ` <${name}>` : ''}`;
}

function scalarText(value: Value, type: CType, context: ValueContext, format: ValueFormat): string {
  const scalar = readScalar(value);
  if (scalar === undefined) return unreadable;
  if (typeof scalar === 'number') return floatText(scalar);
  const bits = value.bit?.width ?? sizeOf(type) * 8;
  switch (type.kind) {
    case 'bool':
      return scalar === 0n ? 'false' : scalar === 1n ? 'true' : `true (${scalar})`;
    case 'enum': {
      const name = type.definition.enumerators.find(row => BigInt(row.value) === scalar)?.name;
      const number = format.hex ? hexText(scalar, bits) : String(scalar);
      return name === undefined ? number : format.hex ? `${name} (${number})` : name;
    }
    case 'pointer':
      return pointerText(Number(scalar), type, context);
    default:
      return integerText(scalar, type, bits, format);
  }
}

function integerText(scalar: bigint, type: CType, bits: number, { hex }: ValueFormat): string {
  if (isCharacter(type)) {
    const glyph = characterText(Number(BigInt.asUintN(8, scalar)));
    return `${hex ? hexText(scalar, bits) : scalar} ${glyph}`;
  }
  if (hex) return hexText(scalar, bits);
  const address = type.kind === 'integer' && !type.signed && scalar >= big;
  return address ? `${scalar} (${hexText(scalar, bits)})` : String(scalar);
}

function floatText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : String(value);
}

function pointerText(address: number, { target }: PointerType, context: ValueContext): string {
  const text = addressText(address);
  if (address === 0) return text;
  if (isCharacter(target)) {
    const string = context.space.text(address, longestText);
    return string ? `${text} ${stringText(string.bytes, string.ended)}` : text;
  }
  const symbol = context.symbol(address);
  return symbol ? `${text} <${symbol}>` : text;
}

function arrayText(value: Value, type: ArrayType, context: ValueContext, format: ValueFormat): string {
  const count = type.count ?? 0;
  const size = sizeOf(type.element);
  if (isCharacter(type.element)) return characterArrayText(value, count);
  const texts: string[] = [];
  let length = 0;
  for (let index = 0; index < count; index++) {
    const element = { type: type.element, place: partOf(value.place, index * size) };
    const text = previewText(element, context, format);
    length += text.length + 2;
    if (index === mostElements || length > longestPreview) {
      texts.push('…');
      break;
    }
    texts.push(text);
  }
  return `{${texts.join(', ')}}`;
}

/** The text in an array of characters, without the zeros at its end. */
function characterArrayText({ place }: Value, count: number): string {
  const bytes = place.read(Math.min(count, longestText));
  if (!bytes) return count === 0 ? '""' : unreadable;
  const end = bytes.indexOf(0);
  if (end >= 0) return stringText(bytes.subarray(0, end));
  return stringText(bytes, count <= longestText);
}

function recordText(value: Value, type: RecordType, context: ValueContext, format: ValueFormat): string {
  if (!isComplete(type)) return '{…}';
  const texts: string[] = [];
  let length = 0;
  for (const member of allMembers(type.definition)) {
    const text = `${member.name} = ${previewText(memberOf(value, member), context, format)}`;
    length += text.length + 2;
    if (texts.length > 0 && length > longestPreview) {
      texts.push('…');
      break;
    }
    texts.push(text);
  }
  return `{${texts.join(', ')}}`;
}

/** A value within another: what has parts of its own is not spelled out, text apart. */
function previewText(value: Value, context: ValueContext, format: ValueFormat): string {
  const { type } = value;
  if (type.kind === 'record') return '{…}';
  if (type.kind === 'array' && !isCharacter(type.element)) return '{…}';
  return valueText(value, context, format);
}

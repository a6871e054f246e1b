/** Values as text: one line each, whatever the type, and the same wherever they are shown. */
import { useOf } from '../../events';
import { octal } from '../../isa';
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
import type { ValueFormat } from '../api';
import { addressText, characterText, hexText, isText, stringText } from './text';
import { type ValueContext, addressNote, useText } from './uses';
import { type Value, memberOf, partOf, readScalar } from './value';
import { hex } from '../../source';

const longestText = 128;
/** Even where all is wanted: a text that does not end before is none. */
const mostText = 1 << 20;
const longestPreview = 100;
const mostElements = 16;
/** Unsigned numbers from here on are more often addresses or bits than amounts. */
const big = 0x1_0000n;

export function valueText(value: Value, context: ValueContext, format: ValueFormat = {}): string {
  const { type } = value;
  if (value.place.absent !== undefined) return `<no value here: ${value.place.absent}>`;
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

/** Why a value cannot be read. */
const unreadable = ({ place: { address } }: Value): string =>
  address === undefined ? '<not readable>' : `<not readable: no memory is mapped at ${hex(address)}>`;

function functionText({ place }: Value, { symbol }: ValueContext): string {
  const name = symbol(place.address ?? 0);
  return `${addressText(place.address ?? 0)}${name ? ` <${name}>` : ''}`;
}

function scalarText(value: Value, type: CType, context: ValueContext, format: ValueFormat): string {
  const scalar = readScalar(value);
  if (scalar === undefined) return unreadable(value);
  if (typeof scalar === 'number') return floatText(scalar, sizeOf(type));
  const bits = value.bit?.width ?? sizeOf(type) * 8;
  const asked = format.as && askedText(scalar, type, bits, context, format);
  if (asked !== undefined) return asked;
  const use = useOf(type);
  if (use === 'clock') return String(scalar).replace(/\B(?=(\d{3})+$)/g, ',');
  if (use !== undefined && bits === 32 && !(use === 'address' && type.kind === 'pointer')) {
    const { address, call } = value.place;
    return useText(use, { word: Number(BigInt.asUintN(32, scalar)), address, call, context });
  }
  switch (type.kind) {
    case 'bool':
      return scalar === 0n ? 'false' : scalar === 1n ? 'true' : `true (${scalar})`;
    case 'enum': {
      const name = type.definition.enumerators.find(row => BigInt(row.value) === scalar)?.name;
      const number = format.hex ? hexText(scalar, bits) : String(scalar);
      return name === undefined ? number : format.hex ? `${name} (${number})` : name;
    }
    case 'pointer':
      return pointerText(Number(scalar), type, context, format);
    default:
      return integerText(scalar, type, bits, format);
  }
}

/** A number in the format that is asked for; nothing where that is no format for its type. */
function askedText(
  scalar: bigint,
  type: CType,
  bits: number,
  { space }: ValueContext,
  { as, whole }: ValueFormat,
): string | undefined {
  switch (as) {
    case 'x':
      return type.kind === 'pointer' ? undefined : hexText(scalar, bits);
    case 'd':
      return String(scalar);
    case 'o':
      return octal(BigInt.asUintN(bits, scalar));
    case 'b':
      return `0b${BigInt.asUintN(bits, scalar).toString(2)}`;
    case 'c':
      return scalar >= -128n && scalar < 256n
        ? characterText(Number(BigInt.asUintN(8, scalar)))
        : String(scalar);
    default: {
      if (type.kind !== 'pointer' || !isCharacter(type.target)) return undefined;
      const string = space.text(Number(scalar), whole ? mostText : longestText);
      return string && stringText(string.bytes, string.ended);
    }
  }
}

function integerText(scalar: bigint, type: CType, bits: number, format: ValueFormat): string {
  if (isCharacter(type)) {
    const glyph = characterText(Number(BigInt.asUintN(8, scalar)));
    return `${format.hex ? hexText(scalar, bits) : scalar} ${glyph}`;
  }
  if (format.hex) return hexText(scalar, bits);
  const address = type.kind === 'integer' && !type.signed && scalar >= big;
  return address ? `${scalar} (${hexText(scalar, bits)})` : String(scalar);
}

/** As C has it, with as many digits as tell it from its neighbours: `2.0`, `0.1`, `-0.0`, `inf`, `nan`. */
function floatText(value: number, size: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  if (Object.is(value, -0)) return '-0.0';
  return Number.isInteger(value) && Math.abs(value) < 1e15
    ? value.toFixed(1)
    : String(size === floatSize ? shortened(value) : value);
}

const floatSize = 4;
/** Decimal digits that tell any two of type `float` apart: FLT_DECIMAL_DIG. */
const floatDigits = 9;

/** Of all numbers that C would make this `float` of, the one with the fewest digits. */
function shortened(value: number): number {
  for (let digits = 1; digits < floatDigits; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(floatDigits));
}

function pointerText(
  address: number,
  { target }: PointerType,
  context: ValueContext,
  { whole }: ValueFormat,
): string {
  const text = addressText(address);
  if (address === 0) return text;
  if (!isCharacter(target)) return `${text}${addressNote(address, context)}`;
  const string = context.space.text(address, whole ? mostText : longestText);
  return string ? `${text} ${stringText(string.bytes, string.ended)}` : text;
}

function arrayText(value: Value, type: ArrayType, context: ValueContext, format: ValueFormat): string {
  const count = type.count ?? 0;
  const size = sizeOf(type.element);
  const isTextual = isCharacter(type.element) && (format.as === undefined || format.as === 's');
  const text = isTextual ? characterArrayText(value, type.element, count, format) : undefined;
  if (text !== undefined) return text;
  const texts: string[] = [];
  let length = 0;
  for (let index = 0; index < count; index++) {
    const element = { type: type.element, place: partOf(value.place, index * size) };
    const shown = previewText(element, context, format);
    length += shown.length + 2;
    if (!format.whole && (index === mostElements || length > longestPreview)) {
      texts.push('…');
      break;
    }
    texts.push(shown);
  }
  return `{${texts.join(', ')}}`;
}

/** The text in an array of characters; nothing where that would leave out elements that are no text. */
function characterArrayText(
  value: Value,
  element: CType,
  count: number,
  { as, whole }: ValueFormat,
): string | undefined {
  if (count === 0) return '""';
  const bytes = value.place.read(count);
  if (!bytes) return unreadable(value);
  const end = bytes.indexOf(0);
  const text = end < 0 ? bytes : bytes.subarray(0, end);
  const isBuffer = as === 's' || (element.kind === 'integer' && element.name === 'char' && isText(text));
  if (!isBuffer && bytes.subarray(text.length).some(byte => byte !== 0)) return undefined;
  const shown = whole ? text : text.subarray(0, longestText);
  return stringText(shown, shown.length === text.length);
}

function recordText(value: Value, type: RecordType, context: ValueContext, format: ValueFormat): string {
  if (!isComplete(type)) return '{…}';
  const texts: string[] = [];
  let length = 0;
  for (const member of allMembers(type.definition)) {
    const text = `${member.name} = ${previewText(memberOf(value, member), context, format)}`;
    length += text.length + 2;
    if (!format.whole && texts.length > 0 && length > longestPreview) {
      texts.push('…');
      break;
    }
    texts.push(text);
  }
  return `{${texts.join(', ')}}`;
}

/** A value within another: what has parts of its own is not spelled out, text apart, unless all is wanted. */
function previewText(value: Value, context: ValueContext, format: ValueFormat): string {
  const { type } = value;
  if (format.whole) return valueText(value, context, format);
  if (type.kind === 'record') return '{…}';
  if (type.kind === 'array' && !isCharacter(type.element)) return '{…}';
  return valueText(value, context, format);
}

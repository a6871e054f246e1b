/** Global and static variables, strings and jump tables as directives. */
import type { Expression, InitialiserPart, ObjectSymbol } from '../c/ast';
import { addressConstant } from '../c/semantics/constant';
import {
  type CType,
  CONST,
  alignmentOf,
  bytesToField,
  isCharacter,
  isVolatile,
  sizeOf,
} from '../c/types/types';
import { symbolText } from './operands';
import type { Unit } from './unit';
import { says } from './rules';

/** An object with known contents: bytes up to the last that is not zero, and addresses to fill in. */
interface Contents {
  readonly bytes: Uint8Array;
  readonly addresses: ReadonlyMap<number, string>;
}

/** Objects beyond this do not fit in the machine. */
const largestObject = 64 << 20;

/** What `__thread_local` in the library reads: see guest/lib/thread_local.c. */
function emitThreadLocal(unit: Unit, symbol: ObjectSymbol): void {
  const [first, initial] = [unit.next(), unit.next()];
  const copy = { ...symbol, threadLocal: false, weak: false, linkage: 'internal' } as const;
  emitObject(unit, { ...copy, label: first });
  if (symbol.initialiser) emitObject(unit, { ...copy, label: initial });
  const label = symbolText(symbol.label);
  unit.data.push('\t.data', '\t.align 4');
  if (symbol.weak) unit.data.push(`\t.weak ${label}`);
  else if (symbol.linkage === 'external') unit.data.push(`\t.global ${label}`);
  unit.data.push(
    `\t.type ${label}, object`,
    `${label}:`,
    `\t.word ${objectSize(symbol)}, ${first}, ${symbol.initialiser ? initial : 0}, 0`,
  );
}

export function emitObject(unit: Unit, symbol: ObjectSymbol): void {
  if (symbol.threadLocal) return emitThreadLocal(unit, symbol);
  const { type, initialiser } = symbol;
  const label = symbolText(symbol.label);
  const size = objectSize(symbol);
  if (size > largestObject) {
    unit.report.say(symbol.span, says('c-object-too-large', { name: symbol.name, size }));
    return;
  }
  const contents = initialiser ? contentsOf(unit, initialiser.parts) : undefined;
  const isZero = !contents || (contents.bytes.every(byte => byte === 0) && contents.addresses.size === 0);
  const { data } = unit;
  data.push(`\t${sectionFor(symbol, isZero)}`, `\t.align ${alignmentFor(symbol, size)}`);
  if (symbol.weak) data.push(`\t.weak ${label}`);
  else if (symbol.linkage === 'external') data.push(`\t.global ${label}`);
  if (!label.startsWith('.L')) data.push(`\t.type ${label}, object`, `\t.size ${label}, ${size}`);
  data.push(`${label}:`);
  emitContents(data, contents ?? { bytes: new Uint8Array(0), addresses: new Map() }, size, isText(type));
}

/** A flexible array member may have elements of its own. */
function objectSize({ type, initialiser }: ObjectSymbol): number {
  return (initialiser?.parts ?? []).reduce(
    (size, part) => Math.max(size, part.offset + partSize(part)),
    sizeOf(type),
  );
}

function partSize({ value, bit, type }: InitialiserPart): number {
  if (value instanceof Uint8Array) return value.length;
  return bit ? bytesToField(bit) : sizeOf(type);
}

function sectionFor(symbol: ObjectSymbol, isZero: boolean): string {
  if (symbol.section !== undefined)
    return standard.has(symbol.section) ? symbol.section : `.section ${symbol.section}, "w"`;
  if (isConstant(symbol.type)) return '.rodata';
  return isZero ? '.bss' : '.data';
}

const standard = new Set(['.text', '.rodata', '.data', '.bss']);

function isConstant(type: CType): boolean {
  if (type.kind === 'array') return isConstant(type.element);
  return (type.qualifiers & CONST) !== 0 && !isVolatile(type);
}

const isText = (type: CType): boolean => type.kind === 'array' && isCharacter(type.element);

/** Larger objects stand on words, so that copies of them go word by word. */
function alignmentFor(symbol: ObjectSymbol, size: number): number {
  return Math.max(alignmentOf(symbol.type), size >= 4 ? 4 : 1, symbol.alignment ?? 1);
}

function contentsOf(unit: Unit, parts: readonly InitialiserPart[]): Contents {
  const length = parts.reduce((end, part) => Math.max(end, part.offset + partSize(part)), 0);
  const bytes = new Uint8Array(length);
  const addresses = new Map<number, string>();
  for (const part of parts) placePart(unit, part, bytes, addresses);
  return { bytes, addresses };
}

function placePart(
  unit: Unit,
  part: InitialiserPart,
  bytes: Uint8Array,
  addresses: Map<number, string>,
): void {
  const { offset, type, value, bit } = part;
  if (value instanceof Uint8Array) {
    bytes.set(value, offset);
    return;
  }
  if (bit) {
    const size = bytesToField(bit);
    placeNumber(bytes, offset, size, mergeBits(readNumber(bytes, offset, size), numberOf(value), bit));
    return;
  }
  const constant = addressConstant(value);
  if (!constant) throw new Error(`the initialiser at ${offset} is no constant`);
  addresses.delete(offset);
  const { symbol } = constant;
  if (symbol)
    addresses.set(
      offset,
      symbolText(
        'label' in symbol ? symbol.label : unit.strings.label(symbol.bytes, symbol.alignment),
        wordOf(constant.value),
      ),
    );
  else placeNumber(bytes, offset, sizeOf(type), constant.value);
}

const wordOf = (value: bigint): number => Number(BigInt.asIntN(32, value));

const numberOf = (value: Expression): bigint => addressConstant(value)?.value ?? 0n;

function mergeBits(
  unit: bigint,
  value: bigint,
  { offset, width }: { offset: number; width: number },
): bigint {
  const mask = ((1n << BigInt(width)) - 1n) << BigInt(offset);
  return (unit & ~mask) | ((value << BigInt(offset)) & mask);
}

function readNumber(bytes: Uint8Array, offset: number, size: number): bigint {
  let value = 0n;
  for (const byte of bytes.slice(offset, offset + size).reverse()) value = (value << 8n) | BigInt(byte);
  return value;
}

function placeNumber(bytes: Uint8Array, offset: number, size: number, value: bigint): void {
  for (let index = 0; index < size; index++)
    bytes[offset + index] = Number((value >> BigInt(8 * index)) & 0xffn);
}

/** Fewest zero bytes that are worth a directive of their own. */
const zeroRun = 8;

function emitContents(data: string[], { bytes, addresses }: Contents, size: number, text: boolean): void {
  let at = 0;
  while (at < bytes.length) {
    const zeros = zerosFrom(bytes, addresses, at);
    const address = addresses.get(at);
    if (address !== undefined) {
      data.push(`\t.word ${address}`);
      at += 4;
    } else if (zeros >= zeroRun || at + zeros === bytes.length) {
      data.push(`\t.zero ${zeros}`);
      at += zeros;
    } else if (text) at = emitText(data, bytes, at);
    else at = emitNumber(data, bytes, at, addresses);
  }
  if (size > bytes.length) data.push(`\t.zero ${size - bytes.length}`);
}

function zerosFrom(bytes: Uint8Array, addresses: ReadonlyMap<number, string>, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] === 0 && !addresses.has(at)) at++;
  return at - start;
}

/** A word where one stands, else a byte; in a packed struct an address may start within a word. */
function emitNumber(
  data: string[],
  bytes: Uint8Array,
  at: number,
  addresses: ReadonlyMap<number, string>,
): number {
  const broken = [1, 2, 3].some(byte => addresses.has(at + byte));
  if (at % 4 !== 0 || at + 4 > bytes.length || broken) {
    data.push(`\t.byte ${bytes[at]}`);
    return at + 1;
  }
  data.push(`\t.word ${Number(readNumber(bytes, at, 4))}`);
  return at + 4;
}

/** Characters of one `.ascii`. */
const lineLength = 64;

function emitText(data: string[], bytes: Uint8Array, at: number): number {
  const end = Math.min(bytes.length, at + lineLength);
  data.push(`\t.ascii "${escaped(bytes.subarray(at, end))}"`);
  return end;
}

/** Bytes as a string literal of the assembler. */
export function escaped(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    if (byte === 0x22 || byte === 0x5c) text += `\\${String.fromCharCode(byte)}`;
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else if (byte === 10) text += '\\n';
    else text += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return text;
}

/** The strings that code refers to, and the tables of its switches. */
export function emitConstants(unit: Unit): string[] {
  const lines = unit.tables.length > 0 ? ['\t.rodata', ...unit.tables] : [];
  const strings = unit.strings.all.flatMap(({ label, bytes, alignment }) => [
    ...(alignment > 1 ? [`\t.align ${alignment}`] : []),
    `${label}:`,
    ...stringLines(bytes),
  ]);
  return strings.length > 0 ? [...lines, '\t.rodata', ...strings] : lines;
}

function stringLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length;) at = emitText(lines, bytes, at);
  return lines.length > 0 ? lines : ['\t.zero 1'];
}

/**
 * Binary records as data: a list of fields gives the size, the encoder and the decoder. Fields follow each other
 * without padding, little-endian.
 */
import { cString, present } from '../source';

export interface Field {
  readonly name: string;
  /** `char` is text, padded with NUL to `count` bytes. */
  readonly type: 'u8' | 'u16' | 'u32' | 'char';
  /** How many stand in a row; absent for a single one. */
  readonly count?: number;
  readonly summary?: string;
}

type ValueOf<F extends Field> = F extends { type: 'char' }
  ? string
  : F extends { count: number }
    ? readonly number[]
    : number;

/** The values of a record with these fields, by name. */
export type RecordOf<Fields extends readonly Field[]> = {
  readonly [F in Fields[number] as F['name']]: ValueOf<F>;
};

const sizes = { u8: 1, u16: 2, u32: 4, char: 1 } as const;

export function recordSize(fields: readonly Field[]): number {
  return fields.reduce((sum, { type, count = 1 }) => sum + sizes[type] * count, 0);
}

/** Reads a record; all of it must lie within the view. */
export function readRecord<const Fields extends readonly Field[]>(
  fields: Fields,
  view: DataView,
  at: number,
): RecordOf<Fields> {
  const record: Record<string, string | number | number[]> = {};
  for (const { name, type, count } of fields) {
    if (type === 'char') record[name] = readText(view, at, count ?? 1);
    else if (count === undefined) record[name] = readNumber(view, at, type);
    else record[name] = Array.from({ length: count }, (_, i) => readNumber(view, at + i * sizes[type], type));
    at += sizes[type] * (count ?? 1);
  }
  return record as RecordOf<Fields>;
}

/** Writes a record; all of it must lie within the view. */
export function writeRecord<const Fields extends readonly Field[]>(
  fields: Fields,
  view: DataView,
  at: number,
  values: RecordOf<Fields>,
): void {
  const record = values as Readonly<Record<string, string | number | readonly number[]>>;
  for (const { name, type, count = 1 } of fields) {
    const value = present(record[name], `value of ${name}`);
    if (type === 'char') writeText(view, at, count, value as string);
    else
      [value].flat().forEach((number, i) => writeNumber(view, at + i * sizes[type], type, number as number));
    at += sizes[type] * count;
  }
}

function readNumber(view: DataView, at: number, type: 'u8' | 'u16' | 'u32'): number {
  if (type === 'u8') return view.getUint8(at);
  return type === 'u16' ? view.getUint16(at, true) : view.getUint32(at, true);
}

function writeNumber(view: DataView, at: number, type: 'u8' | 'u16' | 'u32', value: number): void {
  if (type === 'u8') view.setUint8(at, value);
  else if (type === 'u16') view.setUint16(at, value, true);
  else view.setUint32(at, value, true);
}

function readText(view: DataView, at: number, count: number): string {
  return cString(new Uint8Array(view.buffer, view.byteOffset + at, count));
}

function writeText(view: DataView, at: number, count: number, text: string): void {
  const encoded = new TextEncoder().encode(text);
  if (encoded.length > count)
    throw new RangeError(`'${text}' is ${encoded.length} bytes, the field has ${count}`);
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, count);
  bytes.fill(0);
  bytes.set(encoded);
}

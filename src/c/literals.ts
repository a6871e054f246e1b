/** The values of number, string and character tokens (C99 6.4.4 and 6.4.5). Characters are bytes of UTF-8. */
import { type Said, bytesOf } from '../source';
import type { Token } from './token';
import { nearestScaled } from './reals';
import { says } from './rules';
import { type FloatType, doubleType, floatType, longDoubleType } from './types/types';

export interface IntegerLiteral {
  /** Exact; at most 2^64 − 1. */
  readonly value: bigint;
  readonly suffix: { readonly unsigned: boolean; readonly long: 0 | 1 | 2 };
  /** Without a prefix `0`, `0x` or `0b`: such a literal never becomes unsigned by its size. */
  readonly decimal: boolean;
}

/** Why a literal has no value. */
export interface LiteralProblem {
  readonly problem: Said;
}

/** As LiteralProblem, with the offset in the token's text. */
export interface PlacedProblem extends LiteralProblem {
  readonly at: number;
}

const integer =
  /^(0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)|(?<octal>0[0-7]*)|(?<decimal>[1-9][0-9]*))(?<suffix>(?:[uU](?:l|L|ll|LL)?|(?:l|L|ll|LL)[uU]?)?)$/;
const floating = /^(\d+[eE]|\d*\.|0[xX][0-9a-fA-F.]*[pP.])/;

export function numberValue(token: Pick<Token, 'text'>): IntegerLiteral | LiteralProblem {
  const text = withoutSeparators(token);
  const groups = integer.exec(text)?.groups;
  if (!groups) return { problem: numberProblem(text) };
  const suffix = (groups['suffix'] ?? '').toLowerCase();
  const digits = text.slice(0, text.length - suffix.length);
  const tooLong = digits.length > 200;
  const value = tooLong ? 0n : BigInt(groups['octal'] && digits.length > 1 ? `0o${digits.slice(1)}` : digits);
  if (tooLong || value >= 1n << 64n) return { problem: says('c-number-range', { digits }) };
  const long = suffix.includes('ll') ? 2 : suffix.includes('l') ? 1 : 0;
  return { value, suffix: { unsigned: suffix.includes('u'), long }, decimal: !!groups['decimal'] };
}

/** C23's apostrophes between digits mean nothing. */
const withoutSeparators = ({ text }: Pick<Token, 'text'>): string => text.replaceAll("'", '');

/** Starts like a floating-point constant. */
export const isReal = (token: Pick<Token, 'text'>): boolean => floating.test(withoutSeparators(token));

export interface RealLiteral {
  /** Rounded to the type. */
  readonly value: number;
  readonly type: FloatType;
}

const decimalReal = /^(?<whole>\d*)\.?(?<part>\d*)(?:[eE](?<exponent>[+-]?\d+))?(?<suffix>[fFlL]?)$/;
const hexadecimalReal =
  /^0[xX](?<whole>[0-9a-fA-F]*)\.?(?<part>[0-9a-fA-F]*)[pP](?<exponent>[+-]?\d+)(?<suffix>[fFlL]?)$/;

/** The value of a floating-point constant (C99 6.4.4.2). */
export function realValue(token: Pick<Token, 'text'>): RealLiteral | LiteralProblem {
  const text = withoutSeparators(token);
  const decimal = decimalReal.exec(text)?.groups;
  const groups = decimal ?? hexadecimalReal.exec(text)?.groups;
  const { whole = '', part = '', exponent = '0', suffix = '' } = groups ?? {};
  if (whole + part === '') return { problem: says('c-no-number', { text }) };
  const type = realTypes[suffix.toLowerCase()] ?? doubleType;
  if (decimal && type.size === 8) return { value: Number(text.replace(/[lL]$/, '')), type };
  const digits = BigInt(decimal ? whole + part : `0x${whole}${part}`);
  const scale = Number(exponent) - part.length * (decimal ? 1 : 4);
  return { value: nearestScaled(digits, decimal ? 10n : 2n, scale, type), type };
}

const realTypes: Readonly<Record<string, FloatType>> = { f: floatType, l: longDoubleType };

function numberProblem(text: string): Said {
  if (floating.test(text)) return says('c-number-floating', { number: text });
  const bad = /^0[0-7]*[89]/.exec(text);
  if (bad) return says('c-number-octal', { digit: bad[0].slice(-1), number: text });
  const [, digits = '', rest = ''] = /^(0[xX][0-9a-fA-F]*|0[bB][01]*|\d+)(.*)$/.exec(text) ?? [];
  if (/^0[xXbB]$/.test(digits)) return says('c-number-digits', { number: text, prefix: digits });
  return says('c-number-suffix', { suffix: rest || text });
}

/** How the characters of a literal are kept: as UTF-8, UTF-16 or UTF-32 (C11 6.4.5). */
export type Encoding = '' | 'u8' | 'u' | 'U' | 'L';

/** Bytes of one unit. */
export const unitSizes: Readonly<Record<Encoding, 1 | 2 | 4>> = { '': 1, u8: 1, u: 2, U: 4, L: 4 };

export const encodingOf = ({ text }: Pick<Token, 'text'>): Encoding =>
  (/^(?:u8|[uUL])?(?=["'])/.exec(text)?.[0] ?? '') as Encoding;

/** The bytes of a string literal, without a terminator; in the encoding of the literals that it is joined with. */
export function stringBytes(
  token: Pick<Token, 'text'>,
  encoding: Encoding = encodingOf(token),
): { bytes: Uint8Array } | PlacedProblem {
  const units = literalUnits(token, encoding);
  if ('problem' in units) return units;
  const size = unitSizes[encoding];
  if (size === 1) return { bytes: Uint8Array.from(units) };
  const bytes = new Uint8Array(units.length * size);
  units.forEach((unit, index) => {
    for (let at = 0; at < size; at++) bytes[index * size + at] = unit >>> (8 * at);
  });
  return { bytes };
}

/**
 * The value of a character constant as gcc has it: one byte sign-extended as a `char`, several bytes shifted
 * together, the last four if there are more; of several wide ones the last.
 */
export function characterValue(token: Pick<Token, 'text'>): { value: number; count: number } | PlacedProblem {
  const encoding = encodingOf(token);
  const units = literalUnits(token, encoding);
  if ('problem' in units) return units;
  const [only] = units;
  const last = units.at(-1);
  if (only === undefined || last === undefined) return { problem: says('c-character-empty'), at: 0 };
  const count = units.length;
  if (encoding !== '') return { value: last, count };
  if (count === 1) return { value: (only << 24) >> 24, count };
  return { value: units.reduce((value, byte) => (value << 8) | byte, 0), count };
}

const simpleEscapes: Readonly<Record<string, number>> = {
  n: 10,
  t: 9,
  r: 13,
  a: 7,
  b: 8,
  f: 12,
  v: 11,
  e: 27,
  '\\': 92,
  "'": 39,
  '"': 34,
  '?': 63,
};

/** What stands between the quotes, escapes resolved, in units of the encoding. */
function literalUnits(token: Pick<Token, 'text'>, encoding: Encoding): number[] | PlacedProblem {
  const start = encodingOf(token).length + 1;
  const inside = token.text.slice(start, -1);
  const units: number[] = [];
  for (let at = 0; at < inside.length;) {
    const end = inside[at] === '\\' ? at : inside.indexOf('\\', at);
    if (end !== at) {
      for (const unit of unitsOf(inside.slice(at, end < 0 ? inside.length : end), encoding)) units.push(unit);
      at = end < 0 ? inside.length : end;
      continue;
    }
    const escape = readEscape(inside, at, unitSizes[encoding]);
    if ('problem' in escape) return { problem: escape.problem, at: at + start };
    if ('unit' in escape) units.push(escape.unit);
    else units.push(...unitsOf(escape.text, encoding));
    at += escape.length;
  }
  return units;
}

function unitsOf(text: string, encoding: Encoding): Iterable<number> {
  const size = unitSizes[encoding];
  if (size === 1) return bytesOf(text);
  if (size === 2) return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return Array.from(text, character => character.codePointAt(0) ?? 0);
}

/** A number of its own, or a character that the encoding makes units of. */
type Escape = { readonly length: number } & ({ readonly unit: number } | { readonly text: string });

/** The escape sequence at the backslash at `at`. */
function readEscape(text: string, at: number, size: 1 | 2 | 4): Escape | LiteralProblem {
  const numeric = /\\([0-7]{1,3}|x[0-9a-fA-F]*|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/y;
  numeric.lastIndex = at;
  const [all, digits] = numeric.exec(text) ?? [];
  if (all === undefined || digits === undefined) return readSimpleEscape(text[at + 1]);
  if (digits[0] === 'u' || digits[0] === 'U') return readUniversal(all);
  if (digits === 'x') return { problem: says('c-escape-hexadecimal') };
  const unit = digits[0] === 'x' ? parseInt(digits.slice(1), 16) : parseInt(digits, 8);
  if (unit >= 2 ** (8 * size))
    return { problem: says('c-escape-range', { escape: all, unit: unitNames[size] }) };
  return { unit, length: all.length };
}

const unitNames = { 1: 'a byte', 2: 'a 16-bit character', 4: 'a 32-bit character' };

function readSimpleEscape(letter: string | undefined): Escape | LiteralProblem {
  if (letter === undefined) return { problem: says('c-escape-end') };
  const value = Object.hasOwn(simpleEscapes, letter) ? simpleEscapes[letter] : undefined;
  if (value !== undefined) return { unit: value, length: 2 };
  if (letter === 'u' || letter === 'U')
    return { problem: says('c-escape-digits', { letter, count: letter === 'u' ? 4 : 8 }) };
  return { problem: says('c-escape-unknown', { letter }) };
}

function readUniversal(escape: string): Escape | LiteralProblem {
  const point = parseInt(escape.slice(2), 16);
  if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
    return { problem: says('c-escape-universal', { escape }) };
  return { text: String.fromCodePoint(point), length: escape.length };
}

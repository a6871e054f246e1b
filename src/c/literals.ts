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

/** The bytes of a string literal, without a terminator. */
export function stringBytes(token: Pick<Token, 'text'>): { bytes: Uint8Array } | PlacedProblem {
  const { text } = token;
  if (text[0] !== '"') return { problem: says('c-string-wide'), at: 0 };
  return literalBytes(text);
}

/**
 * The value of a character constant as gcc has it: one byte sign-extended as a `char`, several bytes shifted
 * together, the last four if there are more.
 */
export function characterValue(token: Pick<Token, 'text'>): { value: number } | PlacedProblem {
  const { text } = token;
  if (text[0] !== "'") return { problem: says('c-character-wide'), at: 0 };
  const literal = literalBytes(text);
  if ('problem' in literal) return literal;
  const { bytes } = literal;
  const [only] = bytes;
  if (only === undefined) return { problem: says('c-character-empty'), at: 0 };
  if (bytes.length === 1) return { value: (only << 24) >> 24 };
  return { value: bytes.reduce((value, byte) => (value << 8) | byte, 0) };
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

/** What stands between the quotes, escapes resolved. */
function literalBytes(text: string): { bytes: Uint8Array } | PlacedProblem {
  const inside = text.slice(1, -1);
  if (!inside.includes('\\')) return { bytes: bytesOf(inside) };
  const bytes: number[] = [];
  for (let at = 0; at < inside.length;) {
    const end = inside[at] === '\\' ? at : inside.indexOf('\\', at);
    if (end !== at) {
      for (const byte of bytesOf(inside.slice(at, end < 0 ? inside.length : end))) bytes.push(byte);
      at = end < 0 ? inside.length : end;
      continue;
    }
    const escape = readEscape(inside, at);
    if ('problem' in escape) return { problem: escape.problem, at: at + 1 };
    bytes.push(...escape.bytes);
    at += escape.length;
  }
  return { bytes: Uint8Array.from(bytes) };
}

/** The escape sequence at the backslash at `at`. */
function readEscape(text: string, at: number): { bytes: Iterable<number>; length: number } | LiteralProblem {
  const numeric = /\\([0-7]{1,3}|x[0-9a-fA-F]*|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/y;
  numeric.lastIndex = at;
  const [all, digits] = numeric.exec(text) ?? [];
  if (all === undefined || digits === undefined) return readSimpleEscape(text[at + 1]);
  if (digits[0] === 'u' || digits[0] === 'U') return readUniversal(all);
  if (digits === 'x') return { problem: says('c-escape-hexadecimal') };
  const value = digits[0] === 'x' ? parseInt(digits.slice(1), 16) : parseInt(digits, 8);
  if (value > 255) return { problem: says('c-escape-range', { escape: all }) };
  return { bytes: [value], length: all.length };
}

function readSimpleEscape(letter: string | undefined): { bytes: number[]; length: number } | LiteralProblem {
  if (letter === undefined) return { problem: says('c-escape-end') };
  const value = Object.hasOwn(simpleEscapes, letter) ? simpleEscapes[letter] : undefined;
  if (value !== undefined) return { bytes: [value], length: 2 };
  if (letter === 'u' || letter === 'U')
    return { problem: says('c-escape-digits', { letter, count: letter === 'u' ? 4 : 8 }) };
  return { problem: says('c-escape-unknown', { letter }) };
}

function readUniversal(escape: string): { bytes: Uint8Array; length: number } | LiteralProblem {
  const point = parseInt(escape.slice(2), 16);
  if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
    return { problem: says('c-escape-universal', { escape }) };
  return { bytes: new TextEncoder().encode(String.fromCodePoint(point)), length: escape.length };
}

/** Literals as expressions: numbers with the type that C gives them, characters, strings. */
import type { Span } from '../../source';
import type { Expression } from '../ast';
import {
  type Encoding,
  type IntegerLiteral,
  characterValue,
  encodingOf,
  isReal,
  numberValue,
  realValue,
  stringBytes,
  unitSizes,
} from '../literals';
import { spanning } from '../reporter';
import { errorAt, number } from '../semantics/build';
import type { Standard } from '../standards';
import type { Token } from '../token';
import {
  type CType,
  arrayOf,
  charType,
  intType,
  longLongType,
  longType,
  unsignedLongLongType,
  unsignedLongType,
  unsignedShortType,
  unsignedType,
} from '../types/types';
import type { Parser } from './parser';
import { says } from '../rules';

/** The types that a literal may have, smallest first, by its suffix (C99 6.4.4.1). */
const ladder = [
  [intType, unsignedType],
  [longType, unsignedLongType],
  [longLongType, unsignedLongLongType],
] as const;

export function numberLiteral(p: Parser): Expression {
  const token = p.next();
  if (isReal(token)) return realLiteral(p, token);
  const literal = numberValue(token);
  if ('problem' in literal) {
    const decimal = literal.problem.code === 'c-number-octal' ? token.text.replace(/^0+/, '') : undefined;
    p.report.say(token.span, literal.problem, decimal && `did you mean ${decimal}?`);
    return errorAt(token.span);
  }
  return number(literal.value, literalType(literal, p.standard), token.span);
}

function realLiteral(p: Parser, token: Token): Expression {
  const { span } = token;
  const literal = realValue(token);
  if (!('problem' in literal)) return { kind: 'real', value: literal.value, type: literal.type, span };
  p.report.say(span, literal.problem);
  return errorAt(span);
}

/** In C89 a decimal one that no `long` holds is an `unsigned long`. */
function literalType({ value, suffix, decimal }: IntegerLiteral, { year }: Standard): CType {
  for (const [signed, unsigned] of ladder.slice(suffix.long)) {
    const bits = BigInt(signed.size * 8);
    if (!suffix.unsigned && value < 1n << (bits - 1n)) return signed;
    const mayBeUnsigned = suffix.unsigned || !decimal || (signed === longType && year < 1999);
    if (mayBeUnsigned && value < 1n << bits) return unsigned;
  }
  return unsignedLongLongType;
}

export function characterLiteral(p: Parser): Expression {
  const token = p.next();
  const literal = characterValue(token);
  if ('value' in literal) {
    const { value, count } = literal;
    if (count > 1)
      p.report.say(token.span, says('c-multichar', { count, value }), 'a text stands in double quotes');
    const encoding = encodingOf(token);
    const type = encoding === '' || encoding === 'u8' ? intType : characterTypes[encoding];
    return number(literal.value, type, token.span);
  }
  p.report.say(within(token, literal.at), literal.problem);
  return errorAt(token.span);
}

/** The place of a problem in a token, where the token stands as it is spelt. */
function within({ span, text }: Token, at: number): Span {
  if (span.end - span.start !== text.length || at <= 0) return span;
  return { file: span.file, start: Math.min(span.start + at, span.end - 1), end: span.end };
}

/** string = string-token { string-token }: adjacent ones are one. Returns the bytes with a terminator. */
export function stringLiteral(p: Parser): Uint8Array {
  return readString(p).bytes;
}

function readString(p: Parser): { bytes: Uint8Array; encoding: Encoding } {
  if (p.token.kind !== 'string') p.fail(p.token.span, says('c-string-literal', { found: p.describe() }));
  const tokens: Token[] = [];
  while (p.token.kind === 'string') tokens.push(p.next());
  const encoding = commonEncoding(p, tokens);
  const parts = tokens.flatMap(token => {
    const literal = stringBytes(token, encoding);
    if ('bytes' in literal) return [literal.bytes];
    p.report.say(within(token, literal.at), literal.problem);
    return [];
  });
  const size: number = unitSizes[encoding];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, size));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, encoding };
}

/** A literal without a prefix takes that of its neighbours (C11 6.4.5 paragraph 5). */
function commonEncoding(p: Parser, tokens: readonly Token[]): Encoding {
  let encoding: Encoding = '';
  for (const token of tokens) {
    const own = encodingOf(token);
    if (own !== '' && encoding !== '' && own !== encoding)
      p.report.say(token.span, says('c-string-encodings', { first: encoding, second: own }));
    else if (own !== '') encoding = own;
  }
  return encoding;
}

/** `wchar_t`, `char16_t`, `char32_t`. */
const characterTypes: Readonly<Record<Encoding, CType>> = {
  '': charType,
  u8: charType,
  u: unsignedShortType,
  U: unsignedType,
  L: intType,
};

export function stringExpression(p: Parser): Expression {
  const start = p.token.span;
  const { bytes, encoding } = readString(p);
  const type = arrayOf(characterTypes[encoding], bytes.length / unitSizes[encoding]);
  return { kind: 'string', bytes, type, span: spanning(start, p.previous.span) };
}

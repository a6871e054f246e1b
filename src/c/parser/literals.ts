/** Literals as expressions: numbers with the type that C gives them, characters, strings. */
import type { Span } from '../../source';
import type { Expression } from '../ast';
import { characterValue, isReal, numberValue, realValue, stringBytes } from '../literals';
import { spanning } from '../reporter';
import { errorAt, number } from '../semantics/build';
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
    p.report.say(token.span, literal.problem);
    return errorAt(token.span);
  }
  return number(literal.value, literalType(literal), token.span);
}

function realLiteral(p: Parser, token: Token): Expression {
  const { span } = token;
  const literal = realValue(token);
  if (!('problem' in literal)) return { kind: 'real', value: literal.value, type: literal.type, span };
  p.report.say(span, literal.problem);
  return errorAt(span);
}

function literalType(literal: {
  value: bigint;
  suffix: { unsigned: boolean; long: 0 | 1 | 2 };
  decimal: boolean;
}): CType {
  const { value, suffix, decimal } = literal;
  for (const [signed, unsigned] of ladder.slice(suffix.long)) {
    const bits = BigInt(signed.size * 8);
    if (!suffix.unsigned && value < 1n << (bits - 1n)) return signed;
    if ((suffix.unsigned || !decimal) && value < 1n << bits) return unsigned;
  }
  return unsignedLongLongType;
}

export function characterLiteral(p: Parser): Expression {
  const token = p.next();
  const literal = characterValue(token);
  if ('value' in literal) return number(literal.value, intType, token.span);
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
  if (p.token.kind !== 'string') p.fail(p.token.span, says('c-string-literal', { found: p.describe() }));
  const parts: Uint8Array[] = [];
  while (p.token.kind === 'string') {
    const token = p.next();
    const literal = stringBytes(token);
    if ('bytes' in literal) parts.push(literal.bytes);
    else p.report.say(within(token, literal.at), literal.problem);
  }
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 1));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export function stringExpression(p: Parser): Expression {
  const start = p.token.span;
  const bytes = stringLiteral(p);
  const type = arrayOf(charType, bytes.length);
  return { kind: 'string', bytes, type, span: spanning(start, p.previous.span) };
}

/** C expressions as tokens. */
import { DebuggerError } from '../errors';

export type TokenKind = 'number' | 'character' | 'string' | 'name' | 'register' | 'operator' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

// prettier-ignore
const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['number', /(?:0[xX][\da-fA-F]+|0[bB][01]+|\d+\.\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\d+)[\w.]*/y],
  ['character', /'(?:[^'\\\n]|\\.)+'/y],
  ['string', /"(?:[^"\\\n]|\\.)*"/y],
  ['register', /\$\w+/y],
  ['name', /[A-Za-z_]\w*/y],
  ['operator', /<<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||::|[-+*/%&|^]=|[-+*/%&|^~!<>=?:.,()[\]{}]/y],
];

/** Tokens and at the end one of kind `end`; throws on what no token starts with. */
export function tokens(text: string): Token[] {
  const list: Token[] = [];
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, list.at(-1)!.end))
    list.push(tokenAt(text, at));
  list.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return list;
}

function skipSpace(text: string, at: number): number {
  while (at < text.length && /\s/.test(text[at]!)) at++;
  return at;
}

function tokenAt(text: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { kind, text: match[0], start: at, end: at + match[0].length };
  }
  const what =
    text[at] === '"' || text[at] === "'" ? `the ${text[at]} has no other one` : `${text[at]} is not C`;
  throw new DebuggerError('bad-expression', `${what} (column ${at + 1})`);
}

const simple: Readonly<Record<string, number>> = {
  n: 10,
  t: 9,
  r: 13,
  0: 0,
  a: 7,
  b: 8,
  f: 12,
  v: 11,
  e: 27,
};

/** The bytes that the inside of a literal stands for. */
export function unescape(inside: string): Uint8Array {
  const bytes: number[] = [];
  const pattern = /\\x([\da-fA-F]{1,2})|\\([0-7]{1,3})|\\(.)|([^\\])/gu;
  for (const [, hex, octal, escape, plain] of inside.matchAll(pattern)) {
    if (hex !== undefined) bytes.push(parseInt(hex, 16));
    else if (octal !== undefined) bytes.push(parseInt(octal, 8) & 0xff);
    else if (escape !== undefined) bytes.push(simple[escape] ?? escape.charCodeAt(0));
    else bytes.push(...new TextEncoder().encode(plain));
  }
  return Uint8Array.from(bytes);
}

/** Reads the escapes of strings and character constants. */
import { type Said, bytesOf } from '../source';
import { says } from './rules';

const simple: Readonly<Record<string, number>> = {
  n: 10,
  t: 9,
  r: 13,
  '0': 0,
  a: 7,
  b: 8,
  e: 27,
  f: 12,
  v: 11,
  '\\': 92,
  '"': 34,
  "'": 39,
  '?': 63,
};

export interface StringProblem {
  /** Offset and length within the text that was read. */
  readonly offset: number;
  readonly length: number;
  readonly said: Said;
}

export interface StringContents {
  /** In UTF-8. */
  readonly bytes: Uint8Array;
  readonly problems: readonly StringProblem[];
}

const escape = /\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|[^]|$)/g;

/** The bytes of the text between the quotes. */
export function stringBytes(body: string): StringContents {
  if (!body.includes('\\')) return { bytes: bytesOf(body), problems: [] };
  const problems: StringProblem[] = [];
  const bytes = new Uint8Array(body.length * 3);
  let at = 0;
  let from = 0;
  for (const match of body.matchAll(escape)) {
    at = put(body.slice(from, match.index), bytes, at);
    bytes[at++] = escapeValue(match[0].slice(1)) ?? unknown(match[0], match.index, problems);
    from = match.index + match[0].length;
  }
  at = put(body.slice(from), bytes, at);
  return { bytes: bytes.slice(0, at), problems };
}

/** Puts a text into bytes that have room for it; returns where it ends. */
function put(text: string, bytes: Uint8Array, at: number): number {
  const part = bytesOf(text);
  bytes.set(part, at);
  return at + part.length;
}

function escapeValue(body: string): number | undefined {
  if (/^[0-7]+$/.test(body)) return parseInt(body, 8) & 0xff;
  if (/^x./.test(body)) return parseInt(body.slice(1), 16);
  return simple[body];
}

function unknown(text: string, offset: number, problems: StringProblem[]): number {
  problems.push({ offset, length: text.length, said: says('asm-escape', { text }) });
  return 0;
}

/** The value of what stands between apostrophes: one character, or one escape; undefined for anything else. */
export function characterValue(body: string): number | undefined {
  const { bytes, problems } = stringBytes(body);
  if (problems.length > 0) return undefined;
  if (body.startsWith('\\')) return bytes.length === 1 ? bytes[0] : undefined;
  return [...body].length === 1 ? body.codePointAt(0) : undefined;
}

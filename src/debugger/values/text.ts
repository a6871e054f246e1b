/** Characters, strings and numbers as the debugger shows them. */
import { hex } from '../../source';

const escapes: Readonly<Record<number, string>> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  27: '\\e',
  92: '\\\\',
};

/** A character as C writes it before a next one, which must not seem to belong to its escape. */
function escaped(code: number, quote: string, next = ''): string {
  const known = escapes[code];
  if (known !== undefined) return code === 0 && /^[0-7]/.test(next) ? '\\000' : known;
  if (isControl(code)) return byteEscape(code, next);
  const character = String.fromCodePoint(code);
  return character === quote ? `\\${quote}` : character;
}

const isControl = (code: number) => code < 32 || code === 127;

/** `\x1b`; where a hexadecimal digit comes next, `\033`. */
const byteEscape = (byte: number, next: string): string =>
  /^[\da-f]/i.test(next)
    ? `\\${byte.toString(8).padStart(3, '0')}`
    : `\\x${byte.toString(16).padStart(2, '0')}`;

/** `'h'` */
export function characterText(byte: number): string {
  return `'${byte < 128 ? escaped(byte, "'") : byteEscape(byte, '')}'`;
}

/** `"hello\n"`; bytes that are no UTF-8 stand as escapes. */
export function stringText(bytes: Uint8Array, ended = true): string {
  const utf8 = decoded(bytes) ?? (ended ? undefined : decodedStart(bytes));
  const characters = utf8 === undefined ? Array.from(bytes, byte => String.fromCharCode(byte)) : [...utf8];
  const text = characters.map((character, at) => {
    const code = character.codePointAt(0)!;
    const next = characters[at + 1];
    return utf8 !== undefined || code < 128 ? escaped(code, '"', next) : byteEscape(code, next ?? '');
  });
  return `"${text.join('')}"${ended ? '' : '…'}`;
}

/** The same of bytes that end in the midst of a character. */
function decodedStart(bytes: Uint8Array): string | undefined {
  for (let length = bytes.length - 1; length > 0 && length > bytes.length - 4; length--) {
    const text = decoded(bytes.subarray(0, length));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Undefined for what is no UTF-8. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** True for what people write: no bytes but those of characters, and of ends of lines and the like. */
export function isText(bytes: Uint8Array): boolean {
  return (
    decoded(bytes) !== undefined && ![...bytes].some(byte => isControl(byte) && escapes[byte] === undefined)
  );
}

/** `0x00002010` */
export const addressText = (address: number): string => hex(address, 8);

/** `0x1f`, of a negative number the bits of that size. */
export const hexText = (value: bigint, bits: number): string =>
  `0x${BigInt.asUintN(bits, value).toString(16)}`;

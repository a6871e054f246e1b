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

function escaped(code: number, quote: string): string {
  const known = escapes[code];
  if (known !== undefined) return known;
  if (code < 32 || code === 127) return `\\x${code.toString(16).padStart(2, '0')}`;
  const character = String.fromCodePoint(code);
  return character === quote ? `\\${quote}` : character;
}

/** `'h'` */
export function characterText(byte: number): string {
  return byte < 128 ? `'${escaped(byte, "'")}'` : `'\\x${byte.toString(16)}'`;
}

/** `"hello\n"`; bytes that are no UTF-8 stand as escapes. */
export function stringText(bytes: Uint8Array, ended = true): string {
  let text = '';
  try {
    for (const character of new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
      text += escaped(character.codePointAt(0)!, '"');
  } catch {
    for (const byte of bytes) text += byte < 128 ? escaped(byte, '"') : `\\x${byte.toString(16)}`;
  }
  return `"${text}"${ended ? '' : '…'}`;
}

/** `0x00002010` */
export const addressText = (address: number): string => hex(address, 8);

/** `0x1f`, of a negative number the bits of that size. */
export const hexText = (value: bigint, bits: number): string =>
  `0x${BigInt.asUintN(bits, value).toString(16)}`;

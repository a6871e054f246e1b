/** Small things about text that every room says the same way. */
import { lazily } from './lazily';

const utf8 = new TextDecoder();

/** Text up to a NUL, or to the end of the bytes; what is no UTF-8 shows as U+FFFD. */
export function cString(bytes: Uint8Array): string {
  // For a short name the decoder costs more than all else.
  let text = '';
  for (let at = 0; at < 32; at++) {
    const byte = bytes[at];
    if (!byte) return text;
    if (byte >= 0x80) break;
    text += String.fromCharCode(byte);
  }
  const end = bytes.indexOf(0);
  return utf8.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** A word as an address or a set of bits is written: `0x1f`, unsigned, with so many digits at least. */
export function hex(word: number, digits = 1): string {
  return `0x${(word >>> 0).toString(16).padStart(digits, '0')}`;
}

/** The host's data on languages takes longer to load than most programs to run. */
const grouped = lazily(() => new Intl.NumberFormat('en-US'));

/** A number with its thousands apart: `10,000`. */
export const inDigits = (value: number): string => grouped().format(value);

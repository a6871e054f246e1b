/**
 * Bytes as text and back, without a loss: a byte that is no UTF-8 is one of the code units U+DC80 to U+DCFF, which no
 * UTF-8 stands for.
 */

const strict = new TextDecoder('utf-8', { fatal: true });
/** For parts of a text: U+FEFF at their start is a character. */
const strictPart = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const foreign = 0xdc00;

export function textOf(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return piecewise(bytes);
  }
}

/** Runs of ASCII at once, the rest character by character. */
function piecewise(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    text +=
      length === 0
        ? String.fromCharCode(foreign + (bytes[at] ?? 0))
        : strictPart.decode(bytes.subarray(at, at + length));
    at += Math.max(1, length);
  }
  return text;
}

/** Bytes of the character at a place: a run of ASCII, one character beyond, or 0 where there is none. */
function sequenceLength(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && (bytes[at] ?? 0) < 0x80) at++;
  if (at > start) return at - start;
  const first = bytes[start] ?? 0;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  try {
    return strictPart.decode(bytes.subarray(start, start + length)).length > 0 ? length : 0;
  } catch {
    return 0;
  }
}

export function bytesOf(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (character.length === 1 && code >= foreign + 0x80 && code <= foreign + 0xff)
      bytes.push(code - foreign);
    else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}

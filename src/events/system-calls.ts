/** How a system call reads: its name, and its arguments as their C declarations say. */
import { type SystemCall, systemCalls } from '../isa';

/** Reads user memory: as many bytes as are there. */
export type ReadMemory = (address: number, length: number) => Uint8Array;

export interface DecodedCall {
  readonly call: string;
  readonly arguments: readonly number[];
  /** `write(1, "hello\n", 6)` */
  readonly shown: string;
}

const byNumber = new Map(systemCalls.map(row => [row.number, row]));
const longestText = 32;

/** What a trap with this number and these argument registers asks for. */
export function decodeCall(number: number, words: readonly number[], read: ReadMemory): DecodedCall {
  const row = byNumber.get(number);
  if (!row)
    return { call: `unknown ${number | 0}`, arguments: [], shown: `unknown system call ${number | 0}` };
  const values = row.parameters.map((declaration, index) =>
    declaration.includes('unsigned') || isPointer(declaration) ? words[index]! >>> 0 : words[index]! | 0,
  );
  const shown = row.parameters.map((_, index) => showArgument(row, index, values, read));
  return { call: row.name, arguments: values, shown: `${row.name}(${shown.join(', ')})` };
}

const isPointer = (declaration: string) => /[*[]/.test(declaration);

function showArgument(
  { parameters }: SystemCall,
  index: number,
  values: readonly number[],
  read: ReadMemory,
): string {
  const declaration = parameters[index]!;
  const value = values[index]!;
  if (/^const char \*\w+$/.test(declaration)) return showText(value, undefined, read);
  if (/^char \*const \w+\[\]$/.test(declaration)) return showTexts(value, read);
  if (/^const void \*/.test(declaration)) return showText(value, values[index + 1], read);
  return isPointer(declaration) ? hex(value) : String(value);
}

/** A text in user memory, to its NUL or of the given length; its address where there is none. */
function showText(address: number, length: number | undefined, read: ReadMemory): string {
  const bytes = read(address, Math.min(length ?? longestText + 1, longestText + 1));
  if (bytes.length === 0 && length !== 0) return hex(address);
  const nul = length === undefined ? bytes.indexOf(0) : -1;
  const whole = nul >= 0 ? bytes.subarray(0, nul) : bytes;
  const cut = whole.length > longestText;
  return quote(whole.subarray(0, longestText)) + (cut ? '…' : '');
}

/** A list of pointers to texts that ends with a null pointer. */
function showTexts(address: number, read: ReadMemory): string {
  const shown: string[] = [];
  for (let at = address; ; at += 4) {
    const word = read(at, 4);
    if (word.length < 4) return shown.length ? `{${shown.join(', ')}, …}` : hex(address);
    const pointer = new DataView(word.buffer, word.byteOffset, 4).getUint32(0, true);
    if (pointer === 0) return `{${shown.join(', ')}}`;
    if (shown.length === 4) return `{${shown.join(', ')}, …}`;
    shown.push(showText(pointer, undefined, read));
  }
}

function quote(bytes: Uint8Array): string {
  return JSON.stringify(new TextDecoder().decode(bytes));
}

export function hex(value: number): string {
  return `0x${(value >>> 0).toString(16)}`;
}

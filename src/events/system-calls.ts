/** How a system call reads: its name, and its arguments as the rows of their parameters say. */
import {
  type Parameter,
  type SystemCallRow,
  fileModeText,
  lastError,
  openFlagsText,
  registerNumber,
  signalName,
  systemCallRegisters,
} from '../isa';
import type { Machine } from '../machine';
import { hex } from '../source';
import { type KernelCalls, bundledCalls } from './kernel-calls';

/** Reads user memory: as many bytes as are there. */
export type ReadMemory = (address: number, length: number) => Uint8Array;

export interface DecodedCall {
  readonly call: string;
  readonly arguments: readonly number[];
  /** `write(1, "hello\n", 6)` */
  readonly shown: string;
}

const longestText = 32;
const callRegister = registerNumber(systemCallRegisters.number);
const argumentRegisters = systemCallRegisters.arguments.map(name => registerNumber(name));

/** What a trap with this number and these argument registers asks for, among the calls of its kernel. */
export function decodeCall(
  number: number,
  words: readonly number[],
  read: ReadMemory,
  calls: KernelCalls = bundledCalls,
): DecodedCall {
  const row = calls.at(number);
  if (!row)
    return { call: `unknown ${number | 0}`, arguments: [], shown: `unknown system call ${number | 0}` };
  const values = row.parameters.map(({ shown }, index) => numberOf(shown, words[index] ?? 0));
  const passed = row.parameters.filter(parameter => isPassed(parameter, row, values));
  const shown = passed
    .map(parameter => showArgument(parameter, row, values, read))
    .filter(text => text !== '');
  return { call: row.name, arguments: values, shown: `${row.name}(${shown.join(', ')})` };
}

/** The same of the system call that is being made: of the program's registers the hardware has changed only sp. */
export function callAtTrap(machine: Machine, calls: KernelCalls): DecodedCall {
  const { registers } = machine;
  const words = argumentRegisters.map(register => registers[register]);
  return decodeCall(
    registers[callRegister],
    words,
    (address, length) => machine.readMemory(address, length),
    calls,
  );
}

/** A result as it reads: `13`, `0x00006000` where it is an address; undefined for a call that has none. */
export function resultText(
  call: string,
  result: number,
  calls: KernelCalls = bundledCalls,
): string | undefined {
  const returns = calls.rows.find(({ name }) => name === call)?.returns ?? 'int';
  if (returns === 'void') return undefined;
  const failed = (result | 0) < 0 && (result | 0) >= -lastError;
  return returns.endsWith('*') && !failed ? hex(result >>> 0, 8) : String(result | 0);
}

const signed: ReadonlySet<Parameter['shown']['as']> = new Set([
  'signed',
  'signal',
  'open-flags',
  'file-mode',
]);
const numberOf = ({ as }: Parameter['shown'], word: number) => (signed.has(as) ? word | 0 : word >>> 0);

const valueIn = ({ parameters }: SystemCallRow, values: readonly number[], name: string): number =>
  values[parameters.findIndex(row => row.name === name)] ?? 0;

/** False of one that the caller leaves out, whatever its register holds. */
const isPassed = ({ onlyWith }: Parameter, row: SystemCallRow, values: readonly number[]): boolean =>
  !onlyWith || (valueIn(row, values, onlyWith.parameter) & onlyWith.bits) !== 0;

function showArgument(
  { name, shown }: Parameter,
  row: SystemCallRow,
  values: readonly number[],
  read: ReadMemory,
): string {
  const valueOf = (parameter: string) => valueIn(row, values, parameter);
  const value = valueOf(name);
  switch (shown.as) {
    case 'signed':
    case 'unsigned':
      return String(value);
    case 'address':
      return hex(value);
    case 'signal':
      return value === 0 ? '0' : signalName(value);
    case 'open-flags':
      return openFlagsText(value);
    case 'file-mode':
      return fileModeText(value);
    case 'text':
      return showText(value, undefined, read);
    case 'texts':
      return showTexts(value, read);
    case 'environment':
      return value === 0 || pointerAt(value, read) === 0 ? '' : showTexts(value, read);
    case 'bytes':
      return showText(value, valueOf(shown.length), read);
  }
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
    const pointer = pointerAt(at, read);
    if (pointer === undefined) return shown.length ? `{${shown.join(', ')}, …}` : hex(address);
    if (pointer === 0) return `{${shown.join(', ')}}`;
    if (shown.length === 4) return `{${shown.join(', ')}, …}`;
    shown.push(showText(pointer, undefined, read));
  }
}

function pointerAt(address: number, read: ReadMemory): number | undefined {
  const word = read(address, 4);
  return word.length < 4 ? undefined : new DataView(word.buffer, word.byteOffset, 4).getUint32(0, true);
}

function quote(bytes: Uint8Array): string {
  return JSON.stringify(new TextDecoder().decode(bytes));
}

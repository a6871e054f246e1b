/** Machine words as people read them: hexadecimal, and what they are where that can be said. */
import { type CType, unsignedType } from '../../image';
import { maskOf, memoryMap, statusBits } from '../../isa';
import type { Variable } from '../api';
import type { VariableContext } from '../values/variable';
import { withoutComment } from '../values/variable';
import { addressText, stringText } from '../values/text';
import { type ValuePlace, readScalar } from '../values/value';

/** Numbers up to this are shown in decimal too. */
const small = 99_999;
const shortestText = 3;
const longestText = 40;

/** `0x00000005 (5)`, `0x80000120 <main+0x8>`, `0x00002010 "hello"` */
export function wordText(word: number, context: VariableContext): string {
  const text = addressText(word);
  const note = noteOf(word, context);
  return note === undefined ? text : `${text} ${note}`;
}

function noteOf(word: number, { space, symbol }: VariableContext): string | undefined {
  const signed = word | 0;
  if (Math.abs(signed) <= small) {
    const name = signed >= memoryMap.userBase ? symbol(word) : undefined;
    return name ? `<${name}>` : `(${signed})`;
  }
  const name = symbol(word);
  if (name !== undefined) return `<${name}>`;
  return printedText(word, { space });
}

/** The text at an address, if that is what seems to stand there. */
export function printedText(address: number, { space }: Pick<VariableContext, 'space'>): string | undefined {
  const string = space.text(address, longestText);
  if (!string || string.bytes.length < shortestText || !isPrintable(string.bytes)) return undefined;
  return stringText(string.bytes, string.ended);
}

const isPrintable = (bytes: Uint8Array) =>
  bytes.every(byte => (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13));

/** `user mode, interrupts on` */
export function statusText(status: number): string {
  const has = (name: 'USER' | 'IE') => (status & maskOf(statusBits, name)) !== 0;
  return `${has('USER') ? 'user' : 'kernel'} mode, interrupts ${has('IE') ? 'on' : 'off'}`;
}

/** A variable that is one word, shown by a text of its own. */
export function wordVariable(
  name: string,
  place: ValuePlace,
  show: (word: number) => string,
  context: VariableContext,
  more: { readonly type?: string; readonly evaluateName?: string } = {},
): Variable {
  const value = { type: unsignedType as CType, place };
  const word = readScalar(value);
  const codePlace = word === undefined ? undefined : context.codePlace(Number(word));
  const base: Variable = {
    name,
    value: word === undefined ? 'not known here' : show(Number(word)),
    pid: context.space.pid,
    ...more,
    ...(place.address !== undefined && { address: place.address, size: 4 }),
    ...(codePlace && { codePlace }),
    ...(word !== undefined && context.space.has(Number(word)) && { memory: Number(word) }),
  };
  if (!place.write || word === undefined) return { ...base, readonly: true };
  return {
    ...base,
    set: text => {
      context.assign(value, withoutComment(text));
      return wordVariable(name, place, show, context, more);
    },
  };
}

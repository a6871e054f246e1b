/** Where a variable stands in a frame. */
import type { Range, VariableInfo, VariablePlace } from '../../image';
import {
  type ValuePlace,
  absentPlace,
  bytesOf,
  constantPlace,
  memoryPlace,
  registerPlace,
  wordOf,
} from '../values/value';
import type { CodeFrame } from './frames';

export type RangedPlace = VariablePlace & { readonly range: Range };

/** One that says why, where the variable has no value at this place of the code. */
export function placeOf(variable: VariableInfo, frame: CodeFrame): ValuePlace {
  const { indirect, ...pointer } = variable;
  if (!indirect) return directPlace(variable, frame);
  const place = directPlace(pointer, frame);
  const bytes = place.absent === undefined ? place.read(4) : undefined;
  if (place.absent !== undefined) return absentPlace(place.absent);
  return bytes ? memoryPlace(frame.space, wordOf(bytes)) : absentPlace('its address cannot be read');
}

/** Where the size in bytes stands of an array of variable length in the type of a variable: of which one, counted inwards. */
export const sizePlace = (variable: VariableInfo, index: number, frame: CodeFrame): ValuePlace =>
  directPlace({ ...variable, places: variable.sizes?.[index] ?? [] }, frame);

function directPlace(variable: VariableInfo, frame: CodeFrame): ValuePlace {
  const place = variable.places.find(
    ({ range }) => !range || (range.start <= frame.lookup && frame.lookup < range.end),
  );
  switch (place?.kind) {
    case undefined: {
      const absent = absentPlace(whyAbsent(variable, frame));
      return placeToCome(variable, frame) ? { ...absent, local: { variable, frame } } : absent;
    }
    case 'register':
      return { ...registerPlace(frame.registers, place.register), local: { variable, frame } };
    case 'frame':
      return frame.cfa === undefined
        ? absentPlace('where its stack frame is cannot be known')
        : memoryPlace(frame.space, frame.cfa + place.offset);
    case 'memory':
      return memoryPlace(frame.space, place.address);
    case 'constant':
      return constantPlace(bytesOf(BigInt(Math.trunc(place.value)), 8));
  }
}

/** Where a variable will stand first that the frame has not come to yet. */
export function placeToCome({ places }: VariableInfo, { lookup }: CodeFrame): RangedPlace | undefined {
  const ranged = places.flatMap(place => (place.range ? [{ ...place, range: place.range }] : []));
  if (ranged.length < places.length || ranged.some(({ range }) => range.start <= lookup)) return undefined;
  return ranged.sort((a, b) => a.range.start - b.range.start)[0];
}

function whyAbsent({ places }: VariableInfo, { lookup, image }: CodeFrame): string {
  if (places.length === 0) return 'optimised away';
  const [last] = places
    .flatMap(({ kind, range }) => (range && range.end <= lookup ? [{ kind, end: range.end }] : []))
    .sort((a, b) => b.end - a.end);
  if (!last) return 'not set yet';
  const line = image?.placeAt(last.end)?.line;
  const what = last.kind === 'register' ? 'its register is reused' : 'its place on the stack is given up';
  return line === undefined ? what : `${what} since line ${line + 1}`;
}

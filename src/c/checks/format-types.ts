/** Which types the conversions of formats take, as they are passed here. */
import {
  type CType,
  charType,
  doubleType,
  floatType,
  intType,
  longDoubleType,
  longLongType,
  longType,
  pointerTo,
  shortType,
  signedCharType,
  sizeType,
  unsignedCharType,
  unsignedLongLongType,
  unsignedLongType,
  unsignedShortType,
  unsignedType,
  voidType,
} from '../types/types';
import type { Conversion } from './conversions';

export interface Wanted {
  readonly type: CType;
  /** Of other types, those that do as well. */
  fits(type: CType): boolean;
}

const signed: Readonly<Record<string, CType>> = {
  '': intType,
  hh: signedCharType,
  h: shortType,
  l: longType,
  ll: longLongType,
  j: longLongType,
  z: intType,
  t: intType,
};
const unsigned: Readonly<Record<string, CType>> = {
  '': unsignedType,
  hh: unsignedCharType,
  h: unsignedShortType,
  l: unsignedLongType,
  ll: unsignedLongLongType,
  j: unsignedLongLongType,
  z: sizeType,
  t: unsignedType,
};

/** The type behind the conversion; undefined where there is none such. */
function valueType({ letter, length }: Conversion): CType | undefined {
  if ('di'.includes(letter)) return signed[length];
  if ('ouxX'.includes(letter)) return unsigned[length];
  if ('aAeEfFgG'.includes(letter))
    return length === 'L' ? longDoubleType : ['', 'l'].includes(length) ? doubleType : undefined;
  const character = length === 'l' ? intType : length === '' ? charType : undefined;
  if (letter === 'c' || letter === 's' || letter === '[') return character;
  if (letter === 'C' || letter === 'S') return length === '' ? intType : undefined;
  if (letter === 'p') return length === '' ? voidType : undefined;
  return letter === 'n' ? signed[length] : undefined;
}

/** What `printf` takes for it. */
export function printed(conversion: Conversion): Wanted | undefined {
  const type = conversion.letter === '' ? undefined : valueType(conversion);
  if (!type) return undefined;
  switch (conversion.letter) {
    case 'c':
    case 'C':
      return { type: intType, fits: given => isIntegral(given) && sizeOfValue(given) <= 4 };
    case 's':
    case 'S':
    case 'n':
      return pointed(type);
    case 'p':
      return { type: pointerTo(voidType), fits: ({ kind }) => kind === 'pointer' };
    default:
      return { type, fits: given => sameValue(type, given) };
  }
}

/** What `scanf` takes for it: where the value goes. */
export function scanned(conversion: Conversion): Wanted | undefined {
  const { letter, length } = conversion;
  if (letter === '') return undefined;
  const real = 'aAeEfFgG'.includes(letter);
  const type = real && length === '' ? floatType : valueType(conversion);
  if (!type) return undefined;
  if (letter === 'p') return pointed(pointerTo(voidType));
  return pointed(type);
}

function pointed(target: CType): Wanted {
  return {
    type: pointerTo(target),
    fits: given => given.kind === 'pointer' && sameObject(target, given.target),
  };
}

const isIntegral = ({ kind }: CType): boolean => kind === 'integer' || kind === 'bool' || kind === 'enum';

const sizeOfValue = (type: CType): number => (type.kind === 'integer' ? type.size : 4);

/**
 * As an argument, promoted. An `unsigned` may be a `size_t` or the like, which is a `long` elsewhere, and what has a name
 * of its own is what that says.
 */
function sameValue(wanted: CType, given: CType): boolean {
  if (wanted.kind === 'float') return given.kind === 'float';
  if (!isIntegral(given) || Math.max(4, sizeOfValue(wanted)) !== Math.max(4, sizeOfValue(given)))
    return false;
  if (isLong(wanted) === isLong(given) || given.alias) return true;
  return isLong(wanted) && !(given.kind === 'integer' && given.signed);
}

/** Passed as an `int`. */
export const isInt = (type: CType): boolean => sameValue(intType, type);

const isLong = (type: CType): boolean => type.kind === 'integer' && /^(unsigned )?long$/.test(type.name);

/** In memory: of one size and kind, whatever the sign. */
function sameObject(wanted: CType, given: CType): boolean {
  if (wanted.kind === 'pointer') return given.kind === 'pointer';
  if (wanted.kind === 'float') return given.kind === 'float' && given.name === wanted.name;
  if (!isIntegral(given) || given.kind === 'bool') return false;
  if (sizeOfValue(wanted) !== sizeOfValue(given)) return false;
  return isLong(wanted) === isLong(given) || given.alias !== undefined;
}

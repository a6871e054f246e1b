/** The types of C: the model is that of the debug information (`image`); here is what only compiling asks of it. */
import {
  type CType,
  ATOMIC,
  VOLATILE,
  charType,
  intType,
  pointerTo,
  sizeOf,
  unsignedType,
} from '../../image';

export * from '../../image/types';

/** The type of `sizeof` and of the difference of pointers. */
export const sizeType = unsignedType;
export const differenceType = intType;

export const charPointer = pointerTo(charType);
/** `__builtin_va_list`: the address of the next argument word. */
export const vaListType: CType = {
  ...charPointer,
  alias: { name: '__builtin_va_list', type: charPointer },
};

/** Each read and each write of it happens, as it is written. */
export const isVolatile = ({ qualifiers }: CType): boolean => (qualifiers & (VOLATILE | ATOMIC)) !== 0;

/** Occupies a pair of registers. */
export const isWide = (type: CType): boolean =>
  type.kind === 'integer' || type.kind === 'float'
    ? type.size === 8
    : type.kind === 'enum' && sizeOf(type) === 8;

/** Argument words that a value takes. */
export function wordsOf(type: CType): number {
  return Math.max(1, Math.ceil(sizeOf(type) / 4));
}

/**
 * The types of C, for the compiler, the debugger and whoever looks at data by debug information. A type is a plain
 * value; qualified forms and typedef names are copies that differ in `qualifiers` and `alias`. Structs, unions and
 * enums point to a definition, which may be completed later.
 */
import type { Span } from '../../source';

/** Bits of `qualifiers`. */
export const CONST = 1;
export const VOLATILE = 2;
export const RESTRICT = 4;
export const ATOMIC = 8;

/** The typedef name that a type was written as. It changes messages and debug information, nothing else. */
interface Alias {
  readonly name: string;
  readonly type: CType;
}

/**
 * What numbers of a type stand for, where more is known than C says: of a member of one of the kernel's structs, of a
 * register. It changes how a debugger shows them, nothing else.
 */
export type Use =
  // A place in memory, or in code.
  | 'address'
  // Whatever a register or a place on a stack holds: a number, an address, a character.
  | 'word'
  // A word at a label of assembly, or the text that starts there.
  | 'label'
  | 'cause'
  | 'system-call'
  // The register of a trap frame that holds the number of a system call, if the trap was one.
  | 'call-register'
  // The field of a trap frame that tells more about a fault.
  | 'trap-value'
  | 'status'
  | 'trap-table'
  // The end of a kernel stack, where the next trap frame goes.
  | 'kernel-stack'
  // A page directory with the bit that makes the CPU translate.
  | 'address-space'
  | 'page-directory'
  | 'page-table-entry'
  // Bits of a page-table entry by themselves.
  | 'permissions'
  | 'wait-status'
  // A set of signals.
  | 'signals'
  | 'file-mode'
  | 'open-flags'
  // Numbers of a block of the disk, of one that is a file's if it is any block's, and of an inode.
  | 'disk-block'
  | 'file-block'
  | 'inode'
  // The machine's clock.
  | 'clock';

interface Common {
  readonly qualifiers: number;
  readonly alias?: Alias;
  readonly use?: Use;
}

interface VoidType extends Common {
  readonly kind: 'void';
}
/** The type of what could not be typed; it silences errors that would only follow from the first one. */
interface ErrorType extends Common {
  readonly kind: 'error';
}
interface BoolType extends Common {
  readonly kind: 'bool';
}
export interface IntegerType extends Common {
  readonly kind: 'integer';
  readonly name: string;
  readonly size: 1 | 2 | 4 | 8;
  readonly signed: boolean;
  /** Conversion rank, C99 6.3.1.1. */
  readonly rank: number;
  /** Those of a value, where they are fewer than its size has: what gcc computes in with wide bit-fields. */
  readonly bits?: number;
}
/** IEEE 754 binary32 or binary64. */
export interface FloatType extends Common {
  readonly kind: 'float';
  readonly name: string;
  readonly size: 4 | 8;
}
export interface EnumType extends Common {
  readonly kind: 'enum';
  readonly definition: EnumDefinition;
}
export interface PointerType extends Common {
  readonly kind: 'pointer';
  readonly target: CType;
}
export interface ArrayType extends Common {
  readonly kind: 'array';
  readonly element: CType;
  /** Absent for `[]`. */
  readonly count?: number;
  /** While a file is compiled: the variable with the size in bytes of an array of variable length. */
  readonly variable?: object;
}
export interface FunctionType extends Common {
  readonly kind: 'function';
  readonly returns: CType;
  readonly parameters: readonly Parameter[];
  readonly variadic: boolean;
  /** False for `()`, which says nothing about the parameters. */
  readonly prototype: boolean;
}
export interface RecordType extends Common {
  readonly kind: 'record';
  readonly definition: RecordDefinition;
}

export type CType =
  | VoidType
  | ErrorType
  | BoolType
  | IntegerType
  | FloatType
  | EnumType
  | PointerType
  | ArrayType
  | FunctionType
  | RecordType;

export interface Parameter {
  readonly name?: string;
  readonly type: CType;
  /** Absent for one out of debug information. */
  readonly span?: Span;
}

export interface EnumDefinition {
  readonly tag: string | undefined;
  /** Where it was declared first; absent for one out of debug information. */
  readonly span?: Span;
  complete: boolean;
  enumerators: { readonly name: string; readonly value: number }[];
  /** As gcc has it: unsigned unless an enumerator is negative; that of the fixed type, where there is one. */
  signed: boolean;
  /** The type that it has the values of, where the source says one (C23). */
  fixed?: IntegerType | BoolType;
}

export interface RecordDefinition {
  readonly keyword: 'struct' | 'union';
  readonly tag: string | undefined;
  /** Where it was declared first; absent for one out of debug information. */
  readonly span?: Span;
  /** Undefined while incomplete. */
  members: readonly Member[] | undefined;
  size: number;
  alignment: number;
  /** The last member is `[]`. */
  flexible: boolean;
}

export interface Member {
  /** Undefined for an anonymous struct or union. */
  readonly name: string | undefined;
  readonly type: CType;
  /** Bytes from the start of the record; for a bit-field of its storage unit. */
  readonly offset: number;
  readonly bit?: { readonly offset: number; readonly width: number };
}

const integer = (name: string, size: 1 | 2 | 4 | 8, signed: boolean, rank: number): IntegerType => ({
  kind: 'integer',
  name,
  size,
  signed,
  rank,
  qualifiers: 0,
});

export const voidType: CType = { kind: 'void', qualifiers: 0 };
export const errorType: CType = { kind: 'error', qualifiers: 0 };
export const boolType: CType = { kind: 'bool', qualifiers: 0 };
export const charType = integer('char', 1, true, 1);
export const signedCharType = integer('signed char', 1, true, 1);
export const unsignedCharType = integer('unsigned char', 1, false, 1);
export const shortType = integer('short', 2, true, 2);
export const unsignedShortType = integer('unsigned short', 2, false, 2);
export const intType = integer('int', 4, true, 3);
export const unsignedType = integer('unsigned int', 4, false, 3);
export const longType = integer('long', 4, true, 4);
export const unsignedLongType = integer('unsigned long', 4, false, 4);
export const longLongType = integer('long long', 8, true, 5);
export const unsignedLongLongType = integer('unsigned long long', 8, false, 5);

/** All integer types that have a name of their own. */
export const basicTypes: readonly IntegerType[] = [
  charType,
  signedCharType,
  unsignedCharType,
  shortType,
  unsignedShortType,
  intType,
  unsignedType,
  longType,
  unsignedLongType,
  longLongType,
  unsignedLongLongType,
];

export const floatType: FloatType = { kind: 'float', name: 'float', size: 4, qualifiers: 0 };
export const doubleType: FloatType = { kind: 'float', name: 'double', size: 8, qualifiers: 0 };
/** The same numbers as `double`, and another type. */
export const longDoubleType: FloatType = { kind: 'float', name: 'long double', size: 8, qualifiers: 0 };

export function pointerTo(target: CType): PointerType {
  return { kind: 'pointer', target, qualifiers: 0 };
}

export function arrayOf(element: CType, count: number | undefined): ArrayType {
  return { kind: 'array', element, count, qualifiers: 0 };
}

/** Adds qualifiers; those of an array belong to its elements (C99 6.7.3). */
export function qualify(type: CType, qualifiers: number): CType {
  if ((type.qualifiers | qualifiers) === type.qualifiers) return type;
  if (type.kind === 'array') return { ...type, element: qualify(type.element, qualifiers) };
  return { ...type, qualifiers: type.qualifiers | qualifiers };
}

export function unqualified(type: CType): CType {
  return type.qualifiers === 0 ? type : { ...type, qualifiers: 0 };
}

export function named(type: CType, name: string): CType {
  return { ...type, alias: { name, type } };
}

/** The type for numbers that stand for something; that of an array is one of its elements. */
export function used(type: CType, use: Use | undefined): CType {
  if (use === undefined) return type;
  if (type.kind === 'array') return { ...type, element: used(type.element, use) };
  return isScalar(type) ? { ...type, use } : type;
}

export const isInteger = (type: CType): type is IntegerType | BoolType | EnumType =>
  type.kind === 'integer' || type.kind === 'enum' || type.kind === 'bool';

export const isArithmetic = (type: CType): type is IntegerType | BoolType | EnumType | FloatType =>
  isInteger(type) || type.kind === 'float';

export const isScalar = (type: CType): type is IntegerType | BoolType | EnumType | FloatType | PointerType =>
  isArithmetic(type) || type.kind === 'pointer';

export const isCharacter = (type: CType): boolean => type.kind === 'integer' && type.size === 1;

export function isSigned(type: CType): boolean {
  if (type.kind === 'integer') return type.signed;
  return type.kind === 'enum' && type.definition.signed;
}

export function isComplete(type: CType): boolean {
  switch (type.kind) {
    case 'void':
    case 'function':
      return false;
    case 'array':
      return (type.count !== undefined || type.variable !== undefined) && isComplete(type.element);
    case 'record':
      return type.definition.members !== undefined;
    case 'enum':
      return type.definition.complete;
    default:
      return true;
  }
}

/** Bytes from where a bit-field's unit starts to the last one that it reaches into. */
export const bytesToField = ({
  offset,
  width,
}: {
  readonly offset: number;
  readonly width: number;
}): number => Math.ceil((offset + width) / 8);

/** Bytes; 0 for a type without a size. */
export function sizeOf(type: CType): number {
  switch (type.kind) {
    case 'integer':
    case 'float':
      return type.size;
    case 'bool':
      return 1;
    case 'enum':
      return type.definition.fixed ? sizeOf(type.definition.fixed) : 4;
    case 'pointer':
      return 4;
    case 'array':
      return (type.count ?? 0) * sizeOf(type.element);
    case 'record':
      return type.definition.size;
    default:
      return 0;
  }
}

/** Bytes; at most a word, unless an attribute of a struct asks for more. */
export function alignmentOf(type: CType): number {
  switch (type.kind) {
    case 'integer':
    case 'float':
      return Math.min(type.size, 4);
    case 'enum':
      return type.definition.fixed ? alignmentOf(type.definition.fixed) : 4;
    case 'pointer':
      return 4;
    case 'array':
      return alignmentOf(type.element);
    case 'record':
      return type.definition.alignment;
    default:
      return 1;
  }
}

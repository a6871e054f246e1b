/** C types as a graph that can be extended: those of the debug information, and those that expressions make of them. */
import type { DebugInfo, Type } from '../../image';

export interface Member {
  /** Empty for an anonymous struct or union. */
  readonly name: string;
  readonly type: CType;
  readonly offset: number;
  readonly bit?: { readonly offset: number; readonly width: number };
}

export interface IntegerType {
  readonly kind: 'integer';
  readonly name: string;
  readonly size: 1 | 2 | 4 | 8;
  readonly signed: boolean;
  readonly character?: boolean;
}

export interface FloatType {
  readonly kind: 'float';
  readonly name: string;
  readonly size: 4 | 8;
}

export interface RecordType {
  readonly kind: 'struct' | 'union';
  readonly name?: string;
  readonly size: number;
  readonly members: readonly Member[];
}

export interface EnumType {
  readonly kind: 'enum';
  readonly name?: string;
  readonly size: number;
  readonly enumerators: readonly { readonly name: string; readonly value: number }[];
}

export interface PointerType {
  readonly kind: 'pointer';
  readonly target: CType;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly element: CType;
  readonly count?: number;
}

export interface FunctionType {
  readonly kind: 'function';
  readonly returns: CType;
  readonly parameters: readonly CType[];
  readonly variadic: boolean;
}

export interface TypedefType {
  readonly kind: 'typedef';
  readonly name: string;
  readonly target: CType;
}

export type CType =
  | { readonly kind: 'void' }
  | IntegerType
  | { readonly kind: 'boolean'; readonly name: string; readonly size: 1 }
  | FloatType
  | PointerType
  | ArrayType
  | RecordType
  | EnumType
  | FunctionType
  | TypedefType;

export type PlainType = Exclude<CType, TypedefType>;

/** The types of one executable; each is made when something asks for it, so that cycles do no harm. */
export class TypeTable {
  private readonly made = new Map<number, CType>();
  private names: Map<string, number> | undefined;

  constructor(private readonly rows: DebugInfo['types']) {}

  get(index: number): CType {
    let type = this.made.get(index);
    if (!type) this.made.set(index, (type = this.make(this.rows[index]!)));
    return type;
  }

  /** A type by its name: `pte_t`, `struct proc`, `enum procstate`, `unsigned int`. A complete one before others. */
  named(name: string): CType | undefined {
    const index = (this.names ??= this.nameAll()).get(name);
    return index === undefined ? undefined : this.get(index);
  }

  get typedefs(): string[] {
    return this.rows.flatMap(row => (row.kind === 'typedef' ? [row.name] : []));
  }

  get tags(): string[] {
    return [...(this.names ??= this.nameAll()).keys()].filter(name => /^(struct|union|enum) /.test(name));
  }

  /** Values of all enumerators by name. */
  *enumerators(): Iterable<{ name: string; value: number; type: CType }> {
    for (const [index, row] of this.rows.entries())
      if (row.kind === 'enum')
        for (const { name, value } of row.enumerators) yield { name, value, type: this.get(index) };
  }

  private nameAll(): Map<string, number> {
    const names = new Map<string, number>();
    this.rows.forEach((row, index) => {
      const name = nameOf(row);
      const incomplete = 'size' in row && row.size === 0;
      if (name !== undefined && !(incomplete && names.has(name))) names.set(name, index);
    });
    return names;
  }

  private make(row: Type): CType {
    const at = (index: number) => this.get(index);
    switch (row.kind) {
      case 'pointer':
        return lazily({ kind: 'pointer' as const }, { target: () => at(row.target) });
      case 'array':
        return lazily({ kind: 'array' as const, count: row.count }, { element: () => at(row.element) });
      case 'typedef':
        return lazily({ kind: 'typedef' as const, name: row.name }, { target: () => at(row.target) });
      case 'function':
        return lazily(
          { kind: 'function' as const, variadic: row.variadic },
          { returns: () => at(row.returns), parameters: () => row.parameters.map(at) },
        );
      case 'struct':
      case 'union':
        return lazily(
          { kind: row.kind, name: row.name, size: row.size },
          { members: () => row.members.map(member => ({ ...member, type: at(member.type) })) },
        );
      default:
        return row;
    }
  }
}

function nameOf(row: Type): string | undefined {
  if (row.kind === 'struct' || row.kind === 'union' || row.kind === 'enum')
    return row.name === undefined ? undefined : `${row.kind} ${row.name}`;
  return 'name' in row ? row.name : undefined;
}

/** Adds properties that are computed once, at the first look. */
function lazily<Base extends object, Late extends object>(
  base: Base,
  late: { readonly [Name in keyof Late]: () => Late[Name] },
): Base & Late {
  for (const name of Object.keys(late) as (keyof Late)[])
    Object.defineProperty(base, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = late[name]();
        Object.defineProperty(base, name, { value, enumerable: true });
        return value;
      },
    });
  return base as Base & Late;
}

/** The type behind any number of typedefs. */
export function plain(type: CType): PlainType {
  while (type.kind === 'typedef') type = type.target;
  return type;
}

/** Bytes of a value; 0 where the type has no size. */
export function sizeOf(given: CType): number {
  const type = plain(given);
  switch (type.kind) {
    case 'pointer':
      return 4;
    case 'array':
      return (type.count ?? 0) * sizeOf(type.element);
    case 'void':
    case 'function':
      return 0;
    default:
      return type.size;
  }
}

export const pointerTo = (target: CType): PointerType => ({ kind: 'pointer', target });

const integer = (name: string, size: 1 | 2 | 4 | 8, signed: boolean) =>
  ({ kind: 'integer', name, size, signed }) as const;

export const charType: IntegerType = { ...integer('char', 1, true), character: true };
export const intType = integer('int', 4, true);
export const unsignedType = integer('unsigned int', 4, false);
export const longLongType = integer('long long', 8, true);
export const unsignedLongLongType = integer('unsigned long long', 8, false);
export const doubleType: FloatType = { kind: 'float', name: 'double', size: 8 };
export const voidType: CType = { kind: 'void' };

/** Names of the basic types, their words in any order that C allows, without typedefs. */
export const basicTypes: readonly (readonly [words: string, type: CType])[] = [
  ['void', voidType],
  ['char', charType],
  ['signed char', { ...integer('signed char', 1, true), character: true }],
  ['unsigned char', { ...integer('unsigned char', 1, false), character: true }],
  ['short', integer('short', 2, true)],
  ['unsigned short', integer('unsigned short', 2, false)],
  ['int', intType],
  ['unsigned', unsignedType],
  ['long', integer('long', 4, true)],
  ['unsigned long', integer('unsigned long', 4, false)],
  ['long long', longLongType],
  ['unsigned long long', unsignedLongLongType],
  ['_Bool', { kind: 'boolean', name: '_Bool', size: 1 }],
  ['float', { kind: 'float', name: 'float', size: 4 }],
  ['double', doubleType],
];

/** A type as C writes it: `char *`, `int [4]`, `int (*)(int)`. */
export function typeText(type: CType, declarator = ''): string {
  switch (type.kind) {
    case 'pointer': {
      const target = type.target;
      const inner = target.kind === 'array' || target.kind === 'function';
      return typeText(target, inner ? `(*${declarator})` : `*${declarator}`);
    }
    case 'array':
      return typeText(type.element, `${declarator}[${type.count ?? ''}]`);
    case 'function':
      return typeText(type.returns, `${declarator}(${parameterText(type)})`);
    default:
      return `${headText(type)}${declarator && ' '}${declarator}`;
  }
}

function parameterText({ parameters, variadic }: FunctionType): string {
  const texts = parameters.map(parameter => typeText(parameter));
  return [...texts, ...(variadic ? ['...'] : [])].join(', ') || 'void';
}

function headText(type: Exclude<CType, PointerType | ArrayType | FunctionType>): string {
  if (type.kind === 'void') return 'void';
  if (type.kind === 'struct' || type.kind === 'union' || type.kind === 'enum')
    return `${type.kind} ${type.name ?? '{…}'}`;
  return type.name ?? '';
}

/** A member by name, also inside anonymous structs and unions; its offset is from the start of the record. */
export function memberOf(record: RecordType, name: string): Member | undefined {
  return allMembers(record).find(member => member.name === name);
}

/** All members by name, those of anonymous structs and unions too. */
export function allMembers(record: RecordType): Member[] {
  return record.members.flatMap(member => {
    const type = plain(member.type);
    if (member.name !== '' || (type.kind !== 'struct' && type.kind !== 'union')) return [member];
    return allMembers(type).map(inner => ({ ...inner, offset: inner.offset + member.offset }));
  });
}

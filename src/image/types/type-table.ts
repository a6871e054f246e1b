/** Reads the types of debug information: each is made when something asks for it, once, so that circles do no harm. */
import type { DebugInfo, MemberRow, TypeRow } from '../debug-info';
import {
  type CType,
  type EnumDefinition,
  type IntegerType,
  type Member,
  type RecordDefinition,
  type Use,
  alignmentOf,
  arrayOf,
  basicTypes,
  boolType,
  named,
  pointerTo,
  used,
  voidType,
} from './types';

type RecordRow = TypeRow & { readonly kind: 'struct' | 'union' };
type EnumRow = TypeRow & { readonly kind: 'enum' };
type IntegerRow = TypeRow & { readonly kind: 'integer' };
type FunctionRow = TypeRow & { readonly kind: 'function' };

/** A value that has a name without being a variable. */
export interface Enumerator {
  readonly name: string;
  readonly value: number;
  /** The enumeration that it is of. */
  readonly type: CType;
}

/** What a member of a struct or union with this tag stands for. */
export type UseOfMember = (tag: string | undefined, member: string) => Use | undefined;

/** The types of one executable. */
export class TypeTable {
  private readonly made = new Map<number, CType>();
  private names: ReadonlyMap<string, number> | undefined;
  private values: ReadonlyMap<string, Enumerator> | undefined;

  constructor(
    private readonly rows: DebugInfo['types'],
    private readonly useOf: UseOfMember = () => undefined,
  ) {}

  /** The type of an index in the debug information. */
  get(index: number): CType {
    const known = this.made.get(index);
    if (known) return known;
    const row = this.rows[index];
    if (!row) throw new RangeError(`there is no type ${index} among ${this.rows.length}`);
    const type = this.completed(row, index) ?? this.make(row);
    this.made.set(index, type);
    return type;
  }

  /** What one file only declares is what another defines. */
  private completed(row: TypeRow, index: number): CType | undefined {
    const name = isIncomplete(row) ? nameOf(row) : undefined;
    const complete = name === undefined ? undefined : this.indices.get(name);
    return complete === undefined || complete === index ? undefined : this.get(complete);
  }

  private get indices(): ReadonlyMap<string, number> {
    return (this.names ??= this.nameAll());
  }

  /** A type by its name: `pte_t`, `struct proc`, `enum procstate`. A complete one before others. */
  named(name: string): CType | undefined {
    const index = this.indices.get(name);
    return index === undefined ? undefined : this.get(index);
  }

  /** A struct, union or enum by its tag. */
  tagged(tag: string): CType | undefined {
    return this.named(`struct ${tag}`) ?? this.named(`union ${tag}`) ?? this.named(`enum ${tag}`);
  }

  /** All enumerators by name. */
  get enumerators(): ReadonlyMap<string, Enumerator> {
    return (this.values ??= this.allEnumerators());
  }

  private allEnumerators(): Map<string, Enumerator> {
    const found = new Map<string, Enumerator>();
    this.rows.forEach((row, index) => {
      if (row.kind !== 'enum') return;
      for (const { name, value } of row.enumerators)
        if (!found.has(name)) found.set(name, { name, value, type: this.get(index) });
    });
    return found;
  }

  private nameAll(): Map<string, number> {
    const names = new Map<string, number>();
    this.rows.forEach((row, index) => {
      const name = nameOf(row);
      if (name !== undefined && !(isIncomplete(row) && names.has(name))) names.set(name, index);
    });
    return names;
  }

  private make(row: TypeRow): CType {
    switch (row.kind) {
      case 'void':
        return voidType;
      case 'boolean':
        return boolType;
      case 'integer':
        return integerType(row);
      case 'float':
        return { kind: 'float', name: row.name, size: row.size, qualifiers: 0 };
      case 'pointer':
        return pointerTo(this.get(row.target));
      case 'array':
        return arrayOf(this.get(row.element), row.count);
      case 'typedef':
        return named(this.get(row.target), row.name);
      case 'function':
        return this.functionType(row);
      case 'enum':
        return { kind: 'enum', definition: enumDefinition(row), qualifiers: 0 };
      default:
        return { kind: 'record', definition: new TabledRecord(row, this, this.useOf), qualifiers: 0 };
    }
  }

  private functionType({ returns, parameters, variadic }: FunctionRow): CType {
    return {
      kind: 'function',
      returns: this.get(returns),
      parameters: parameters.map(index => ({ type: this.get(index) })),
      variadic,
      prototype: true,
      qualifiers: 0,
    };
  }
}

const isIncomplete = (row: TypeRow): boolean =>
  'size' in row && row.size === 0 && !('members' in row && row.members.length > 0);

function nameOf(row: TypeRow): string | undefined {
  if (row.kind === 'struct' || row.kind === 'union' || row.kind === 'enum')
    return row.name === undefined ? undefined : `${row.kind} ${row.name}`;
  return 'name' in row ? row.name : undefined;
}

function integerType({ name, size, signed }: IntegerRow): IntegerType {
  const known = basicTypes.find(type => type.name === name && type.size === size && type.signed === signed);
  const rank = { 1: 1, 2: 2, 4: 3, 8: 5 }[size];
  return known ?? { kind: 'integer', name, size, signed, rank, qualifiers: 0 };
}

/** A struct or union whose members are read at the first look: they may lead back to it. */
class TabledRecord implements RecordDefinition {
  readonly keyword: 'struct' | 'union';
  readonly tag: string | undefined;
  readonly size: number;
  private known: readonly Member[] | undefined;

  constructor(
    private readonly row: RecordRow,
    private readonly table: TypeTable,
    private readonly useOf: UseOfMember,
  ) {
    this.keyword = row.kind;
    this.tag = row.name;
    this.size = row.size;
  }

  get members(): readonly Member[] | undefined {
    const { row } = this;
    const complete = row.size > 0 || row.members.length > 0;
    return complete ? (this.known ??= row.members.map(member => this.member(member))) : undefined;
  }

  /** As the members ask for it; what an attribute asked for beside is not known. */
  get alignment(): number {
    return Math.max(1, ...(this.members ?? []).map(({ type }) => alignmentOf(type)));
  }

  get flexible(): boolean {
    const last = this.members?.at(-1)?.type;
    return last?.kind === 'array' && last.count === undefined;
  }

  private member({ name, type, offset, bit }: MemberRow): Member {
    const shown = used(this.table.get(type), this.useOf(this.tag, name));
    return { name: name === '' ? undefined : name, type: shown, offset, ...(bit && { bit }) };
  }
}

function enumDefinition({ name, size, signed: fixedSign, enumerators }: EnumRow): EnumDefinition {
  const fixed = basicTypes.find(
    (type): type is IntegerType => type.kind === 'integer' && type.size === size && type.signed === fixedSign,
  );
  return {
    tag: name,
    complete: size > 0,
    enumerators: [...enumerators],
    signed: fixedSign ?? enumerators.some(({ value }) => value < 0),
    ...(fixed && { fixed }),
  };
}

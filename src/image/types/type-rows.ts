/** Types as debug information keeps them: rows that refer to each other by index. `TypeTable` reads them back. */
import type { MemberRow, TypeRow } from '../debug-info';
import {
  type CType,
  type EnumDefinition,
  type Member,
  type RecordDefinition,
  isCharacter,
  isSigned,
  sizeOf,
} from './types';

export class TypeRows {
  readonly rows: TypeRow[] = [];
  private readonly byKey = new Map<string, number>();
  private readonly byObject = new Map<object, number>();

  /** The row of a type; it is added where there is none. */
  index(type: CType): number {
    if (type.alias) {
      const { alias } = type;
      return this.forObject(alias, () => ({
        kind: 'typedef',
        name: alias.name,
        target: this.index(alias.type),
      }));
    }
    switch (type.kind) {
      case 'void':
      case 'error':
        return this.forKey('void', () => ({ kind: 'void' }));
      case 'bool':
        return this.forKey('_Bool', () => ({ kind: 'boolean', name: '_Bool', size: 1 }));
      case 'integer':
        return this.integer(type);
      case 'float': {
        const { kind, name, size } = type;
        return this.forKey(name, () => ({ kind, name, size }));
      }
      case 'enum':
        return this.enumeration(type.definition);
      case 'pointer': {
        const target = this.index(type.target);
        return this.forKey(`*${target}`, () => ({ kind: 'pointer', target }));
      }
      case 'array':
        return this.array(type);
      case 'function':
        return this.callable(type);
      case 'record':
        return this.record(type.definition);
    }
  }

  private integer(type: CType & { kind: 'integer' }): number {
    const { name, size, signed } = type;
    const character = isCharacter(type);
    return this.forKey(name, () => ({
      kind: 'integer',
      name,
      size,
      signed,
      ...(character && { character }),
    }));
  }

  private enumeration(definition: EnumDefinition): number {
    const { tag, enumerators, fixed } = definition;
    return this.forObject(definition, () => ({
      kind: 'enum',
      ...(tag !== undefined && { name: tag }),
      size: fixed ? sizeOf(fixed) : 4,
      ...(fixed && { signed: isSigned(fixed) }),
      enumerators,
    }));
  }

  private array({ element, count }: CType & { kind: 'array' }): number {
    const inner = this.index(element);
    return this.forKey(`${inner}[${count ?? ''}]`, () => ({
      kind: 'array',
      element: inner,
      ...(count !== undefined && { count }),
    }));
  }

  private callable(type: CType & { kind: 'function' }): number {
    const returns = this.index(type.returns);
    const parameters = type.parameters.map(parameter => this.index(parameter.type));
    const { variadic } = type;
    return this.forKey(`${returns}(${parameters.join()}${variadic ? '...' : ''})`, () => ({
      kind: 'function',
      returns,
      parameters,
      variadic,
    }));
  }

  /** The row is there before its members are, since a member may point back to it. */
  private record(definition: RecordDefinition): number {
    const known = this.byObject.get(definition);
    if (known !== undefined) return known;
    const index = this.rows.push({ kind: 'void' }) - 1;
    this.byObject.set(definition, index);
    const { keyword, tag, size } = definition;
    const members = (definition.members ?? []).map(member => this.member(member));
    this.rows[index] = { kind: keyword, ...(tag !== undefined && { name: tag }), size, members };
    return index;
  }

  private member({ name, type, offset, bit }: Member): MemberRow {
    return { name: name ?? '', type: this.index(type), offset, ...(bit && { bit }) };
  }

  private forKey(key: string, make: () => TypeRow): number {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const index = this.rows.push(make()) - 1;
    this.byKey.set(key, index);
    return index;
  }

  private forObject(key: object, make: () => TypeRow): number {
    const known = this.byObject.get(key);
    if (known !== undefined) return known;
    const row = make();
    const again = this.byObject.get(key);
    if (again !== undefined) return again;
    const index = this.rows.push(row) - 1;
    this.byObject.set(key, index);
    return index;
  }
}

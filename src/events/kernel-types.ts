/** Finds globals and members of structs in the kernel's debug information, by the names that ARCHITECTURE.md fixes. */
import type { DebugInfo, Executable, Member, Type } from '../image';

export type Struct = Extract<Type, { kind: 'struct' | 'union' }>;

/** The type behind any number of typedefs. */
export function resolve(debug: DebugInfo, index: number): Type {
  let type = debug.types[index]!;
  while (type.kind === 'typedef') type = debug.types[type.target]!;
  return type;
}

/** Bytes of a value; 0 where the type has no size. */
export function sizeOf(debug: DebugInfo, index: number): number {
  const type = resolve(debug, index);
  switch (type.kind) {
    case 'pointer':
      return 4;
    case 'array':
      return (type.count ?? 0) * sizeOf(debug, type.element);
    case 'void':
    case 'function':
    case 'typedef':
      return 0;
    default:
      return type.size;
  }
}

/** A member by name, also inside anonymous structs; its offset is from the start of `struct`. */
export function memberOf(debug: DebugInfo, struct: Struct, name: string): Member | undefined {
  for (const member of struct.members) {
    if (member.name === name) return member;
    if (member.name !== '') continue;
    const inner = resolve(debug, member.type);
    if (inner.kind !== 'struct' && inner.kind !== 'union') continue;
    const found = memberOf(debug, inner, name);
    if (found) return { ...found, offset: member.offset + found.offset };
  }
  return undefined;
}

export interface Global {
  readonly name: string;
  readonly address: number;
  readonly type: number;
}

/** Variables with a fixed address. */
export function globalsOf({ debug }: Executable): Global[] {
  return (debug?.globals ?? []).flatMap(({ name, type, places }) => {
    const place = places.find(row => row.kind === 'memory');
    return place?.kind === 'memory' ? [{ name, type, address: place.address }] : [];
  });
}

/** The struct with this tag that a type is, points to, or is an array of. */
export function structNamed(debug: DebugInfo, index: number, tag: string): Struct | undefined {
  const type = resolve(debug, index);
  if (type.kind === 'struct' && type.name === tag) return type;
  if (type.kind === 'array') return structNamed(debug, type.element, tag);
  if (type.kind === 'pointer') return structNamed(debug, type.target, tag);
  return undefined;
}

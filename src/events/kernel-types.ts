/** Finds globals and structs in the kernel's debug information, by the names that ARCHITECTURE.md fixes. */
import type { CType, Executable, RecordDefinition } from '../image';
import { TypeTable } from '../image';

export interface Global {
  readonly name: string;
  readonly address: number;
  readonly type: CType;
  /** The source, by its number in the debug information. */
  readonly file: number;
}

/** Variables with a fixed address. */
export function globalsOf({ debug }: Executable): Global[] {
  const types = new TypeTable(debug?.types ?? []);
  return (debug?.globals ?? []).flatMap(({ name, type, file, places }) => {
    const place = places.find(row => row.kind === 'memory');
    return place?.kind === 'memory' ? [{ name, type: types.get(type), address: place.address, file }] : [];
  });
}

/** The struct with this tag that a type is, points to, or is an array of. */
export function structNamed(type: CType, tag: string): RecordDefinition | undefined {
  switch (type.kind) {
    case 'record':
      return type.definition.keyword === 'struct' && type.definition.tag === tag
        ? type.definition
        : undefined;
    case 'array':
      return structNamed(type.element, tag);
    case 'pointer':
      return structNamed(type.target, tag);
    default:
      return undefined;
  }
}

/** The struct with this tag, of which the kernel has a variable. */
export const structIn = (kernel: Executable, tag: string): RecordDefinition | undefined =>
  globalsOf(kernel)
    .map(({ type }) => structNamed(type, tag))
    .find(struct => struct !== undefined);

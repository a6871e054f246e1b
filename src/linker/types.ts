/** Finds the types that objects have in common, so that the executable has each only once. */
import type { TypeRow } from '../image';

export interface SharedTypes {
  readonly types: readonly TypeRow[];
  /** For each list of types given, the new index of each of its types. */
  readonly index: readonly (readonly number[])[];
}

/**
 * Two types are the same if they look alike and what they refer to is the same. Types refer to each other in
 * circles, so this starts from "all are the same" and tells apart what differs until no class splits any more
 * (Moore's algorithm for the smallest automaton).
 */
export function shareTypes(lists: readonly (readonly TypeRow[])[]): SharedTypes {
  let classes = lists.map(list => list.map(() => 0));
  for (let known = -1, found = 0; found !== known;) {
    known = found;
    const names = new Map<string, number>();
    const before = classes;
    classes = lists.map((list, i) => list.map(type => numberOf(names, signature(type, before[i]!))));
    found = names.size;
  }
  const types: TypeRow[] = [];
  lists.forEach((list, i) =>
    list.forEach((type, j) => (types[classes[i]![j]!] ??= mapReferences(type, old => classes[i]![old]!))),
  );
  return { types, index: classes };
}

/** A type's own content with the classes of what it refers to. */
function signature(type: TypeRow, classes: readonly number[]): string {
  return JSON.stringify(mapReferences(type, old => classes[old]!));
}

function numberOf(names: Map<string, number>, name: string): number {
  const number = names.get(name) ?? names.size;
  names.set(name, number);
  return number;
}

/** A type with its references to others replaced. */
function mapReferences(type: TypeRow, to: (old: number) => number): TypeRow {
  switch (type.kind) {
    case 'pointer':
    case 'typedef':
      return { ...type, target: to(type.target) };
    case 'array':
      return { ...type, element: to(type.element) };
    case 'struct':
    case 'union':
      return { ...type, members: type.members.map(member => ({ ...member, type: to(member.type) })) };
    case 'function':
      return { ...type, returns: to(type.returns), parameters: type.parameters.map(to) };
    default:
      return type;
  }
}

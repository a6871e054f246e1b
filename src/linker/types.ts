/** Finds the types that objects have in common, so that the executable has each only once. */
import type { TypeRow } from '../image';
import { present } from '../source';

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
  let parts = lists.map(list => list.map((type): Classified => ({ type, number: 0 })));
  for (let known = -1, found = 0; found !== known;) {
    known = found;
    const names = new Map<string, number>();
    const classOf = (type: TypeRow, rows: readonly Classified[]) =>
      numberOf(names, JSON.stringify(renumbered(type, rows)));
    parts = parts.map(rows => rows.map(({ type }) => ({ type, number: classOf(type, rows) })));
    found = names.size;
  }
  const types: TypeRow[] = [];
  for (const rows of parts) for (const { type, number } of rows) types[number] ??= renumbered(type, rows);
  return { types, index: parts.map(rows => rows.map(({ number }) => number)) };
}

/** A type and the number of its class. */
interface Classified {
  readonly type: TypeRow;
  readonly number: number;
}

/** A type's own content with the classes of what it refers to, which are rows of the same list. */
function renumbered(type: TypeRow, rows: readonly Classified[]): TypeRow {
  return mapReferences(type, old => present(rows[old], `row ${old} of types`).number);
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

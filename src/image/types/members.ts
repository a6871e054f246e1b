/** Members of structs and unions by name, those of anonymous structs and unions among them. */
import type { Member, RecordDefinition } from './types';

/** From a member of a record into anonymous ones, to the one that has the name. */
export type MemberPath = [Member, ...Member[]];

/** By the lists of members themselves, so that looking one up takes no longer where there are many. */
const paths = new WeakMap<readonly Member[], ReadonlyMap<string, MemberPath>>();

/** The members to go through from a record to the one of this name, anonymous ones included. */
export function findMember({ members }: RecordDefinition, name: string): MemberPath | undefined {
  return members && pathsIn(members).get(name);
}

function pathsIn(members: readonly Member[]): ReadonlyMap<string, MemberPath> {
  const known = paths.get(members);
  if (known) return known;
  const found = new Map<string, MemberPath>();
  const add = (name: string, path: MemberPath) => void (found.has(name) || found.set(name, path));
  for (const member of members) {
    if (member.name !== undefined) add(member.name, [member]);
    else if (member.type.kind === 'record')
      for (const [name, path] of pathsIn(member.type.definition.members ?? [])) add(name, [member, ...path]);
  }
  paths.set(members, found);
  return found;
}

export interface NamedMember extends Member {
  readonly name: string;
}

const flat = new WeakMap<readonly Member[], readonly NamedMember[]>();

/** All members that have a name; offsets are from the start of the record. */
export function allMembers({ members }: RecordDefinition): readonly NamedMember[] {
  if (!members) return [];
  const known = flat.get(members);
  if (known) return known;
  const list = members.flatMap(({ name, type, offset, bit }): NamedMember[] => {
    if (name !== undefined) return [{ name, type, offset, bit }];
    if (type.kind !== 'record') return [];
    return allMembers(type.definition).map(inner => ({ ...inner, offset: inner.offset + offset }));
  });
  flat.set(members, list);
  return list;
}

/** One of them, by its name. */
export function memberNamed(definition: RecordDefinition, name: string): NamedMember | undefined {
  return allMembers(definition).find(member => member.name === name);
}

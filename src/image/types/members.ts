/** Members of structs and unions by name, those of anonymous structs and unions among them. */
import type { Member, RecordDefinition } from './types';

/** From a member of a record into anonymous ones, to the one that has the name. */
export type MemberPath = [Member, ...Member[]];

/** The members to go through from a record to the one of this name, anonymous ones included. */
export function findMember(definition: RecordDefinition, name: string): MemberPath | undefined {
  for (const member of definition.members ?? []) {
    if (member.name === name) return [member];
    if (member.name !== undefined || member.type.kind !== 'record') continue;
    const inner = findMember(member.type.definition, name);
    if (inner) return [member, ...inner];
  }
  return undefined;
}

export interface NamedMember extends Member {
  readonly name: string;
}

/** All members that have a name; offsets are from the start of the record. */
export function allMembers({ members = [] }: RecordDefinition): NamedMember[] {
  return members.flatMap(({ name, type, offset, bit }) => {
    if (name !== undefined) return [{ name, type, offset, bit }];
    if (type.kind !== 'record') return [];
    return allMembers(type.definition).map(inner => ({ ...inner, offset: inner.offset + offset }));
  });
}

/** One of them, by its name. */
export function memberNamed(definition: RecordDefinition, name: string): NamedMember | undefined {
  return allMembers(definition).find(member => member.name === name);
}

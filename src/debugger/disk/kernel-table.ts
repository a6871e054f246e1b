/** Tables of the kernel: arrays of structs, by its debug information. */
import { globalsOf } from '../../events';
import { memberNamed, sizeOf } from '../../image';
import type { Session } from '../../session';

export interface KernelTable<Member extends string> {
  readonly start: number;
  /** The first address behind it. */
  readonly end: number;
  /** Of an entry, in bytes. */
  readonly size: number;
  /** Of members, in an entry. */
  readonly offsets: Readonly<Record<Member, number>>;
}

/** Undefined for a kernel that has no such array, or none with these members. */
export function kernelTable<Member extends string>(
  { kernel }: Session,
  name: string,
  members: readonly Member[],
): KernelTable<Member> | undefined {
  const array = globalsOf(kernel).find(global => global.name === name && global.type.kind === 'array');
  if (array?.type.kind !== 'array' || array.type.element.kind !== 'record') return undefined;
  const { element } = array.type;
  const found = members.flatMap(member => {
    const offset = memberNamed(element.definition, member)?.offset;
    return offset === undefined ? [] : [[member, offset] as const];
  });
  if (found.length < members.length) return undefined;
  const offsets = Object.fromEntries(found) as Record<Member, number>;
  return { start: array.address, end: array.address + sizeOf(array.type), size: sizeOf(element), offsets };
}

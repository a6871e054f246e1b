/** Gives every section of every object its address: like sections together, each kind of access on pages of its own. */
import {
  type ObjectFile,
  type Section,
  type SectionFlags,
  segmentAlignment,
  standardSections,
} from '../image';
import { type Diagnostic, hex } from '../source';
import { says } from './rules';

/** A section of an object in its place. */
export interface Piece {
  readonly object: ObjectFile;
  readonly section: Section;
  readonly address: number;
}

/** All sections of one name. */
export interface OutputSection {
  readonly name: string;
  readonly flags: SectionFlags;
  readonly address: number;
  readonly size: number;
  readonly pieces: readonly Piece[];
}

/** All sections with the same access rights: those with contents, then those of zeros. */
export interface OutputSegment {
  readonly write: boolean;
  readonly execute: boolean;
  readonly address: number;
  /** Where the sections with contents end. */
  readonly fileEnd: number;
  readonly end: number;
  readonly sections: readonly OutputSection[];
}

export interface Layout {
  /** Text, read-only data, writable text, data: in order of address; one without sections is empty. */
  readonly segments: readonly OutputSegment[];
  /** One past the last byte. */
  readonly end: number;
  readonly diagnostics: readonly Diagnostic[];
  /** The piece that a section of an object became. */
  piece(object: ObjectFile, section: string): Piece | undefined;
}

const accessOrder = [
  { write: false, execute: true },
  { write: false, execute: false },
  { write: true, execute: true },
  { write: true, execute: false },
] as const;

const addressSpace = 2 ** 32;

export function layOut(objects: readonly ObjectFile[], base: number): Layout {
  if (base % segmentAlignment !== 0) throw new RangeError(`base ${hex(base)} is not the start of a page`);
  const { groups, diagnostics } = groupSections(objects);
  const segments: OutputSegment[] = [];
  let end = base;
  for (const access of accessOrder) {
    const own = groups.filter(
      ({ flags }) => flags.write === access.write && flags.execute === access.execute,
    );
    const segment = placeSegment(access, own, alignUp(end, segmentAlignment));
    segments.push(segment);
    if (own.some(group => group.size > 0)) end = segment.end;
  }
  if (end > addressSpace)
    diagnostics.push({
      ...says('link-too-large', {
        start: hex(base),
        needed: end - base,
        available: addressSpace - base,
      }),
    });
  const pieces = indexPieces(segments);
  const piece = (object: ObjectFile, section: string) => pieces.get(object)?.get(section);
  return { segments, end, diagnostics, piece };
}

/** The sections of one name, before they have a place. */
interface Group {
  readonly name: string;
  readonly flags: SectionFlags;
  readonly members: { object: ObjectFile; section: Section }[];
  size: number;
}

/** The sections by name: the standard ones first, then others in the order in which they appear. */
function groupSections(objects: readonly ObjectFile[]): { groups: Group[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const groups = new Map<string, Group>(
    Object.entries(standardSections).map(([name, flags]) => [name, { name, flags, members: [], size: 0 }]),
  );
  for (const object of objects)
    for (const section of object.sections) {
      const { name, flags } = section;
      const group = groups.get(name) ?? { name, flags, members: [], size: 0 };
      groups.set(name, group);
      group.members.push({ object, section });
      group.size += section.size;
      if (describeFlags(flags) !== describeFlags(group.flags))
        diagnostics.push(conflict(group, object, flags));
    }
  return { groups: [...groups.values()], diagnostics };
}

function conflict(
  { name, flags, members: [first] }: Group,
  object: ObjectFile,
  others: SectionFlags,
): Diagnostic {
  const where = name in standardSections || !first ? 'everywhere else' : `in ${first.object.name}`;
  return {
    ...says('link-section-flags', {
      name,
      flags: describeFlags(others),
      file: object.name,
      otherFlags: describeFlags(flags),
      elsewhere: where,
    }),
  };
}

function describeFlags({ write, execute, zero }: SectionFlags): string {
  const words = [write ? 'writable' : 'read-only', execute && 'executable', zero && 'without contents'];
  return words.filter(Boolean).join(', ');
}

function placeSegment(
  access: { readonly write: boolean; readonly execute: boolean },
  groups: readonly Group[],
  start: number,
): OutputSegment {
  const first = groups.find(group => group.size > 0);
  const address = first ? alignUp(start, alignmentOf(first)) : start;
  const full = placeSections(
    groups.filter(group => !group.flags.zero),
    address,
  );
  const fileEnd = endOf(full) ?? address;
  const zero = placeSections(
    groups.filter(group => group.flags.zero),
    fileEnd,
  );
  const end = endOf(zero) ?? fileEnd;
  return { ...access, address, fileEnd, end, sections: [...full, ...zero] };
}

function placeSections(groups: readonly Group[], start: number): OutputSection[] {
  let at = start;
  return groups.map(group => {
    const address = group.size > 0 ? alignUp(at, alignmentOf(group)) : at;
    at = address;
    const pieces = group.members.map(({ object, section }): Piece => {
      const piece = { object, section, address: section.size > 0 ? alignUp(at, section.alignment) : at };
      at = piece.address + section.size;
      return piece;
    });
    return { name: group.name, flags: group.flags, address, size: at - address, pieces };
  });
}

/** The alignment of a group that is not empty; its empty members want none. */
function alignmentOf(group: Group): number {
  return Math.max(
    ...group.members.filter(({ section }) => section.size > 0).map(({ section }) => section.alignment),
  );
}

/** Where the last of the sections ends; undefined if there are none. */
function endOf(sections: readonly OutputSection[]): number | undefined {
  const last = sections.at(-1);
  return last && last.address + last.size;
}

function alignUp(address: number, alignment: number): number {
  return Math.ceil(address / alignment) * alignment;
}

function indexPieces(segments: readonly OutputSegment[]): Map<ObjectFile, Map<string, Piece>> {
  const index = new Map<ObjectFile, Map<string, Piece>>();
  for (const piece of segments.flatMap(({ sections }) => sections.flatMap(({ pieces }) => pieces))) {
    const own = index.get(piece.object) ?? new Map<string, Piece>();
    index.set(piece.object, own.set(piece.section.name, piece));
  }
  return index;
}

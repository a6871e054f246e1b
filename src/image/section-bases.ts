/**
 * Debug information in an object file has one number for each place, so that it looks as that of an executable does: the
 * sections are thought to stand behind each other, with a gap, so that the end of one is not the start of the next.
 */
import type { SectionOffset } from './object-file';

const gap = 16;

export interface SectionBase {
  readonly name: string;
  readonly base: number;
  readonly size: number;
}

export function sectionBases(
  sections: readonly { readonly name: string; readonly size: number }[],
): SectionBase[] {
  let base = 0;
  return sections.map(({ name, size }) => {
    const row = { name, base, size };
    base += size + gap;
    return row;
  });
}

/** The place that a number stands for; undefined if it is in no section. */
export function placeIn(bases: readonly SectionBase[], number: number): SectionOffset | undefined {
  const found = bases.filter(({ base }) => base <= number).at(-1);
  if (!found || number - found.base > found.size) return undefined;
  return { section: found.name, offset: number - found.base };
}

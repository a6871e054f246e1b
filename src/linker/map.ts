/** The link map: which objects are in a program, why, and where their sections are. */
import type { Layout } from './layout';
import type { TakenObject } from './resolve';
import { hex } from '../source';

export interface LinkMap {
  readonly objects: readonly {
    readonly name: string;
    /** For a member of the library: the symbol that it was taken for. */
    readonly takenFor?: string;
    /** Its sections that are not empty. */
    readonly sections: readonly { readonly name: string; readonly address: number; readonly size: number }[];
  }[];
}

export function makeMap(objects: readonly TakenObject[], layout: Layout): LinkMap {
  return {
    objects: objects.map(({ object, takenFor }) => ({
      name: object.name,
      ...(takenFor !== undefined && { takenFor }),
      sections: object.sections.flatMap(({ name, size }) => {
        const piece = layout.piece(object, name);
        return piece && size > 0 ? [{ name, size, address: piece.address }] : [];
      }),
    })),
  };
}

/** A line for each object, and under it one for each of its sections. */
export function formatMap(map: LinkMap): string {
  const lines = map.objects.flatMap(({ name, takenFor, sections }) => [
    takenFor === undefined ? name : `${name} (for ${takenFor})`,
    ...sections.map(
      section => `  ${hex(section.address, 8)} ${String(section.size).padStart(8)} ${section.name}`,
    ),
  ]);
  return lines.join('\n');
}

/** What a picture is made of, for whoever draws it: sections, each with a sentence, shapes and a table that says the same. */

import type { Subject } from './subject';

/** How a shape is meant; a colour alone never says it. */
export type Look =
  | 'plain'
  | 'quiet'
  | 'strong'
  /** There is nothing. */
  | 'absent'
  /** Told apart by who has it, which words say too. */
  | 'first'
  | 'second'
  | 'third'
  | 'fourth'
  /** What the hardware does or has, and what software does. */
  | 'hardware'
  | 'software'
  /** What has just happened. */
  | 'taken';

export interface Box {
  readonly kind: 'box';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly look: Look;
  readonly round?: boolean;
  readonly about?: Subject;
}

export interface Words {
  readonly kind: 'words';
  readonly x: number;
  /** The middle of the line. */
  readonly y: number;
  readonly text: string;
  readonly look: Look;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** A number, an address, a name of a program. */
  readonly code?: boolean;
  /** The whole, where the text is cut. */
  readonly title?: string;
  readonly about?: Subject;
}

/** From the first point to the last; with a head there. */
export interface Arrow {
  readonly kind: 'arrow';
  readonly points: readonly (readonly [number, number])[];
  readonly look: Look;
}

export type Shape = Box | Words | Arrow;

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export interface Column {
  readonly title: string;
  readonly numeric?: boolean;
  readonly code?: boolean;
}

export interface Cell {
  readonly text: string;
  /** The instant that a click goes to. */
  readonly goTo?: number;
  /** It is other than it was at the stop before. */
  readonly isNew?: boolean;
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | Cell)[])[];
  /** What each row is about, where it is about something. */
  readonly about?: readonly (Subject | undefined)[];
}

export interface Content {
  /** The section in one sentence. */
  readonly sentence: string;
  readonly drawing?: Drawing;
  readonly table?: Table;
}

/** A part of a picture, made of some of the parts that it is told. */
export interface Section<Parts> {
  readonly id: string;
  readonly title: string;
  /** It has a drawing: the table stands behind that. */
  readonly isDrawn?: boolean;
  /** It is drawn anew where one of these has changed. */
  readonly uses: readonly (keyof Parts)[];
  /** `width`: of the place for it, in pixels. */
  content(parts: Parts, width: number): Content;
}

/** Of the letters in a drawing, in pixels: about, for nothing here can measure them. */
export const letter = { width: 7.3, line: 17 } as const;

/** A text in so many pixels; the end of a longer one goes. */
export function fitted(text: string, width: number): string {
  const room = Math.max(1, Math.floor(width / letter.width));
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}

/** The picture as text, for the clipboard. */
export function sectionText<Parts>(section: Section<Parts>, parts: Parts): string {
  const { sentence, table } = section.content(parts, 800);
  const lines = [section.title, sentence];
  if (table) {
    const rows = table.rows.map(row => row.map(cell => (typeof cell === 'string' ? cell : cell.text)));
    lines.push(...[table.columns.map(({ title }) => title), ...rows].map(row => row.join('\t').trimEnd()));
  }
  return `${lines.join('\n')}\n`;
}

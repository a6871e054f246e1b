/** What a question is answered: instants with sentences, and whether what it claims holds. */
import type { Answer, AnswerInstant } from '../protocol';
import { type Happening, instantOf } from './happening';
import type { Operator } from './question';

/** Instants that are kept of an answer. */
const mostKept = 10_000;

/** Instants with their number, of which only the first are kept. */
export class Instants {
  count = 0;
  readonly kept: AnswerInstant[] = [];

  add(happening: Happening, text?: string): void {
    this.count += 1;
    if (this.kept.length < mostKept) this.kept.push(instantOf(happening, text));
  }

  only(which: 'first' | 'last', happening: Happening): void {
    if (which === 'last') this.kept.length = this.count = 0;
    if (this.count === 0) this.add(happening);
  }
}

export const comparisons: Readonly<Record<Operator, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

export const times = (count: number): string => (count === 1 ? 'once' : `${grouped(count)} times`);

/** The answer as lines: the question, the sentence, and instants, at most so many. */
export function answerLines({ question, text, count, instants }: Answer, most: number): string[] {
  const shown = instants.slice(0, most);
  const width = Math.max(14, ...shown.map(({ who }) => who.length));
  return [
    question,
    `  ${text}`,
    ...shown.map(row => `${grouped(row.count).padStart(13)}  ${row.who.padEnd(width)}  ${row.text}`),
    ...(count > shown.length ? [`${' '.repeat(15)}and ${grouped(count - shown.length)} more`] : []),
  ];
}

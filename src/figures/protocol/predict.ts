/** The game of *predict*: which row comes next? */
import type { ProtocolColumn, ProtocolRow } from '../../protocol';
import type { ProtocolModel, RowPlace } from './model';

export interface Choice {
  readonly column: ProtocolColumn;
  readonly words: string;
  readonly isRight: boolean;
}

const mostChoices = 4;
/** Rows to choose from, around the right one. */
const around = 40;

/** The row that comes next and others that might, each once; in an order that does not tell which. */
export function choices(model: ProtocolModel, next: RowPlace): readonly Choice[] {
  const right = model.row(next);
  if (!right) return [];
  const others = new Map<string, ProtocolRow>();
  for (const row of neighbours(model, next)) others.set(key(row), row);
  others.delete(key(right));
  // Those of the same process first: they are harder to tell apart.
  const sorted = [...others.values()].sort((a, b) => unlike(a, right) - unlike(b, right));
  return [right, ...sorted.slice(0, mostChoices - 1)]
    .map(row => ({ column: row.column, words: row.words, isRight: row === right }))
    .sort((a, b) => mix(a.words, right.count) - mix(b.words, right.count));
}

const key = ({ column, words }: ProtocolRow) => `${column} ${words}`;

const unlike = (row: ProtocolRow, right: ProtocolRow) => (row.pid === right.pid ? 0 : 1);

/** Rows that are not far; what comes later is among them as well as what came before. */
function neighbours(model: ProtocolModel, { section, row }: RowPlace): readonly ProtocolRow[] {
  const rows: ProtocolRow[] = [];
  for (let number = Math.max(model.first, section - 3); number < model.end && number <= section + 1; number++)
    rows.push(...(model.section(number)?.rows ?? []));
  const self = rows.findIndex(each => each === model.row({ section, row }));
  return rows.slice(Math.max(0, self - around), self + around).filter(({ aside }) => !aside);
}

/** A number that depends on both, for an order without a pattern that is the same each time. */
function mix(text: string, seed: number): number {
  let value = seed >>> 0;
  for (const letter of text)
    value = (Math.imul(value ^ letter.charCodeAt(0), 0x0100_0193) ^ (value >>> 15)) >>> 0;
  return value;
}

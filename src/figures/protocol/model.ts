/** The protocol as a client has it: sections by number, the row that the machine stands at, and what may come next. */
import type { ProtocolBatch, ProtocolRow, ProtocolSection } from '../../protocol';

/** A row: the number of its section, and its place there. */
export interface RowPlace {
  readonly section: number;
  readonly row: number;
}

export class ProtocolModel {
  /** The number of the first section that is known. */
  first = 0;
  private list: ProtocolSection[] = [];

  /** Takes a batch; the result is the number of the first section that is not as before. */
  apply({ from, sections }: ProtocolBatch): number {
    const start = from - this.first;
    if (start < 0 || start > this.list.length) {
      this.first = from;
      this.list = [...sections];
      return from;
    }
    this.list.splice(start, this.list.length - start, ...sections);
    return from;
  }

  clear(): void {
    this.first = 0;
    this.list = [];
  }

  /** The number that the next section will have. */
  get end(): number {
    return this.first + this.list.length;
  }

  section(number: number): ProtocolSection | undefined {
    return this.list[number - this.first];
  }

  row({ section, row }: RowPlace): ProtocolRow | undefined {
    return this.section(section)?.rows[row];
  }

  /** Where the machine stands at an instant: at the first row that begins there, else in the last that has begun. */
  at(count: number): RowPlace | undefined {
    let found: RowPlace | undefined;
    for (let section = this.sectionAt(count); section < this.end; section++) {
      const { rows } = this.section(section) ?? { rows: [] };
      for (const [row, { count: begins, aside }] of rows.entries()) {
        if (begins > count || (begins === count && found && this.row(found)?.count === count)) return found;
        if (!aside || !found) found = { section, row };
      }
    }
    return found;
  }

  /** The next row that is no aside. */
  after(place: RowPlace): RowPlace | undefined {
    let { section, row } = place;
    for (row++; section < this.end; section++, row = 0) {
      const { rows } = this.section(section) ?? { rows: [] };
      const next = rows.findIndex(({ aside }, index) => index >= row && !aside);
      if (next >= 0) return { section, row: next };
    }
    return undefined;
  }

  /** The last section that begins before an instant, and the one before it, whose last row may be the one. */
  private sectionAt(count: number): number {
    let low = 0;
    for (let high = this.list.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((this.list[middle]?.rows[0]?.count ?? 0) < count) low = middle + 1;
      else high = middle;
    }
    return this.first + Math.max(0, low - 2);
  }
}

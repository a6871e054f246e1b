/**
 * Rows of numbers in the order of time, in typed arrays that grow: millions of them, among which one is found in a few
 * steps. Rows from any place on can be taken out and others put in.
 */

type Numbers = Float64Array | Int32Array | Uint8Array;

/** A column: `kind` makes its array. */
export class Column<Kind extends Numbers = Float64Array> {
  private array: Kind;
  length = 0;

  constructor(private readonly make: (length: number) => Kind) {
    this.array = make(64);
  }

  at(index: number): number {
    return this.array[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.array[index] = value;
  }

  push(value: number): void {
    if (this.length === this.array.length) this.grow(2 * this.length);
    this.array[this.length++] = value;
  }

  /** Takes these out, and puts others in their place. */
  splice(start: number, end: number, values: ArrayLike<number>): void {
    const length = this.length - (end - start) + values.length;
    if (length > this.array.length) this.grow(2 * length);
    this.array.copyWithin(start + values.length, end, this.length);
    this.array.set(values, start);
    this.length = length;
  }

  /** How many of the first ones are less than a value; all are in order, and so many are at least: it is looked for near them. */
  countBelow(value: number, low = 0): number {
    const { array, length } = this;
    let high = length;
    if (low > 0) {
      let step = 1;
      while (low + step < length && (array[low + step] ?? 0) < value) {
        low += step;
        step *= 2;
      }
      high = Math.min(length, low + step + 1);
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((array[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private grow(length: number): void {
    const larger = this.make(length);
    larger.set(this.array);
    this.array = larger;
  }
}

/** The columns of one table, and what of a row stands in each. */
export class Rows<Row> {
  private readonly cells: readonly (readonly [Column<Numbers>, (row: Row) => number])[];

  constructor(...cells: readonly (readonly [Column<Numbers>, (row: Row) => number])[]) {
    this.cells = cells;
  }

  /** Takes these out, and puts others in their place. */
  splice(start: number, end: number, rows: readonly Row[]): void {
    for (const [column, cell] of this.cells) column.splice(start, end, rows.map(cell));
  }
}

export const numbers = (): Column => new Column(length => new Float64Array(length));
export const indices = (): Column<Int32Array> => new Column(length => new Int32Array(length));
export const bytes = (): Column<Uint8Array> => new Column(length => new Uint8Array(length));

/** Texts, each kept once. */
export class Texts {
  private readonly list: string[] = [''];
  private readonly numbers = new Map<string, number>([['', 0]]);

  numberOf(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.list.length);
    return this.list.push(text) - 1;
  }

  text(number: number): string {
    return this.list[number] ?? '';
  }
}

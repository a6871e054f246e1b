/** Figures and how they are shown: the median of several runs, in a table with a title for each group. */

export interface Figure {
  readonly what: string;
  readonly value: number;
  /** `ms`, `instructions`, `million instructions/s`. */
  readonly unit: string;
  /** A few words on how it was measured. */
  readonly about?: string;
}

export interface Group {
  readonly title: string;
  readonly figures: readonly Figure[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Milliseconds that each of so many runs takes. */
export function timesOf(runs: number, work: () => unknown): number[] {
  return Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
}

/** With thousands apart, and as many digits as mean something. */
function numberText(value: number): string {
  const digits = Math.abs(value) >= 1000 || Number.isInteger(value) ? 0 : Math.abs(value) >= 100 ? 0 : 1;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function groupText({ title, figures }: Group): string {
  const values = figures.map(({ value }) => numberText(value));
  const widest = (texts: readonly string[]) => Math.max(...texts.map(text => text.length));
  const [names, numbers, units] = [
    widest(figures.map(({ what }) => what)),
    widest(values),
    widest(figures.map(({ unit }) => unit)),
  ];
  const rows = figures.map(({ what, unit, about = '' }, index) =>
    `  ${what.padEnd(names)}  ${values[index]!.padStart(numbers)} ${unit.padEnd(units)}  ${about}`.trimEnd(),
  );
  return [title, ...rows].join('\n');
}

/** Binary search in rows that are in order. */

/** The index of the last row whose key is not above `key`; −1 if there is none. */
export function lastAtMost<Row>(rows: readonly Row[], key: number, keyOf: (row: Row) => number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && keyOf(row) <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

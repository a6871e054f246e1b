/** What of a text is another one since its last version, in whole lines. */
import type { SourceFile } from './source-file';

/** Lines that differ; all before and behind them is the same in both texts. */
export interface Change {
  /** Where the first line that differs starts, in both texts. */
  readonly start: number;
  /** Where the last one ends, with its line end, in the text before and in the new one. */
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Characters that are compared at once: the whole of a block is compared faster than each of its characters is looked at. */
const block = 2048;

export function changeOf({ text: old }: SourceFile, { text: now }: SourceFile): Change {
  const most = Math.min(old.length, now.length);
  const prefix = sameUpTo(most, (at, count) => old.slice(at, at + count) === now.slice(at, at + count));
  const suffix = sameUpTo(
    most - prefix,
    (at, count) =>
      old.slice(old.length - at - count, old.length - at) ===
      now.slice(now.length - at - count, now.length - at),
  );
  const start = prefix === 0 ? 0 : now.lastIndexOf('\n', prefix - 1) + 1;
  // What comes after the change starts on a line of its own.
  const lineEnd = now.indexOf('\n', now.length - suffix);
  const rest = lineEnd < 0 ? 0 : now.length - lineEnd - 1;
  return { start, oldEnd: old.length - rest, newEnd: now.length - rest };
}

/** How many characters are the same from the first on, as far as `same` says of some of them. */
function sameUpTo(most: number, same: (at: number, count: number) => boolean): number {
  let at = 0;
  for (let count = block; count >= 1; count >>= 1)
    while (at + count <= most && same(at, count)) {
      at += count;
      if (count < block) break;
    }
  return at;
}

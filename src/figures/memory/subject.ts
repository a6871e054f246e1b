/** What is known of a thing that is pointed at where there are page tables: the frames of its addresses. */
import type { MemoryParts } from '../../protocol';
import type { Extent, Subject } from '../subject';

/** The same, with the frame of the first of its addresses. */
export function withFrames(subject: Subject, { space, tables }: Partial<MemoryParts>): Subject {
  const { pid, addresses, frames } = subject;
  if (!addresses || frames || !space || !tables || pid !== space.pid) return subject;
  const found = tables
    .flatMap(({ entries }) => entries)
    .find(({ virtual, count }) => contains(virtual, count * space.pageSize, addresses));
  if (!found) return subject;
  const from = found.physical + Math.max(0, addresses.from - found.virtual);
  return { ...subject, frames: { from, to: from + 1 } };
}

const contains = (from: number, length: number, extent: Extent): boolean =>
  extent.from < from + length && from < extent.to;

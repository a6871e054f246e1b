/** What a shape or a row is about, so that who points at it in one picture sees the same in the others. */

/** Addresses, or places in physical memory, from the first to the one behind the last. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** Some of what can be known of a thing; what is not there is not known, or does not matter. */
export interface Subject {
  /** The thread. */
  readonly pid?: number;
  /** The instant. */
  readonly count?: number;
  /** Virtual addresses of the process. */
  readonly addresses?: Extent;
  /** Physical addresses. */
  readonly frames?: Extent;
}

/**
 * True if something is about what is pointed at: it is at the same instant or place, and nothing that is known of both differs.
 * What is at no instant and no place is about its thread alone.
 */
export function isAbout(subject: Subject, pointed: Subject | undefined): boolean {
  if (!pointed) return false;
  const places = [
    agree(subject.count, pointed.count, (a, b) => a === b),
    agree(subject.addresses, pointed.addresses, overlap),
    agree(subject.frames, pointed.frames, overlap),
  ];
  const thread = agree(subject.pid, pointed.pid, (a, b) => a === b);
  if ([...places, thread].includes(false)) return false;
  const isSomewhere = [subject.count, subject.addresses, subject.frames].some(known => known !== undefined);
  return isSomewhere ? places.includes(true) : thread === true;
}

/** Undefined where one of them is not known. */
const agree = <Known>(a: Known | undefined, b: Known | undefined, same: (a: Known, b: Known) => boolean) =>
  a === undefined || b === undefined ? undefined : same(a, b);

const overlap = (a: Extent, b: Extent): boolean => a.from < b.to && b.from < a.to;

/** Host input on its way into the machine: what is typed now, or a log that is played back; and the log of what went in. */
import type { HostInput, InputEntry } from './events';
import type { Part } from './parts';

export class InputQueue implements Part<readonly InputEntry[]> {
  /** All that went in, and when. */
  readonly log: InputEntry[] = [];
  private readonly typed: HostInput[] = [];
  /** What is played back and has not gone in yet, the next one last. */
  private coming: InputEntry[] = [];

  /** Typed now: it goes in between two instructions. */
  type(input: HostInput): void {
    this.typed.push(input);
  }

  /** From now on the rest of a log that begins like this machine's goes in, each entry when it did. */
  play(log: readonly InputEntry[]): void {
    this.coming = log.slice(this.log.length).reverse();
  }

  /**
   * The clock when the next entry goes in, or at the latest one later: an entry that came to a waiting machine comes
   * before any other instruction than the `wait` at its count. Infinity: none will.
   */
  due(waiting: boolean): number {
    const entry = this.coming.at(-1);
    if (!entry) return Infinity;
    return entry.waiting && !waiting ? entry.count + 1 : entry.count;
  }

  /** What goes in at this clock, one by one; it is logged as gone in. Undefined: nothing any more. */
  next(count: number, waiting: boolean): HostInput | undefined {
    const input = this.played(count, waiting) ?? this.typed.shift();
    if (input) this.log.push({ count, ...input, ...(waiting && { waiting }) });
    return input;
  }

  private played(count: number, waiting: boolean): HostInput | undefined {
    const entry = this.coming.at(-1);
    if (!entry || entry.count > count) return undefined;
    if (entry.count === count && entry.waiting && !waiting) return undefined;
    if (entry.count < count || (entry.waiting ?? false) !== waiting)
      throw new Error(
        `the log of another run: it has input at ${entry.count}, but not as this comes to ${count}`,
      );
    this.coming.pop();
    return 'end' in entry ? { end: true } : { bytes: entry.bytes };
  }

  save(): readonly InputEntry[] {
    return [...this.log];
  }

  /** What has not gone in is forgotten. */
  restore(saved: readonly InputEntry[]): void {
    this.typed.length = 0;
    this.coming = [];
    this.log.length = 0;
    for (const entry of saved) this.log.push(entry);
  }
}

/** What comes from outside on its way into the machine: typed now, or played back from a log; and the log of what came. */
import type { HandMade, HostInput, InputEntry, Intervention } from './events';
import type { Part } from './parts';

export class InputQueue implements Part<readonly InputEntry[]> {
  /** All that came, and when. */
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

  /** All that came, and all that is to come of what is played back. */
  get script(): readonly InputEntry[] {
    return [...this.log, ...this.coming.slice().reverse()];
  }

  get isPlaying(): boolean {
    return this.coming.length > 0;
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

  /** The input that goes in at this clock, one by one; it is logged as gone in. Undefined: nothing any more. */
  next(count: number, waiting: boolean): HostInput | undefined {
    const played = this.played(count, waiting);
    if (played && 'made' in played) throw anotherRun(count, `as the CPU stands at ${played.made.pc}`);
    const input = this.taken(played) ?? this.typed.shift();
    if (input) this.note(input, count, waiting);
    return input;
  }

  /** What the log has been set to by hand where the CPU stands, one by one. */
  nextMade(count: number, waiting: boolean, pc: number): HandMade | undefined {
    const played = this.played(count, waiting);
    if (!played || !('made' in played) || played.made.pc !== pc) return undefined;
    this.note(this.taken(played), count, waiting);
    return played.made;
  }

  /** It has come at this clock. */
  note(what: Intervention, count: number, waiting: boolean): void {
    this.log.push({ count, ...what, ...(waiting && { waiting }) });
  }

  /** The next of the log, if this is when it came. */
  private played(count: number, waiting: boolean): Intervention | undefined {
    const entry = this.coming.at(-1);
    if (!entry || entry.count > count) return undefined;
    if (entry.count === count && entry.waiting && !waiting) return undefined;
    if (entry.count < count || (entry.waiting ?? false) !== waiting)
      throw anotherRun(count, `at ${entry.count}`);
    if ('made' in entry) return { made: entry.made };
    return 'end' in entry ? { end: true } : { bytes: entry.bytes };
  }

  private taken<What>(played: What): What {
    if (played) this.coming.pop();
    return played;
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

const anotherRun = (count: number, when: string) =>
  new Error(`the log of another run: it has something ${when}, but not as this comes to ${count}`);

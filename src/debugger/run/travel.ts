/**
 * Looks for the last of something before an instant. The past is executed again in stretches, the latest first; in each
 * the last that is found counts.
 */
import type { Occurrence, Wish } from '../../events';
import type { Halt, Runner } from '../../session';

/** What is looked for, and where the machine stops for it to be looked at. */
export interface Search<Found> {
  /** The kinds of events that `hears` wants. */
  readonly interest: Iterable<Wish>;
  /** Instructions before the instant at which the first stretches start: what is looked for is near as a rule. */
  readonly near: readonly number[];
  /** Instructions after which it wants to look, halt or not. */
  readonly stride: number;
  /** True: the machine is to halt after it. */
  hears(event: Occurrence): boolean;
  /** False if there is nothing between a checkpoint and the next. */
  mayBeAfter?(checkpoint: number): boolean;
  /** At a halt; `at` is its instant. */
  look(halt: Halt, at: number): void;
  /** A stretch begins: what was found in another is not of it. */
  begin(at: number): void;
  /** What the stretch up to now has; undefined: nothing. */
  result(): Found | undefined;
}

const sliceMilliseconds = 10;
/** Instructions between two looks at the host's clock. */
const slice = 200_000;

export class Travel {
  constructor(
    private readonly runner: Runner,
    /** Lets the host's messages in; false: the search is to end. */
    private readonly breathe: () => Promise<boolean>,
  ) {}

  /** The result of the last stretch that has one; undefined: there is none, or the search was ended. */
  async last<Found>(until: number, search: Search<Found>): Promise<Found | undefined> {
    const { runner } = this;
    runner.listen(new Set(search.interest), event => search.hears(event));
    let end = until;
    for (const start of this.starts(until, search.near)) {
      if (search.mayBeAfter?.(start) ?? true) {
        runner.goTo(start);
        search.begin(start);
        if (!(await this.execute(end, search))) return undefined;
        const found = search.result();
        if (found !== undefined) return found;
      }
      end = start;
    }
    return undefined;
  }

  /** Where stretches start, the latest first: near the instant at short distances, then at each checkpoint. */
  private starts(until: number, distances: readonly number[]): number[] {
    const { history } = this.runner;
    if (!history) return [];
    const near = distances.map(distance => until - distance).filter(start => start >= history.first);
    const last = near.at(-1) ?? until;
    return [...near, ...history.instants.filter(instant => instant < last).reverse()];
  }

  /** False: the search is to end. */
  private async execute(end: number, search: Search<unknown>): Promise<boolean> {
    const { machine } = this.runner.system;
    let breath = Date.now() + sliceMilliseconds;
    for (let still = 0; machine.count < end && still < 4;) {
      const before = machine.count;
      const stop = this.runner.run(Math.min(slice, search.stride, end - before));
      if (!isFinal(stop) && (stop.reason !== 'budget' || search.stride === 1))
        search.look(stop, machine.count);
      still = machine.count > before ? 0 : still + 1;
      if (Date.now() < breath) continue;
      if (!(await this.breathe())) return false;
      breath = Date.now() + sliceMilliseconds;
    }
    return true;
  }
}

const isFinal = (stop: { readonly reason: string }): stop is Exclude<ReturnType<Runner['run']>, Halt> =>
  ['off', 'panic', 'double-fault'].includes(stop.reason);

/** Tells again what has happened, for who has not listened: the past is executed once more, from a checkpoint on. */
import type { Occurrence, Wish } from '../../events';
import type { Runner } from '../../session';

/** Instructions that are executed again at most: longer ago is not told. */
const longest = 50_000_000;

export interface Latecomer {
  /** The instants from which and up to which it is told; by itself as far back as is possible, and up to the present. */
  readonly from?: number;
  readonly to?: number;
  readonly interest: Iterable<Wish>;
  /** The machine stands where that begins. */
  begin(first: number): void;
  take(event: Occurrence): void;
  /** It has been told all. */
  end?(): void;
}

/** The machine stands afterwards where it stood; who listened before has to listen again. */
export function retell(runner: Runner, latecomer: Latecomer): void {
  const { history, system } = runner;
  const { machine } = system;
  if (!history) return latecomer.begin(machine.count);
  const { count } = machine;
  const { to = history.present } = latecomer;
  const earliest = Math.max(history.first, history.before(to - longest) ?? 0);
  runner.goTo(Math.max(history.first, latecomer.from ?? earliest));
  latecomer.begin(machine.count);
  runner.listen(new Set(latecomer.interest), event => latecomer.take(event));
  // A stop at which the clock stands still is followed by one at which it does not.
  for (let still = 0; machine.count < to && still < 4;) {
    const before = machine.count;
    runner.run(to - before);
    still = machine.count > before ? 0 : still + 1;
  }
  latecomer.end?.();
  runner.goTo(count);
}

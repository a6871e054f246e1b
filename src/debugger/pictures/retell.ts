/** Tells again what has happened, for who has not listened: the past is executed once more, from a checkpoint on. */
import type { Occurrence, Wish } from '../../events';
import type { Runner } from '../../session';

/** Instructions that are executed again at most: longer ago is not told. */
const longest = 50_000_000;

export interface Latecomer {
  readonly interest: Iterable<Wish>;
  take(event: Occurrence): void;
}

/** The first instant from which on it can be told again; without a history the one where the machine stands. */
export function firstToRetell({ history, system }: Runner): number {
  return history
    ? Math.max(history.first, history.before(history.present - longest) ?? 0)
    : system.machine.count;
}

/** The machine stands afterwards where it stood; who listened before has to listen again. */
export function retell(runner: Runner, latecomer: Latecomer): void {
  const { history, system } = runner;
  if (!history) return;
  const { machine } = system;
  const { count } = machine;
  const { present } = history;
  runner.listen(new Set(latecomer.interest), event => latecomer.take(event));
  runner.goTo(firstToRetell(runner));
  // A stop at which the clock stands still is followed by one at which it does not.
  for (let still = 0; machine.count < present && still < 4;) {
    const before = machine.count;
    runner.run(present - before);
    still = machine.count > before ? 0 : still + 1;
  }
  runner.goTo(count);
}

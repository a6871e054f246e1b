/** The machine's stopping points: those of breakpoints and those of a step may be the same. */
import type { Runner } from '../../session';

export class Points {
  private wanted: ReadonlySet<number> = new Set();
  private passing: ReadonlySet<number> = new Set();

  constructor(private readonly runner: Runner) {}

  /** The addresses of breakpoints, from now on. */
  set(addresses: ReadonlySet<number>): void {
    this.change(addresses, this.passing);
  }

  /** Those of a step, in the place of the last that were asked for here. */
  pass(addresses: readonly number[]): void {
    if (addresses.length > 0 || this.passing.size > 0) this.change(this.wanted, new Set(addresses));
  }

  private change(wanted: ReadonlySet<number>, passing: ReadonlySet<number>): void {
    const before = new Set([...this.wanted, ...this.passing]);
    const after = new Set([...wanted, ...passing]);
    for (const address of before) if (!after.has(address)) this.runner.clearBreakpoint(address);
    for (const address of after) if (!before.has(address)) this.runner.setBreakpoint(address);
    this.wanted = new Set(wanted);
    this.passing = passing;
  }
}

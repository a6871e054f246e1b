/** The machine's stopping points: those of breakpoints and those of a step may be the same. */
import type { Runner } from '../../system';

export class Points {
  private wanted = new Set<number>();
  private passing: number | undefined;

  constructor(private readonly runner: Runner) {}

  /** The addresses of breakpoints, from now on. */
  set(addresses: ReadonlySet<number>): void {
    for (const address of this.wanted)
      if (!addresses.has(address) && address !== this.passing) this.runner.clearBreakpoint(address);
    for (const address of addresses)
      if (!this.wanted.has(address) && address !== this.passing) this.runner.setBreakpoint(address);
    this.wanted = new Set(addresses);
  }

  /** One more, in the place of the last that was asked for here. */
  pass(address: number | undefined): void {
    const before = this.passing;
    if (before === address) return;
    this.passing = address;
    if (before !== undefined && !this.wanted.has(before)) this.runner.clearBreakpoint(before);
    if (address !== undefined && !this.wanted.has(address)) this.runner.setBreakpoint(address);
  }
}

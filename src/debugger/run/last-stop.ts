/** The last stop that a run forward would have made before an instant. */
import type { Occurrence } from '../../events';
import type { Halt, Runner } from '../../session';
import type { StopInfo } from '../api';
import type { Breakpoints } from '../breakpoints/breakpoints';
import type { ActiveFilters } from '../filters';
import type { Judge } from '../judge';
import type { Search } from './travel';

export interface FoundStop {
  readonly at: number;
  readonly info: StopInfo;
  readonly halt: Halt;
}

interface LastStopParts {
  readonly runner: Runner;
  readonly breakpoints: Breakpoints;
  readonly filters: ActiveFilters;
  readonly judge: Judge;
}

export class LastStop implements Search<FoundStop> {
  readonly near = [3000, 40_000, 300_000];
  readonly stride = Infinity;
  private found: FoundStop | undefined;

  /** `only`: writes of what is at a physical address, which the breakpoint with this id watches. */
  constructor(
    private readonly parts: LastStopParts,
    private readonly until: number,
    private readonly only?: {
      readonly id: number;
      readonly physical: number | undefined;
      readonly length: number;
    },
  ) {}

  get interest() {
    return this.only === undefined ? this.parts.filters.interest : [];
  }

  hears(event: Occurrence): boolean {
    return this.parts.filters.hears(event);
  }

  mayBeAfter(checkpoint: number): boolean {
    const { physical, length } = this.only ?? {};
    if (physical === undefined || length === undefined) return true;
    return this.parts.runner.history?.mayHaveChanged(checkpoint, physical, length) ?? true;
  }

  begin(): void {
    this.found = undefined;
    this.parts.breakpoints.data.refresh();
  }

  look(halt: Halt, at: number): void {
    const info = this.judged(halt);
    if (!info || (this.only && !info.breakpoints.includes(this.only.id))) return;
    // A write is looked at from before it.
    const instant = info.reason === 'data breakpoint' ? at - 1 : at;
    if (instant < this.until) this.found = { at: instant, info, halt };
  }

  result(): FoundStop | undefined {
    return this.found;
  }

  private judged(halt: Halt): StopInfo | undefined {
    const { judge } = this.parts;
    switch (halt.reason) {
      case 'event':
      case 'fault':
        return judge.atEvent(halt.event);
      case 'watchpoint':
        return judge.atWatchpoint(halt);
      case 'breakpoint':
        return judge.atBreakpoint(halt.address);
      default:
        return undefined;
    }
  }
}

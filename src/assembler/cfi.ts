/** How to unwind a frame: collects what the `.cfi_…` directives say into rows, one for each range of code. */
import type { SectionOffset, UnwindRow } from '../image';
import { roles } from '../isa';
import type { SourceFrame } from './frames';
import type { SectionBuilder } from './sections';
import type { Statement } from './syntax';

interface State {
  readonly cfa: { readonly register: number; readonly offset: number };
  /** Offset from the frame address where each register is saved. */
  readonly saved: ReadonlyMap<number, number>;
  readonly outermost: boolean;
}

/** At the entry of a function the frame address is sp, and nothing has been saved. */
const entry: State = {
  cfa: { register: roles.stackPointer, offset: 0 },
  saved: new Map(),
  outermost: false,
};

export class UnwindTable {
  private readonly rows: UnwindRow<SectionOffset>[] = [];
  private state = entry;
  private remembered: State[] = [];
  private from = 0;
  /** The section of the function that is open. */
  section: SectionBuilder | undefined;
  /** Where it was opened. */
  opener: { readonly statement: Statement; readonly frame: SourceFrame } | undefined;

  open(section: SectionBuilder, statement: Statement, frame: SourceFrame): void {
    this.section = section;
    this.opener = { statement, frame };
    this.from = section.size;
    this.state = entry;
    this.remembered = [];
  }

  close(): void {
    this.advance();
    this.section = this.opener = undefined;
  }

  defineAddress(change: Partial<State['cfa']>): void {
    this.change({ cfa: { ...this.state.cfa, ...change } });
  }

  save(register: number, offset: number): void {
    this.change({ saved: new Map(this.state.saved).set(register, offset) });
  }

  restore(register: number): void {
    const saved = new Map(this.state.saved);
    saved.delete(register);
    this.change({ saved });
  }

  outermost(): void {
    this.change({ outermost: true });
  }

  remember(): void {
    this.remembered.push(this.state);
  }

  /** False if nothing has been remembered. */
  recall(): boolean {
    const state = this.remembered.pop();
    if (state) this.change(state);
    return state !== undefined;
  }

  private change(part: Partial<State>): void {
    this.advance();
    this.state = { ...this.state, ...part };
  }

  /** Ends the row that the state so far holds for. */
  private advance(): void {
    const { section } = this;
    if (!section || section.size === this.from) return;
    const { cfa, saved, outermost } = this.state;
    this.rows.push({
      start: section.place(this.from),
      end: section.place(section.size),
      cfa,
      saved: [...saved]
        .map(([register, offset]) => ({ register, offset }))
        .sort((a, b) => a.register - b.register),
      ...(outermost && { outermost }),
    });
    this.from = section.size;
  }

  finish(): readonly UnwindRow<SectionOffset>[] {
    return this.rows;
  }
}

/** What executes instructions. The machine around it does all that comes between two stretches of them. */

/**
 * An engine works on the state in the machine's one memory alone, and keeps nothing that cannot be forgotten: what it
 * makes of code is a copy, which the machine tells it to drop.
 */
export interface Engine {
  /** Executes from pc until `left` is 0, exact to the instruction; whatever ends a stretch early sets it to 0. */
  run(): void;
  /** Enters the trap of an interrupt between two instructions, where all that it needs is at hand; false: nothing has changed. */
  interrupt(number: number): boolean;
  /** Bytes have changed in a physical page that has the code mark. */
  codeChanged(page: number): void;
  /** A breakpoint at this virtual address came or went. */
  breakpointChanged(address: number): void;
  /** Anything may have changed. */
  forget(): void;
}

export interface EngineOptions {
  /** How far it goes: one instruction at a time by functions, all that is common by an interpreter, or compiling too. */
  readonly tier?: 'step' | 'interpret' | 'compile';
  /** Instructions interpreted in a page before it is compiled. */
  readonly compileAfter?: number;
}

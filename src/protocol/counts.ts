/** How often the code of a run has been executed. Lines as the client counts them. */

export interface ExecutionCounts {
  /** The instant up to which it was counted. */
  readonly count: number;
  readonly sources: readonly SourceCounts[];
}

export interface SourceCounts {
  /** As DAP names a source. */
  readonly path: string;
  /** In their order, those that have code. */
  readonly lines: readonly LineCount[];
  readonly functions: readonly FunctionCounts[];
}

/** How often a line was executed in programs, and how often in the kernel: as often as the one of its instructions that was executed most. */
export interface LineCount {
  readonly line: number;
  readonly user: number;
  readonly kernel: number;
}

/** A function of an executable, instruction by instruction. */
export interface FunctionCounts {
  readonly name: string;
  /** The program, or `kernel`. */
  readonly module: string;
  readonly address: number;
  /** How often each was executed, from the first on. */
  readonly executed: readonly number[];
}

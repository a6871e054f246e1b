/** A linked program: what the loader needs, and what the debugger does. */
import type { DebugInfo } from './debug-info';
import type { SymbolKind } from './object-file';
import { lazily } from '../source';

export interface Executable {
  readonly entry: number;
  /** In order of address, none overlapping another. */
  readonly segments: readonly Segment[];
  /** In order of address. */
  readonly symbols: readonly ExecutableSymbol[];
  /** Absent in a stripped executable. */
  readonly debug?: DebugInfo;
}

/** What it needs to run. */
export function stripped({ entry, segments, symbols }: Executable): Executable {
  return { entry, segments, symbols };
}

/** The executable with debug information, which is made when it is first asked for: most runs never do. */
export function withDebug(executable: Executable, make: () => DebugInfo): Executable {
  const debug = lazily(make);
  return {
    ...executable,
    get debug() {
      return debug();
    },
  };
}

export interface Segment {
  readonly address: number;
  readonly bytes: Uint8Array;
  /** Bytes in memory, at least those of `bytes`; the rest is zero. */
  readonly memorySize: number;
  readonly write: boolean;
  readonly execute: boolean;
  /** The sections that it holds, for `readelf -S`. */
  readonly sections: readonly {
    readonly name: string;
    readonly address: number;
    readonly size: number;
    readonly zero: boolean;
  }[];
}

export interface ExecutableSymbol {
  readonly name: string;
  readonly address: number;
  /** Bytes; 0 where not known. */
  readonly size: number;
  readonly kind: SymbolKind;
  readonly binding: 'local' | 'global' | 'weak';
  /** Absent for an absolute symbol. */
  readonly section?: string;
}

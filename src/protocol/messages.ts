/** Requests and events named `ringside/…`, which stand beside those of DAP. Lines and columns are zero-based. */
import type { Comparison } from './comparison';
import type { ExecutionCounts } from './counts';
import type { EventName, Mode, SystemEvent } from './events';
import type { Batch, Follow, PictureName } from './pictures';
import type { Answer } from './questions';

/**
 * Follows a picture of this machine, and of those of later launches: all of it so far, and what comes, as events of the
 * same name. Of a machine that runs, what has been is told at its next stop.
 */
type PictureRequests = { readonly [Name in PictureName as `ringside/${Name}`]: [Follow<Name>, void] };
/** What has changed in a picture since it was told last: at each stop, and between two slices of a run. */
type PictureEvents = { readonly [Name in PictureName as `ringside/${Name}`]: Batch<Name> };

/** Arguments and the body of the answer, by request. */
export interface RingsideRequests extends PictureRequests {
  /** Bytes for the program to read, as UTF-8: keys of its terminal, or lines. */
  'ringside/input': [{ readonly text: string }, void];
  /** The program's input ends. */
  'ringside/endInput': [object, void];
  /** Brings the machine to an instant of its run: a value of its clock, from the first to the present. A stop follows. */
  'ringside/goTo': [{ readonly count: number }, void];
  /** Brings the machine to before the last write of what a C expression in a frame names. A stop follows. */
  'ringside/lastWrite': [{ readonly expression: string; readonly frameId?: number }, void];
  /**
   * Brings the machine to where the value of a C expression in a frame was made, from its last writer back through
   * registers, memory and the disk. The way is told as output; a stop follows.
   */
  'ringside/origin': [{ readonly expression: string; readonly frameId?: number }, void];
  /** Brings the machine to the last time that a line of a source, as the client counts, was come to. A stop follows. */
  'ringside/lastLine': [{ readonly path: string; readonly line: number }, void];
  /**
   * Brings the machine to the next time that a line is come to; with `n`, to the n-th time in the call of its function that the
   * process is in, else in all of the run so far. A stop follows.
   */
  'ringside/nextLine': [{ readonly path: string; readonly line: number; readonly n?: number }, void];
  /**
   * Follows two futures of the instant where the machine stands: the one that the run has, and one with a change made here,
   * as the console's `compare` has it; tells where they differ first. The machine stays where it is.
   */
  'ringside/compare': [
    { readonly change: string; readonly frameId?: number; readonly instructions?: number },
    Comparison,
  ];
  /**
   * Answers a question over the run so far, from its first instant to its present. The machine stays where it is: another one
   * makes the run again, which takes time, and can be cancelled.
   */
  'ringside/ask': [{ readonly question: string }, Answer];
  /**
   * How often each line and each instruction has been executed up to the instant where the machine stands: of one source, or of all.
   * Another machine makes the run again, as for a question.
   */
  'ringside/counts': [{ readonly path?: string }, ExecutionCounts];
  /** Instants to come back to: those that are kept, and those of stops, in the order of time. */
  'ringside/instants': [object, { readonly instants: readonly Instant[] }];
  /**
   * The run so far as a recording: a file, in Base64. A moment is without what was built: small, it is built again where it
   * is opened, and stops at the instant where this machine stands.
   */
  'ringside/recording': [{ readonly moment?: boolean }, { readonly content: string }];
  /** Shows integers in hexadecimal, or in decimal again; the answer says which. */
  'ringside/toggleHex': [object, { readonly hex: boolean }];
  /**
   * Wants events of these kinds, as `ringside/events`, in the place of those that were wanted before; all if `events` is
   * absent, none if it is empty. From now on, and for the next launch if there is no machine yet.
   */
  'ringside/subscribe': [{ readonly events?: readonly EventName[] }, void];
}

/** What the language server asks its client for. */
export interface ClientRequests {
  /** The text of the file with this URI; null: there is none. */
  'ringside/read': [string, string | null];
  /** The names of the entries of the folder with this URI, those of folders with a slash at the end. */
  'ringside/list': [string, readonly string[]];
}

/** The body, by event. */
export interface RingsideEvents extends PictureEvents {
  /** At each stop, and some times a second while running. */
  'ringside/status': MachineStatus;
  /** What has happened since the last of these: at each stop, and between two slices of a run. */
  'ringside/events': EventBatch;
  /** In the place of `output` events, where the launch asks for a terminal. */
  'ringside/terminal': TerminalOutput;
  /** What the tools said about the build at launch. */
  'ringside/diagnostics': BuildReport;
}

export interface Instant {
  readonly count: number;
  /** Of one that is kept: the word to it. */
  readonly text?: string;
}

export interface TerminalOutput {
  /** What the program has printed since. A newline is a line feed alone. */
  readonly text: string;
  /** Bytes that have been printed so far, with these. */
  readonly printed?: number;
  /** The machine has ended, and how, in a sentence. */
  readonly ended?: string;
}

export interface EventBatch {
  /** In their order. */
  readonly events: readonly SystemEvent[];
}

export interface MachineStatus {
  readonly mode: Mode;
  readonly pid: number;
  readonly name: string;
  /** The machine's clock. */
  readonly count: number;
  /** The latest instant that it has come to, where the machine has been brought back before it. */
  readonly present?: number;
  /** Bytes that programs have printed by this instant, where one can go back: what has been shown beyond is still to come. */
  readonly printed?: number;
  readonly running: boolean;
  /** Nothing goes on until somebody types. */
  readonly waitsForInput: boolean;
}

export interface BuildReport {
  readonly diagnostics: readonly BuildDiagnostic[];
  /** Nothing can be launched, and why, in a sentence. */
  readonly failed: boolean;
  readonly problem?: string;
}

export interface BuildDiagnostic {
  /** Of the source; absent where no place is to blame. */
  readonly path?: string;
  readonly range: TextRange;
  readonly severity: 'error' | 'warning' | 'note';
  /** Of the rule, as `docs/diagnostics.md` lists them. */
  readonly code: string;
  readonly message: string;
  readonly related: readonly RelatedPlace[];
}

export interface RelatedPlace {
  readonly path: string;
  readonly range: TextRange;
  readonly message: string;
}

export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

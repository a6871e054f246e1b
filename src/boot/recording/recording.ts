/** A recording: all that it takes to have the same run again, to the instruction, on another computer and later. */
import type { Executable } from '../../image';
import type { InputEntry } from '../../machine';
import type { ValuesOf } from '../launch/fields';
import { launchTable as rows } from '../launch/table';

/** What of a launch says which machine runs, and with what. */
export const recordedRows = {
  program: rows.program,
  args: rows.args,
  programs: rows.programs,
  kernel: rows.kernel,
  timer: rows.timer,
  scheduler: rows.scheduler,
  memory: rows.memory,
  files: rows.files,
  env: rows.env,
  include: rows.include,
  define: rows.define,
  warnings: rows.warnings,
  standard: rows.standard,
  disk: rows.disk,
  console: rows.console,
  interrupts: rows.interrupts,
};

/** Paths are those of who recorded. */
export type RecordedLaunch = ValuesOf<typeof recordedRows>;

/** What ran: kept, so that another version of Ringside, whose tools make something else, runs the same. */
export interface RecordedImage {
  readonly kernel: Executable;
  /** What the files of `/bin` run that the user has started, by name. */
  readonly programs: ReadonlyMap<string, () => Executable>;
  readonly disk: Uint8Array;
  /** Bundled sources by path, such as `guest/kernel/main.c`. */
  readonly guest: ReadonlyMap<string, Uint8Array>;
}

export interface Recording {
  readonly launch: RecordedLaunch;
  /** Names of the programs on the disk, in the order of the launch. */
  readonly started: readonly string[];
  /** The files that the launch has read, by their paths. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Absent from a moment, which is small: it is built again, and has to be the same. */
  readonly image?: RecordedImage;
  /** Marks of the other programs of the disk, by name: they come with Ringside, and their debug information does. */
  readonly bundled: Readonly<Record<string, string>>;
  /** Of what the machine starts from: whatever is built again with another is something else. */
  readonly mark: string;
  /** All that came from outside. */
  readonly log: readonly InputEntry[];
  /** The last instant. */
  readonly end: number;
  /** The instant to look at first; 0: none in particular. */
  readonly instant: number;
  /** Instants that are kept, with a word to each. */
  readonly bookmarks: readonly { readonly count: number; readonly text: string }[];
  /** The exit status of `ringside run`, where it has come to one. */
  readonly status?: number | undefined;
}

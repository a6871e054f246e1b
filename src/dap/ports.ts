/** What a session needs of its surroundings. */
import type { AsyncFiles, GuestFiles, ObjectStore } from '../boot';

export interface DapPorts {
  readonly guest: GuestFiles;
  readonly files: AsyncFiles;
  /** Writes the file of a disk that is kept; where files are slow it may go on after the session has ended. */
  writeFile(path: string, bytes: Uint8Array): void;
  /** Lets messages in; called between two slices of a run. */
  yieldToHost(): Promise<void>;
  /** Keeps object files from one session to the next. */
  readonly objects?: ObjectStore | undefined;
  /** The folder that relative paths are in. */
  readonly folder?: string;
  /** The path of a file without symbolic links; absent where there are none. */
  realPath?(path: string): string;
  /** Called once, when the client has left or has told the session to end. */
  ended?(): void;
}

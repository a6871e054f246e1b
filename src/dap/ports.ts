/** What a session needs of its surroundings. */
import type { AsyncFiles, GuestFiles } from '../boot';

export interface DapPorts {
  readonly guest: GuestFiles;
  readonly files: AsyncFiles;
  /** Lets messages in; called between two slices of a run. */
  yieldToHost(): Promise<void>;
  /** The folder that relative paths are in. */
  readonly folder?: string;
  /** The path of a file without symbolic links; absent where there are none. */
  realPath?(path: string): string;
  /** Called once, when the client has left or has told the session to end. */
  ended?(): void;
}

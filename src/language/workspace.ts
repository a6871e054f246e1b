/** What a document is understood with. */
import type { FileReader } from '../source';

/** Where included files are found. */
export interface Workspace {
  readonly files: FileReader;
  /** Folders to search after the including file's own. */
  readonly includePaths: readonly string[];
}

/** The path of a file without symbolic links; its own where there is no such file. */
import { realpathSync } from 'node:fs';
import { sep } from 'node:path';

export function realPath(path: string): string {
  try {
    return realpathSync.native(path).split(sep).join('/');
  } catch {
    // Nothing is there: it has no other name.
    return path;
  }
}

/** The port through which the tools read sources: synchronous, by path, with `/` between the parts. */
import { SourceFile } from './source-file';
import { textOf } from './utf8';

export interface FileReader {
  /** The bytes of a file; undefined if there is none. */
  read(path: string): Uint8Array | undefined;
}

/** Files from memory, by path. */
export class MemoryFiles implements FileReader {
  constructor(private readonly files: ReadonlyMap<string, Uint8Array>) {}

  read(path: string): Uint8Array | undefined {
    return this.files.get(path);
  }
}

/** Reads a file as UTF-8 text; undefined if there is none. */
export function readSource(files: FileReader, path: string): SourceFile | undefined {
  const bytes = files.read(path);
  return bytes && new SourceFile(path, textOf(bytes));
}

/** The scheme and host of a URI; two letters at least, since `C:` is a drive. */
const uriStart = /^[a-z][\w+.-]+:(\/\/[^/]*)?/i;

/** Whether a path is a URI. */
export const isUri = (path: string): boolean => uriStart.test(path);

/** Whether a path stands for itself, whatever folder it is written in. */
function isAbsolute(path: string): boolean {
  return /^(\/|[A-Za-z]:[\\/])/.test(path) || uriStart.test(path);
}

/** Joins a folder and a path, and takes `.` and `..` out; an absolute path, or a URI, stands for itself. */
export function resolvePath(folder: string, path: string): string {
  const whole = isAbsolute(path) || folder === '' ? path : `${folder}/${path}`;
  const start = uriStart.exec(whole)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of whole.slice(start.length).split('/')) {
    if (part === '.' || (part === '' && parts.length > 0)) continue;
    if (part === '..' && !['', '..'].includes(parts.at(-1) ?? '')) parts.pop();
    else parts.push(part);
  }
  return start + parts.join('/') || '.';
}

/** The folder of a path, without the last slash; empty for a bare name. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : slash === 0 ? '/' : path.slice(0, slash);
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

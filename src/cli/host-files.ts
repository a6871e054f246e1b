/** The files of the computer that Ringside runs on, through the port that the tools read; and what is wrong with them. */
import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { type FileTree, guestRoot } from '../boot';
import { Failure, reason } from './failure';
import { statuses } from './statuses';

/** Files by path from the current folder. A path that cannot be read counts as none. */
export const hostFiles: FileTree = {
  read(path) {
    try {
      // A device, or a pipe that nobody writes to, may never end.
      return statSync(path).isFile() ? readFileSync(path) : undefined;
    } catch {
      return undefined;
    }
  },
  list(folder) {
    try {
      return readdirSync(folder, { withFileTypes: true })
        .map(entry => (entry.isDirectory() ? `${entry.name}/` : entry.name))
        .sort();
    } catch {
      return [];
    }
  },
};

/** A path as the tools write it. */
export function toolPath(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

/** The bytes of a file that the user names; throws a Failure that says why there are none. */
export function readNamed(path: string, option?: string): Uint8Array {
  try {
    const what = statSync(path);
    if (what.isFile() || what.isDirectory()) return readFileSync(path);
  } catch (error) {
    throw new Failure(`${of(option)}cannot read ${path}: ${reason(error)}`);
  }
  throw new Failure(`${of(option)}cannot read ${path}: it is no regular file`);
}

/** Throws a Failure if a file that the user names cannot be read; the bundled guest's are not the computer's. */
export function requireReadable(path: string, option?: string): void {
  if (!path.startsWith(guestRoot)) readNamed(path, option);
}

/** The same for what may be a folder too. */
export function requireProgram(path: string, option?: string): void {
  if (!isFolder(path)) requireReadable(path, option);
}

/** The lines of standard input, unless somebody would have to type them. */
export function standardInput(): readonly Uint8Array[] {
  if (process.stdin.isTTY) return [];
  const text = readFileSync(process.stdin.fd);
  const lines: Uint8Array[] = [];
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start) + 1 || text.length;
    lines.push(text.subarray(start, end));
    start = end;
  }
  return lines;
}

/** Throws a Failure if no file can be written here, whether there is one or not. */
export function requireWritable(path: string, option?: string): void {
  try {
    if (existsSync(path)) readFileSync(path);
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK);
  } catch (error) {
    throw new Failure(`${of(option)}cannot write ${path}: ${reason(error)}`);
  }
}

/** Writes a file as a whole: should the computer stop meanwhile, it is as it was before. Throws a Failure. */
export function writeNamed(path: string, bytes: Uint8Array): void {
  const beside = `${path}.new`;
  try {
    writeFileSync(beside, bytes);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new Failure(`cannot write ${path}: ${reason(error)}`, statuses.lostOutput);
  }
}

/** Throws a Failure if this is no folder. */
export function requireFolder(path: string, option?: string): void {
  try {
    if (statSync(path).isDirectory()) return;
  } catch (error) {
    throw new Failure(`${of(option)}cannot read ${path}: ${reason(error)}`);
  }
  throw new Failure(`${of(option)}${path} is no folder`);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** How a sentence about an option's value begins. */
const of = (option: string | undefined) => (option === undefined ? '' : `${option}: `);

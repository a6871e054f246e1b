/** `ringside fsck` and `ringside disk`: the image of a disk that is kept, checked, and seen from outside. */
import { type NewFile, readDisk, updateDisk } from '../disk';
import { onDiskAs, pathOnDisk, splitDiskFile } from '../boot';
import type { Command, Context } from './context';
import { Failure } from './failure';
import { readNamed, writeNamed } from './host-files';
import { type Arguments, UsageError } from './options';
import { statuses } from './statuses';

const imageStatuses = [
  ['0', 'done'],
  [String(statuses.bad), 'bad usage, or a file that cannot be read'],
  [String(statuses.lostOutput), 'the image or a file cannot be written'],
] as const;

export const fsckCommand: Command = {
  name: 'fsck',
  summary: 'check the file system on a disk',
  usage: ['fsck IMAGE'],
  description: `Reads all of a disk that 'ringside run --disk' keeps, and tells what does not agree: blocks that two files
have, counts of links, names that lead nowhere, bits of the bitmaps. Nothing is changed.`,
  options: [],
  statuses: [['0', 'the file system is sound'], ['1', 'it is not'], ...imageStatuses.slice(1, 2)],
  examples: [['ringside fsck disk.img', 'checks the disk in disk.img']],
  run: fsck,
};

export const diskCommand: Command = {
  name: 'disk',
  summary: 'list, get and put files of a disk',
  usage: ['disk list IMAGE', 'disk get IMAGE PATH [FILE]', 'disk put IMAGE FILE[=PATH]…'],
  description: `Looks into a disk that 'ringside run --disk' keeps, without a machine. 'list' shows every path with its kind,
permissions and size; 'get' copies a file from the disk, to standard output or to FILE; 'put' copies files to
the disk, under their own names in / or at PATH.`,
  options: [],
  statuses: imageStatuses,
  examples: [
    ['ringside disk list disk.img', 'shows what is on the disk'],
    ['ringside disk get disk.img /notes.txt', 'prints a file of the disk'],
    ['ringside disk put disk.img notes.txt=/home/notes', 'copies a file to the disk'],
  ],
  run: disk,
};

async function fsck({ rest: [path, ...more] }: Arguments, { terminal }: Context): Promise<number> {
  if (path === undefined) throw new UsageError('which image?');
  if (more.length > 0) throw new UsageError(`one image at a time, not also ${more.join(' ')}`);
  const { files, directories, problems, unfinished } = readDisk(readNamed(path));
  for (const problem of problems) terminal.print(`${path}: ${problem}\n`);
  if (problems.length > 0) return 1;
  if (unfinished.blocks > 0)
    terminal.print(
      `${path}: the next start finishes a transaction of ${unfinished.blocks} blocks in the journal\n`,
    );
  if (unfinished.files > 0)
    terminal.print(`${path}: the next start frees ${unfinished.files} files that had no name any more\n`);
  terminal.print(`${path}: sound, with ${files.size} files and ${directories.length} folders\n`);
  return 0;
}

const actions: Readonly<Record<string, (image: string, words: readonly string[], context: Context) => void>> =
  { list, get, put };

async function disk({ rest: [action = '', image, ...words] }: Arguments, context: Context): Promise<number> {
  const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (!act) throw new UsageError(`list, get or put, not '${action}'`);
  if (image === undefined) throw new UsageError('which image?');
  act(image, words, context);
  return 0;
}

/** What is on a disk that has a file system; it need not be sound. */
function contentsOf(image: string) {
  const contents = readDisk(readNamed(image));
  if (contents.entries.length === 0) throw new Failure(`${image}: ${contents.problems.join('; ')}`);
  return contents;
}

function list(image: string, words: readonly string[], { terminal }: Context): void {
  if (words.length > 0) throw new UsageError(`list takes an image, not also ${words.join(' ')}`);
  const { entries } = contentsOf(image);
  const rows = entries.map(row).sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { kind, permissions, size, path } of rows)
    terminal.print(`${kind} ${permissions} ${size.padStart(9)} ${path}\n`);
}

function row(entry: NewFile) {
  const permissions = entry.permissions?.toString(8).padStart(4, '0') ?? '    ';
  const common = { permissions, size: '', path: entry.path };
  if ('target' in entry) return { ...common, kind: 'link', path: `${entry.path} -> ${entry.target}` };
  if ('sameAs' in entry) return { ...common, kind: 'file', path: `${entry.path} = ${entry.sameAs}` };
  if ('device' in entry) return { ...common, kind: 'dev ' };
  if (entry.path.endsWith('/')) return { ...common, kind: 'dir ' };
  return { ...common, kind: 'file', size: String(entry.bytes.length) };
}

function get(image: string, [path, target, ...more]: readonly string[], { terminal }: Context): void {
  if (path === undefined || more.length > 0) throw new UsageError('get IMAGE PATH [FILE]');
  const bytes = contentsOf(image).files.get(absolute(path));
  if (!bytes) throw new Failure(`${image} has no file ${absolute(path)}`);
  if (target !== undefined) writeNamed(target, bytes);
  else for (const byte of bytes) terminal.printByte(byte);
}

function put(image: string, words: readonly string[]): void {
  if (words.length === 0) throw new UsageError('put IMAGE FILE[=PATH]…');
  const files = words.map(word => {
    const file = splitDiskFile(word);
    return onDiskAs(pathOnDisk(file), readNamed(file.host));
  });
  const { image: changed, problem } = updateDisk(readNamed(image), files);
  if (!changed) throw new Failure(`${image}: ${problem}`);
  writeNamed(image, changed);
}

const absolute = (path: string) => `/${path}`.replace(/^\/+/, '/');

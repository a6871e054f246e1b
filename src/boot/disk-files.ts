/** What stands on the disk that the kernel mounts: programs in `/bin`, what to start in `/etc/startup`, files. */
import { type NewFile, vsfs } from '../disk';
import { type Executable, fileKind, stripped, writeElf } from '../image';
import { baseName, type Diagnostic, hasErrors } from '../source';
import { type BuildOptions, buildProgram } from './build';
import { type FileTree, buildWorld, guestRoot, sourcesIn } from './files';

/** A program that the user runs. */
export interface Program {
  /** The path of its first source, of its folder, or of its file: its name on the disk comes from it. */
  readonly path: string;
  readonly executable: Executable;
  /** argv without argv[0]. */
  readonly args: readonly string[];
}

/** A program that is on every disk. */
export interface BundledProgram {
  /** Of its source, or of the folder with its sources. */
  readonly path: string;
  readonly name: string;
  /** The ELF file for the disk. */
  stripped(): Uint8Array;
  /** With debug information. */
  executable(): Executable;
}

export interface DiskFile {
  /** From the root: `/bin/init`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Where the kernel shows files of its own. */
export const processFolder: NewFile = { path: '/proc/', bytes: new Uint8Array(0) };

/** Where programs put files for a while. */
export const temporaryFolder: NewFile = { path: '/tmp/', bytes: new Uint8Array(0) };

/** `/dev/console` and the others. */
export const deviceFiles: readonly NewFile[] = Object.entries(vsfs.devices).map(([name, device]) => ({
  path: `/dev/${name}`,
  device,
}));

/** A file as it is to stand on the disk: a program may be executed. */
export function onDiskAs(path: string, bytes: Uint8Array): NewFile {
  return { path, bytes, ...(fileKind(bytes) === 'executable' && { permissions: 0o755 }) };
}

/** `hello` for `examples/hello.c`. */
export function programName(path: string): string {
  const name = baseName(path).replace(/(.)\.[^.]*$/, '$1');
  return fit(name || 'program', vsfs.nameSize);
}

/**
 * The names of these programs on the disk, in their order. Two that would have the same name are told apart by a
 * number, and `init` stays the kernel's own; the same executable twice is one file.
 */
export function nameOnDisk(programs: readonly Program[]): string[] {
  const taken = new Map<string, Executable | undefined>([['init', undefined]]);
  return programs.map(({ path, executable }) => {
    const name = programName(path);
    for (let number = 1; ; number++) {
      const candidate =
        number === 1 ? name : `${fit(name, vsfs.nameSize - 1 - String(number).length)}-${number}`;
      if (taken.has(candidate) && taken.get(candidate) !== executable) continue;
      taken.set(candidate, executable);
      return candidate;
    }
  });
}

/** The longest start of a text that takes no more than so many bytes of UTF-8. */
function fit(text: string, bytes: number): string {
  let fitting = text;
  while (new TextEncoder().encode(fitting).length > bytes) fitting = [...fitting].slice(0, -1).join('');
  return fitting;
}

/** Stands before a word of the startup file that is empty, or starts with it. */
const mark = '\x01';

/** Stands before each variable of the environment, which come first. */
const variableMark = '\x02';

/**
 * Variables, then argv of every program to start at once: strings that end with a NUL, and one more NUL after each
 * program.
 */
export function startupFile(
  commands: readonly (readonly string[])[],
  variables: Readonly<Record<string, string>> = {},
): Uint8Array {
  const environment = Object.entries(variables).map(([name, value]) => `${variableMark}${name}=${value}\0`);
  const lines = commands
    .map(
      argv =>
        argv.map(word => `${word === '' || word.startsWith(mark) ? mark : ''}${word}\0`).join('') + '\0',
    )
    .join('');
  return new TextEncoder().encode(environment.join('') + lines);
}

/** All of `guest/programs`, each a source or a folder of them; from the prebuilt ones where there are. */
export function bundledPrograms(options: BuildOptions): {
  programs: BundledProgram[];
  diagnostics: readonly Diagnostic[];
} {
  const { prebuilt } = options.guest;
  if (prebuilt) {
    const programs = prebuilt.programs.map(row => ({ ...row, name: programName(row.path) }));
    return { programs, diagnostics: [] };
  }
  const paths = programPaths(buildWorld(options.files, options.guest), `${guestRoot}/programs`);
  const built = paths.map(path => ({ path, ...buildProgram({ ...options, parts: [path] }) }));
  return {
    programs: built.flatMap(({ path, executable }) => (executable ? [bundle(path, executable)] : [])),
    diagnostics: built.flatMap(({ diagnostics }) => (hasErrors(diagnostics) ? diagnostics : [])),
  };
}

function programPaths(files: FileTree, folder: string): string[] {
  const folders = files.list(folder).filter(name => name.endsWith('/'));
  return [...sourcesIn(files, folder), ...folders.map(name => `${folder}/${name.slice(0, -1)}`)].sort();
}

function bundle(path: string, executable: Executable): BundledProgram {
  return {
    path,
    name: programName(path),
    stripped: () => writeElf(stripped(executable)),
    executable: () => executable,
  };
}

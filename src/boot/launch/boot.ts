/** From a launch to a machine about to run: builds its programs and its kernel, and puts both where they belong. */
import { type Diagnostic, hasErrors, present } from '../../source';
import { definesOf, standardNamed } from '../../c';
import type { Executable } from '../../image';
import { vsfs } from '../../disk';
import { type Built, buildKernel, buildProgram } from '../build';
import type { BuildCache } from '../build-cache';
import { type DiskFile, type Program, bundledPrograms } from '../disk-files';
import type { FileTree, GuestFiles } from '../files';
import { titleOf, withoutSlash } from '../parts';
import type { RecordedLaunch } from '../recording/recording';
import { type System, createSystem, machineSettings } from '../system';
import { pathOnDisk, splitDiskFile } from './kinds';
import { type ProgramLine, mebibyte } from './table';

export interface BootPorts {
  readonly files: FileTree;
  readonly guest: GuestFiles;
  readonly cache: BuildCache;
}

export interface Booted {
  /** The files that have been read for it, by their paths. */
  readonly read: ReadonlyMap<string, Uint8Array>;
  /** Absent if there is a problem. */
  readonly system?: System;
  /** Why there is no system, in one sentence. */
  readonly problem?: string;
  /** What the tools said, with or without a system. */
  readonly diagnostics: readonly Diagnostic[];
}

/** All programs of a launch, the first one first. */
export const programLines = ({ program, args, programs }: RecordedLaunch): readonly ProgramLine[] => [
  { program, args },
  ...programs,
];

/** The paths in the launch are those of the tools. */
export function bootLaunch(launch: RecordedLaunch, given: BootPorts): Booted {
  const read = new Map<string, Uint8Array>();
  const ports = { ...given, files: remembering(given.files, read) };
  return { ...bootWith(launch, ports), read };
}

function bootWith(launch: RecordedLaunch, ports: BootPorts): Omit<Booted, 'read'> {
  const kernel = buildOwnKernel(launch, ports);
  const programs = buildPrograms(launch, ports, kernel.built.executable);
  const bundled = bundledPrograms(ports);
  const parts = [...programs.values(), kernel];
  const diagnostics = [...parts.flatMap(({ built }) => built.diagnostics), ...bundled.diagnostics];
  const failed = parts.filter(({ built }) => !built.executable || hasErrors(built.diagnostics));
  if (failed.length > 0 || !kernel.built.executable)
    return { problem: failed.map(failure).join('; '), diagnostics };
  const files = diskFiles(launch, ports.files);
  if (files.problem !== undefined) return { problem: files.problem, diagnostics };
  const system = createSystem({
    kernel: kernel.built.executable,
    programs: programLines(launch).flatMap(line => runnable(line, programs)),
    bundled: bundled.programs,
    files: files.onDisk,
    variables: launch.env,
    ...keptDisk(launch, ports.files),
    ...machineSettings(launch),
  });
  return { ...system, diagnostics };
}

/** Notes what is read. */
function remembering(files: FileTree, read: Map<string, Uint8Array>): FileTree {
  return {
    ...files,
    read(path) {
      const bytes = files.read(path);
      if (bytes) read.set(path, bytes);
      return bytes;
    },
  };
}

/** Of a new disk that is to be kept. */
const keptBlocks = (16 * mebibyte) / vsfs.blockSize;

/** The image of the disk that the launch names, or the size of a new one. */
function keptDisk(
  { disk: path }: RecordedLaunch,
  files: FileTree,
): { disk?: Uint8Array; diskBlocks?: number } {
  if (path === '') return {};
  const image = files.read(path);
  return image ? { disk: image } : { diskBlocks: keptBlocks };
}

/** Something that has been built, and what to call it. */
interface Part {
  readonly name: string;
  readonly built: Built;
}

/** Each program once, by its parts. */
function buildPrograms(
  launch: RecordedLaunch,
  ports: BootPorts,
  kernel: Executable | undefined,
): ReadonlyMap<string, Part> {
  const programs = new Map(programLines(launch).map(({ program }) => [keyOf(program), program]));
  const choices = languageOf(launch);
  const build = (parts: readonly string[]) => buildProgram({ ...ports, ...choices, parts, kernel });
  return new Map([...programs].map(([key, parts]) => [key, { name: titleOf(parts), built: build(parts) }]));
}

const keyOf = (parts: readonly string[]): string => parts.join('\0');

/** What the launch says about how C is compiled. */
const languageOf = ({ include: includePaths, define, warnings, standard }: RecordedLaunch) => ({
  includePaths,
  defines: definesOf(define),
  warnings,
  standard: standardNamed(standard),
});

function buildOwnKernel(launch: RecordedLaunch, ports: BootPorts): Part {
  const { kernel: folder } = launch;
  if (folder === '') return { name: 'the kernel', built: buildKernel(ports) };
  return { name: `the kernel in ${folder}`, built: buildKernel({ ...ports, ...languageOf(launch), folder }) };
}

function runnable({ program, args }: ProgramLine, built: ReadonlyMap<string, Part>): Program[] {
  const executable = built.get(keyOf(program))?.built.executable;
  const path = withoutSlash(present(program[0], 'a part of the program'));
  return executable ? [{ path, args, executable }] : [];
}

/** `hello.c does not build: 2 errors`; or what is wrong where that is one thing without a place. */
function failure({ name, built }: Part): string {
  const errors = built.diagnostics.filter(({ severity }) => severity === 'error');
  const [first, ...more] = errors;
  if (first && more.length === 0 && !first.span) return first.message;
  return `${name} does not build: ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}`;
}

function diskFiles(
  launch: RecordedLaunch,
  files: FileTree,
): { onDisk: readonly DiskFile[]; problem?: string } {
  const onDisk: DiskFile[] = [];
  for (const entry of launch.files) {
    const file = splitDiskFile(entry);
    const bytes = files.read(file.host);
    if (!bytes)
      return {
        onDisk,
        problem: `files: cannot read ${file.host}: there is no such file, or it may not be read`,
      };
    onDisk.push({ path: pathOnDisk(file), bytes });
  }
  return { onDisk };
}

/** Builds what a launch describes: the programs, the kernel, and the machine with both in it. */
import {
  type AsyncFiles,
  type BuildCache,
  type Built,
  type DiskFile,
  type FileTree,
  type GuestFiles,
  type Program,
  type System,
  buildKernel,
  buildProgram,
  bundledPrograms,
  createSystem,
  withFiles,
} from '../boot';
import { type Diagnostic, baseName, hasErrors } from '../source';
import type { LaunchAttributes } from './attributes';

export interface BuildPorts {
  readonly guest: GuestFiles;
  readonly files: AsyncFiles;
  readonly cache: BuildCache;
}

export interface BuiltSystem {
  /** Absent if there is a problem. */
  readonly system?: System;
  /** Why there is no system, in one sentence. */
  readonly problem?: string;
  readonly diagnostics: readonly Diagnostic[];
}

const mebibyte = 1024 * 1024;

/** The paths in the attributes are those of the tools. */
export async function buildSystem(attributes: LaunchAttributes, ports: BuildPorts): Promise<BuiltSystem> {
  return withFiles(ports.files, files => build(attributes, files, ports));
}

function build(attributes: LaunchAttributes, files: FileTree, ports: BuildPorts): BuiltSystem {
  const options = { files, guest: ports.guest, cache: ports.cache };
  const { programs, kernel: folder, include, memory, timer } = attributes;
  const paths = [...new Set(programs.map(({ program }) => program))];
  const builds = paths.map(path => ({
    path,
    name: baseName(path),
    built: buildProgram({ ...options, path, includePaths: include }),
  }));
  const kernel = buildKernel({ ...options, ...(folder !== undefined && { folder }) });
  const bundled = bundledPrograms(options);
  const parts = [
    ...builds,
    { name: `the kernel${folder === undefined ? '' : ` in ${folder}`}`, built: kernel },
  ];
  const diagnostics = [...parts.flatMap(part => part.built.diagnostics), ...bundled.diagnostics];
  const failed = parts.filter(({ built }) => !built.executable || hasErrors(built.diagnostics));
  if (failed.length > 0) return { problem: failed.map(failure).join('; '), diagnostics };

  const disk = diskFiles(attributes.files, files);
  if (disk.problem !== undefined) return { problem: disk.problem, diagnostics };
  const executables = new Map(builds.map(({ path, built }) => [path, built.executable!]));
  const lines = programs.map(({ program, args }): Program => ({
    path: program,
    args,
    executable: executables.get(program)!,
  }));
  const { system, problem } = createSystem({
    kernel: kernel.executable!,
    programs: lines,
    bundled: bundled.programs,
    files: disk.files,
    ...(memory !== undefined && { memory: memory * mebibyte }),
    ...(timer !== undefined && { timer }),
  });
  return { system, problem, diagnostics };
}

/** `hello.c does not build: 2 errors`; or what is wrong where that is one thing without a place. */
function failure({ name, built }: { name: string; built: Built }): string {
  const errors = built.diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (errors.length === 1 && !first!.span) return first!.message;
  return `${name} does not build: ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}`;
}

/** The files of the attribute `files`, each `HOST` or `HOST=GUEST`. */
function diskFiles(entries: readonly string[], files: FileTree): { files: DiskFile[]; problem?: string } {
  const result: DiskFile[] = [];
  for (const entry of entries) {
    const { host, guest } = splitFile(entry);
    const bytes = files.read(host);
    if (!bytes) return { files: [], problem: `files: cannot read ${host}: no such file` };
    const folder = guest === '' || guest.endsWith('/');
    result.push({ path: `/${guest}${folder ? baseName(host) : ''}`.replace(/^\/+/, '/'), bytes });
  }
  return { files: result };
}

/** `HOST=GUEST`; the guest's part may be absent. */
export function splitFile(entry: string): { host: string; guest: string } {
  const equals = entry.lastIndexOf('=');
  if (equals < 0) return { host: entry, guest: '' };
  return { host: entry.slice(0, equals), guest: entry.slice(equals + 1) };
}

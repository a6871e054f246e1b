/** `ringside build`: makes an executable, and shows what is in it. */
import { writeFileSync } from 'node:fs';
import { writeElf, writeObject } from '../image';
import { baseName, present } from '../source';
import { formatMap } from '../linker';
import {
  type Built,
  buildKernel,
  buildProgram,
  buildWorld,
  guestHeaders,
  guestRoot,
  inputOf,
  partsOf,
} from '../boot';
import { type Command, type Context, built, requireBuilt } from './context';
import { Failure, reason } from './failure';
import { requireFolder, requireProgram, toolPath } from './host-files';
import { languageOf, languageOptions } from './launch';
import { listing, symbolDump } from './listing';
import { type Arguments, type Option, UsageError } from './options';
import { statuses } from './statuses';

/** For every command that builds what it is given. */
export const kernelOption: Option = {
  name: '--kernel',
  value: 'DIR',
  help: 'build the kernel whose sources are in this folder, in place of a program',
};

export const buildCommand: Command = {
  name: 'build',
  summary: 'build a program or a kernel into an executable',
  usage: [
    'build [options] PROGRAM… -o FILE',
    'build --map --listing PROGRAM…',
    'build -c [options] SOURCES…',
    'build [options] --kernel DIR -o FILE',
  ],
  description: `Builds C files (.c) and assembly files (.toy) with the C library: all that are named, and all in folders
that are named, are one program. Object files (.o) and archives (.a) may be among them. The executable is an ELF file with debug information, for 'ringside run' and for any
tool that reads ELF.`,
  options: [
    { name: '--output', short: '-o', value: 'FILE', help: 'write the executable there' },
    kernelOption,
    {
      name: '--compile',
      short: '-c',
      help: 'do not link: write an object file (.o) for each source, into the current folder or to -o FILE',
    },
    { name: '--map', help: 'print which objects are in it, why and where, and all its symbols' },
    { name: '--listing', help: 'print its instructions with addresses and source lines' },
    ...languageOptions,
  ],
  statuses: [
    ['0', 'it is built'],
    [String(statuses.bad), 'bad usage, or it does not build'],
  ],
  examples: [
    ['ringside build hello.c -o hello', 'writes the executable hello'],
    ['ringside build --listing hello.c', 'shows the instructions that hello.c becomes'],
    ['ringside build main.c list.c -o lists', 'builds one program of two files'],
    ['ringside build -c list.c', 'writes the object file list.o'],
    ['ringside build --kernel mykernel -o kernel.elf', 'builds the kernel whose sources are in mykernel/'],
    ['ringside build --map --kernel ringside:/guest/kernel', 'shows what is in the bundled kernel'],
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  if (given.has('--compile')) return compile(given, context);
  const output = given.value('--output');
  if (output === undefined && !given.has('--map') && !given.has('--listing'))
    throw new UsageError('where to? Give -o FILE, --map or --listing');
  const result = built(buildNamed(given, context), context);
  if (output !== undefined) save(output, writeElf(result.executable));
  if (given.has('--map')) {
    if (result.map) context.terminal.print(`${formatMap(result.map)}\n\n`);
    context.terminal.print(symbolDump(result.executable));
  }
  if (given.has('--listing')) context.terminal.print(listing(result.executable, context));
  return 0;
}

/** The program of all parts that are named, or the kernel in a folder. */
export function buildNamed(given: Arguments, context: Context): Built {
  const options = { ...context, ...languageOf(given) };
  const folder = given.value(kernelOption.name);
  if (folder === undefined && given.rest.length === 0) throw new UsageError('which program?');
  if (folder === undefined) return buildProgram({ ...options, parts: given.rest.map(programPart) });
  if (given.rest.length > 0) throw new UsageError(`a kernel or a program, not also ${given.rest.join(' ')}`);
  if (!folder.startsWith(guestRoot)) requireFolder(folder, kernelOption.name);
  return buildKernel({ ...options, folder: toolPath(folder) });
}

function programPart(path: string): string {
  requireProgram(path);
  return toolPath(path);
}

/** Object files of sources. */
function compile(given: Arguments, context: Context): number {
  if (given.rest.length === 0) throw new UsageError('which sources?');
  const output = given.value('--output');
  const { paths, objects } = objectsOf(given, context);
  if (output !== undefined && paths.length > 1) throw new UsageError('one source for -o FILE');
  const targets = paths.map(path => output ?? programPath(path));
  const twice = targets.find((target, index) => targets.indexOf(target) < index);
  if (twice !== undefined) throw new UsageError(`${twice} would be the object file of two sources`);
  for (const [index, target] of targets.entries())
    save(target, writeObject(present(objects[index], `object ${index}`)));
  return 0;
}

/** `list.o` for `src/list.c`. */
const programPath = (path: string): string => `${baseName(path).replace(/\.\w+$/, '')}.o`;

/** What the named sources and object files become, each by itself. */
export function objectsOf(given: Arguments, context: Context) {
  const files = buildWorld(context.files, context.guest);
  const { paths, diagnostics } = partsOf(given.rest.map(programPart), files);
  const { includePaths = [], ...language } = languageOf(given);
  const options = {
    ...language,
    files,
    includePaths: [...includePaths, guestHeaders],
    cache: context.cache,
  };
  const input = inputOf(paths, options);
  requireBuilt([...diagnostics, ...input.diagnostics], context);
  return { paths, objects: [...input.objects, ...input.members.map(member => member.object())] };
}

function save(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    throw new Failure(`cannot write ${path}: ${reason(error)}`);
  }
}

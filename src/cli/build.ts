/** `ringside build`: makes an executable, and shows what is in it. */
import { writeFileSync } from 'node:fs';
import { writeElf } from '../image';
import { formatMap } from '../linker';
import { type Built, buildKernel, buildProgram, buildWorld } from '../boot';
import { type Command, type Context, built } from './context';
import { Failure, reason, requireReadable, toolPath } from './host-files';
import { includeOption, includePaths } from './launch';
import { listing, symbolDump } from './listing';
import { type Arguments, UsageError } from './options';
import { statuses } from './statuses';

export const buildCommand: Command = {
  name: 'build',
  summary: 'build a program or a kernel into an executable',
  usage: ['build [options] PROGRAM -o FILE', 'build --map --listing PROGRAM'],
  description: `Builds a C file (.c) or an assembly file (.toy) with the C library. A folder is built as a kernel. The
executable is an ELF file with debug information, for 'ringside run' and for any tool that reads ELF.`,
  options: [
    { name: '--output', short: '-o', value: 'FILE', help: 'write the executable there' },
    { name: '--map', help: 'print which objects are in it, why and where, and all its symbols' },
    { name: '--listing', help: 'print its instructions with addresses and source lines' },
    includeOption,
  ],
  statuses: [
    ['0', 'it is built'],
    [String(statuses.bad), 'bad usage, or it does not build'],
  ],
  examples: [
    ['ringside build hello.c -o hello', 'writes the executable hello'],
    ['ringside build --listing hello.c', 'shows the instructions that hello.c becomes'],
    ['ringside build mykernel -o kernel.elf', 'builds the kernel whose sources are in mykernel/'],
    ['ringside build --map ringside:/guest/kernel', 'shows what is in the bundled kernel'],
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const [path, ...more] = given.rest;
  const output = given.value('--output');
  if (path === undefined) throw new UsageError('which program?');
  if (more.length > 0) throw new UsageError(`one program at a time, not also ${more.join(' ')}`);
  if (output === undefined && !given.has('--map') && !given.has('--listing'))
    throw new UsageError('where to? Give -o FILE, --map or --listing');
  const result = built(buildNamed(path, given, context), context);
  if (output !== undefined) save(output, writeElf(result.executable));
  if (given.has('--map')) {
    if (result.map) context.terminal.print(`${formatMap(result.map)}\n\n`);
    context.terminal.print(symbolDump(result.executable));
  }
  if (given.has('--listing')) context.terminal.print(listing(result.executable, context));
  return 0;
}

/** A program, or the kernel in a folder. */
export function buildNamed(path: string, given: Arguments, context: Context): Built {
  const include = includePaths(given);
  const place = toolPath(path);
  if (buildWorld(context.files, context.guest).list(place).length > 0)
    return buildKernel({ ...context, folder: place });
  requireReadable(path);
  return buildProgram({ ...context, path: place, includePaths: include });
}

function save(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    throw new Failure(`cannot write ${path}: ${reason(error)}`);
  }
}

/** `ringside disassemble`: shows the instructions of an executable. */
import { type Executable, fileKind, readElf } from '../image';
import { buildNamed, kernelOption } from './build';
import { type Command, type Context, built } from './context';
import { Failure } from './failure';
import { languageOptions } from './launch';
import { listing } from './listing';
import type { Arguments } from './options';
import { statuses } from './statuses';

export const disassembleCommand: Command = {
  name: 'disassemble',
  summary: 'show the instructions of an executable',
  usage: ['disassemble FILE…', 'disassemble --kernel DIR'],
  description: `Shows every instruction with its address, its word and, where the executable has debug information and the
source can be read, the source line that it comes from. C and assembly files, and folders of them, are
built first: all that are named are one program.`,
  options: [kernelOption, ...languageOptions],
  statuses: [
    ['0', 'it is shown'],
    [String(statuses.bad), 'bad usage, or no executable'],
  ],
  examples: [
    ['ringside disassemble hello', 'shows the executable hello'],
    ['ringside disassemble hello.c', 'builds hello.c and shows what it became'],
    ['ringside disassemble --kernel ringside:/guest/kernel', 'shows the bundled kernel'],
  ],
  async run(given, context) {
    context.terminal.print(listing(executableOf(given, context), context));
    return 0;
  },
};

/** What is an executable already may be one of any kind; the rest is built. */
function executableOf(given: Arguments, context: Context): Executable {
  const [path = '', ...more] = given.rest;
  const bytes = more.length === 0 ? context.files.read(path) : undefined;
  if (!bytes || fileKind(bytes) !== 'executable')
    return built(buildNamed(given, context), context).executable;
  const { executable, problem } = readElf(bytes);
  if (!executable) throw new Failure(`${path} cannot be shown: ${problem}`);
  return executable;
}

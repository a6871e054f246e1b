/** `ringside disassemble`: shows the instructions of an executable. */
import { readElf } from '../image';
import { isElf } from '../boot';
import { buildNamed } from './build';
import { type Command, built } from './context';
import { Failure } from './host-files';
import { includeOption } from './launch';
import { listing } from './listing';
import { UsageError } from './options';
import { statuses } from './statuses';

export const disassembleCommand: Command = {
  name: 'disassemble',
  summary: 'show the instructions of an executable',
  usage: ['disassemble FILE'],
  description: `Shows every instruction with its address, its word and, where the executable has debug information and the
source can be read, the source line that it comes from. A C or assembly file is built first, and a folder
is built as a kernel.`,
  options: [includeOption],
  statuses: [
    ['0', 'it is shown'],
    [String(statuses.bad), 'bad usage, or no executable'],
  ],
  examples: [
    ['ringside disassemble hello', 'shows the executable hello'],
    ['ringside disassemble hello.c', 'builds hello.c and shows what it became'],
    ['ringside disassemble ringside:/guest/kernel', 'shows the bundled kernel'],
  ],
  async run(given, context) {
    const [path, ...more] = given.rest;
    if (path === undefined) throw new UsageError('which file?');
    if (more.length > 0) throw new UsageError(`one file at a time, not also ${more.join(' ')}`);
    const bytes = context.files.read(path);
    const { executable, problem } =
      bytes && isElf(bytes)
        ? readElf(bytes)
        : { ...built(buildNamed(path, given, context), context), problem: '' };
    if (!executable) throw new Failure(`${path} cannot be shown: ${problem}`);
    context.terminal.print(listing(executable, context));
    return 0;
  },
};

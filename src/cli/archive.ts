/** `ringside archive`: puts object files into an archive, from which a program takes what it needs; and lists one. */
import { type ObjectFile, readMembers, readObject, writeArchive, writeObject } from '../image';
import { baseName } from '../source';
import { objectsOf } from './build';
import type { Command, Context } from './context';
import { Failure } from './failure';
import { readNamed, writeNamed } from './host-files';
import { languageOptions } from './launch';
import { type Arguments, UsageError } from './options';
import { statuses } from './statuses';

export const archiveCommand: Command = {
  name: 'archive',
  summary: 'put object files into an archive, or list one',
  usage: ['archive [options] FILES… -o FILE.a', 'archive --list FILE.a'],
  description: `Makes an archive, a static library, of object files (.o), of the members of archives, and of C and assembly files,
which are translated first. A program that is built with the archive has of it only what it needs. It is one as
'ar' makes it: 'ar t' lists it too.`,
  options: [
    { name: '--output', short: '-o', value: 'FILE', help: 'write the archive there' },
    { name: '--list', help: 'print the members of an archive, and what each defines' },
    ...languageOptions,
  ],
  statuses: [
    ['0', 'it is made, or listed'],
    [String(statuses.bad), 'bad usage, or a file that cannot be a member'],
  ],
  examples: [
    ['ringside archive list.c tree.o -o libdata.a', 'makes libdata.a'],
    ['ringside run main.c libdata.a', 'runs a program that uses it'],
    ['ringside archive --list libdata.a', 'lists it'],
  ],
  async run(given, context) {
    if (given.rest.length === 0) throw new UsageError('which files?');
    if (given.has('--list')) list(given, context);
    else make(given, context);
    return 0;
  },
};

function make(given: Arguments, context: Context): void {
  const output = given.value('--output');
  if (output === undefined) throw new UsageError('where to? Give -o FILE.a');
  const { objects } = objectsOf(given, context);
  const members = objects.map(object => ({ name: memberName(object), bytes: writeObject(object) }));
  const names = members.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new Failure(`${output} would have two members ${twice}`);
  writeNamed(output, writeArchive(members));
}

/** `list.o` for `src/list.c`, and for the member `lib.a(list.o)` of another archive. */
const memberName = ({ name }: ObjectFile): string =>
  `${baseName(name.replace(/^.*\((.*)\)$/, '$1')).replace(/\.\w+$/, '')}.o`;

function list(given: Arguments, { terminal }: Context): void {
  for (const path of given.rest) {
    const { members, problem } = readMembers(readNamed(path));
    if (!members) throw new Failure(`cannot list ${path}: ${problem}`);
    for (const { name, bytes } of members) {
      const { object, problem: wrong } = readObject(bytes, name);
      terminal.print(`${name}: ${object ? definitions(object) : wrong}\n`);
    }
  }
}

const definitions = ({ symbols }: ObjectFile): string =>
  symbols
    .filter(({ binding, place }) => binding !== 'local' && place !== undefined)
    .map(({ name }) => name)
    .join(' ');

/** `ringside check`: says what is wrong with sources, and does nothing else. */
import { lint } from '../assembler';
import { type ObjectFile } from '../image';
import { AssemblyDocument, type Workspace } from '../language';
import { type Diagnostic, hasErrors, readSource } from '../source';
import { buildWorld, guestHeaders, translate } from '../boot';
import { type Command } from './context';
import { Failure } from './failure';
import { readNamed, toolPath } from './host-files';
import { languageOf, languageOptions } from './launch';
import { UsageError } from './options';
import { statuses } from './statuses';

export const checkCommand: Command = {
  name: 'check',
  summary: 'show the errors and warnings of sources',
  usage: ['check [options] FILES…'],
  description:
    'Compiles or assembles each file by itself and shows all that is wrong with it. Nothing is linked or written.',
  options: languageOptions,
  statuses: [
    ['0', 'no errors; there may be warnings'],
    [String(statuses.bad), 'errors, or bad usage'],
  ],
  examples: [['ringside check *.c', 'checks all C files of the folder']],
  async run(given, { files, guest, cache, terminal }) {
    if (given.rest.length === 0) throw new UsageError('which files?');
    const language = languageOf(given);
    const headers = [...(language.includePaths ?? []), guestHeaders];
    const world = buildWorld(files, guest);
    let errors = false;
    for (const path of given.rest) {
      try {
        requireSource(path);
        const { object, diagnostics } = translate(toolPath(path), {
          ...language,
          files: world,
          includePaths: headers,
          cache,
        });
        const suspicions = hasErrors(diagnostics)
          ? []
          : suspicionsOf(toolPath(path), object, { files: world, includePaths: headers });
        terminal.report([...diagnostics, ...suspicions]);
        errors ||= hasErrors(diagnostics);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        terminal.complain(error.message);
        errors = true;
      }
    }
    return errors ? statuses.bad : 0;
  },
};

/** What is most likely not meant in a source of assembly. */
function suspicionsOf(path: string, object: ObjectFile, workspace: Workspace): readonly Diagnostic[] {
  const source = path.endsWith('.toy') ? readSource(workspace.files, path) : undefined;
  if (!source) return [];
  const { tree, trees } = new AssemblyDocument(source, workspace);
  return lint(tree, object, trees.slice(1));
}

function requireSource(path: string): void {
  readNamed(path);
  if (!/\.(c|h|toy)$/.test(path)) throw new Failure(`${path} is neither C (.c, .h) nor assembly (.toy)`);
}

/** The services of assembly, put together for one document. */
import { assemble, lint } from '../../assembler';
import { hasErrors, lazily } from '../../source';
import type { Units } from '../c/units';
import { assembledListing } from '../listing';
import type { Services } from '../services';
import type { Workspace } from '../workspace';
import { callersAt, incoming, outgoing } from './calls';
import { complete } from './completion';
import { actions } from './actions';
import type { AssemblyDocument } from './document';
import { format } from './format';
import { hints, links, selection } from './structure';
import { hover } from './hover';
import { definition, linked, references, rename, renameRange } from './navigation';
import { folds, outline } from './outline';
import { semanticTokens } from './semantic-tokens';
import { definedElsewhere, libraryCompletions, libraryText, undefinedNames, usersOf } from './program';
import { signatureHelp } from './signature-help';

/** `units` know the rest of the program. */
export function assemblyServices(document: AssemblyDocument, workspace: Workspace, units: Units): Services {
  const { file } = document;
  const assembled = lazily(() => assemble(file, { ...workspace, tree: document.tree }));
  const suspicions = lazily(() =>
    lint(document.tree, assembled().object, document.trees.slice(1), document.lints),
  );
  const diagnosed = () => {
    const { object, diagnostics } = assembled();
    // What is wrong in the source itself may be all that is missing.
    if (hasErrors(diagnostics)) return diagnostics;
    return [...diagnostics, ...undefinedNames(object, document, units), ...suspicions()];
  };
  return {
    file,
    diagnostics: diagnosed,
    complete: (offset, typed = '.') => {
      const library = () => libraryCompletions(file.path, units);
      // The other characters are those of C.
      if (!'.%,('.includes(typed)) return { span: { file, start: offset, end: offset }, items: [] };
      return complete(document, offset, library);
    },
    hover: offset => hover(document, offset, name => libraryText(name, file.path, units)),
    signatureHelp: offset => signatureHelp(document, offset),
    definition: offset => definition(document, offset, name => definedElsewhere(name, file.path, units)),
    references: (offset, which) => references(document, offset, which),
    highlights: offset =>
      references(document, offset, 'all')
        .filter(span => span.file === file)
        .map(span => ({ span, kind: 'text' })),
    renameRange: offset => renameRange(document, offset),
    linked: offset => linked(document, offset),
    rename: (offset, name) =>
      rename(document, offset, name, workspace, old => usersOf(old, file.path, units)),
    outline: () => outline(document),
    folds: () => folds(document),
    semanticTokens: () => semanticTokens(document),
    selection: offset => selection(document, offset),
    links: () => links(document),
    hints: range => hints(document, range, assembled().object),
    callersAt: offset => callersAt(document, offset, units),
    incoming: called => incoming(document, called, units),
    outgoing: called => outgoing(document, called, units),
    assembly: () => assembledListing(file, assembled()),
    actions: range => actions(document, range, diagnosed()),
    format: (options, first, last) => format(document, workspace, options, first, last),
  };
}

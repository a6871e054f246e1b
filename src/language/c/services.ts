/** The services of C, put together for one document. */
import { compiledListing } from '../listing';
import type { Services } from '../services';
import { actions } from './actions';
import { callersAt, incoming, outgoing } from './calls';
import { complete } from './completion';
import type { CDocument } from './document';
import { hints } from './hints';
import { hover } from './hover';
import { declaration, definition, highlights, linked, references, typeDefinition } from './navigation';
import { outline } from './outline';
import { rename, renameRange } from './rename';
import { semanticTokens } from './semantic-tokens';
import { signatureHelp } from './signature-help';
import { folds, selection } from './structure';
import type { Units } from './units';

export function cServices(document: CDocument, units: Units): Services {
  return {
    file: document.file,
    diagnostics: () => document.diagnostics,
    complete: (offset, typed) => complete(document.at(offset), offset, units, typed !== undefined),
    hover: offset => hover(document.at(offset), offset, units),
    signatureHelp: offset => signatureHelp(document.at(offset), offset),
    definition: offset => definition(document.at(offset), offset, units),
    declaration: offset => declaration(document.at(offset), offset),
    typeDefinition: offset => typeDefinition(document.at(offset), offset),
    references: (offset, which) => references(document, offset, which, units),
    highlights: offset => highlights(document, offset),
    renameRange: offset => renameRange(document, offset),
    linked: offset => linked(document.at(offset), offset),
    rename: (offset, name) => rename(document, offset, name, units),
    outline: () => outline(document),
    folds: () => folds(document),
    semanticTokens: () => semanticTokens(document),
    selection: offset => selection(document, offset),
    links: () =>
      document.directives.inclusions.flatMap(({ span, file }) =>
        file && span.file.path === document.path ? [{ span, target: file }] : [],
      ),
    inactive: () => document.directives.inactive.filter(({ file }) => file.path === document.path),
    assembly: () => compiledListing(document.file, units.language, units.files),
    actions: range => actions(document, range, units),
    hints: range => hints(document, range),
    callersAt: offset => callersAt(document, offset, units),
    incoming: called => incoming(document, called, units),
    outgoing: called => outgoing(document, called, units),
  };
}

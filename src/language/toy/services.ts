/** The services of assembly, put together for one document. */
import { assemble } from '../../assembler';
import type { Services } from '../services';
import type { Workspace } from '../workspace';
import { complete } from './completion';
import type { AssemblyDocument } from './document';
import { hover } from './hover';
import { definition, references, rename, renameRange } from './navigation';
import { folds, outline } from './outline';
import { semanticTokens } from './semantic-tokens';
import { signatureHelp } from './signature-help';

export function assemblyServices(document: AssemblyDocument, workspace: Workspace): Services {
  const { file } = document;
  return {
    file,
    diagnostics: () => assemble(file, workspace).diagnostics,
    complete: offset => complete(document, offset),
    hover: offset => hover(document, offset),
    signatureHelp: offset => signatureHelp(document, offset),
    definition: offset => definition(document, offset, workspace),
    references: (offset, which) => references(document, offset, which),
    highlights: offset =>
      references(document, offset, 'all')
        .filter(span => span.file === file)
        .map(span => ({ span, kind: 'text' })),
    renameRange: offset => renameRange(document, offset),
    rename: (offset, name) => rename(document, offset, name),
    outline: () => outline(document),
    folds: () => folds(document),
    semanticTokens: () => semanticTokens(document),
  };
}

/** What stands at a place of a document: the statement, the node in it, and what the name there means. */
import { type Expression, type Statement, nodeAt, statementOnLine } from '../../assembler';
import type { Span } from '../../source';
import { type AssemblyDocument, type Definition, isSymbol, numericTarget } from './document';

export interface DocumentPlace {
  readonly statement: Statement;
  readonly node: Expression;
}

/** The innermost node that an offset touches. */
export function placeAt(document: AssemblyDocument, offset: number): DocumentPlace | undefined {
  const statement = statementAt(document, offset);
  const node = statement && nodeAt(statement, offset);
  return statement && node && { statement, node };
}

/** The statement on the line of an offset. */
export function statementAt(document: AssemblyDocument, offset: number): Statement | undefined {
  return statementOnLine(document.tree, document.file.position(offset).line);
}

/** The name of the symbol, macro or numeric label at a place, whether it is defined or used there. */
export function symbolAt({ statement, node }: DocumentPlace): string | undefined {
  if (node.kind === 'local') return String(node.number);
  if (node.kind !== 'name') return undefined;
  const isMnemonic = node === statement.name && statement.kind !== 'assignment';
  if (isMnemonic) return statement.kind === 'instruction' ? node.name : undefined;
  return isSymbol(node) ? node.name : undefined;
}

/** Where the symbol at a place is defined; a numeric label has one definition for each use. */
export function definitionsAt(document: AssemblyDocument, place: DocumentPlace): readonly Definition[] {
  const name = symbolAt(place);
  if (name === undefined) return [];
  if (place.node.kind !== 'local') {
    const inMnemonic = place.node === place.statement.name && place.statement.kind === 'instruction';
    return document.definitionsOf(name).filter(({ kind }) => kind === 'macro' || !inMnemonic);
  }
  const target = numericTarget(document, { ...place, name, tree: document.tree });
  return target ? [target] : [];
}

/** The span of a definition's name. */
export function spanOf({ tree, node }: Pick<Definition, 'tree'> & { readonly node: Expression }): Span {
  return { file: tree.file, start: node.start, end: node.end };
}

/** Definition and references of the symbol at a place, and how it is renamed. */
import { platformConstants } from '../../isa';
import { type Span, baseName } from '../../source';
import { type AssemblyDocument, includedPath, isSymbol, numericTarget } from './document';
import type { Workspace } from '../workspace';
import { type Parameter, parameterAt } from './parameters';
import { type DocumentPlace, definitionsAt, placeAt, spanOf, statementAt, symbolAt } from './place';
import { isProven } from './proof';

/** Where the symbol at an offset is defined, here or elsewhere, or the start of the file that an `.include` there names. */
export function definition(
  document: AssemblyDocument,
  offset: number,
  elsewhere: (name: string) => Span[] = () => [],
): Span[] {
  const statement = statementAt(document, offset);
  const include = statement && includedPath(document.tree, statement);
  if (include && include.span.start <= offset && offset <= include.span.end) {
    const file = document.includedFile(include.path);
    return file ? [{ file, start: 0, end: 0 }] : [];
  }
  const parameter = parameterAt(document, offset);
  if (parameter) return [parameter.definition];
  const place = placeAt(document, offset);
  const name = place && symbolAt(place);
  if (!place || name === undefined) return [];
  const own = definitionsAt(document, place).map(spanOf);
  return own.length > 0 ? own : elsewhere(name);
}

/** All places of the symbol at an offset, its definitions first where they are wanted. */
export function references(document: AssemblyDocument, offset: number, which: 'uses' | 'all'): Span[] {
  const parameter = parameterAt(document, offset);
  if (parameter) return which === 'all' ? placesOf(parameter) : [...parameter.uses];
  const place = placeAt(document, offset);
  const name = place && symbolAt(place);
  if (!place || name === undefined) return [];
  const ofMacro = isMacro(document, place);
  const definitions = /^\d/.test(name)
    ? numericDefinitions(document, place.node.start, offset)
    : document.definitionsOf(name).filter(({ kind }) => (kind === 'macro') === ofMacro);
  const uses = document.usesOf(name).filter(use => {
    if ((use.node === use.statement.name) !== ofMacro) return false;
    if (use.node.kind !== 'local') return true;
    const target = numericTarget(document, use);
    return target !== undefined && definitions.includes(target);
  });
  return [...(which === 'all' ? definitions.map(spanOf) : []), ...uses.map(spanOf)];
}

const placesOf = ({ definition, uses }: Parameter): Span[] => [definition, ...uses];

/** Macros have names of their own: they stand where instructions do, and behind `.macro`. */
const isMacro = (document: AssemblyDocument, { node, statement }: DocumentPlace): boolean =>
  (node === statement.name && statement.kind === 'instruction') ||
  document.definitions().some(definition => definition.node === node && definition.kind === 'macro');

/** The one numeric label that is defined or meant at an offset. */
function numericDefinitions(document: AssemblyDocument, start: number, offset: number) {
  const defined = document
    .definitions()
    .filter(({ node, tree }) => tree === document.tree && node.start === start);
  const place = placeAt(document, offset);
  return defined.length > 0 || !place ? defined : definitionsAt(document, place);
}

/** The span to rename at an offset; undefined where nothing can be renamed. */
export function renameRange(document: AssemblyDocument, offset: number): Span | undefined {
  const parameter = parameterAt(document, offset);
  if (parameter)
    return placesOf(parameter).find(
      ({ file, start, end }) => file === document.file && start - 1 <= offset && offset <= end,
    );
  const place = placeAt(document, offset);
  const name = place && symbolAt(place);
  const own =
    place &&
    name !== undefined &&
    !/^\d/.test(name) &&
    definitionsAt(document, place).some(({ tree }) => tree === document.tree);
  return own ? spanOf({ tree: document.tree, node: place.node }) : undefined;
}

/** All places of the name at an offset, where no other file has part in it. */
export function linked(document: AssemblyDocument, offset: number): Span[] {
  const parameter = parameterAt(document, offset);
  if (parameter) return placesOf(parameter);
  const range = renameRange(document, offset);
  const name = range && document.file.text.slice(range.start, range.end);
  if (name === undefined || name.startsWith('"') || isGlobal(document, name)) return [];
  const spans = references(document, offset, 'all');
  return spans.every(({ file }) => file === document.file) ? spans : [];
}

/** The spans that a new name goes into, proven by assembling again; a sentence where it is not possible. */
export function rename(
  document: AssemblyDocument,
  offset: number,
  newName: string,
  workspace: Workspace,
  usersOf: (name: string) => readonly string[] = () => [],
): Span[] | string {
  const parameter = parameterAt(document, offset);
  if (parameter) return renamedParameter(document, parameter, newName, workspace);
  const range = renameRange(document, offset);
  if (!range) return 'Only labels, constants, macros and their parameters of this file can be renamed.';
  if (!/^[A-Za-z_.$][\w.$]*$/.test(newName) || !isSymbol({ name: newName }))
    return `“${newName}” is not a name for a symbol.`;
  if (platformConstants.has(newName)) return `${newName} is a constant of the platform.`;
  const taken = document.definitionsOf(newName)[0];
  if (taken) return `${newName} is defined already, in ${baseName(taken.tree.file.path)}.`;
  const written = document.file.text.slice(range.start, range.end);
  const isQuoted = written.startsWith('"');
  const name = isQuoted ? written.slice(1, -1) : written;
  const [user] = isGlobal(document, name) ? usersOf(name) : [];
  if (user !== undefined) return `${name} is used in ${baseName(user)} too, and keeps its name.`;
  const spans = references(document, offset, 'all');
  const edits = spans.map(span => ({ span, text: newName }));
  return isProven(document, edits, workspace, { from: name, to: newName })
    ? spans
    : `With the name ${newName} the source would mean something else.`;
}

function renamedParameter(
  document: AssemblyDocument,
  parameter: Parameter,
  newName: string,
  workspace: Workspace,
): Span[] | string {
  if (!/^[A-Za-z_$][\w$]*$/.test(newName)) return `“${newName}” is not a name for a parameter.`;
  if (parameter.others.includes(newName)) return `There is a parameter ${newName} already.`;
  const spans = placesOf(parameter);
  const edits = spans.map(span => ({ span, text: newName }));
  return isProven(document, edits, workspace)
    ? spans
    : `With the name ${newName} the source would mean something else.`;
}

/** Whether `.global` or `.weak` shows a name to other files. */
const isGlobal = (document: AssemblyDocument, wanted: string): boolean =>
  document.tree.statements.some(
    ({ name, operands }) =>
      /^\.(globa?l|weak)$/.test(name?.name ?? '') &&
      operands.some(operand => operand.kind === 'name' && operand.name === wanted),
  );

/** Document symbols and folding ranges. */
import type { Statement } from '../../assembler';
import type { Fold, OutlineItem } from '../results';
import type { AssemblyDocument, Definition } from './document';

/** Labels of a function's inside start so; they are listed below the function. */
const isInner = (name: string) => name.startsWith('.L');

/** Labels, constants and macros of the document; a label holds the inner labels up to the next one. */
export function outline(document: AssemblyDocument): OutlineItem[] {
  const own = document.definitions().filter(({ tree, kind }) => tree === document.tree && kind !== 'number');
  own.sort((a, b) => a.node.start - b.node.start);
  const functions = functionNames(document);
  const items: OutlineItem[] = [];
  own.forEach((definition, index) => {
    const inner = definition.kind === 'label' && isInner(definition.name);
    const next = own.slice(index + 1).find(({ name, kind }) => inner || !(kind === 'label' && isInner(name)));
    const item = itemOf(document, definition, endOf(document, definition, next), functions);
    const parent = items.filter(({ kind }) => kind === 'label' || kind === 'function').pop();
    if (inner && parent) parent.children.push(item);
    else items.push(item);
  });
  return items;
}

/** Where a definition's part ends: right before the next, but for a constant at the end of its line. */
function endOf(document: AssemblyDocument, definition: Definition, next: Definition | undefined): number {
  const { statement, kind } = definition;
  if (kind === 'constant') return statement.end;
  const limit = next ? next.statement.start : document.file.text.length;
  const last = document.tree.statements.filter(({ end }) => end <= limit).pop();
  return Math.max(statement.end, last?.end ?? 0);
}

function itemOf(
  document: AssemblyDocument,
  { name, kind, statement, node }: Definition,
  end: number,
  functions: ReadonlySet<string>,
): OutlineItem {
  const { file } = document;
  return {
    name,
    kind: functions.has(name) ? 'function' : kind === 'number' ? 'label' : kind,
    detail: kind === 'constant' ? file.text.slice(node.end, statement.end).replace(/^\s*[,=]\s*/, '') : '',
    span: { file, start: Math.min(statement.start, node.start), end },
    selection: { file, start: node.start, end: node.end },
    children: [],
  };
}

/** Names that `.global` or `.type NAME, function` says. */
function functionNames(document: AssemblyDocument): Set<string> {
  const names = new Set<string>();
  for (const { name, operands } of document.tree.statements) {
    const [first, second] = operands;
    const isFunction = second?.kind === 'name' && second.name === 'function';
    if (name?.name === '.global')
      for (const operand of operands) if (operand.kind === 'name') names.add(operand.name);
    if (name?.name === '.type' && isFunction && first?.kind === 'name') names.add(first.name);
  }
  return names;
}

export function folds(document: AssemblyDocument): Fold[] {
  const found = [...blockFolds(document), ...outlineFolds(document), ...commentFolds(document)];
  return found.filter(({ start, end }) => end > start);
}

function blockFolds({ tree }: AssemblyDocument): Fold[] {
  const last = tree.statements.length - 1;
  const lineOf = (index: number) => tree.statements[index]?.line ?? 0;
  return [...tree.blocks.values()].flatMap(({ opener, middles, closer = last }) => {
    const ends = [...middles, closer].map(lineOf);
    const starts = [opener, ...middles].map(lineOf);
    return starts.map((start, index): Fold => ({ start, end: (ends[index] ?? start) - 1, kind: 'region' }));
  });
}

function outlineFolds(document: AssemblyDocument): Fold[] {
  const { file } = document;
  return outline(document)
    .filter(({ kind }) => kind === 'label' || kind === 'function')
    .map(({ span }): Fold => ({
      start: file.position(span.start).line,
      end: file.position(span.end).line,
      kind: 'region',
    }));
}

/** Comments on lines of their own that follow each other, and block comments. */
function commentFolds({ tree, file }: AssemblyDocument): Fold[] {
  const withCode = new Set(tree.statements.map((statement: Statement) => statement.line));
  const result: Fold[] = [];
  for (const comment of tree.comments) {
    const start = file.position(comment.start).line;
    const end = file.position(comment.end).line;
    const last = result[result.length - 1];
    if (withCode.has(start)) continue;
    if (last && last.end + 1 === start) result[result.length - 1] = { ...last, end };
    else result.push({ start, end, kind: 'comment' });
  }
  return result;
}

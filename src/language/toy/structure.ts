/** Ranges around a place, links to included files, and values beside the names that stand for them. */
import { type Expression, children, walk } from '../../assembler';
import type { ObjectFile } from '../../image';
import { platformConstants } from '../../isa';
import type { Span } from '../../source';
import type { Hint, Link } from '../results';
import { type AssemblyDocument, includedPath } from './document';
import { outline } from './outline';
import { statementAt } from './place';

/** The spans around an offset, the innermost first: the parts of an operand, the statement, its line, the label's part, the text. */
export function selection(document: AssemblyDocument, offset: number): Span[] {
  const { file } = document;
  const statement = statementAt(document, offset);
  const holds = ({ start, end }: { start: number; end: number }) => start <= offset && offset <= end;
  const nodes = statement && [
    ...statement.labels,
    ...(statement.name ? [statement.name] : []),
    ...statement.operands,
  ];
  const { line } = file.position(offset);
  const start = file.lineStarts[line] ?? 0;
  const around = [
    ...(nodes ?? [])
      .flatMap(node => nestedIn(node))
      .filter(holds)
      .reverse(),
    ...(statement && holds(statement) ? [statement] : []),
    { start, end: start + file.line(line).length },
    ...outline(document)
      .flatMap(item => [...item.children, item])
      .map(({ span }) => span)
      .filter(holds),
    { start: 0, end: file.text.length },
  ];
  return around
    .map(({ start, end }) => ({ file, start, end }))
    .filter(({ start, end }, at, all) => {
      const inner = all[at - 1];
      return !inner || (start <= inner.start && inner.end <= end && end - start > inner.end - inner.start);
    });
}

const nestedIn = (node: Expression): readonly Expression[] => [node, ...children(node).flatMap(nestedIn)];

/** The files that `.include` names. */
export function links(document: AssemblyDocument): Link[] {
  return document.tree.statements.flatMap(statement => {
    const include = includedPath(document.tree, statement);
    const target = include && document.includedFile(include.path);
    return include && target ? [{ span: include.span, target }] : [];
  });
}

/** The values of constants, behind their names. */
export function hints(document: AssemblyDocument, range: Span, object: ObjectFile): Hint[] {
  const { file, tree } = document;
  const values = new Map(object.symbols.map(({ name, place }) => [name, place]));
  const shown = tree.statements.filter(({ start, end }) => start <= range.end && range.start <= end);
  return shown.flatMap(({ kind, operands }): Hint[] => {
    if (kind !== 'instruction') return [];
    const found: Hint[] = [];
    for (const operand of operands)
      walk(operand, node => {
        if (node.kind !== 'name') return;
        const value =
          values.get(node.name) ?? (node.quoted ? undefined : platformConstants.get(node.name)?.value);
        if (typeof value === 'number')
          found.push({ file, offset: node.end, text: `= ${written(value)}`, kind: 'value' });
      });
    return found;
  });
}

const written = (value: number): string =>
  Math.abs(value) >= 10_000 ? `0x${(value >>> 0).toString(16)}` : String(value);

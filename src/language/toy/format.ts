/**
 * Formats assembly: labels at the margin, operations indented, one blank between the parts, comments of neighbouring lines in one
 * column. Nothing but blanks changes, and what comes out is assembled to prove it.
 */
import type { Expression, Statement } from '../../assembler';
import type { Edit, FormatOptions } from '../results';
import type { Workspace } from '../workspace';
import type { AssemblyDocument } from './document';
import { isProven } from './proof';

/** The edits that format the lines from the first to the last; none where the text would mean something else. */
export function format(
  document: AssemblyDocument,
  workspace: Workspace,
  options: FormatOptions,
  first = 0,
  last = Infinity,
): Edit[] {
  const { file } = document;
  const lines = formatted(document, options);
  const edits = lines.flatMap((text, line): Edit[] => {
    const start = file.lineStarts[line] ?? 0;
    const before = file.line(line);
    if (line < first || line > last || text === before) return [];
    return [{ span: { file, start, end: start + before.length }, text }];
  });
  return edits.length > 0 && isProven(document, edits, workspace) ? edits : [];
}

/** A line of code in its parts, as they shall stand. */
interface Line {
  readonly code: string;
  readonly comment: string;
  /** Where the comment was. */
  readonly column: number;
}

function formatted(document: AssemblyDocument, options: FormatOptions): string[] {
  const { tree, file } = document;
  const indent = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
  const statements = new Map(tree.statements.map(statement => [statement.line, statement]));
  const parts = file.lineStarts.map((start, line): Line | string => {
    const text = file.line(line);
    const statement = statements.get(line);
    const end = start + text.length;
    const inner = tree.comments.filter(comment => comment.start < end && comment.end > start);
    const [comment] = inner;
    const isPlain = inner.every(each => each.start >= start && each.end <= end);
    if (!isPlain || statement?.problems) return text.trimEnd();
    if (!statement) {
      const kept = text.trim();
      return kept === '' || /^\S/.test(text) ? kept : indent + kept;
    }
    if (inner.length > 1 || (comment && comment.start < statement.end)) return text.trimEnd();
    const code = codeOf(statement, file.text, indent, /^\S/.test(text));
    if (!comment) return { code, comment: '', column: 0 };
    const written = file.text.slice(comment.start, comment.end).trimEnd();
    return { code, comment: written, column: comment.start - start };
  });
  return withComments(parts, options.tabSize);
}

/** Directives and assignments may stand at the margin, where they were; labels always do. */
function codeOf(statement: Statement, text: string, indent: string, atMargin: boolean): string {
  const labels = statement.labels.map(({ start, end }) => `${text.slice(start, end)}:`).join(' ');
  const operation = operationOf(statement, text);
  if (operation === '') return labels;
  if (labels === '') return statement.kind !== 'instruction' && atMargin ? operation : indent + operation;
  return `${labels.padEnd(indent.length - 1)} ${operation}`;
}

function operationOf(statement: Statement, text: string): string {
  const { name, operands, kind, end } = statement;
  if (!name) return '';
  const word = text.slice(name.start, name.end);
  if (kind === 'assignment') return `${word} = ${text.slice(name.end, end).replace(/^\s*=\s*/, '')}`;
  const rest = operands.length === 0 ? text.slice(name.end, end).trim() : withCommas(operands, text, end);
  return rest === '' ? word : `${word} ${rest}`;
}

/** The operands as they are written, with one blank behind each comma between them. */
function withCommas(operands: readonly Expression[], text: string, end: number): string {
  let written = '';
  operands.forEach((operand, index) => {
    const next = operands[index + 1];
    const to = next ? next.start : end;
    const part = text.slice(operand.start, to);
    // What stands between two operands: brackets that belong to one of them, and a comma.
    const gap = text.slice(operand.end, to);
    written += next && /^\s*,\s*$/.test(gap) ? `${text.slice(operand.start, operand.end)}, ` : part;
  });
  return written.trim();
}

/** Comments behind code stand in one column as far as the lines follow each other. */
function withComments(lines: readonly (Line | string)[], tabSize: number): string[] {
  const result: string[] = [];
  let run: Line[] = [];
  const close = () => {
    const widths = run.map(({ code }) => widthOf(code, tabSize));
    const needed = Math.max(0, ...widths) + 1;
    const [first] = run;
    const wasOne = run.every(({ column }) => column === first?.column);
    const column = first && wasOne && first.column >= needed ? first.column : needed;
    run.forEach(({ code, comment }, index) => {
      result.push(code + ' '.repeat(column - (widths[index] ?? 0)) + comment);
    });
    run = [];
  };
  for (const line of lines) {
    if (typeof line === 'object' && line.comment !== '') run.push(line);
    else {
      close();
      result.push(typeof line === 'string' ? line : line.code);
    }
  }
  close();
  return result;
}

const widthOf = (code: string, tabSize: number): number => code.replace(/\t/g, ' '.repeat(tabSize)).length;

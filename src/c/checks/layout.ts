/**
 * Statements that look like something else: a line that is indented as if an `if` governed it, a `;` that is the whole body
 * of a loop, an `else` of another `if` than its indentation says.
 */
import type { Span } from '../../source';
import type { Statement } from '../ast';
import type { Reporter } from '../reporter';
import type { Token } from '../token';
import { says } from './rules';

interface Governed {
  /** `if`, `else`, `for`, `while`. */
  readonly keyword: Token;
  readonly body: Statement;
  /** The first token of the body, and the one behind it. */
  readonly first: Token;
  readonly last: Token;
  readonly next: Token;
}

const tabWidth = 8;

interface Place {
  readonly line: number;
  readonly column: number;
  /** Nothing stands before it on its line. */
  readonly starts: boolean;
}

function placeOf({ file, start }: Span): Place {
  const { line, column } = file.position(start);
  let width = 0;
  const before = file.line(line).slice(0, column);
  for (const character of before)
    width = character === '\t' ? width - (width % tabWidth) + tabWidth : width + 1;
  return { line, column: width, starts: before.trim() === '' };
}

export function checkLayout(report: Reporter, governed: Governed): void {
  const { keyword, first, last, next } = governed;
  const file = keyword.span.file;
  if ([first, last, next].some(({ span }) => span.file !== file) || keyword.spelled || first.spelled) return;
  if (governed.body.kind === 'empty') checkEmpty(report, governed);
  else if (governed.body.kind !== 'block') checkIndentation(report, governed);
}

const closing = new Set(['}', 'else', 'case', 'default', 'while']);

function checkIndentation(report: Reporter, { keyword, first, next }: Governed): void {
  if (next.kind === 'end' || next.spelled || closing.has(next.text)) return;
  const [guard, body, after] = [keyword, first, next].map(({ span }) => placeOf(span)) as [
    Place,
    Place,
    Place,
  ];
  const sameLine = after.line === body.line;
  const looksGoverned = sameLine
    ? guard.line === body.line && guard.starts && next.text !== ';'
    : body.starts && after.starts && after.column === body.column && after.column > indentOf(keyword);
  if (!looksGoverned) return;
  report.say(
    keyword.span,
    says('c-misleading-indentation', { keyword: keyword.text, line: after.line + 1 }),
    'put braces around what it is to govern',
    [{ span: next.span, message: 'this statement stands by itself' }],
  );
}

/** Of the line that the keyword is on: `} else` counts as its brace. */
function indentOf({ span }: Token): number {
  const { file } = span;
  const { line } = file.position(span.start);
  const start = file.offset({ line, column: 0 });
  const blank = /^\s*/.exec(file.line(line))?.[0].length ?? 0;
  return placeOf({ file, start: start + blank, end: start + blank }).column;
}

/** `if (a);` always; of a loop where what follows looks like its body. */
function checkEmpty(report: Reporter, { keyword, body, first, last, next }: Governed): void {
  if (first.text !== ';') return;
  const said = says('c-empty-body', { keyword: keyword.text });
  const hint = 'write {} if that is meant';
  if (keyword.text === 'if' || keyword.text === 'else') return report.say(body.span, said, hint);
  const [head, after] = [placeOf(last.span), placeOf(next.span)];
  if (placeOf(first.span).line !== head.line) return;
  if (next.text === '{' || (next.text !== '}' && after.starts && after.column > indentOf(keyword)))
    report.say(body.span, said, hint);
}

/** `if (a) if (b) …; else …`, where the two `if`s have no braces between them. */
export function checkDanglingElse(report: Reporter, body: Statement): void {
  if (body.kind !== 'if' || !body.otherwise) return;
  report.say(body.span, says('c-dangling-else'), 'put braces around it, or around its else');
}

/** What can be done about a diagnostic, and what can be written for one. */
import type { CaseLabel, Statement } from '../../c';
import { type Diagnostic, type Span, meantBy } from '../../source';
import type { Action } from '../results';
import type { CDocument } from './document';
import { includeEdit, libraryNames } from './library';
import { statementsIn } from './statements';
import type { Units } from './units';

export function actions(document: CDocument, range: Span, units: Units): Action[] {
  const touched = document.diagnostics.filter(
    ({ span }) => span?.file.path === document.path && span.start <= range.end && range.start <= span.end,
  );
  return [
    ...touched.flatMap(each => [...including(document, each, units), ...replacing(each)]),
    ...missingCases(document, range),
  ];
}

const undeclared = new Set<Diagnostic['code']>([
  'c-undeclared',
  'c-implicit-function',
  'c-implicit-library-function',
  'c-unknown-type',
]);

/** A name that a header of the library declares. */
function including(document: CDocument, { code, span }: Diagnostic, units: Units): Action[] {
  if (!span || !undeclared.has(code)) return [];
  const found = libraryNames(units).get(span.file.text.slice(span.start, span.end));
  const edit = found && includeEdit(document, found.header);
  if (!edit) return [];
  const title = `Include <${found.header}>`;
  return [{ title, kind: 'quickfix', edits: [edit], mends: { code, span }, preferred: true }];
}

/** A name that was probably meant; a directive keeps its sign. */
function replacing({ code, span, hint }: Diagnostic): Action[] {
  const meant = meantBy(hint);
  if (!span || !meant) return [];
  const written = span.file.text.slice(span.start, span.end);
  if (/\s/.test(written.trim())) return [];
  return [
    { title: `Change to ${meant}`, kind: 'quickfix', edits: [{ span, text: meant }], mends: { code, span } },
  ];
}

/** The enumerators that a `switch` over an enum leaves out, before its closing brace. */
function missingCases(document: CDocument, range: Span): Action[] {
  const { file, path } = document;
  return statementsIn(document).flatMap((statement): Action[] => {
    if (statement.kind !== 'switch' || statement.body.kind !== 'block') return [];
    const { span, value, cases, body } = statement;
    const isHere =
      span.file.path === path &&
      body.end.file.path === path &&
      span.start <= range.end &&
      range.start <= body.end.end;
    const missing = isHere ? missingNames(uncast(value), cases) : [];
    if (missing.length === 0) return [];
    const { line } = file.position(body.end.start);
    const start = file.lineStarts[line] ?? body.end.start;
    const isOwnLine = file.text.slice(start, body.end.start).trim() === '';
    const indent = isOwnLine ? file.text.slice(start, body.end.start) : '';
    const at = isOwnLine ? start : body.end.start;
    const inner = /\t/.test(indent) ? '\t' : '    ';
    const text = missing.map(name => `${indent}case ${name}:\n${indent}${inner}break;\n`).join('');
    const title = missing.length > 1 ? `Add ${missing.length} missing cases` : `Add case ${missing[0]}`;
    return [
      {
        title,
        kind: 'refactor',
        edits: [{ span: { file, start: at, end: at }, text: isOwnLine ? text : `\n${text}` }],
      },
    ];
  });
}

type Value = (Statement & { kind: 'switch' })['value'];

/** The value as it is written: before it became an int. */
function uncast(value: Value): Value {
  return value.kind === 'cast' && value.operand.type.kind === 'enum' ? value.operand : value;
}

function missingNames({ type }: Value, cases: readonly CaseLabel[]): string[] {
  if (type.kind !== 'enum') return [];
  const has = (value: bigint) =>
    cases.some(
      ({ low, high = low }) => low !== undefined && high !== undefined && low <= value && value <= high,
    );
  return type.definition.enumerators.filter(({ value }) => !has(BigInt(value))).map(({ name }) => name);
}

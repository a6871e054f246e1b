/** What can be done about a diagnostic of assembly, and what can be written another way. */
import { type Statement, directivesByName, nodeAt } from '../../assembler';
import { instructions, pseudoInstructions } from '../../isa';
import { type Diagnostic, type SourceFile, type Span, meantBy } from '../../source';
import type { Action, Edit } from '../results';
import type { AssemblyDocument } from './document';
import { statementAt } from './place';

export function actions(
  document: AssemblyDocument,
  range: Span,
  diagnostics: readonly Diagnostic[],
): Action[] {
  const { path } = document.file;
  const touched = diagnostics.filter(
    ({ span }) => span?.file.path === path && span.start <= range.end && range.start <= span.end,
  );
  return [
    ...touched.flatMap(each => mendings(document, each)),
    ...otherBases(document, range),
    ...inverted(document, range),
    ...extracted(document, range),
  ];
}

type Mending = (
  document: AssemblyDocument,
  span: Span,
  statement: Statement,
) => readonly [string, Edit[]] | undefined;

/** What mends a diagnostic, by its code: a title, and the edits. */
const mendingsByCode: Readonly<Record<string, Mending>> = {
  'asm-unknown-instruction': (_document, span, { name, operands: [first] }) =>
    (!first || (first.kind === 'name' && directivesByName.has(first.name))) && name?.end === span.end
      ? ['Make it a label', [insert(span.file, span.end, ':')]]
      : undefined,
  'asm-takes-memory': (_document, span) => {
    const text = textOf(span);
    return /^\w+$/.test(text) ? [`Change to 0(${text})`, [{ span, text: `0(${text})` }]] : undefined;
  },
  'asm-instruction-alignment': (_document, { file }, { line }) => [
    'Align it',
    [lineBefore(file, line, '.align 4')],
  ],
  'asm-not-executable': (_document, { file }, { line }) => [
    'Go on in the section of code',
    [lineBefore(file, line, '.text')],
  ],
  'asm-range': (_document, { file }, statement) => loaded(file, statement),
  'asm-return-address': (_document, { file }, { line }) => [
    'Save ra around it',
    [lineBefore(file, line, 'push ra'), lineBefore(file, line + 1, 'pop ra', line)],
  ],
  'asm-runs-on': (_document, { file }, { line }) => [
    'Return here',
    [lineBefore(file, line + 1, 'ret', line)],
  ],
  'asm-unused-label': (_document, span) => [
    'Remove the label',
    [
      {
        span: {
          ...span,
          end: span.end + (/^\s*:[ \t]*/.exec(span.file.text.slice(span.end))?.[0].length ?? 0),
        },
        text: '',
      },
    ],
  ],
};

function mendings(document: AssemblyDocument, { code, span, hint }: Diagnostic): Action[] {
  if (!span) return [];
  const statement = statementAt(document, span.start);
  const meant = meantBy(hint) ?? replacementIn(hint);
  // Of an operand that another instruction takes, it is that one which is meant.
  const isOfMnemonic = code === 'asm-takes-register' && meantBy(hint) !== undefined;
  const place = isOfMnemonic && statement?.name ? { ...statement.name, file: span.file } : span;
  const mended = statement && mendingsByCode[code]?.(document, span, statement);
  const found = [
    ...(meant ? [[`Change to ${meant}`, [{ span: place, text: meant }]] as const] : []),
    ...(mended && !meant ? [mended] : []),
  ];
  return found.map(([title, edits]) => ({
    title,
    kind: 'quickfix',
    edits,
    mends: { code, span },
    preferred: true,
  }));
}

/** The text that a hint tells to write in the place that it is about. */
const replacementIn = (hint = ''): string | undefined =>
  /^(?:an address is written|a directive starts with a dot:|the register that is always 0 is) (\S+)$/.exec(
    hint,
  )?.[1];

/** A constant that does not fit: loaded first, and then used by the instruction that takes two registers. */
function loaded(file: SourceFile, statement: Statement): readonly [string, Edit[]] | undefined {
  const { name, operands, start, end } = statement;
  const [target, source, value] = operands;
  const row = instructions.find(({ mnemonic }) => mnemonic === name?.name);
  const operation = row?.does?.set?.value;
  if (!name || !target || !source || !value || typeof operation !== 'object' || row?.operands[1] !== 'rs1')
    return undefined;
  const other = instructions.find(
    ({ does, operands }) =>
      typeof does?.set?.value === 'object' && does.set.value[0] === operation[0] && operands[2] === 'rs2',
  );
  const [to, from] = [target, source].map(node => file.text.slice(node.start, node.end));
  const constant = `li ${to}, ${file.text.slice(value.start, value.end)}`;
  if (!other || (to === from && from !== 'zero')) return undefined;
  const isPlain = from === 'zero' && operation[0] === 'add';
  const text = isPlain
    ? constant
    : `${constant}\n${indentOf(file, statement.line)}${other.mnemonic} ${to}, ${from}, ${to}`;
  const span = { file, start: Math.max(start, name.start), end };
  return ['Load the constant with li', [{ span, text }]];
}

/** A number in the other bases, and as a character. */
function otherBases(document: AssemblyDocument, range: Span): Action[] {
  const { file } = document;
  const statement = statementAt(document, range.start);
  const node = statement && nodeAt(statement, range.start);
  if (node?.kind !== 'number' || !Number.isSafeInteger(node.value)) return [];
  const { value, start, end } = node;
  const written = file.text.slice(start, end);
  const forms = [
    String(value),
    `0x${value.toString(16)}`,
    `0b${value.toString(2)}`,
    ...(value > 32 && value < 127 && !`'\\`.includes(String.fromCharCode(value))
      ? [`'${String.fromCharCode(value)}'`]
      : []),
  ];
  return forms
    .filter(form => form !== written)
    .map(form => ({
      title: `Write it as ${form}`,
      kind: 'refactor',
      edits: [{ span: { file, start, end }, text: form }],
    }));
}

/** A branch over a jump becomes one branch the other way. */
function inverted(document: AssemblyDocument, range: Span): Action[] {
  const { file, tree } = document;
  const statement = statementAt(document, range.start);
  const opposite = statement?.name && oppositeOf(statement.name.name);
  const at = statement ? tree.statements.indexOf(statement) : -1;
  const [jump, after] = tree.statements.slice(at + 1, at + 3);
  const [target, away] = [statement?.operands.at(-1), jump?.operands[0]];
  if (!statement?.name || !opposite || !jump?.name || !after || !target || !away) return [];
  const isOver =
    jump.name.name === plainJump &&
    jump.labels.length === 0 &&
    target.kind === 'name' &&
    after.labels.some(({ name }) => name === target.name);
  if (!isOver) return [];
  const end = file.lineStarts[jump.line + 1] ?? file.text.length;
  const edits = [
    { span: { file, start: statement.name.start, end: statement.name.end }, text: opposite },
    { span: { file, start: target.start, end: target.end }, text: file.text.slice(away.start, away.end) },
    { span: { file, start: file.lineStarts[jump.line] ?? jump.start, end }, text: '' },
  ];
  return [{ title: 'Invert the branch, without the jump', kind: 'refactor', edits }];
}

/** The instruction that only jumps. */
const plainJump = instructions.find(
  ({ does }) => does?.jump?.to === 'label' && !does.set && !does.jump.when,
)?.mnemonic;

/** The branch, or the pseudo-instruction for one, that is taken where this one is not. */
function oppositeOf(mnemonic: string): string | undefined {
  const far = (name: string) => instructions.find(row => row.mnemonic === name)?.far?.[0]?.split(' ')[0];
  const direct = far(mnemonic);
  if (direct) return direct;
  const pseudo = pseudoInstructions.find(row => row.mnemonic === mnemonic);
  const [only = ''] = pseudo?.expansion ?? [];
  const [name = '', ...rest] = only.split(' ');
  const other = pseudo?.expansion.length === 1 ? far(name) : undefined;
  const wanted = other && [other, ...rest].join(' ');
  return pseudoInstructions.find(({ expansion }) => expansion.length === 1 && expansion[0] === wanted)
    ?.mnemonic;
}

/** A number as a constant with a name, and whole lines as a macro; both before the first statement. */
function extracted(document: AssemblyDocument, range: Span): Action[] {
  const { file, tree } = document;
  const [first] = tree.statements;
  if (!first) return [];
  const top = file.lineStarts[first.line] ?? 0;
  const statement = statementAt(document, range.start);
  const node = statement && nodeAt(statement, range.start);
  const found: Action[] = [];
  if (node?.kind === 'number' && statement && statement.kind === 'instruction') {
    const { start, end } = node;
    const name = unusedName(document, 'CONSTANT');
    const value = file.text.slice(start, end);
    const edits = [insert(file, top, `.equ ${name}, ${value}\n`), { span: { file, start, end }, text: name }];
    found.push({ title: 'Extract a constant', kind: 'refactor', edits });
  }
  const [from, to] = [file.position(range.start).line, file.position(range.end).line];
  const chosen = tree.statements.filter(({ line }) => line >= from && line <= to);
  const isWhole = chosen.every(({ kind, labels }) => kind === 'instruction' && labels.length === 0);
  const last = chosen.at(-1);
  const [head] = chosen;
  if (range.end > range.start && head && last && isWhole) {
    const name = unusedName(document, 'steps');
    const start = file.lineStarts[head.line] ?? 0;
    const end = file.lineStarts[last.line + 1] ?? file.text.length;
    const body = file.text.slice(start, end).replace(/\n?$/, '\n');
    const edits = [
      insert(file, top, `.macro ${name}\n${body}.endm\n\n`),
      { span: { file, start, end }, text: `${indentOf(file, head.line)}${name}\n` },
    ];
    found.push({ title: 'Extract a macro', kind: 'refactor', edits });
  }
  return found;
}

function unusedName(document: AssemblyDocument, base: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${number}`;
    if (document.definitionsOf(name).length === 0) return name;
  }
}

const textOf = ({ file, start, end }: Span): string => file.text.slice(start, end);

const insert = (file: SourceFile, at: number, text: string): Edit => ({
  span: { file, start: at, end: at },
  text,
});

const indentOf = (file: SourceFile, line: number): string => /^[ \t]*/.exec(file.line(line))?.[0] || '    ';

/** A new line before a line, indented as another one is. */
function lineBefore(file: SourceFile, line: number, text: string, like = line): Edit {
  const start = file.lineStarts[line];
  const written = `${indentOf(file, like)}${text}`;
  return start === undefined
    ? insert(file, file.text.length, `\n${written}`)
    : insert(file, start, `${written}\n`);
}

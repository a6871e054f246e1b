/** C expressions as typed trees: the compiler's front end reads them, names mean what they mean in a frame. */
import {
  type Dialect,
  type Expression,
  type ExpressionText,
  errorAt,
  isError,
  parseExpression,
} from '../../c';
import { printType } from '../../image';
import { type Diagnostic, SourceFile } from '../../source';
import { DebuggerError } from '../errors';
import type { CodeNames } from './names';
import { isEnumeratorName } from './symbols';

/** What is assigned is checked and converted when it is done: the user is told what does not fit. */
const dialect: Dialect = {
  text: 'line',
  floats: true,
  assign: (_, target, value) =>
    isError(target) || isError(value)
      ? errorAt(value.span)
      : { kind: 'assign', target, value, type: target.type, span: value.span },
};

/** Throws, with a sentence, on what is no expression or has no type. */
export function parse(text: string, names: CodeNames): Expression {
  const tree = typed(parseExpression(new SourceFile('', text), names, dialect), text);
  const symbol = tree.kind === 'number' ? names.lookup(text.trim()) : undefined;
  return symbol && isEnumeratorName(symbol) && tree.kind === 'number'
    ? { ...tree, type: symbol.enumeration }
    : tree;
}

function typed({ tree, unknownTags, diagnostics }: ExpressionText, text: string): Expression {
  const fail = (message: string) => new DebuggerError('bad-expression', message);
  if (text.trim() === '') throw fail('there is no expression');
  const [unknown] = unknownTags;
  if (unknown) throw fail(`there is no type ${printType(unknown)}`);
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error) throw fail(tree ? said(error) : sentence(error, text));
  if (!tree) throw fail(`${text} is no expression`);
  return tree;
}

const said = ({ message, hint }: Diagnostic): string => (hint ? `${message}; ${hint}` : message);

/** With the column, unless it is the end that is wrong. */
function sentence(problem: Diagnostic, text: string): string {
  const { span } = problem;
  const inside = span && span.start < text.trimEnd().length;
  return inside ? `${said(problem)} (column ${span.start + 1})` : said(problem);
}

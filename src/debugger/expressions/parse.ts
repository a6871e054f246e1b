/** C expressions as typed trees: the compiler's front end reads them, names mean what they mean in a frame. */
import {
  type Dialect,
  type Expression,
  type ExpressionText,
  errorAt,
  isError,
  parseExpression,
} from '../../c';
import { arrayOf, pointerTo, printType } from '../../image';
import { type Diagnostic, SourceFile } from '../../source';
import { DebuggerError } from '../errors';
import { readScalar, whyUnreadable } from '../values/value';
import { evaluate } from './evaluate';
import { type CodeNames, FrameNames } from './names';
import { isEnumeratorName } from './symbols';

/** What is assigned is checked and converted when it is done: the user is told what does not fit. */
const dialect: Dialect = {
  text: 'line',
  assign: (_, target, value) =>
    isError(target) || isError(value)
      ? errorAt(value.span)
      : { kind: 'assign', target, value, type: target.type, span: value.span },
};

/** Throws, with a sentence, on what is no expression or has no type. A tree with `@` holds as long as its count does. */
export function parse(text: string, names: CodeNames): Expression {
  const own: Dialect = { ...dialect, repeated: (_, object, count) => repeated(object, count, names) };
  const tree = typed(parseExpression(new SourceFile('', text), names, own), text);
  const symbol = tree.kind === 'number' ? names.lookup(text.trim()) : undefined;
  return symbol && isEnumeratorName(symbol) && tree.kind === 'number'
    ? { ...tree, type: symbol.enumeration }
    : tree;
}

/**
 * `object@count` is an array of so many from there on. How many is computed at once, since its type says so; where there is
 * no frame to compute in, that stays open.
 */
function repeated(object: Expression, count: Expression, names: CodeNames): Expression {
  const { span } = object;
  if (isError(object) || isError(count)) return errorAt(span);
  const type = arrayOf(object.type, names instanceof FrameNames ? elements(object, count, names) : undefined);
  return {
    kind: 'dereference',
    pointer: { kind: 'address', object, type: pointerTo(type), span },
    type,
    span,
  };
}

/** The number that is asked for; throws where there are none behind the object. */
function elements(object: Expression, count: Expression, names: FrameNames): number {
  const number = Number(readScalar(evaluate(count, names, {})));
  if (!Number.isInteger(number) || number < 1)
    throw new DebuggerError('bad-expression', 'what stands after @ is a number of elements, 1 or more');
  const { place } = evaluate(object, names, {});
  if (place.absent !== undefined) throw new DebuggerError('bad-expression', whyUnreadable(place));
  if (place.address === undefined)
    throw new DebuggerError(
      'bad-expression',
      'there is more only behind what stands in memory: this stands in a register, or nowhere',
    );
  return number;
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

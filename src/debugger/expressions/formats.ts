/** Expressions with a format behind a comma, as C debuggers have them: `mode,o`, `flags,x`. */
import { expressionTokens } from '../../c';
import { SourceFile } from '../../source';
import type { NumberFormat, ValueFormat } from '../api';

/** By the letter that asks for it. */
const formats: Readonly<Record<string, NumberFormat>> = {
  x: 'x',
  X: 'x',
  h: 'x',
  H: 'x',
  d: 'd',
  o: 'o',
  b: 'b',
  c: 'c',
  s: 's',
};

export interface Formatted {
  readonly expression: string;
  readonly format: ValueFormat;
}

/**
 * What stands before the last comma outside of brackets, and the format behind it: a letter, whatever else it may name.
 * Any other comma, and one in parentheses, is the comma operator.
 */
export function formatted(text: string): Formatted {
  const at = lastComma(text);
  if (at < 0) return { expression: text, format: {} };
  const expression = text.slice(0, at);
  const asked = text.slice(at + 1).trim();
  const as = Object.hasOwn(formats, asked) ? formats[asked] : undefined;
  return as ? { expression, format: { as } } : { expression: text, format: {} };
}

/** −1 where there is none. */
function lastComma(text: string): number {
  let depth = 0;
  let found = -1;
  for (const { kind, text: token, span } of expressionTokens(new SourceFile('', text)).tokens) {
    if (kind !== 'punctuator') continue;
    if ('([{'.includes(token)) depth++;
    else if (')]}'.includes(token)) depth--;
    else if (token === ',' && depth === 0) found = span.start;
  }
  return found;
}

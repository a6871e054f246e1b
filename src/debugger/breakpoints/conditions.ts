/** Hit conditions and log messages, as text and as what they mean. */
import { DebuggerError } from '../errors';

/** True if the breakpoint is to act when it is reached for the `hits`th time. */
export type HitTest = (hits: number) => boolean;

const tests: Readonly<Record<string, (hits: number, number: number) => boolean>> = {
  '': (hits, number) => hits === number,
  '=': (hits, number) => hits === number,
  '==': (hits, number) => hits === number,
  '>=': (hits, number) => hits >= number,
  '<=': (hits, number) => hits <= number,
  '>': (hits, number) => hits > number,
  '<': (hits, number) => hits < number,
  '%': (hits, number) => hits % number === 0,
};

/** `5`, `== 5`, `>= 5`, `% 3`. */
export function hitTest(text: string): HitTest {
  const [, operator, digits] = /^\s*(=|==|>=|<=|>|<|%|)\s*(\d+)\s*$/.exec(text) ?? [];
  const test = operator === undefined ? undefined : tests[operator];
  const number = Number(digits);
  if (!test || (operator === '%' && number === 0))
    throw new DebuggerError('bad-expression', `${text} is no hit count: write 5, >= 5 or % 5`);
  return hits => test(hits, number);
}

/** A log message with every `{expression}` replaced; doubled braces stand for themselves. */
export function logText(message: string, valueOf: (expression: string) => string): string {
  return message.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (whole, expression: string | undefined) =>
    expression === undefined ? whole.charAt(0) : valueOf(expression),
  );
}

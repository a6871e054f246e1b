/** Hit conditions and log messages, as text and as what they mean; and what is wrong with them when they are set. */
import { type Formatted, formatted } from '../expressions/formats';
import type { BreakpointConditions } from '../api';
import { DebuggerError, sentenceOf } from '../errors';
import type { LookPurpose } from '../expressions/looks';

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

/** `5`, `== 5`, `>= 5`, `% 3`. Throws, with a sentence, on what is none or never holds. */
export function hitTest(text: string): HitTest {
  const [, operator, digits] = /^\s*(=|==|>=|<=|>|<|%|)\s*(\d+)\s*$/.exec(text) ?? [];
  const test = operator === undefined ? undefined : tests[operator];
  const number = Number(digits);
  if (!test || (operator === '%' && number === 0)) throw bad(`${text} is no hit count: write 5, >= 5 or % 5`);
  const holds = (hits: number) => test(hits, number);
  if (![1, number, number + 1].some(hits => hits > 0 && holds(hits)))
    throw bad(`${text} never holds: hits are counted from 1`);
  return holds;
}

/** A piece of a log message: text as it is, or an expression. */
export type LogPart = { readonly text: string } | Formatted;

/** Doubled braces, `{expression}` whose strings and characters may hold braces, a brace without another, other text. */
const logPart = /\{\{|\}\}|\{((?:[^{}"']|"(?:\\.|[^"\\])*(?:"|$)|'(?:\\.|[^'\\])*(?:'|$))*)\}|[{}]|[^{}]+/g;

/** The pieces of a log message: `{expression}`; doubled braces stand for themselves. Throws on a brace without another. */
export function logParts(message: string): LogPart[] {
  return Array.from(message.matchAll(logPart), ([whole, expression]): LogPart => {
    if (expression !== undefined) return formatted(expression);
    if (whole === '{') throw bad('a { of the message is not closed; write {{ for the character');
    if (whole === '}') throw bad('a } of the message closes nothing; write }} for the character');
    return { text: whole === '{{' || whole === '}}' ? whole.charAt(0) : whole };
  });
}

/** What is wrong with conditions at a place of the code, where `check` throws for an expression that is wrong there. */
export function conditionsProblem(
  { condition, hitCondition, logMessage }: BreakpointConditions,
  check: (text: string, purpose: LookPurpose) => void,
): string | undefined {
  return sentenceOf(() => {
    if (condition) check(condition, 'condition');
    if (hitCondition) hitTest(hitCondition);
    for (const part of logParts(logMessage ?? ''))
      if ('expression' in part) checkPart(part.expression, check);
  });
}

function checkPart(expression: string, check: (text: string, purpose: LookPurpose) => void): void {
  const problem = sentenceOf(() => check(expression, 'message'));
  if (problem !== undefined) throw bad(`{${expression}}: ${problem}`);
}

const bad = (message: string) => new DebuggerError('bad-expression', message);

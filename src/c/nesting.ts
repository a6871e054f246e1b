/** The one place where the end of the engine's stack is met: everywhere else nesting has limits of its own. */
import type { SourceFile } from '../source';
import type { Reporter } from './reporter';
import { says } from './rules';

/**
 * Runs a recursive stage. Each kind of nesting is bounded where it is parsed (levels, operands, layers of a type);
 * only where many of them add up does the stack decide, since its size differs from engine to engine. Undefined,
 * and reported, if it does.
 */
export function withinStack<T>(file: SourceFile, report: Reporter, work: () => T): T | undefined {
  try {
    return work();
  } catch (problem) {
    if (!isStackOverflow(problem)) throw problem;
    report.say({ file, start: 0, end: 0 }, says('c-too-deep'));
    return undefined;
  }
}

/** V8 and JavaScriptCore throw a RangeError; Firefox an InternalError, which other engines do not have. */
function isStackOverflow(problem: unknown): boolean {
  return problem instanceof RangeError || (problem instanceof Error && problem.name === 'InternalError');
}

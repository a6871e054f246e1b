/** A request that makes no sense now, or has bad input: a code for programs and a sentence for people. */

export type ErrorCode =
  | 'not-started'
  | 'not-stopped'
  | 'not-running'
  | 'ended'
  | 'unknown-process'
  | 'process-ended'
  | 'stale-frame'
  | 'no-caller'
  | 'unknown-event'
  | 'bad-expression'
  | 'bad-value'
  | 'bad-jump'
  | 'not-killed'
  | 'no-return'
  | 'read-only'
  | 'no-history'
  | 'bad-instant'
  | 'no-memory';

export class DebuggerError extends Error {
  constructor(
    readonly code: ErrorCode,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'DebuggerError';
  }
}

/** What a person can be told of what goes wrong; a broken invariant is none. */
export function sentenceOf(attempt: () => void): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof DebuggerError) return error.message;
    throw error;
  }
}

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
  | 'read-only'
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

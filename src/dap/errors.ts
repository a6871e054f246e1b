/** Why a request is refused: a sentence for people, a number for programs. */
import { DebuggerError, type ErrorCode } from '../debugger';

type RequestErrorCode =
  | 'internal'
  | 'unknown-command'
  | 'bad-arguments'
  | 'out-of-order'
  | 'unknown-reference'
  | 'unknown-source'
  | 'not-built'
  | 'cancelled'
  | 'read-only'
  | 'no-memory';

/** DAP's `Message.id`. */
const ids: Readonly<Record<RequestErrorCode | ErrorCode, number>> = {
  internal: 1,
  'unknown-command': 2,
  'bad-arguments': 3,
  'out-of-order': 4,
  'unknown-reference': 5,
  'unknown-source': 6,
  'not-built': 7,
  cancelled: 8,
  'not-started': 20,
  'not-stopped': 21,
  'not-running': 22,
  ended: 23,
  'unknown-process': 24,
  'stale-frame': 25,
  'no-caller': 26,
  'bad-expression': 27,
  'bad-value': 28,
  'read-only': 29,
  'no-memory': 30,
  'unknown-event': 31,
  'bad-jump': 32,
  'not-killed': 33,
  'process-ended': 34,
  'no-history': 35,
  'bad-instant': 36,
  'no-return': 37,
};

/** The whole message by which clients know that a request was cancelled at their wish. */
export const cancelled = 'cancelled';

export class RequestError extends Error {
  constructor(
    readonly code: RequestErrorCode,
    sentence: string,
  ) {
    super(sentence);
  }
}

/** A question about a stop that is over: its answer is empty, not an error. */
export class StaleReference extends RequestError {
  constructor(sentence: string) {
    super('unknown-reference', sentence);
  }
}

/** The id and the sentence of anything that was thrown; what nobody meant to throw is an internal error. */
export function explain(error: unknown): { id: number; sentence: string } {
  if (error instanceof RequestError || error instanceof DebuggerError)
    return { id: ids[error.code], sentence: error.message };
  return {
    id: ids.internal,
    sentence: `internal error: ${error instanceof Error ? error.message : String(error)}`,
  };
}

/** The messages between the extension and the thread of a debug session, or of a grader: DAP both ways, files on request, grades. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Sought } from '../../grade';
import type { SourceCover } from '../../debugger';

/** A lab and what has been handed in, by paths in their folders; which tests to run, by name. */
export interface GradeRequest {
  readonly lab: readonly (readonly [path: string, bytes: Uint8Array])[];
  readonly submission: readonly (readonly [path: string, bytes: Uint8Array])[];
  readonly student: string;
  readonly tests: readonly string[];
  /** It is to be counted which lines are executed. */
  readonly covers: boolean;
}

export interface GradedTest {
  readonly name: string;
  readonly passed: boolean;
  readonly problems: readonly string[];
  readonly hint: string;
  readonly recording?: Uint8Array;
}

export interface Graded {
  readonly tests: readonly GradedTest[];
  /** Of all tests together; empty where it is not asked for. */
  readonly sources: readonly SourceCover[];
}

export type ToWorker =
  | ({ readonly kind: 'grade' } & GradeRequest)
  /** A moment of a run of the examples is wanted. */
  | { readonly kind: 'seek'; readonly sought: Sought }
  | { readonly kind: 'dap'; readonly message: DebugProtocol.ProtocolMessage }
  /** The bytes of a file, undefined if there is none; or the entries of a folder, a folder's with a slash at its end. */
  | {
      readonly kind: 'answer';
      readonly request: number;
      readonly result: Uint8Array | undefined | readonly string[];
    };

export type FromWorker =
  | { readonly kind: 'dap'; readonly message: DebugProtocol.ProtocolMessage }
  | { readonly kind: 'read' | 'list'; readonly request: number; readonly path: string }
  /** A test begins; all are graded; none can be. */
  | { readonly kind: 'grading'; readonly name: string }
  | ({ readonly kind: 'graded' } & Graded)
  | { readonly kind: 'ungraded'; readonly why: string }
  | { readonly kind: 'found'; readonly recording: Uint8Array }
  /** A file to be written; nothing answers. */
  | { readonly kind: 'write'; readonly path: string; readonly bytes: Uint8Array };

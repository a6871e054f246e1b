/** What goes between a page and the extension. */
import type { Subject } from '../figures';
import type { Answer, Batch, MachineStatus, PictureName, Wishes } from '../protocol';

export type ToPage<Name extends PictureName> =
  /** Another session, or none so far. */
  | { readonly kind: 'session'; readonly name: string | undefined }
  /** What has changed in the picture. */
  | { readonly kind: 'batch'; readonly batch: Batch<Name> }
  | { readonly kind: 'status'; readonly status: MachineStatus }
  /** The machine of the session is off. */
  | { readonly kind: 'ended' }
  /** What is pointed at in another page. */
  | { readonly kind: 'pointed'; readonly at: Subject | undefined }
  | (Name extends 'timeline' ? AnswerToPage : never);

/** What a question of the page is answered, or why it is not. */
export interface AnswerToPage {
  readonly kind: 'answer';
  readonly answer: Answer | string;
}

export type FromPage =
  /** The page can be told. */
  | { readonly kind: 'ready' }
  /** What the page wants of its picture from now on. */
  | { readonly kind: 'wish'; readonly wishes: Wishes }
  | { readonly kind: 'goTo'; readonly count: number }
  /** Asks a question over the run. */
  | { readonly kind: 'ask'; readonly question: string }
  /** What is pointed at in this page. */
  | { readonly kind: 'point'; readonly at: Subject | undefined }
  | { readonly kind: 'copy'; readonly text: string }
  /** A picture as a file: its name without the ending, and the SVG. */
  | { readonly kind: 'save'; readonly name: string; readonly text: string };

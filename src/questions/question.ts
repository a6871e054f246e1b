/** What can be asked about a run, as it has been read: forms, events, and what is asked of each of them. */
import type { CauseName } from '../isa';
import type { EventName } from '../protocol';

/** Characters of the question's text, from 0 on. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What is wrong with a question, in a sentence, and where. */
export class QuestionError extends Error {
  constructor(
    message: string,
    readonly place: Place,
    /** The text that the place is in, where it is one of several. */
    readonly question?: string,
  ) {
    super(message);
  }
}

/** C between braces: `{current->pid == 3}`. */
export interface Code extends Place {
  readonly text: string;
}

/** Whose event it is: a process with all its threads, one thread, all processes of a program, or that of the other event. */
export type Who =
  | { readonly is: 'process' | 'thread'; readonly number: number }
  | { readonly is: 'program'; readonly name: string }
  | { readonly is: 'same' };

export type Mode = 'user' | 'kernel';

export type Kind =
  | { readonly is: 'event'; readonly event: EventName }
  | { readonly is: 'cause'; readonly cause: CauseName }
  | { readonly is: 'fault' }
  | { readonly is: 'system-call'; readonly call: string | undefined }
  | { readonly is: 'call' | 'return'; readonly routine: string }
  | { readonly is: 'user-access' };

/** Events of one kind, with all that is asked of them. */
export interface Pattern extends Place {
  readonly kind: Kind;
  readonly of?: Who;
  readonly in?: Mode;
  readonly to?: Who | Mode;
  readonly from?: Who;
  readonly where?: Code;
}

/** Any of some; between two others, where that is asked. */
export interface Events {
  readonly any: readonly Pattern[];
  readonly between?: { readonly begin: Pattern; readonly end: Pattern };
}

export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** What is asked of two events: how the value of an expression at the one is to that at the other, or that registers are the same. */
export type Kept =
  | { readonly is: 'value'; readonly first: Code; readonly operator: Operator; readonly second: Code }
  | { readonly is: 'registers'; readonly except: readonly string[] };

export type Form =
  | { readonly form: 'list'; readonly which: 'all' | 'first' | 'last'; readonly events: Events }
  | {
      readonly form: 'count';
      readonly events: Events;
      readonly comparison?: { readonly operator: Operator; readonly number: number };
    }
  | { readonly form: 'never'; readonly events: Events }
  | { readonly form: 'always'; readonly condition: Code; readonly events: Events }
  | {
      readonly form: 'each';
      readonly events: Events;
      /** The other event comes later, or has come before. */
      readonly relation: 'then' | 'after';
      readonly other: Events;
      /** `after`: an other one that has come before such an event does not count. */
      readonly since?: Events;
      /** Instructions between the two at most. */
      readonly within?: number;
      readonly keeping: readonly Kept[];
    }
  | { readonly form: 'order'; readonly steps: readonly Events[] };

export type Question = Form & { readonly text: string };

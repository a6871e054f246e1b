/** What a question over a run is answered; docs/questions.md has the language. */

/** An instant that is an answer, or part of one. */
export interface AnswerInstant {
  /** The machine's clock. */
  readonly count: number;
  readonly pid: number;
  /** `2 race`, `kernel` */
  readonly who: string;
  readonly text: string;
}

export interface Answer {
  readonly question: string;
  /** Whether what is claimed holds; absent where nothing is claimed. */
  readonly holds?: boolean;
  /** The answer in a sentence. */
  readonly text: string;
  /** How often there is something to tell; of very many, `instants` has the first. */
  readonly count: number;
  /** In their order: the events that were asked for; of a claim that does not hold, where it does not. */
  readonly instants: readonly AnswerInstant[];
}

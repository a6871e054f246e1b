/** Questions over a run: a small language, and the engine that answers it. The grammar is in docs/questions.md. */
export type { Answer } from '../protocol';
export { answerLines } from './answer';
export { ask, whyUnfit } from './ask';
export { parseQuestion } from './parse';
export { type Place, type Question, QuestionError } from './question';

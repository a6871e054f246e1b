/** Questions over a run: a small language, and the engine that answers it. The grammar is in docs/questions.md. */
export { type Answer, answerLines } from './answer';
export { ask, whyUnfit } from './ask';
export type { Instant } from './happening';
export { parseQuestion } from './parse';
export { type Place, type Question, QuestionError } from './question';

/** A question over the run of a session, from its first instant to its present. */
import { World } from '../debugger';
import { QuestionError, answerLines, ask, parseQuestion } from '../questions';
import type { Answer } from '../protocol';
import { present } from '../source';
import { runAgain } from './again';
import type { Context } from './context';
import { RequestError } from './errors';

const mostRows = 20;

export async function askRun(context: Context, text: string, seq: number): Promise<Answer> {
  const { stopped, launched } = context;
  const { present: until } = stopped.time;
  try {
    const question = parseQuestion(text);
    const world = World.again(launched.system, launched.system.machine.inputScript);
    const { answers } = await runAgain(context, { title: `Answering: ${text}`, seq, until }, world, host =>
      ask(world, [question], host, until),
    );
    return present(answers[0], `the answer to ${text}`);
  } catch (error) {
    if (!(error instanceof QuestionError)) throw error;
    const { message, place } = error;
    throw new RequestError('bad-arguments', `${message} (column ${place.start + 1} of the question)`);
  }
}

/** The same as lines of the Debug Console. */
export const askedLines = (answer: Answer): string => answerLines(answer, mostRows).slice(1).join('\n');

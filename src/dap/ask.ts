/** A question over the run of a session, from its first instant to its present. */
import { World } from '../debugger';
import { QuestionError, answerLines, ask, parseQuestion } from '../questions';
import { TypedInput } from '../session';
import type { Context } from './context';
import { RequestError, cancelled } from './errors';

const mostRows = 20;

/** The answer as lines. The machine of the session stays as it is: another one makes its run again. */
export async function askRun(context: Context, text: string, seq: number): Promise<string> {
  const { stopped, launched, ports } = context;
  const { present } = stopped.time;
  const world = World.again(launched.system, launched.system.machine.inputScript);
  const work = context.beginWork(`Answering: ${text}`, seq);
  const host = {
    input: new TypedInput(),
    output: () => {},
    async breathe() {
      work.tell(world.machine.count / present);
      await ports.yieldToHost();
    },
    get interrupted() {
      return work.cancelled || context.closed;
    },
  };
  try {
    const { answers, outcome } = await ask(world, [parseQuestion(text)], host, present);
    if (outcome.reason === 'interrupted') throw new RequestError('cancelled', cancelled);
    return answers.flatMap(answer => answerLines(answer, mostRows).slice(1)).join('\n');
  } catch (error) {
    if (!(error instanceof QuestionError)) throw error;
    const { message, place } = error;
    throw new RequestError('bad-arguments', `${message} (column ${place.start + 1} of the question)`);
  } finally {
    context.endWork(work);
  }
}

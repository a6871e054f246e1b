/** The run of a session, made again by another machine, so that the one of the session stays as it is. */
import type { World } from '../debugger';
import { type Host, type Outcome, TypedInput } from '../session';
import type { Context } from './context';
import { RequestError, cancelled } from './errors';

/**
 * Has something run, up to an instant, as work that is shown and can be cancelled; `seq` numbers the request that waits for it.
 * RequestError if it is cancelled.
 */
export async function runAgain<Result extends { readonly outcome: Outcome }>(
  context: Context,
  { title, seq, until }: { readonly title: string; readonly seq: number; readonly until: number },
  world: World,
  run: (host: Host) => Promise<Result>,
): Promise<Result> {
  const work = context.beginWork(title, seq);
  const host = {
    input: new TypedInput(),
    output: () => {},
    async breathe() {
      work.tell(world.machine.count / until);
      await context.ports.yieldToHost();
    },
    get interrupted() {
      return work.cancelled || context.closed;
    },
  };
  try {
    const result = await run(host);
    if (result.outcome.reason === 'interrupted') throw new RequestError('cancelled', cancelled);
    return result;
  } finally {
    context.endWork(work);
  }
}

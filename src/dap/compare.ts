/** Two futures of the instant at which the machine stands, compared for a client. */
import { BranchEnded } from '../debugger';
import type { Comparison } from '../protocol';
import type { Context } from './context';
import { RequestError, cancelled } from './errors';

/** How far futures are followed where nobody says. */
export const usualDistance = 10_000_000;

export async function compare(
  context: Context,
  {
    change,
    frameId,
    instructions = usualDistance,
  }: {
    readonly change: string;
    readonly frameId?: number | undefined;
    readonly instructions?: number;
  },
  seq: number,
): Promise<Comparison> {
  const { stopped, handles, ports } = context;
  if (!(instructions >= 1))
    throw new RequestError(
      'bad-arguments',
      `futures are followed for some instructions, not for ${instructions}`,
    );
  const frame = frameId === undefined ? undefined : handles.frame(frameId);
  const work = context.beginWork(`Comparing with: ${change}`, seq);
  try {
    const { comparison } = await stopped.futures.compare(change, frame, {
      instructions,
      async breathe(done) {
        work.tell(done);
        await ports.yieldToHost();
        return !work.cancelled && !context.closed;
      },
    });
    return comparison;
  } catch (error) {
    throw error instanceof BranchEnded ? new RequestError('cancelled', cancelled) : error;
  } finally {
    context.endWork(work);
  }
}

/** Requests that let the machine go on, stop it, or give its console input. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { type StepKind, eventsNamed } from '../../debugger';
import type { Context } from '../context';
import type { Handlers } from '../requests';
import { pidOf } from '../threads';

export function controlHandlers(context: Context) {
  const step =
    (how: StepKind) =>
    ({ threadId, granularity }: DebugProtocol.NextArguments) => {
      context.debugger.step(pidOf(threadId), how, granularity === 'instruction' ? 'instruction' : 'line');
      // The answer says it of this thread alone.
      context.send('continued', { threadId, allThreadsContinued: true });
    };
  return {
    continue() {
      context.debugger.continue();
      return { allThreadsContinued: true };
    },
    next: step('over'),
    stepIn: step('into'),
    stepOut: step('out'),
    pause: ({ threadId }) => context.debugger.pause(threadId ? pidOf(threadId) : undefined),
    'ringside/input': ({ text }) => context.debugger.input(text),
    'ringside/endInput': () => context.debugger.endInput(),
    'ringside/subscribe'({ events }) {
      context.subscribed = eventsNamed(events);
      context.run?.debugger.subscribe(context.subscribed);
    },
  } satisfies Partial<Handlers>;
}

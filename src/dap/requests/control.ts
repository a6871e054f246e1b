/** Requests that let the machine go on, stop it, or give its console input. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { type StepKind, eventsNamed } from '../../debugger';
import type { Follow, PictureName } from '../../protocol';
import { askRun } from '../ask';
import { compare } from '../compare';
import type { Context } from '../context';
import { countRun } from '../counts';
import type { Handlers } from '../requests';
import { pidOf } from '../threads';
import { goToLastWrite, goToOrigin } from '../time-commands';

export function controlHandlers(context: Context) {
  const continued = (threadId: number) => context.send('continued', { threadId, allThreadsContinued: true });
  const step =
    (how: StepKind) =>
    ({ threadId, granularity, targetId, singleThread }: DebugProtocol.StepInArguments) => {
      const target = targetId === undefined ? undefined : context.handles.stepTargets.get(targetId);
      const alone = singleThread === true;
      const unit = granularity === 'instruction' ? 'instruction' : 'line';
      context.debugger.step(pidOf(threadId), how, unit, { alone, ...(target && { target }) });
      // The answer says it of this thread alone.
      if (!alone) continued(threadId);
    };
  const follow =
    <Name extends PictureName>(name: Name) =>
    (given: Follow<Name>) => {
      if (given.follow === false) context.followed.delete(name);
      else context.followed.set(name, given);
      context.run?.debugger.follow(name, given);
    };
  return {
    continue({ threadId, singleThread = false }) {
      context.debugger.continue(singleThread ? pidOf(threadId) : undefined);
      return { allThreadsContinued: !singleThread };
    },
    next: step('over'),
    stepIn: step('into'),
    stepOut: step('out'),
    stepBack({ threadId, granularity }) {
      const unit = granularity === 'instruction' ? 'instruction' : 'line';
      context.debugger.time.stepBack(pidOf(threadId), unit);
      continued(threadId);
    },
    reverseContinue({ threadId }) {
      context.debugger.time.reverseContinue();
      continued(threadId);
    },
    restartFrame: ({ frameId }) => context.debugger.time.restartFrame(context.handles.frame(frameId)),
    'ringside/lastWrite': ({ expression, frameId }) => goToLastWrite(context, expression, frameId),
    'ringside/origin': ({ expression, frameId }) => goToOrigin(context, expression, frameId),
    'ringside/lastLine': ({ path, line }) =>
      context.stopped.time.lastLine(context.sources.path({ path }), context.client.fromLine(line)),
    'ringside/nextLine'({ path, line, n }) {
      const { time, focus } = context.stopped;
      const place = [context.sources.path({ path }), context.client.fromLine(line)] as const;
      if (n === undefined) time.nextLine(...place);
      else time.nthLine(n, ...place, focus);
    },
    'ringside/compare': (args, seq) => compare(context, args, seq),
    'ringside/ask': ({ question }, seq) => askRun(context, question, seq),
    'ringside/counts': ({ path }, seq) => countRun(context, path, seq),
    'ringside/instants': () => ({ instants: context.stopped.time.visits.instants }),
    'ringside/goTo': ({ count }) => context.debugger.time.goTo(count),
    pause: ({ threadId }) => context.debugger.pause(threadId ? pidOf(threadId) : undefined),
    terminateThreads({ threadIds }) {
      const pids = threadIds?.map(pidOf) ?? context.debugger.programs();
      for (const pid of pids) context.debugger.kill(pid);
    },
    'ringside/input': ({ text }) => context.debugger.input(text),
    'ringside/endInput': () => context.debugger.endInput(),
    'ringside/subscribe'({ events }) {
      context.subscribed = eventsNamed(events);
      context.run?.debugger.subscribe(context.subscribed);
    },
    'ringside/protocol': follow('protocol'),
    'ringside/timeline': follow('timeline'),
    'ringside/stacks': follow('stacks'),
    'ringside/memory': follow('memory'),
    'ringside/system': follow('system'),
  } satisfies Partial<Handlers>;
}

/** Requests about processes, their stacks, and the code that they run. */
import { guestRoot } from '../../boot';
import type { CallFrame } from '../../debugger';
import type { Context } from '../context';
import { frameBody } from '../describe';
import { RequestError } from '../errors';
import { modulesOf } from '../modules';
import type { Handlers } from '../requests';
import { pidOf } from '../threads';

export function stackHandlers(context: Context) {
  return {
    threads() {
      if (context.phase !== 'running') return { threads: [] };
      return { threads: context.threads.list(context.debugger) };
    },

    stackTrace({ threadId, startFrame = 0, levels = 0, format }) {
      const frames = context.stopped.examine.stack(pidOf(threadId));
      context.handles.addFrames(frames);
      const bodies = frames.map((frame, index) => ({
        ...frameBody(frame, format, context),
        ...(isSubdued(frame, frames[index - 1]) && { presentationHint: 'subtle' as const }),
      }));
      return {
        stackFrames: bodies.slice(startFrame, levels > 0 ? startFrame + levels : undefined),
        totalFrames: frames.length,
      };
    },

    exceptionInfo({ threadId }) {
      const info = context.stopped.examine.exceptionInfo(pidOf(threadId));
      if (!info)
        throw new RequestError('out-of-order', `process ${pidOf(threadId)} has not stopped at an event`);
      const { id, description, details } = info;
      // VS Code shows `stackTrace`, other clients `message`.
      return {
        exceptionId: id,
        description,
        breakMode: 'always',
        details: { message: details, stackTrace: details },
      };
    },

    loadedSources() {
      const sources = context.launched.debugger.sources();
      return { sources: sources.map(({ path }) => context.sources.source(path)) };
    },

    source: ({ source, sourceReference }) =>
      context.sources.content(sourceReference ? { sourceReference } : (source ?? {})),

    modules({ startModule = 0, moduleCount = 0 }) {
      const all = modulesOf(context.launched, context);
      const part = all.slice(startModule, moduleCount > 0 ? startModule + moduleCount : undefined);
      return { modules: part, totalModules: all.length };
    },
  } satisfies Partial<Handlers>;
}

/** The library's own frames, but for the one where execution stands and the stub that has trapped. */
function isSubdued({ source }: CallFrame, inner: CallFrame | undefined): boolean {
  return inner?.kind === 'code' && source?.path.startsWith(`${guestRoot}/lib/`) === true;
}

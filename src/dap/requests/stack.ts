/** Requests about processes, their stacks, and the code that they run. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { guestRoot, programLines } from '../../boot';
import type { CallFrame } from '../../debugger';
import type { Context, Run } from '../context';
import { frameBody } from '../describe';
import { RequestError } from '../errors';
import type { Handlers } from '../requests';
import { hexadecimal } from '../memory-reference';
import { pidOf } from '../threads';
import { present } from '../../source';

export function stackHandlers(context: Context) {
  return {
    threads() {
      if (context.phase !== 'running') return { threads: [] };
      return { threads: context.threads.list(context.debugger) };
    },

    stackTrace({ threadId, startFrame = 0, levels = 0, format }) {
      const frames = context.stopped.stack(pidOf(threadId));
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
      const info = context.stopped.exceptionInfo(pidOf(threadId));
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

/** The kernel, then the user's programs, then those that are on every disk. */
function modulesOf({ system, request }: Run, { client }: Context): DebugProtocol.Module[] {
  const { kernel, programs, started } = system;
  const paths = new Map(
    programLines(request.launch).map(({ program }, index) => [
      present(started[index], `name of program ${index}`),
      program,
    ]),
  );
  const folder = request.launch.kernel;
  return [
    {
      id: 'kernel',
      name: 'kernel',
      path: folder === '' ? `${guestRoot}/kernel` : client.path(folder),
      isUserCode: folder !== '',
      ...contentsOf(kernel),
    },
    ...[...paths].map(([name, path]) => ({
      id: name,
      name,
      path: client.path(path),
      isUserCode: true,
      ...contentsOf(present(programs.get(name), `program ${name}`)()),
    })),
    ...[...programs.keys()]
      .filter(name => !paths.has(name))
      .map(name => ({ id: name, name, path: `/bin/${name}`, isUserCode: false })),
  ];
}

function contentsOf({ segments, debug }: Run['system']['kernel']) {
  const start = Math.min(...segments.map(({ address }) => address));
  const end = Math.max(...segments.map(({ address, memorySize }) => address + memorySize));
  return {
    symbolStatus: debug ? 'with debug information' : 'symbols only',
    addressRange: `${hexadecimal(start)}-${hexadecimal(end)}`,
  };
}

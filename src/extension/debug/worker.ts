/** The far end of a debug session's thread: the debug adapter, with files that come from the extension; and the grader. */
import { debug, prebuilt } from 'ringside:guest';
import { BuildCache, readArchive, readPrebuilt, writeRecording } from '../../boot';
import { type DapPorts, RingsideSession } from '../../dap';
import { guest } from '../guest';
import { lazily } from '../../source';
import { type Sought, momentOf } from '../../grade';
import { gradedTests } from '../testing/grading';
import { examplesOf } from '../tour/steps';
import type { FromWorker, GradeRequest, ToWorker } from './worker-protocol';

/** Serves one session over `post`; the result takes the messages that arrive. */
export function serveDebugSession(
  post: (message: FromWorker) => void,
  yieldToHost: () => Promise<void>,
  more: Pick<DapPorts, 'realPath' | 'objects'> = {},
): (message: ToWorker) => void {
  const waiting = new Map<number, (answer: never) => void>();
  let requests = 0;
  const ask = <T>(kind: 'read' | 'list', path: string) =>
    new Promise<T>(resolve => {
      waiting.set(++requests, resolve);
      post({ kind, request: requests, path });
    });
  const files = {
    read: (path: string) => ask<Uint8Array | undefined>('read', path),
    list: (folder: string) => ask<readonly string[]>('list', folder),
  };
  const ready = {
    ...guest,
    prebuilt: readPrebuilt(
      readArchive(prebuilt()),
      lazily(() => readArchive(debug())),
    ),
  };
  const session = new RingsideSession({
    guest: ready,
    files,
    writeFile: (path, bytes) => post({ kind: 'write', path, bytes: bytes.slice() }),
    yieldToHost,
    ...more,
  });
  session.onDidSendMessage(message => post({ kind: 'dap', message: message as never }));
  const gradeFor = async (request: GradeRequest) => {
    const cache = new BuildCache(undefined, undefined, more.objects);
    try {
      const graded = await gradedTests(request, { guest: ready, cache, breathe: yieldToHost }, name =>
        post({ kind: 'grading', name }),
      );
      post({ kind: 'graded', ...graded });
    } catch (error) {
      post({ kind: 'ungraded', why: error instanceof Error ? error.message : String(error) });
    }
  };
  const seek = async (sought: Sought) => {
    const ports = { guest: ready, cache: new BuildCache(), breathe: yieldToHost, files: examplesOf(ready) };
    try {
      post({ kind: 'found', recording: await writeRecording(await momentOf(sought, ports)) });
    } catch (error) {
      post({ kind: 'ungraded', why: error instanceof Error ? error.message : String(error) });
    }
  };
  return message => {
    if (message.kind === 'seek') return void seek(message.sought);
    if (message.kind === 'dap') return session.handleMessage(message.message);
    if (message.kind === 'grade') return void gradeFor(message);
    waiting.get(message.request)?.(message.result as never);
    waiting.delete(message.request);
  };
}

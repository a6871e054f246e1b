/** The far end of a debug session's thread: the debug adapter, with files that come from the extension. */
import guest from 'ringside:guest';
import { RingsideSession } from '../../dap';
import type { FromWorker, ToWorker } from './worker-protocol';

/** Serves one session over `post`; the result takes the messages that arrive. */
export function serveDebugSession(
  post: (message: FromWorker) => void,
  yieldToHost: () => Promise<void>,
): (message: ToWorker) => void {
  const waiting = new Map<number, (bytes: Uint8Array | undefined) => void>();
  let requests = 0;
  const read = (path: string) =>
    new Promise<Uint8Array | undefined>(resolve => {
      waiting.set(++requests, resolve);
      post({ kind: 'read', request: requests, path });
    });
  const session = new RingsideSession({ guest, read, yieldToHost });
  session.onDidSendMessage(message => post({ kind: 'dap', message }));
  return message => {
    if (message.kind === 'dap') return session.handleMessage(message.message);
    waiting.get(message.request)?.(message.bytes);
    waiting.delete(message.request);
  };
}

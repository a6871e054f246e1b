/** Entry of the debug session's thread on the desktop. */
import { parentPort } from 'node:worker_threads';
import { serveDebugSession } from './worker';

const port = parentPort!;
const yieldToHost = () => new Promise<void>(resolve => setImmediate(resolve));
port.on(
  'message',
  serveDebugSession(message => port.postMessage(message), yieldToHost),
);

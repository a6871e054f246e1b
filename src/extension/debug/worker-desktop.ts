/** Entry of the debug session's thread on the desktop. */
import { parentPort } from 'node:worker_threads';
import { objectStore } from '../../node/object-store';
import { realPath } from '../../node/real-path';
import { serveDebugSession } from './worker';

if (!parentPort) throw new Error('this is the entry of a thread, not of a program');
const port = parentPort;
const yieldToHost = () => new Promise<void>(resolve => setImmediate(resolve));
port.on(
  'message',
  serveDebugSession(message => port.postMessage(message), yieldToHost, {
    realPath,
    objects: objectStore(__filename),
  }),
);

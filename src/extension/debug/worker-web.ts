/** Entry of the debug session's thread in the web. */
import { serveDebugSession } from './worker';
import type { FromWorker, ToWorker } from './worker-protocol';

/** The part of a worker's global scope that is used here; the DOM's types describe a window instead. */
interface WorkerScope {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

/** Unlike a timer, a message to oneself is not held back when it comes often. */
const turns: (() => void)[] = [];
const channel = new MessageChannel();
channel.port1.onmessage = () => turns.shift()?.();
const yieldToHost = () =>
  new Promise<void>(resolve => {
    turns.push(resolve);
    channel.port2.postMessage(undefined);
  });

const scope = globalThis as unknown as WorkerScope;
const receive = serveDebugSession(message => scope.postMessage(message), yieldToHost);
scope.onmessage = event => receive(event.data);

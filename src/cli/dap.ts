/** `ringside dap`: the debug adapter, for one client on standard input and output, or for many on a port. */
import { once } from 'node:events';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { RingsideSession } from '../dap';
import { present } from '../source';
import { type Command, type Context } from './context';
import { realPath } from '../node/real-path';
import { Failure, reason } from './failure';
import { hostFiles, toolPath, writeNamed } from './host-files';
import { type Arguments, UsageError } from './options';

const address = '127.0.0.1';

export const dapCommand: Command = {
  name: 'dap',
  summary: 'serve the Debug Adapter Protocol, for editors',
  usage: ['dap [--listen PORT]'],
  description: `The debug adapter of Ringside. An editor that speaks the Debug Adapter Protocol starts it, and sends a launch
configuration with at least 'program'. It serves one session on standard input and output and ends with it,
or with --listen one session for each connection until it is interrupted.`,
  options: [
    {
      name: '--listen',
      value: 'PORT',
      help: `wait for connections on this port of ${address}; 0: any free port.\nThe port is printed on standard error`,
    },
  ],
  statuses: [
    ['0', 'the session has ended'],
    ['2', 'bad usage, or the port is taken'],
  ],
  examples: [
    ['ringside dap', 'what an editor starts'],
    ['ringside dap --listen 4711', 'for an editor that connects to a port'],
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  if (given.rest.length > 0) throw new UsageError(`takes no argument, not '${given.rest[0]}'`);
  const port = given.number('--listen', 0, 0xffff);
  if (port !== undefined) return listen(port, context);
  await serve(process.stdin, process.stdout, context);
  return 0;
}

/** Serves one session; resolves when it has ended. */
function serve(
  input: NodeJS.ReadableStream,
  target: Writable,
  { guest, terminal, cache }: Context,
): Promise<void> {
  return new Promise(resolve => {
    const output = new Gathered(target);
    const files = {
      read: async (path: string) => hostFiles.read(path),
      list: async (folder: string) => hostFiles.list(folder),
    };
    const folder = toolPath(process.cwd());
    const session = new RingsideSession({
      guest,
      files,
      folder,
      realPath,
      objects: cache.store,
      writeFile: (path, bytes) => keep(path, bytes, terminal),
      yieldToHost: () => breathe(output),
      ended: () => setImmediate(resolve),
    });
    session.start(input, output);
  });
}

/** Writes a disk that is kept; a session goes on without. */
function keep(path: string, bytes: Uint8Array, terminal: Context['terminal']): void {
  try {
    writeNamed(path, bytes);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    terminal.complain(error.message);
  }
}

/** Writes in one piece what one turn of the event loop brings: answers come together, and a running machine tells much. */
class Gathered extends Writable {
  constructor(private readonly target: Writable) {
    super();
  }

  override write(chunk: unknown, ...rest: never[]): boolean {
    if (this.writableCorked === 0) {
      this.cork();
      setImmediate(() => this.uncork());
    }
    return super.write(chunk, ...rest);
  }

  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    this.pass([chunk], done);
  }

  override _writev(chunks: { chunk: Uint8Array }[], done: () => void): void {
    this.pass(
      chunks.map(({ chunk }) => chunk),
      done,
    );
  }

  private pass(chunks: readonly Uint8Array[], done: () => void): void {
    if (this.target.write(Buffer.concat(chunks))) process.nextTick(done);
    else this.target.once('drain', done);
  }
}

/** Lets messages in; waits for a client that does not read as fast as the machine prints. */
async function breathe(output: Writable): Promise<void> {
  await new Promise(resolve => setImmediate(resolve));
  if (!output.writableNeedDrain || output.destroyed) return;
  const over = new AbortController();
  const signal = { signal: over.signal };
  await Promise.race([once(output, 'drain', signal), once(output, 'close', signal)]).catch(() => {});
  over.abort();
}

/** Serves until the process is interrupted. */
async function listen(port: number, context: Context): Promise<number> {
  const server = createServer(socket => connect(socket, context));
  server.listen(port, address);
  try {
    await once(server, 'listening');
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw new Failure(`cannot listen on port ${port}: ${taken ? 'it is in use' : reason(error)}`);
  }
  context.terminal.say(`ringside: listening on ${address}:${(server.address() as AddressInfo).port}`);
  await context.terminal.flush();
  await once(server, 'close');
  return 0;
}

/** A session in a thread of its own, so that a machine that runs does not slow another: `ringside dap`, on the socket. */
function connect(socket: Socket, { terminal }: Context): void {
  socket.setNoDelay(true);
  const thread = new Worker(present(process.argv[1], 'program that this process runs'), {
    argv: ['dap'],
    stdin: true,
    stdout: true,
  });
  socket.pipe(present(thread.stdin ?? undefined, 'standard input of a session'));
  thread.stdout.pipe(socket);
  thread.on('error', error => {
    terminal.complain(`a session has failed: ${error.message}`);
    void terminal.flush();
    socket.destroy();
  });
  // A connection that breaks is closed; the session ends with it.
  socket.on('error', () => undefined);
  socket.on('close', () => void thread.terminate());
}

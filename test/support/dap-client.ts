/** A client of the debug adapter: requests and their answers, events one by one, and a record of all of it. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import type { DebugProtocol } from '@vscode/debugprotocol';

/** Whatever a body holds; tests look at it field by field. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as loose as JSON
export type Body = any;

export interface Recorded {
  readonly sent: boolean;
  readonly message: DebugProtocol.ProtocolMessage & Body;
}

interface Waiter {
  accepts(event: DebugProtocol.Event): boolean;
  resolve(event: DebugProtocol.Event): void;
}

/** Milliseconds; the machine may be busy with something else. */
const patience = 100_000;

export const asVsCode: DebugProtocol.InitializeRequestArguments = {
  clientID: 'test',
  adapterID: 'ringside',
  linesStartAt1: true,
  columnsStartAt1: true,
  pathFormat: 'path',
  supportsVariableType: true,
  supportsVariablePaging: true,
  supportsInvalidatedEvent: true,
  supportsMemoryEvent: true,
};

export class DapClient {
  readonly record: Recorded[] = [];
  /** What the adapter has written on standard error. */
  errors = '';
  /** Resolves with the exit status when the adapter's process, or the connection, has ended. */
  readonly ended: Promise<number | null>;
  private seq = 0;
  private received = Buffer.alloc(0);
  private readonly answers = new Map<number, (response: DebugProtocol.Response) => void>();
  private unread: DebugProtocol.Event[] = [];
  private waiters: Waiter[] = [];

  private constructor(
    input: Readable,
    readonly output: Writable,
    private readonly process?: ChildProcess,
  ) {
    input.on('data', (chunk: Buffer) => this.take(chunk));
    output.on('error', () => {});
    process?.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.ended = new Promise(resolve =>
      process ? process.on('exit', resolve) : input.on('close', () => resolve(null)),
    );
  }

  /** Starts `ringside dap` of a built command line in a folder. */
  static start(commandLine: string, folder: string): DapClient {
    const child = spawn(process.execPath, [commandLine, 'dap'], { cwd: folder });
    return new DapClient(child.stdout, child.stdin, child);
  }

  static async connect(port: number): Promise<DapClient> {
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve, reject) =>
      socket.once('connect', () => resolve(undefined)).once('error', reject),
    );
    return new DapClient(socket, socket);
  }

  /** The whole answer, whether it is a success or not. */
  ask(command: string, args?: unknown): Promise<DebugProtocol.Response> {
    const seq = ++this.seq;
    this.send({ seq, type: 'request', command, ...(args !== undefined && { arguments: args }) });
    return withPatience(`the answer to ${command}`, new Promise(resolve => this.answers.set(seq, resolve)));
  }

  /** The body of the answer; fails if there is none. */
  async request(command: string, args?: unknown): Promise<Body> {
    const response = await this.ask(command, args);
    assert.ok(response.success, `${command}: ${response.message}`);
    return response.body;
  }

  /** The sentence of the refusal. */
  async refused(command: string, args?: unknown): Promise<string> {
    const response: Body = await this.ask(command, args);
    assert.equal(response.success, false, `${command} has succeeded`);
    assert.equal(response.body.error.format, response.message);
    assert.ok(Number.isInteger(response.body.error.id));
    return response.message;
  }

  /** The next event of this name that has not been taken yet. */
  async event(name: string, accepts: (body: Body) => boolean = () => true): Promise<Body> {
    const isIt = (event: DebugProtocol.Event) => event.event === name && accepts(event.body);
    const index = this.unread.findIndex(isIt);
    if (index >= 0) return this.unread.splice(index, 1)[0]!.body;
    const arrival = new Promise<DebugProtocol.Event>(resolve =>
      this.waiters.push({ accepts: isIt, resolve }),
    );
    return (await withPatience(`the event ${name}`, arrival)).body;
  }

  stopped(reason?: string): Promise<Body> {
    return this.event('stopped').then(body => {
      if (reason !== undefined) assert.equal(body.reason, reason, JSON.stringify(body));
      return body;
    });
  }

  /** The text of all output events so far. */
  text(category?: string): string {
    return this.events('output')
      .filter(body => category === undefined || body.category === category)
      .map(body => body.output)
      .join('');
  }

  /** Bodies of all events of this name so far. */
  events(name: string): Body[] {
    return this.record.filter(({ message }) => message.event === name).map(({ message }) => message.body);
  }

  /** initialize and launch up to the point where breakpoints are set; the result is the answer to launch. */
  async launch(
    attributes: object,
    client: object = asVsCode,
  ): Promise<{ answer: Promise<DebugProtocol.Response> }> {
    await this.request('initialize', client);
    const answer = this.ask('launch', attributes);
    await Promise.race([this.event('initialized'), answer]);
    return { answer };
  }

  /** The rest of it. */
  async start(attributes: object, breakpoints: readonly (readonly [string, object])[] = []): Promise<void> {
    const { answer } = await this.launch(attributes);
    for (const [command, args] of breakpoints) await this.request(command, args);
    await this.request('configurationDone');
    const { success, message } = await answer;
    assert.ok(success, message);
  }

  /** launch, and its first stop. */
  async startTo(
    reason: string,
    attributes: object,
    breakpoints: readonly (readonly [string, object])[] = [],
  ): Promise<Body> {
    await this.start(attributes, breakpoints);
    return this.stopped(reason);
  }

  /** Lets the machine go on, and waits for its next stop. */
  async go(command: string, args: object, reason?: string): Promise<Body> {
    await this.request(command, args);
    return this.stopped(reason);
  }

  async stack(threadId: number): Promise<Body[]> {
    return (await this.request('stackTrace', { threadId })).stackFrames;
  }

  /** The variables of a scope of a frame by name. */
  async scope(frameId: number, name: string): Promise<Map<string, Body>> {
    const { scopes } = await this.request('scopes', { frameId });
    const scope = scopes.find((row: Body) => row.name === name);
    assert.ok(scope, `no scope ${name} among ${scopes.map((row: Body) => row.name)}`);
    return this.variables(scope.variablesReference);
  }

  async variables(variablesReference: number, more: object = {}): Promise<Map<string, Body>> {
    const { variables } = await this.request('variables', { variablesReference, ...more });
    return new Map(variables.map((row: Body) => [row.name, row]));
  }

  /** Breaks the connection off. */
  hangUp(): void {
    this.output.end();
  }

  /** disconnect, and the end of the adapter; fails if it does not end by itself. */
  async disconnect(): Promise<void> {
    await this.request('disconnect', {});
    await withPatience('the end of the adapter', this.ended);
  }

  /** For `finally`: leaves no process behind. */
  kill(): void {
    this.process?.kill('SIGKILL');
    if (!this.process) this.output.destroy();
  }

  private send(message: DebugProtocol.Request): void {
    this.record.push({ sent: true, message });
    this.sendRaw(JSON.stringify(message));
  }

  /** Any text as the content of a message. */
  sendRaw(content: string): void {
    this.output.write(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`);
  }

  private take(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk]);
    for (;;) {
      const header = /^Content-Length: (\d+)\r\n\r\n/.exec(this.received.toString('latin1', 0, 64));
      const start = header?.[0].length ?? 0;
      const end = start + Number(header?.[1]);
      if (!header || this.received.length < end) return;
      const message = JSON.parse(this.received.toString('utf8', start, end));
      this.received = this.received.subarray(end);
      this.receive(message);
    }
  }

  private receive(message: DebugProtocol.ProtocolMessage & Body): void {
    this.record.push({ sent: false, message });
    if (message.type === 'response') {
      const resolve = this.answers.get(message.request_seq);
      assert.ok(resolve, `an answer to nothing, or a second one: ${JSON.stringify(message)}`);
      this.answers.delete(message.request_seq);
      resolve(message);
      return;
    }
    const waiter = this.waiters.findIndex(row => row.accepts(message));
    if (waiter >= 0) this.waiters.splice(waiter, 1)[0]!.resolve(message);
    else this.unread.push(message);
  }
}

async function withPatience<T>(what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} has not come in ${patience} ms`)), patience);
    timer.unref(); // a wait whose test is over keeps nothing alive
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

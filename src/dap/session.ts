/**
 * One session with one client. Every request is answered, with a body or with a sentence that says why not, and
 * events that a request causes follow its answer.
 */
import { DebugSession, Event, Response } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { Context } from './context';
import { RequestError, StaleReference, cancelled, explain } from './errors';
import { withPlainHeaders } from './framing';
import type { DapPorts } from './ports';
import { Answer, type Handlers, isCommand, requestRows } from './requests';
import { breakpointHandlers } from './requests/breakpoints';
import { controlHandlers } from './requests/control';
import { launchHandlers } from './requests/launch';
import { memoryHandlers } from './requests/memory';
import { placeHandlers } from './requests/places';
import { stackHandlers } from './requests/stack';
import { variableHandlers } from './requests/variables';
import { checkArguments, withoutNulls } from './shape';

export class RingsideSession extends DebugSession {
  private readonly context: Context;
  private readonly handlers: Handlers;
  /** Events that wait for the answer to the request that causes them. */
  private held: DebugProtocol.Event[] | undefined;

  constructor(ports: DapPorts) {
    super();
    const context = new Context(ports, (event, body) => this.tell(new Event(event, body)));
    this.context = context;
    this.handlers = {
      ...launchHandlers(context),
      ...controlHandlers(context),
      ...placeHandlers(context),
      ...stackHandlers(context),
      ...variableHandlers(context),
      ...breakpointHandlers(context),
      ...memoryHandlers(context),
    };
    this.removeAllListeners('error');
    this.on('error', ({ body }: DebugProtocol.Event) => this.streamFailed(String(body)));
  }

  override start(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): void {
    super.start(withPlainHeaders(input), output);
  }

  /** The client has left. */
  override shutdown(): void {
    this.context.close();
  }

  /** The editor has no more use for the adapter. */
  override dispose(): void {
    this.context.close();
  }

  override handleMessage(message: DebugProtocol.ProtocolMessage): void {
    if (typeof message === 'object' && message !== null) super.handleMessage(message);
    else this.streamFailed(malformed);
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    const { building } = this.context;
    if (building && !rowOf(request)?.duringBuild) this.wait(request, building);
    else this.answer(request);
  }

  /** Answers when the build is over, unless that is not wanted any more. */
  private wait(request: DebugProtocol.Request, building: Promise<unknown>): void {
    const { waiting } = this.context;
    waiting.set(request.seq, () => {
      waiting.delete(request.seq);
      this.fail(request, new RequestError('cancelled', cancelled));
    });
    void building.then(() => {
      if (waiting.delete(request.seq)) this.answer(request);
    });
  }

  private answer(request: DebugProtocol.Request): void {
    const waiting = this.held;
    this.held = [];
    try {
      const result = this.handle(request);
      if (result instanceof Promise)
        result.then(
          body => this.succeed(request, body),
          error => this.fail(request, error),
        );
      else this.succeed(request, result);
    } catch (error) {
      this.fail(request, error);
    } finally {
      const events = this.held;
      this.held = waiting;
      for (const event of events) this.tell(event);
    }
  }

  private handle({ command, seq, arguments: given }: DebugProtocol.Request): unknown {
    if (!isCommand(command))
      throw new RequestError('unknown-command', `Ringside does not know the request '${command}'`);
    if (command !== 'initialize' && command !== 'disconnect' && this.context.phase === 'new')
      throw new RequestError('out-of-order', `${command} came before initialize`);
    const args = withoutNulls(given ?? {});
    checkArguments(command, requestRows[command].shape, args);
    return this.handlers[command](args as never, seq);
  }

  private succeed(request: DebugProtocol.Request, result: unknown): void {
    const body = result instanceof Answer ? result.body : result;
    this.reply(request, body === undefined ? {} : { body });
    if (!(result instanceof Answer)) return;
    try {
      result.afterwards();
    } catch (error) {
      this.context.send('output', { category: 'stderr', output: `${explain(error).sentence}\n` });
      this.context.run?.events.terminated();
    }
  }

  private fail(request: DebugProtocol.Request, error: unknown): void {
    const empty =
      error instanceof StaleReference ? rowOf(request)?.whenStale?.(request.arguments) : undefined;
    if (empty !== undefined) return this.reply(request, { body: empty });
    const { id, sentence } = explain(error);
    // Of a build that fails, the extension tells by itself.
    const told =
      error instanceof RequestError && error.code === 'not-built' && this.context.sources.opensBundled;
    const showUser = rowOf(request)?.shownToUser === true && !told && sentence !== cancelled;
    const message = { id, format: sentence, showUser };
    this.reply(request, { success: false, message: sentence, body: { error: message } });
  }

  private reply(request: DebugProtocol.Request, parts: object): void {
    this.sendResponse(Object.assign(new Response(request), parts));
  }

  private tell(event: DebugProtocol.Event): void {
    if (this.held) this.held.push(event);
    else if (!this.context.closed) this.sendEvent(event);
  }

  /** A stream is broken, which ends the session, or what came through it is not JSON, which does not. */
  private streamFailed(reason: string): void {
    if (!reason.startsWith(malformed)) this.shutdown();
    else
      this.context.send('output', {
        category: 'stderr',
        output: 'a message that is no JSON object was ignored\n',
      });
  }
}

const rowOf = ({ command }: DebugProtocol.Request) => (isCommand(command) ? requestRows[command] : undefined);

/** How the base class starts its report of a message that it cannot read. */
const malformed = 'Error handling data';

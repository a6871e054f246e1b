/** Requests about values: scopes, variables, expressions, and what may be typed in one. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { CallFrame, Variable } from '../../debugger';
import type { Context } from '../context';
import { assignedBody, completionBody, resultBody, variableBody } from '../describe';
import { RequestError } from '../errors';
import { childNamed, children } from '../handles';
import { memoryReference } from '../memory-reference';
import type { Handlers } from '../requests';

const evaluateContexts = ['watch', 'hover', 'repl', 'clipboard'] as const;

export function variableHandlers(context: Context) {
  const { handles } = context;
  const containerAt = (reference: number) => context.stopped && handles.container(reference);
  const frameOf = (id: number | undefined) => (id === undefined ? undefined : handles.frame(id));
  /** Whose memory a value without a frame is in. */
  const ownerOf = (frame: CallFrame | undefined) => frame?.pid ?? context.lastStopped;

  return {
    scopes({ frameId }) {
      const machine = context.stopped;
      const frame = handles.frame(frameId);
      const scopes = machine.scopes(frame).map(scope => ({
        name: scope.name,
        ...(scope.hint && { presentationHint: scope.hint }),
        variablesReference: handles.addScope(scope, frame),
        expensive: scope.expensive,
      }));
      return { scopes };
    },

    variables({ variablesReference, filter, start, count, format }) {
      const container = containerAt(variablesReference);
      const request = {
        hex: format?.hex ?? context.hex,
        ...(count ? { start, count } : start ? { start } : {}),
      };
      const list = children(container, filter, request);
      return { variables: list.map(variable => variableBody(variable, container.pid, context)) };
    },

    setVariable({ variablesReference, name, value }) {
      const container = containerAt(variablesReference);
      const variable = childNamed(container, name);
      if (!variable.set) throw new RequestError('read-only', `${name} cannot be changed`);
      const changed = variable.set(value);
      container.seen.set(name, changed);
      tellChange(context, changed, container.pid);
      return assignedBody(changed, container.pid, context);
    },

    setExpression({ expression, value, frameId, format }) {
      const machine = context.stopped;
      const frame = frameOf(frameId);
      const changed = machine.assign(expression, value, frame, { hex: format?.hex ?? context.hex });
      tellChange(context, changed, ownerOf(frame));
      return assignedBody(changed, ownerOf(frame), context);
    },

    evaluate({ expression, frameId, context: use, format }) {
      const machine = context.debugger;
      const input = use === 'repl' ? inputOf(expression, machine.state === 'running') : undefined;
      if (input !== undefined) {
        machine.input(input);
        return { result: '', variablesReference: 0 };
      }
      const frame = context.stopped && frameOf(frameId);
      const known = evaluateContexts.find(name => name === use) ?? 'watch';
      const result = machine.evaluate(expression, frame, known, { hex: format?.hex ?? context.hex });
      return resultBody(result, ownerOf(frame), context);
    },

    completions({ text, column, line, frameId }) {
      const { client } = context;
      const row = line === undefined ? 0 : client.fromLine(line);
      const lineText = text.split('\n')[row] ?? '';
      const offset = Math.min(Math.max(client.fromColumn(column), 0), lineText.length);
      const list = context.stopped.complete(lineText, offset, frameOf(frameId));
      return { targets: list.map(completion => completionBody(completion, context)) };
    },

    'ringside/toggleHex'() {
      context.hex = !context.hex;
      if (context.client.takesInvalidated) context.send('invalidated', { areas: ['variables'] });
      return { hex: context.hex };
    },
  } satisfies Partial<Handlers>;
}

/** What a line typed in the Debug Console gives the program to read: any line while it runs, `> text` while it is stopped. */
function inputOf(text: string, running: boolean): string | undefined {
  if (running) return `${text}\n`;
  return text.startsWith('>') ? `${text.slice(1)}\n` : undefined;
}

/** Other values may show the same memory. */
function tellChange(context: Context, { address, size }: Variable, pid: number): void {
  const { client } = context;
  if (client.takesInvalidated) context.send('invalidated', { areas: ['variables'] });
  if (client.takesMemoryEvents && address !== undefined && size !== undefined)
    context.send('memory', {
      memoryReference: memoryReference({ pid, address }),
      offset: 0,
      count: size,
    } satisfies DebugProtocol.MemoryEvent['body']);
}

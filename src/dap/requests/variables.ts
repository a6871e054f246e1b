/** Requests about values: scopes, variables, expressions, and what may be typed in one. */
import type { Context } from '../context';
import { assignedBody, completionBody, resultBody, variableBody } from '../describe';
import { RequestError } from '../errors';
import { childNamed, children } from '../handles';
import type { Handlers } from '../requests';
import { commandsFrom, isTimeCommand, travel } from '../time-commands';

const evaluateContexts = ['watch', 'hover', 'repl', 'clipboard'] as const;

export function variableHandlers(context: Context) {
  const { handles } = context;
  // An old number is known for one before it is asked whether the machine is stopped.
  const containerAt = (reference: number) => context.debugger && handles.container(reference);
  const frameOf = (id: number | undefined) =>
    id === undefined ? undefined : context.debugger && handles.frame(id);

  return {
    scopes({ frameId }) {
      const frame = context.debugger && handles.frame(frameId);
      const scopes = context.stopped.examine.scopes(frame).map(scope => ({
        name: scope.name,
        ...(scope.hint && { presentationHint: scope.hint }),
        variablesReference: handles.addScope(scope),
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
      return { variables: list.map(variable => variableBody(variable, context)) };
    },

    setVariable({ variablesReference, name, value }) {
      const container = containerAt(variablesReference);
      const variable = childNamed(container, name);
      if (!variable.set) throw new RequestError('read-only', `${name} cannot be changed`);
      const changed = variable.set(value);
      container.seen.set(name, changed);
      return assignedBody(changed, context);
    },

    setExpression({ expression, value, frameId, format }) {
      const frame = frameOf(frameId);
      const changed = context.stopped.examine.assign(expression, value, frame, {
        hex: format?.hex ?? context.hex,
      });
      return assignedBody(changed, context);
    },

    evaluate({ expression, frameId, context: use, format }, seq) {
      const machine = context.debugger;
      const input = use === 'repl' ? inputOf(expression, machine.state === 'running') : undefined;
      if (input !== undefined) {
        machine.input(input);
        return { result: '', variablesReference: 0 };
      }
      if (use === 'repl' && isTimeCommand(expression)) {
        const answer = travel(expression, context, frameId, seq);
        const body = (result: string) => ({ result, variablesReference: 0 });
        return answer ? answer.then(body) : body('');
      }
      const frame = frameOf(frameId);
      const known = evaluateContexts.find(name => name === use) ?? 'watch';
      const result = context.stopped.examine.evaluate(expression, frame, known, {
        hex: format?.hex ?? context.hex,
      });
      return resultBody(result, context);
    },

    completions({ text, column, line, frameId }) {
      const { client } = context;
      const row = line === undefined ? 0 : client.fromLine(line);
      const lineText = text.split('\n')[row] ?? '';
      const offset = Math.min(Math.max(client.fromColumn(column), 0), lineText.length);
      const frame = frameOf(frameId);
      const list = context.stopped.examine.complete(lineText, offset, frame);
      const word = /^\w*$/.test(lineText.slice(0, offset)) ? lineText.slice(0, offset) : undefined;
      const own =
        word === undefined ? [] : commandsFrom(word).map(label => ({ label, type: 'keyword' as const }));
      return { targets: [...list.map(completion => completionBody(completion, context)), ...own] };
    },

    'ringside/toggleHex'() {
      context.hex = !context.hex;
      context.invalidate(['variables']);
      return { hex: context.hex };
    },
  } satisfies Partial<Handlers>;
}

/** What a line typed in the Debug Console gives the program to read: any line while it runs, `> text` while it is stopped. */
function inputOf(text: string, running: boolean): string | undefined {
  if (running) return `${text}\n`;
  return text.startsWith('>') ? `${text.slice(1)}\n` : undefined;
}

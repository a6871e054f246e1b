/** Commands of the Debug Console that go back in time, so that every client has them. */
import { RequestError } from './errors';
import type { Context } from './context';

interface Command {
  /** What is to stand behind its name; absent: nothing. */
  readonly wants?: string;
  run(context: Context, rest: string, frameId?: number): void;
}

const commands: Readonly<Record<string, Command>> = {
  back: { run: ({ debugger: machine }) => machine.time.stepBack(machine.focus, 'line') },
  reverse: { run: ({ debugger: machine }) => machine.time.reverseContinue() },
  goto: {
    wants: 'the number of an instruction',
    run: ({ debugger: machine }, rest) => machine.time.goTo(Number(rest.replace(/[,_]/g, ''))),
  },
  wrote: { wants: 'a variable', run: goToLastWrite },
  whence: { wants: 'a variable', run: goToOrigin },
};

/** To before the last write of what an expression names in a frame; in the innermost one where none is told. */
export function goToLastWrite({ stopped, handles }: Context, expression: string, frameId?: number): void {
  const frame = frameId === undefined ? undefined : handles.frame(frameId);
  stopped.time.lastWrite(stopped.examine.evaluate(expression, frame, 'watch'));
}

/** To where the value of what an expression names was made. */
export function goToOrigin({ stopped, handles }: Context, expression: string, frameId?: number): void {
  const frame = frameId === undefined ? undefined : handles.frame(frameId);
  stopped.time.whence(stopped.examine.evaluate(expression, frame, 'watch'));
}

/** True for a line that is such a command. */
export const isTimeCommand = (text: string): boolean => commandIn(text) !== undefined;

/** Does what the line says. Throws RequestError, or DebuggerError, where it makes no sense. */
export function travel(text: string, context: Context, frameId?: number): void {
  const { command, name, rest } = commandIn(text) ?? {};
  if (!command) throw new RequestError('bad-arguments', `${text} is no command`);
  if (command.wants !== undefined && !rest)
    throw new RequestError('bad-arguments', `${name} wants ${command.wants}`);
  command.run(context, rest ?? '', frameId);
}

/** A name of C in the place of one that wants nothing behind it: `(back)`. */
function commandIn(text: string) {
  const [, name = '', rest = ''] = /^\s*(\w+)(?:\s+(\S.*?))?\s*$/.exec(text) ?? [];
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command || (command.wants === undefined && rest !== '')) return undefined;
  return { command, name, rest };
}

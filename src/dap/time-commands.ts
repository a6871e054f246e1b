/** Commands of the Debug Console that go to other instants, and tell of them, so that every client has them. */
import { changeKinds, comparisonLines, eventsNamed, threadNamed } from '../debugger';
import { askRun, askedLines } from './ask';
import { compare } from './compare';
import type { Context } from './context';
import { RequestError } from './errors';

interface Command {
  /** How it is written, and what it does. */
  readonly usage: string;
  readonly about: string;
  /** Whether a line is such a command where nothing stands behind its name, and where something does. */
  readonly takes: 'nothing' | 'something' | 'either';
  /** What is to be answered, where that takes its time. */
  run(context: Context, rest: string, frameId?: number, seq?: number): void | Promise<string>;
}

const commands: Readonly<Record<string, Command>> = {
  back: {
    usage: 'back [into|out]',
    about: 'to the line before, into its calls, or to the caller',
    takes: 'either',
    run({ stopped: { time, focus } }, rest) {
      if (rest === '') time.stepBack(focus, 'line');
      else if (rest === 'into') time.stepBackInto(focus);
      else time.stepBackOut(focus);
    },
  },
  reverse: {
    usage: 'reverse',
    about: 'to the stop before, of any breakpoint or filter',
    takes: 'nothing',
    run: ({ stopped }) => stopped.time.reverseContinue(),
  },
  goto: {
    usage: 'goto N',
    about: 'to an instant: the number of an instruction',
    takes: 'something',
    run: ({ stopped }, rest) => stopped.time.goTo(Number(rest.replace(/[,_]/g, ''))),
  },
  wrote: {
    usage: 'wrote VARIABLE',
    about: 'to before the last write of a variable, by whomever',
    takes: 'something',
    run: goToLastWrite,
  },
  whence: {
    usage: 'whence VARIABLE',
    about: 'to where its value was made, and tells the way',
    takes: 'something',
    run: goToOrigin,
  },
  last: {
    usage: 'last EVENT [PID] | last LINE',
    about:
      'to the last event of a kind before this instant, or to the last time that a line of this file was come to',
    takes: 'something',
    run: goToLast,
  },
  next: {
    usage: 'next LINE',
    about: 'to the next time that a line of this file is come to',
    takes: 'something',
    run({ stopped }, rest) {
      stopped.time.nextLine(...lineHere(stopped, rest));
    },
  },
  iteration: {
    usage: 'iteration N [LINE]',
    about: 'to the n-th time that this line, or another of this file, is come to in this call',
    takes: 'something',
    run({ stopped }, rest) {
      const [n, line] = rest.split(/\s+/);
      stopped.time.nthLine(Number(n), ...lineHere(stopped, line), stopped.focus);
    },
  },
  birth: {
    usage: 'birth PID',
    about: 'to the start of a process',
    takes: 'something',
    run: ({ stopped }, rest) => stopped.time.edgeOf(pidIn(rest), 'process-start'),
  },
  death: {
    usage: 'death PID',
    about: 'to the end of a process',
    takes: 'something',
    run: ({ stopped }, rest) => stopped.time.edgeOf(pidIn(rest), 'process-exit'),
  },
  earlier: {
    usage: 'earlier',
    about: 'to the stop that was shown before this one',
    takes: 'nothing',
    run: ({ stopped }) => stopped.time.revisit('earlier'),
  },
  later: {
    usage: 'later',
    about: 'and forward again',
    takes: 'nothing',
    run: ({ stopped }) => stopped.time.revisit('later'),
  },
  compare: {
    usage: 'compare CHANGE',
    about: 'tells where the future differs first from one with a change made here',
    takes: 'something',
    async run(context, change, frameId, seq = 0) {
      return comparisonLines(await compare(context, { change, frameId }, seq)).join('\n');
    },
  },
  change: {
    usage: 'change CHANGE',
    about: `makes a change here, and the run goes on with it:\n${changes()}`,
    takes: 'something',
    run({ stopped, handles }, change, frameId) {
      stopped.futures.take(change, frameId === undefined ? undefined : handles.frame(frameId));
    },
  },
  ask: {
    usage: 'ask QUESTION',
    about: 'answers a question over the run so far, from its first instant on: ask call swtch',
    takes: 'something',
    run: async (context, question, _, seq = 0) => askedLines(await askRun(context, question, seq)),
  },
  bookmark: {
    usage: 'bookmark TEXT',
    about: 'keeps this instant, in recordings too',
    takes: 'something',
    run({ stopped, launched }, rest) {
      stopped.time.visits.bookmark(rest);
      launched.events.say(bookmarkLines(stopped.time.visits.bookmarks));
    },
  },
  bookmarks: {
    usage: 'bookmarks',
    about: 'tells the instants that are kept',
    takes: 'nothing',
    run: ({ stopped, launched }) => launched.events.say(bookmarkLines(stopped.time.visits.bookmarks)),
  },
  help: {
    usage: 'help',
    about: 'tells these commands',
    takes: 'nothing',
    run: ({ launched }) =>
      launched.events.say(
        Object.values(commands)
          .map(({ usage, about }) => `${usage.padEnd(28)} ${about}`)
          .join('\n'),
      ),
  },
};

/** What a change can be, as lines of the help. */
function changes(): string {
  return changeKinds.map(({ usage, about }) => `${' '.repeat(31)}${usage}: ${about}`).join('\n');
}

const bookmarkLines = (bookmarks: readonly { readonly count: number; readonly text: string }[]): string =>
  bookmarks.length === 0
    ? 'no instant is kept: bookmark TEXT keeps one'
    : bookmarks.map(({ count, text }) => `${String(count).padStart(9)}  ${text}`).join('\n');

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

/** `trap`, `trap 3`, or the one-based line of the source that the innermost frame is in. */
function goToLast({ stopped }: Context, rest: string): void {
  const [what = '', pid] = rest.split(/\s+/);
  if (/^\d+$/.test(what)) return stopped.time.lastLine(...lineHere(stopped, what));
  for (const name of eventsNamed([what]))
    stopped.time.lastEvent(name, pid === undefined ? undefined : pidIn(pid));
}

/** A line, one-based as it is written, of the source that the innermost frame is in; the frame's where none is. */
function lineHere({ examine, focus }: Context['stopped'], line?: string): [path: string, line: number] {
  const source = examine.stack(focus).find(frame => frame.source)?.source;
  if (!source) throw new RequestError('bad-arguments', 'no source is known here whose line could be meant');
  if (line === undefined) return [source.path, source.line];
  if (!/^\d+$/.test(line))
    throw new RequestError('bad-arguments', `a line is meant by its number, not ${line}`);
  return [source.path, Number(line) - 1];
}

function pidIn(text: string): number {
  const pid = threadNamed(text);
  if (pid !== undefined) return pid;
  throw new RequestError('bad-arguments', `a process is meant by its number, not ${text}`);
}

/** True for a line that is such a command. */
export const isTimeCommand = (text: string): boolean => commandIn(text) !== undefined;

/** Does what the line says. Throws RequestError, or DebuggerError, where it makes no sense. */
export function travel(
  text: string,
  context: Context,
  frameId?: number,
  seq?: number,
): void | Promise<string> {
  const { command, rest } = commandIn(text) ?? {};
  if (!command) throw new RequestError('bad-arguments', `${text} is no command`);
  if (command.takes === 'something' && !rest)
    throw new RequestError('bad-arguments', `it is written so: ${command.usage}`);
  return command.run(context, rest ?? '', frameId, seq);
}

/** Commands that begin with a text. */
export const commandsFrom = (text: string): string[] =>
  Object.keys(commands).filter(name => name.startsWith(text));

/** A name of C in the place of one that wants nothing behind it: `(back)`. */
function commandIn(text: string) {
  const [, name = '', rest = ''] = /^\s*(\w+)(?:\s+(\S.*?))?\s*$/.exec(text) ?? [];
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  // An assignment to a variable of that name.
  if (/^([-+*/%&|^]|<<|>>)?=|^(\+\+|--)$/.test(rest)) return undefined;
  if (!command || (command.takes === 'nothing' && rest !== '')) return undefined;
  if (command.takes === 'either' && !['', 'into', 'out'].includes(rest)) return undefined;
  return { command, rest };
}

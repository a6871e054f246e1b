/** How events read, and only here: lines of a trace and of the Debug Console, the line of a stop, JSON for tools. */
import type { EventDetails, EventName, SystemEvent } from '../protocol';
import { type PortName, causeOf, portName, roles } from '../isa';
import type { FinalStop } from '../machine';
import { milestones } from './milestones';
import { hex } from '../source';
import { Symbols } from './symbols';
import { processOf, threadLabel } from '../protocol';
import { waitText } from './waits';
import type { Watched } from './watched';

/** One line of JSON, without the line end. While there is one CPU, its number is left out; a thread is named: `"2.1"`. */
export function eventJson({ cpu: _, ...event }: SystemEvent): string {
  return JSON.stringify(event, (name, value: unknown) =>
    threadNames.has(name) && typeof value === 'number' && value !== processOf(value)
      ? threadLabel(value)
      : value,
  );
}

const threadNames: ReadonlySet<string> = new Set(['pid', 'from', 'to', 'thread']);

/** One readable line, or nothing for an event that says nothing new: a change of mode, a look at a device. */
export function eventText(event: SystemEvent): string | undefined {
  const words = eventWords(event);
  return words === undefined ? undefined : lineOf(event, words);
}

/** A line of a trace: when, who, and words. */
export const lineOf = (event: SystemEvent, words: string): string =>
  `${String(event.count).padStart(10)}  ${actor(event).padEnd(14)}  ${words}`;

/** Whose the event is: `2 hello`. */
const actor = ({ pid, name }: SystemEvent): string => (pid === 0 ? 'kernel' : `${threadLabel(pid)} ${name}`);

/** All kinds of events. */
export const everyEvent = (): ReadonlySet<EventName> => new Set(Object.keys(describeDetails) as EventName[]);

/** A change of mode stands in the line of what makes it, a pipe in the system call; who is ready shows when it runs. */
const untold: ReadonlySet<EventName> = new Set(['mode', 'thread-ready', 'pipe-read', 'pipe-write']);

/** The kinds that say something new to people. */
export function tellableEvents(): ReadonlySet<EventName> {
  const kinds = new Set(everyEvent());
  for (const kind of untold) kinds.delete(kind);
  return kinds;
}

type Describe = { [Name in EventName]: (event: Extract<SystemEvent, { event: Name }>) => string };

const place = ({ pc, at }: { pc: number; at?: string }) => (at ? `${at} (${hex(pc)})` : hex(pc));
const summaryOf = new Map<EventName, string>(milestones.map(row => [row.event, row.summary]));

const milestone = (event: Extract<EventDetails, { function: string }>) => {
  const values = Object.entries(event.arguments).map(
    ([name, value]) => `${name}: ${typeof value === 'number' ? hex(value) : value}`,
  );
  return `${summaryOf.get(event.event)} [${event.function}(${values.join(', ')})]`;
};

const describeDetails: Describe = {
  'trap-table': ({ address }) => `trap table at ${hex(address)}: the CPU remembers the handlers`,
  'timer-start': ({ interval }) =>
    interval === 0 ? 'timer off' : `timer on: an interrupt every ${interval} instructions`,
  trap: event =>
    `${event.shown === undefined ? `${event.cause} ${portOf(event) ?? hex(event.value)}` : callText(event.shown)} at ${place(event)}; frame at ${hex(event.frame)}`,
  interrupt: event => `${event.cause} before ${place(event)}; frame at ${hex(event.frame)}`,
  'return-from-trap': event => {
    const { call, result: word } = event;
    const result = call === undefined ? '' : ` ${call} = ${event.shown ?? word}`;
    return `return-from-trap${result} to ${place(event)}`;
  },
  mode: ({ to }) => `mode ${to}`,
  'disk-command': ({ command, sector, sectors, address }) =>
    `disk: ${command} ${sectors} sectors from ${sector}, memory at ${hex(address)}`,
  'console-want': () => 'console: a reader waits for input',
  port: ({ port, access, value }) =>
    access === 'read' ? `in ${port} → ${hex(value)}` : `out ${port} ← ${hex(value)}`,
  'context-switch': ({ from, fromName, to, toName, because, kernelStack }) =>
    `context switch: ${threadLabel(from)} ${fromName} → ${threadLabel(to)} ${toName}${because ? `, since ${because}` : ''}; kernel stack ${hex(kernelStack)}`,
  'process-create': milestone,
  'memory-allocate': milestone,
  'program-load': milestone,
  arguments: milestone,
  'kernel-stack-fill': milestone,
  'process-fault': milestone,
  'signal-handler': milestone,
  'process-free': milestone,
  'pipe-read': milestone,
  'pipe-write': milestone,
  'thread-ready': ({ thread, threadName }) => `${threadLabel(thread)} ${threadName} can run`,
  'process-start': event =>
    `${event.pid === processOf(event.pid) ? 'process' : 'thread'} starts at ${place(event)}`,
  main: ({ argv }) => `main(${argv.map(word => JSON.stringify(word)).join(', ')})`,
  'main-return': ({ value }) => `main returns ${value}`,
  'process-exit': ({ code, killedBy }) =>
    `process ends: ${killedBy ? `killed by ${killedBy}` : `exit(${code})`}`,
  'thread-exit': () => 'thread ends',
  wait: () => 'wait: the CPU sleeps until an interrupt',
  halt: ({ reason, status }) =>
    reason === 'panic' ? 'the kernel has panicked: it stops the machine' : `power off with status ${status}`,
};

/** The change of mode stands in the line of the trap or return that makes it. */
function modeChange(event: SystemEvent): string {
  const to =
    event.event === 'return-from-trap'
      ? event.to
      : ['trap', 'interrupt'].includes(event.event)
        ? 'kernel'
        : event.mode;
  return to === event.mode ? '' : `${event.mode} → ${to}  `;
}

/** What has happened, without when and to whom; nothing where `eventText` has nothing. */
export function eventWords(event: SystemEvent): string | undefined {
  if (untold.has(event.event) || (event.event === 'port' && event.access === 'read')) return undefined;
  const details = describeDetails[event.event] as (event: SystemEvent) => string;
  return modeChange(event) + details(event);
}

/** Ticks of the timer that changed nothing, in words. */
export function quietWords(first: SystemEvent, times: number, last: number): string {
  const again = times === 1 ? '' : `, and ${times - 1} more up to instruction ${last}`;
  return `${eventWords(first)}${again}: nothing else is ready, so it goes on`;
}

/** What came too fast: so many traps of each cause. */
export function droppedText(counts: Iterable<readonly [name: string, times: number]>): string {
  const list = [...counts].map(([name, times]) => `${times} × ${plainCause(name)}`);
  return `… too fast to tell one by one${list.length > 0 ? `: ${list.join(', ')}` : ''}`;
}

/** Why the machine has stopped: `system call write(1, "hello", 5) by 2 hello`. */
export function stopText(event: SystemEvent): string {
  const who = event.pid === 0 ? event.name || 'the kernel' : `${threadLabel(event.pid)} ${event.name}`;
  switch (event.event) {
    case 'trap':
      return `${event.shown === undefined ? trapText(event) : callText(event.shown)} by ${who}`;
    case 'interrupt':
      return `${plainCause(event.cause)} while ${who} ran`;
    case 'context-switch':
      return `context switch: ${threadLabel(event.from)} ${event.fromName} → ${threadLabel(event.to)} ${event.toName}`;
    case 'process-start':
      return `${who} starts in user mode`;
    case 'process-exit':
      return `${who} has ended: ${event.killedBy ? `killed by ${plainCause(event.killedBy)}` : `exit(${event.code})`}`;
    default:
      return event.event;
  }
}

/** The same in a word or two: `write`, `store page fault`, `context switch`. */
export function stopLabel(event: SystemEvent): string {
  if (event.event === 'trap') return event.call ?? plainCause(event.cause);
  return plainCause(event.event === 'interrupt' ? event.cause : event.event);
}

/** `store page fault` */
export const plainCause = (cause: string): string => cause.replaceAll('-', ' ');

/** What has trapped: `write(1, "hello", 5)`, `store page fault at 0x00000010`, `timer interrupt`. */
export function trapText({
  cause,
  value,
  shown,
}: Pick<Extract<SystemEvent, { event: 'trap' }>, 'cause' | 'value' | 'shown'>): string {
  if (shown !== undefined) return shown;
  const port = portOf({ cause, value });
  if (port !== undefined) return `${plainCause(cause)} at port ${port}`;
  return causeOf(cause)?.value === 'address' ? `${plainCause(cause)} at ${hex(value, 8)}` : plainCause(cause);
}

/** The device register that a fault is about; port 0 may as well be none. */
const portOf = ({
  cause,
  value,
}: {
  readonly cause: string;
  readonly value: number;
}): PortName | undefined => (causeOf(cause)?.value === 'port' && value !== 0 ? portName(value) : undefined);

/** One that the kernel does not have is shown as an unknown system call already. */
const callText = (shown: string): string => (shown.startsWith('unknown ') ? shown : `system call ${shown}`);

/** What a double fault comes from: `kernel stack overflow of 2 hello in deep+0x10: …`; `when` stands behind what it is. */
export function doubleFaultText(
  { pc, message }: Extract<FinalStop, { reason: 'double-fault' }>,
  { kernel, machine, view }: Watched,
  when = '',
): string {
  const stackPointer = machine.registers[roles.stackPointer] >>> 0;
  const overflow = machine.userMode ? undefined : view.overflowOf(stackPointer);
  const what = overflow
    ? `kernel stack overflow of ${threadLabel(overflow.pid)} ${overflow.name}`
    : 'double fault';
  const at = new Symbols(kernel).at(pc);
  return `${what}${when}${at ? ` in ${at}` : ''}: ${overflow ? 'double fault: ' : ''}${message}`;
}

/** Who waits where nothing can happen any more: `waiting for ever: 1 init (child), 2 p (lock b, held by 2.1)`. */
export function waitingText({ view, executableOf }: Pick<Watched, 'view' | 'executableOf'>): string {
  const processes = view.processes();
  const waiting = processes
    .filter(({ pid, state }) => pid !== 0 && state === 'blocked')
    .map(process => {
      const what = waitText(process, executableOf(process.name));
      return `${threadLabel(process.pid)} ${process.name}${what ? ` (${what})` : ''}`;
    });
  return `waiting for ever: ${waiting.length > 0 ? waiting.join(', ') : 'the kernel'}`;
}

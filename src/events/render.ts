/** Events as lines: readable ones for a trace, JSON for tools. */
import type { EventDetails, EventName, SystemEvent } from '../protocol';
import { milestones } from './milestones';
import { hex } from '../source';

/** One line of JSON, without the line end. */
export function eventJson(event: SystemEvent): string {
  return JSON.stringify(event);
}

/** One readable line, or nothing for an event that says nothing new: a change of mode, a look at a device. */
export function eventText(event: SystemEvent): string | undefined {
  const told = describe(event);
  if (told === undefined) return undefined;
  const who = event.pid === 0 ? 'kernel' : `${event.pid} ${event.name}`;
  return `${String(event.count).padStart(10)}  ${who.padEnd(14)}  ${told}`;
}

type Describe = { [Name in EventName]: (event: Extract<EventDetails, { event: Name }>) => string };

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
    event.shown === undefined
      ? `${event.cause} ${hex(event.value)} at ${place(event)}; frame at ${hex(event.frame)}`
      : `system call ${event.shown} at ${place(event)}; frame at ${hex(event.frame)}`,
  interrupt: event => `${event.cause} before ${place(event)}; frame at ${hex(event.frame)}`,
  'return-from-trap': event => {
    const result = event.call === undefined ? '' : ` ${event.call} = ${event.result}`;
    return `return-from-trap${result} to ${place(event)}`;
  },
  mode: ({ to }) => `mode ${to}`,
  'disk-command': ({ command, sector, sectors, address }) =>
    `disk: ${command} ${sectors} sectors from ${sector}, memory at ${hex(address)}`,
  'console-want': () => 'console: a reader waits for input',
  port: ({ port, access, value }) =>
    access === 'read' ? `in ${port} → ${hex(value)}` : `out ${port} ← ${hex(value)}`,
  'context-switch': ({ from, fromName, to, toName, kernelStack }) =>
    `context switch: ${from} ${fromName} → ${to} ${toName}; kernel stack ${hex(kernelStack)}`,
  'process-create': milestone,
  'memory-allocate': milestone,
  'program-load': milestone,
  arguments: milestone,
  'kernel-stack-fill': milestone,
  'process-free': milestone,
  'process-start': event => `process starts at ${place(event)}`,
  main: ({ argv }) => `main(${argv.map(word => JSON.stringify(word)).join(', ')})`,
  'main-return': ({ value }) => `main returns ${value}`,
  'process-exit': ({ code, killedBy }) =>
    `process ends: ${killedBy ? `killed by ${killedBy}` : `exit(${code})`}`,
  wait: () => 'wait: the CPU sleeps until an interrupt',
  halt: ({ status }) => `power off with status ${status}`,
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

function describe(event: SystemEvent): string | undefined {
  if (event.event === 'mode' || (event.event === 'port' && event.access === 'read')) return undefined;
  const details = describeDetails[event.event] as (event: SystemEvent) => string;
  return modeChange(event) + details(event);
}

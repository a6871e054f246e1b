/** What the machine has to tell for somebody to be told what he wants. */
import { causeNamed, causes } from '../isa';
import type { Attention, MachineEventKind } from '../machine';
import type { EventName } from '../protocol';
import type { Interest } from './occurrence';

/** The machine's event behind each kind; those that are not here are entries of functions. */
const sources: Partial<Readonly<Record<EventName, readonly MachineEventKind[]>>> = {
  'trap-table': ['control'],
  'context-switch': ['control'],
  'process-exit': ['control', 'stop'],
  'thread-exit': ['control'],
  'return-from-trap': ['return'],
  mode: ['mode'],
  port: ['port'],
  'timer-start': ['port'],
  'console-want': ['port'],
  'disk-command': ['port'],
  wait: ['wait'],
  halt: ['stop'],
};
const systemCall = causeNamed('system-call');

/** `starts`: the first return of a process to user mode is wanted. */
export function attentionFor(interest: Interest, starts: boolean): Attention {
  const kinds = [...interest].flatMap(wish => sources[wish as EventName] ?? []);
  if (starts) kinds.push('return');
  const calls = [...interest].flatMap(wish => (wish.startsWith('call ') ? [Number(wish.slice(5))] : []));
  const allCalls = interest.has('trap') || interest.has(`cause ${systemCall.name}`);
  const wanted = causes.filter(
    ({ kind, name }) =>
      interest.has(kind === 'interrupt' ? 'interrupt' : 'trap') || interest.has(`cause ${name}`),
  );
  if (calls.length > 0 && !allCalls) wanted.push(systemCall);
  if (wanted.length > 0) kinds.push('trap');
  return {
    kinds: new Set(kinds),
    causes: wanted.reduce((bits, { number }) => bits | (1 << number), 0),
    calls: allCalls ? undefined : new Set(calls),
  };
}

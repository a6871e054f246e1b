/** Tells in words what the hardware, or the kernel, has just done: for the stop at an event. */
import { plainCause, stopText } from '../events';
import { causeOf, roles, trapFrameSize } from '../isa';
import type { Machine } from '../machine';
import type { SystemEvent } from '../protocol';
import type { ExceptionInfo } from './api';
import { filterOf } from './filters';
import { statusText } from './values/uses';
import { trapField } from './unwind/labels';
import type { Space } from './values/space';
import { addressText } from './values/text';

export interface ExplainSources {
  readonly machine: Machine;
  readonly space: Space;
  /** `write+0x8` */
  symbol(address: number): string | undefined;
  /** `usys.toy:162` */
  place(address: number): string | undefined;
}

type Of<Name> = Extract<SystemEvent, { event: Name }>;

export function explain(event: SystemEvent, sources: ExplainSources): ExceptionInfo | undefined {
  const id = filterOf(event);
  if (!id) return undefined;
  return { id, description: stopText(event), details: detailsOf(event, sources).join('\n') };
}

function detailsOf(event: SystemEvent, sources: ExplainSources): string[] {
  switch (event.event) {
    case 'trap':
    case 'interrupt':
      return [...trapDetails(event, sources), '', ...why(event.cause)];
    case 'context-switch':
      return switchDetails(event);
    case 'process-start':
      return startDetails(event, sources);
    case 'process-exit':
      return exitDetails(event);
    default:
      return [];
  }
}

/** The hardware's part of limited direct execution (OSTEP figures 6.2 and 6.3), with the values of this time. */
function trapDetails(event: Of<'trap'> | Of<'interrupt'>, sources: ExplainSources): string[] {
  const { machine, space, symbol, place } = sources;
  const { frame, pc, cause, handler } = event;
  const row = causeOf(cause);
  if (!row) return [];
  const { number, kind } = row;
  // The machine stops before a fault, and after what else traps.
  const ahead = kind === 'fault';
  const value = event.event === 'trap' ? event.value : 0;
  const status = ahead ? machine.status : trapField(space, frame, 'status');
  const stack = ahead ? machine.registers[roles.stackPointer] >>> 0 : trapField(space, frame, 'sp');
  const fromUser = event.mode === 'user';
  const at = kind === 'call' ? pc - 4 : pc;
  const shown = (address: number) =>
    [addressText(address), symbol(address) && `<${symbol(address)}>`].filter(Boolean).join(' ');
  const where = place(at);
  const here = `${kind === 'interrupt' ? 'Before the instruction' : 'At the instruction'} at ${shown(at)}${where ? ` (${where})` : ''}`;
  return [
    `${here} the hardware ${ahead ? 'will do' : 'did'} this, in one go:`,
    fromUser
      ? `1. ${ahead ? 'take' : 'took'} the kernel stack of the process: sp ← ksp = ${addressText(frame + trapFrameSize)} (it ${ahead ? 'is' : 'was'} ${addressText(stack)})`
      : `1. ${ahead ? 'stay on the kernel stack that it is on' : 'stayed on the kernel stack that it was on'}: this trap comes from the kernel`,
    `2. ${ahead ? 'save' : 'saved'} r1–r15, pc ${addressText(pc)}, status (${statusText(status)}), cause ${number} and value ${addressText(value)} there: the trap frame at ${addressText(frame)}`,
    `3. status ← 0: ${fromUser ? 'user mode → kernel mode' : 'kernel mode'}, interrupts off`,
    `4. pc ← trap table[${number}] = ${shown(handler)}; the table is at ${shown(machine.ttb)}, where ltt once told the CPU`,
    ahead
      ? 'The saved pc is the instruction that fails: return-from-trap would try it again.'
      : 'The saved pc is the next instruction: return-from-trap goes on there.',
  ];
}

function why(cause: string): string[] {
  switch (causeOf(cause)?.kind) {
    case 'call':
      return [
        'trap is the only way for a program to have the kernel do something for it: the number of the call is in t0, its arguments in a0–a5, and the result will come in a0.',
      ];
    case 'interrupt':
      return cause === 'timer-interrupt'
        ? [
            'The timer is how the kernel gets the CPU back from a program that does not give it up. It may now go on with another process.',
          ]
        : ['A device has finished, or has something to say. Whoever waits for it can go on.'];
    default:
      return [
        `${whyFault(cause)}The bundled kernel makes it a signal: the process ends if it has no handler for that, and the others go on.`,
      ];
  }
}

function whyFault(cause: string): string {
  if (cause.endsWith('page-fault'))
    return 'The page table does not allow this access, in this mode, at this address. ';
  return cause === 'privileged-instruction'
    ? 'In user mode the hardware refuses whatever would take the machine from the kernel: I/O, control registers, return-from-trap. '
    : '';
}

function switchDetails({ from, fromName, to, toName, kernelStack }: Of<'context-switch'>): string[] {
  return [
    `The kernel goes from ${from} ${fromName} to ${to} ${toName}. This is software, not hardware:`,
    `1. it has made the page directory of ${toName} the current one (ptb)`,
    `2. it has told the hardware which kernel stack the next trap from user mode takes: ksp ← ${addressText(kernelStack)}`,
    `3. swtch() now saves the kernel registers of ${fromName} to its process structure, restores those of ${toName}, and with sp the stack changes`,
    `The user registers of ${fromName} stay where the hardware has put them: in the trap frame on its kernel stack.`,
  ];
}

function startDetails(event: Of<'process-start'>, { symbol }: ExplainSources): string[] {
  const at = symbol(event.pc);
  return [
    `return-from-trap has popped a trap frame that no trap had pushed: the kernel had filled it by hand.`,
    `So ${event.name} starts at ${addressText(event.pc)}${at ? ` <${at}>` : ''}, in user mode, with interrupts on.`,
  ];
}

function exitDetails({ name, killedBy }: Of<'process-exit'>): string[] {
  return [
    killedBy ? `The kernel has killed ${name}: ${plainCause(killedBy)}.` : `${name} has called exit().`,
    'It is a zombie now: its entry in the process list keeps the status until the parent asks with wait(); then the kernel frees its memory.',
  ];
}

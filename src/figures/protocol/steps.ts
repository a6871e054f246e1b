/** What an event is in the protocol: acts of the operating system, the hardware and the program, in the book's words. */
import type { EventName, MilestoneEvent, ProtocolColumn, SystemEvent } from '../../protocol';
import { threadLabel } from '../../protocol';
import { hex, inDigits } from '../../source';

export interface Step {
  readonly column: ProtocolColumn;
  readonly words: string;
  readonly numbers?: string;
  /** The CPU does nothing until the next step; what the hardware does otherwise takes no time of its own. */
  readonly sleeps?: boolean;
  /** It begins after the instruction of the event. */
  readonly after?: boolean;
}

/** Bytes that are saved. */
export interface SaveSizes {
  /** By the hardware, at a trap: the trap frame. */
  readonly trapFrame: number;
  /** By the switch routine: the kernel registers of a process; 0: the kernel does not say. */
  readonly context: number;
}

export type Of<Name extends EventName> = Extract<SystemEvent, { event: Name }>;
export type Entry = Of<'trap'> | Of<'interrupt'>;

/** What has to be known of the run so far. */
export interface Surroundings {
  readonly sizes: SaveSizes;
  /** The process goes to user mode for the first time in its program. */
  readonly starts: boolean;
  /** Another process was in user mode before. */
  readonly comesFromOther: boolean;
  /** The system call that a process is in the midst of. */
  callOf(pid: number): string | undefined;
  /** The timer has not been set before. */
  readonly isFirstTimer: boolean;
}

type Steps = { readonly [Name in EventName]?: (event: Of<Name>, around: Surroundings) => readonly Step[] };

export const who = (pid: number, name: string): string =>
  pid === 0 ? 'idle' : `${threadLabel(pid)} ${name}`;

/** `timer interrupt` */
export const plain = (cause: string): string => cause.replaceAll('-', ' ');

const step = (column: ProtocolColumn, words: string, numbers?: string): Step =>
  numbers === undefined ? { column, words } : { column, words, numbers };
const system = (words: string, numbers?: string) => step('system', words, numbers);
const hardware = (words: string, numbers?: string) => step('hardware', words, numbers);
const program = (words: string, numbers?: string) => step('program', words, numbers);

const place = ({ pc, at }: { readonly pc: number; readonly at?: string }) =>
  at === undefined ? hex(pc) : `${at} (${hex(pc)})`;

const bytesAt = (size: number, address: number) =>
  size > 0 && address > 0 ? `${size} bytes at ${hex(address, 8)}` : undefined;

/** `setup_trapframe(tf: 0xffc2efb4, entry: 0x1030, argc: 0x1)` */
function functionCall({ function: name, arguments: values }: Of<MilestoneEvent>): string {
  const shown = Object.entries(values).map(
    ([parameter, value]) => `${parameter}: ${typeof value === 'number' ? hex(value) : value}`,
  );
  return `${name}(${shown.join(', ')})`;
}

const milestone =
  (...words: readonly [string, ...string[]]) =>
  (event: Of<MilestoneEvent>): readonly Step[] =>
    words.map((line, index) => system(line, index === 0 ? functionCall(event) : undefined));

const kernelStack = ({ mode, pid, name }: SystemEvent) =>
  mode === 'user' ? `k-stack(${who(pid, name)})` : 'the stack in use';

/** The trap instruction, or `rett`, is done; taking an interrupt takes no instruction. */
const afterwards = (...list: readonly Step[]): readonly Step[] =>
  list.map(each => ({ ...each, after: true }));

/** What the hardware does whenever it enters the kernel. */
function enter(event: Entry, { sizes }: Surroundings): readonly Step[] {
  const self = who(event.pid, event.name);
  return [
    hardware(`save regs(${self}) to ${kernelStack(event)}`, bytesAt(sizes.trapFrame, event.frame)),
    ...(event.mode === 'user' ? [hardware('move to kernel mode')] : []),
    hardware('jump to trap handler', hex(event.handler)),
  ];
}

/** An address may as well be 0; anything else that is 0 is none. */
function faultNumbers(event: Of<'trap'>): string {
  const hasValue = event.value !== 0 || event.cause.endsWith('page-fault');
  return `${hasValue ? `value ${hex(event.value, 8)}, ` : ''}at ${place(event)}`;
}

function trap(event: Of<'trap'>, around: Surroundings): readonly Step[] {
  const { call, shown } = event;
  if (call === undefined) {
    const fault = hardware(plain(event.cause), faultNumbers(event));
    return [fault, ...enter(event, around), ...afterwards(system('handle trap'))];
  }
  return [
    program(`call ${call}(): trap into OS`, `${shown} at ${place(event)}`),
    ...enter(event, around),
    ...afterwards(system('handle trap'), system(`do work of ${call}()`)),
  ];
}

function returnFromTrap(event: Of<'return-from-trap'>, around: Surroundings): readonly Step[] {
  const { pid, name, to, call, shown, frame } = event;
  const self = who(pid, name);
  const into = to === 'user' && around.comesFromOther && !around.starts ? ` (into ${self})` : '';
  const stack = to === 'user' ? `k-stack(${self})` : 'the stack in use';
  const target = around.starts ? 'entry point' : call === undefined ? `PC of ${self}` : 'PC after trap';
  return [
    system(
      `return-from-trap${into}`,
      call === undefined || shown === undefined ? undefined : `${call}() = ${shown}`,
    ),
    hardware(`restore regs(${self}) from ${stack}`, bytesAt(around.sizes.trapFrame, frame)),
    ...(to === 'user' ? [hardware('move to user mode')] : []),
    hardware(`jump to ${target}`, place(event)),
    ...(to === 'user' ? afterwards(program(`${self} runs`)) : []),
  ];
}

function contextSwitch(event: Of<'context-switch'>, { sizes, callOf }: Surroundings): readonly Step[] {
  const [from, to] = [who(event.from, event.fromName), who(event.to, event.toName)];
  const call = callOf(event.to);
  return [
    system('call switch() routine'),
    system(`save regs(${from}) to proc_t(${from})`, bytesAt(sizes.context, event.fromContext)),
    system(`restore regs(${to}) from proc_t(${to})`, bytesAt(sizes.context, event.toContext)),
    system(`switch to k-stack(${to})`, `its top is ${hex(event.kernelStack, 8)}`),
    ...(call === undefined ? [] : [system(`go on with work of ${call}()`)]),
  ];
}

function timer({ interval }: Of<'timer-start'>, { isFirstTimer }: Surroundings): readonly Step[] {
  if (!isFirstTimer) return [];
  if (interval === 0) return [system('leave the interrupt timer off')];
  return [
    system('start interrupt timer'),
    hardware('start timer', `interrupt CPU in ${inDigits(interval)} instructions`),
  ];
}

const steps: Steps = {
  'trap-table': ({ address }) => [
    system('initialise trap table'),
    hardware('remember addresses of handlers', `trap table at ${hex(address, 8)}`),
  ],
  'timer-start': timer,
  'process-create': milestone('create entry for process list'),
  'memory-allocate': milestone('allocate memory for program'),
  'program-load': milestone('load program into memory'),
  arguments: milestone('set up user stack with argv'),
  'kernel-stack-fill': milestone('fill kernel stack with reg/PC'),
  'process-fault': milestone('end the process for what it did'),
  'signal-handler': milestone('have the program run its signal handler'),
  'process-free': milestone('free memory of process', 'remove from process list'),
  trap,
  interrupt: (event, around) => [
    hardware(plain(event.cause), `before ${place(event)}`),
    ...enter(event, around),
    system('handle trap'),
  ],
  'return-from-trap': returnFromTrap,
  'context-switch': contextSwitch,
  'disk-command': ({ command, sector, sectors, address }) => [
    system(`tell the disk to ${command}`, `${sectors} sectors from ${sector}, memory at ${hex(address, 8)}`),
  ],
  main: ({ argv }) => [program('run main()', `argv: ${argv.map(word => JSON.stringify(word)).join(' ')}`)],
  'main-return': ({ value }) => [program('return from main()', `value ${value}`)],
  'process-exit': ({ pid, name, code, killedBy }) => [
    system(
      `${who(pid, name)} has ended: a zombie until its parent waits`,
      killedBy === undefined ? `exit(${code})` : `killed by ${killedBy}`,
    ),
  ],
  wait: () => [{ ...hardware('sleep until an interrupt'), sleeps: true }],
  halt: ({ reason, status }) => [
    system(reason === 'panic' ? 'panic: stop the machine' : 'switch the machine off', `status ${status}`),
  ],
};

/** Nothing for an event that is no step of the protocol. */
export function stepsOf(event: SystemEvent, around: Surroundings): readonly Step[] {
  const make = steps[event.event] as
    ((event: SystemEvent, around: Surroundings) => readonly Step[]) | undefined;
  return make?.(event, around) ?? [];
}

/** The kinds of events that steps are made of. */
export const protocolEvents = Object.keys(steps) as readonly EventName[];

/** What happens in a run, as questions see it: an event, a call or return of a function, an access to user memory. */
import { type World, isKernelAddress } from '../debugger';
import { type Occurrence, eventWords, processOf, threadLabel } from '../events';
import { roles, trapFrameOffset } from '../isa';
import type { AnswerInstant, SystemEvent } from '../protocol';
import { baseName, hex } from '../source';
import type { Mode, Who } from './question';

type What =
  | { readonly is: 'event'; readonly event: SystemEvent; readonly bringsPage: boolean }
  | { readonly is: 'call' | 'return'; readonly routine: Routine }
  | { readonly is: 'access'; readonly address: number; readonly write: boolean };

/** A function at its entry. */
export interface Routine {
  readonly name: string;
  readonly module: string;
  readonly address: number;
}

export interface Happening {
  readonly what: What;
  readonly count: number;
  readonly pid: number;
  readonly name: string;
  readonly mode: Mode;
  /** In words: made at once, since they are read from memory. */
  readonly text: string;
  /** Registers of who is interrupted, or goes on, by number, and the PC behind them. */
  registers(): readonly number[];
}

export const instantOf = ({ count, pid, name, text }: Happening, said = text): AnswerInstant => ({
  count,
  pid,
  who: pid === 0 ? 'kernel' : `${threadLabel(pid)} ${name}`,
  text: said,
});

/** An event that has just come; the machine has not gone on. */
export function eventHappening(world: World, occurrence: Occurrence): Happening {
  const event = world.runner.inWords(occurrence);
  const bringsPage = world.processes.bringsPage(occurrence);
  const { count, pid, name, mode } = event;
  const registers = registersAt(world, event);
  return {
    what: { is: 'event', event, bringsPage },
    count,
    pid,
    name,
    mode,
    text: eventWords(event) ?? event.event,
    registers: () => registers,
  };
}

/** What the CPU is about to do where it stands. */
export function happeningHere(world: World, what: Exclude<What, { is: 'event' }>): Happening {
  const { machine, processes } = world;
  const { pid, name } = processes.live();
  const registers = [...machine.registers, machine.pc];
  const mode = machine.userMode ? 'user' : 'kernel';
  return {
    what,
    count: machine.count,
    pid,
    name,
    mode,
    text: wordsHere(world, what),
    registers: () => registers,
  };
}

/** Of a trap those in its frame: the CPU's own stack pointer is the kernel's by now. */
function registersAt({ machine }: World, event: SystemEvent): readonly number[] {
  const registers: number[] = [...machine.registers, 'pc' in event ? event.pc : machine.pc];
  if (event.event === 'trap' || event.event === 'interrupt')
    registers[roles.stackPointer] = machine.readWord(event.frame + trapFrameOffset('sp')) ?? 0;
  return registers;
}

function wordsHere(world: World, what: Exclude<What, { is: 'event' }>): string {
  const { machine, inspector, processes } = world;
  const { livePid } = processes;
  const symbol = inspector.symbol(machine.pc, livePid) ?? hex(machine.pc);
  switch (what.is) {
    case 'call': {
      const back = machine.registers[roles.returnAddress] >>> 0;
      return `call ${what.routine.name}${parametersAt(world, what.routine)}${from(world, back)}`;
    }
    case 'return':
      return `return from ${what.routine.name}: ${machine.registers[roles.firstArgument]}${from(world, machine.pc)}`;
    case 'access':
      return `the kernel ${what.write ? 'writes to' : 'reads from'} the user address ${hex(what.address)} in ${symbol}`;
  }
}

/** `, in sched, sched.c:83` */
function from({ inspector, processes }: World, address: number): string {
  const module = inspector.moduleAt(address, processes.livePid);
  const routine = module?.routineAt(address - 4);
  const place = module?.placeAt(address - 4);
  if (!routine) return '';
  return `, in ${routine.name}${place ? `, ${baseName(place.path)}:${place.line + 1}` : ''}`;
}

/** `(fd: 1, count: 5)`: as numbers, which they are in registers at the entry; nothing where they are not known. */
function parametersAt({ machine, inspector, processes }: World, { address }: Routine): string {
  const info = inspector.moduleAt(address, processes.livePid)?.functionAt(address);
  if (!info) return '';
  const shown = info.parameters.slice(0, mostParameters).map(({ name }, index) => {
    const word = machine.registers[roles.firstArgument + index] ?? 0;
    return `${name}: ${isKernelAddress(word >>> 0) ? hex(word >>> 0) : word}`;
  });
  return `(${shown.join(', ')})`;
}

/** Those that are passed in registers. */
const mostParameters = 6;

/** Whether somebody is who is meant. `same`: who is meant by that. */
export function isWho(world: World, who: Who, pid: number, name: string, same: number | undefined): boolean {
  switch (who.is) {
    case 'same':
      return pid === same;
    case 'thread':
      return pid === who.number;
    case 'process':
      return processOf(pid) === who.number;
    case 'program':
      return name === who.name || world.modules.ofProcess(name)?.name === who.name;
  }
}

/** The same random acts on machines of each tier, which must all be where one instruction at a time is, at every instant. */
import assert from 'node:assert/strict';
import {
  type Attention,
  type EngineOptions,
  type Machine,
  type MachineEvent,
  type MachineEventKind,
  type Stop,
  type Watchpoint,
} from '../../src/machine';
import { type Random, pick } from './random-programs';
import { base, digest, page } from './support';

/** One thing to do to several machines, and what comes of it. */
type Act = (machine: Machine) => unknown;

const kinds: readonly MachineEventKind[] = ['trap', 'return', 'mode', 'control', 'port', 'wait', 'stop'];

export interface Subject {
  readonly what: string;
  /** Done one instruction at a time. */
  readonly reference: Machine;
  readonly machines: readonly Machine[];
  /** How each of them executes, as messages say it. */
  readonly engines: readonly EngineOptions[];
  /** Instructions between two instants, mostly at most. */
  readonly length: number;
}

/** What a machine is, but for its memory. */
function stateOf(machine: Machine): object {
  const { registers, pc, status, ttb, ksp, ptb, count, waiting, deadlines, diskRequest } = machine;
  const { sector, count: sectors, address } = diskRequest;
  return {
    ...{ registers: [...registers], pc, status, ttb, ksp, ptb, count, waiting, deadlines },
    ...{ disk: [sector, sectors, address], wanted: machine.console.wanted, inputs: machine.inputLog.length },
  };
}

/** Goes from instant to instant until the machine is off, or has been at so many. Returns at how many it has been. */
export function compareAtInstants(subject: Subject, random: Random, most: number): number {
  const { what, reference, machines, engines } = subject;
  for (let instant = 1; ; instant++) {
    const acts = randomActs(random, subject);
    const expected = { told: acts.map(act => act(reference)), state: stateOf(reference) };
    const isLast = instant >= most || isOver(reference.run(0));
    const whole = instant % 100 === 0 || isLast ? digest(reference.save()) : undefined;
    for (const [index, machine] of machines.entries()) {
      const where = `${what}, instant ${instant}, ${JSON.stringify(engines[index])}`;
      const met = { told: acts.map(act => act(machine)), state: stateOf(machine) };
      assert.deepEqual(met, expected, where);
      assert.equal(Buffer.compare(machine.ram, reference.ram), 0, `${where}: memory differs`);
      if (isLast || instant % 100 === 0) machine.run(0);
      if (whole) assert.deepEqual(digest(machine.save()), whole, where);
    }
    if (isLast) return instant;
  }
}

function isOver({ reason }: Stop): boolean {
  return reason === 'off' || reason === 'double-fault';
}

/** Runs for a random time, with something that a host may do meanwhile. */
function randomActs(random: Random, { reference, length }: Subject): Act[] {
  const long = random() % 8 ? length : 60 * length;
  const budgets = Array.from({ length: 1 + (random() % 4) }, () => random() % long);
  const runs: Act[] = budgets.map(budget => machine => machine.run(budget));
  const within = (set: Act, clear: Act): Act[] => [set, ...runs, clear];
  switch (random() % 12) {
    case 0:
    case 1:
      return [observed(runs, randomAttention(random))];
    case 2:
    case 3: {
      const near = (reference.pc + 4 * ((random() % 40) - 20)) >>> 0;
      return within(
        machine => machine.setBreakpoint(near),
        machine => machine.clearBreakpoint(near),
      );
    }
    case 4:
    case 5: {
      const watchpoint = randomWatchpoint(random, reference);
      return within(
        machine => machine.setWatchpoint(watchpoint),
        machine => machine.clearWatchpoint(watchpoint),
      );
    }
    case 6:
      return within(stopAtFaults(true), stopAtFaults(false));
    case 7: {
      const bytes = Uint8Array.from({ length: 1 + (random() % 5) }, () =>
        random() % 3 ? 97 + (random() % 26) : 10,
      );
      return [machine => machine.console.input(bytes), ...runs];
    }
    default:
      return runs;
  }
}

function stopAtFaults(stops: boolean): Act {
  return machine => {
    machine.stopsAtFaults = stops;
  };
}

/** On the stack, on code, or over the end of a page. */
function randomWatchpoint(random: Random, { registers, pc }: Machine): Watchpoint {
  const near = pick(random, [registers[2], registers[random() & 15] ?? 0, pc, base]);
  const address = random() % 4 ? near + 4 * (random() % 16) : (near | (page - 1)) - (random() % 4);
  const length = random() % 4 ? 4 : 1 + (random() % 200);
  return {
    address: Math.min(address >>> 0, 2 ** 32 - length),
    length,
    access: pick(random, ['write', 'access']),
  };
}

/** Random kinds of events, causes and system calls. */
function randomAttention(random: Random): Attention {
  return {
    kinds: new Set(kinds.filter(() => random() % 3 === 0)),
    causes: random() % 2 ? -1 : random() | 0,
    ...(random() % 2 && { calls: new Set([random() % 24, random() % 24]) }),
  };
}

/** The same with somebody who is told of some events: all of them, and the bytes that are printed, in their order. */
function observed(runs: readonly Act[], attention: Attention): Act {
  return machine => {
    const told: (MachineEvent | number)[] = [];
    const { output } = machine.console;
    machine.console.output = byte => void told.push(byte);
    machine.observer = Object.assign((event: MachineEvent) => void told.push(event), { attention });
    const stops = runs.map(run => run(machine));
    machine.observer = undefined;
    machine.console.output = output;
    return { told, stops };
  };
}

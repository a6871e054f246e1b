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
    const expected = resultOf(reference, acts);
    const isLast = instant >= most || isOver(expected.stop);
    const whole = instant % 100 === 0 || isLast ? digest(reference.save()) : undefined;
    for (const [index, machine] of machines.entries()) {
      const where = `${what}, instant ${instant}, ${JSON.stringify(engines[index])}`;
      assert.deepEqual(resultOf(machine, acts), expected, where);
      assert.equal(Buffer.compare(machine.ram, reference.ram), 0, `${where}: memory differs`);
      if (whole) assert.deepEqual(digest(machine.save()), whole, where);
    }
    if (isLast) return instant;
  }
}

/** What comes of acts, and all that is due where they end. */
function resultOf(machine: Machine, acts: readonly Act[]) {
  return { told: acts.map(act => act(machine)), stop: machine.run(0), state: stateOf(machine) };
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
    case 8:
      return [guarded(runs)];
    default:
      return runs;
  }
}

/** The same with RAM and disk guarded: of each page that changes, its first change is told before it happens. */
function guarded(runs: readonly Act[]): Act {
  return machine => {
    const { ram, disk, guards } = machine;
    const memories = [
      { bytes: ram, guard: guards.ram },
      { bytes: disk, guard: guards.disk },
    ].map(({ bytes, guard }) => {
      const before = bytes.slice();
      const told = new Set<number>();
      const isAsBefore = (number: number) => {
        const [start, end] = [number * page, (number + 1) * page];
        return Buffer.compare(bytes.subarray(start, end), before.subarray(start, end)) === 0;
      };
      guard.changes = number => {
        assert.ok(isAsBefore(number) && !told.has(number), `page ${number} has changed before it is told`);
        told.add(number);
      };
      guard.protectAll();
      return { guard, told, isAsBefore, pages: Math.ceil(bytes.length / page) };
    });
    const stops = runs.map(run => run(machine));
    for (const { guard, told, isAsBefore, pages } of memories) {
      guard.changes = () => {};
      for (let number = 0; number < pages; number++)
        assert.ok(told.has(number) || isAsBefore(number), `page ${number} has changed, which is not told`);
    }
    return stops;
  };
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

/**
 * Whether a machine that waits will wait for ever, found from what its instructions do: names, words and structures
 * of a kernel say nothing here, so it holds for any.
 *
 * While nothing runs, a kernel goes in rounds, from one `wait` to the next. Take all that one round has left other
 * than the round before (a counter of ticks), the clock, and whatever is computed from these. If in a round no
 * branch, jump, address, port or control register depends on any of it, and at its end nothing does that did not at
 * its start, then the next round executes the same instructions with the same effect on all the rest; and so does
 * every round after that. A sleeper is never taken for one who waits for ever: to wake him the kernel must compare
 * the clock with his time, or count and look at the count, and that is a branch. What cannot be followed so counts
 * as something that may yet happen.
 *
 * One thing is taken for granted: that no kernel sleeps by the high half of the clock (2^32 instructions) alone.
 */
import type { Machine } from '../machine';
import { Flow } from './flow';

/** Runs so many instructions; false if that ended in another way than by the budget. */
export type Run = (budget: number) => boolean;

/** Instructions in a round at most: one that takes longer works. */
const longestRound = 100_000;
/** Rounds until what depends on the clock has come to all that it comes to. */
const mostRounds = 8;

/** Runs the machine for some rounds; true if it will go on like that for ever. */
export function waitsForEver(machine: Machine, run: Run): boolean {
  const outer = machine.observer;
  let flow: Flow | undefined;
  machine.observer = event => {
    flow?.event(event);
    return outer?.(event);
  };
  const round = (next: Flow) => {
    flow = next;
    return follow(machine, next, run);
  };
  try {
    return repeats(machine, round);
  } finally {
    machine.observer = outer;
  }
}

type Round = (flow: Flow) => boolean;

function repeats(machine: Machine, round: Round): boolean {
  if (!round(new Flow(machine))) return false; // to the beginning of a round
  const first = new Flow(machine);
  if (!round(first)) return false;
  const before = new Look(machine, first.written);
  const second = new Flow(machine);
  if (!round(second) || !isSame(first.path, second.path)) return false;
  const after = new Look(machine, second.written);
  if (!after.isLike(before)) return false;
  let { registers, words } = after.changesSince(before);
  for (let rounds = 0; rounds < mostRounds; rounds++) {
    const flow = new Flow(machine, registers, new Set(words));
    if (!round(flow) || flow.depends || !isSame(flow.path, first.path)) return false;
    if ((flow.registers & ~registers) === 0 && [...flow.words].every(word => words.has(word))) return true;
    registers |= flow.registers;
    words = new Set([...words, ...flow.words]);
  }
  return false;
}

/** Runs until the CPU has begun to wait; false if it does not come to that, or somebody waits for the console. */
function follow(machine: Machine, flow: Flow, run: Run): boolean {
  const wakes = machine.waiting ? Math.min(...machine.deadlines) : 0;
  let waited = !machine.waiting;
  for (let left = longestRound; left > 0; left--) {
    const { count } = machine;
    flow.next();
    if (!run(machine.waiting && count < wakes ? wakes - count : 1)) return false;
    if (machine.userMode || machine.console.wanted) return false;
    waited ||= !machine.waiting;
    if (waited && machine.waiting) return true;
  }
  return false;
}

/** What the machine is at the beginning of a round, but for the words that no round writes. */
class Look {
  private readonly registers: readonly number[];
  private readonly words: ReadonlyMap<number, number | undefined>;
  private readonly rest: readonly number[];

  constructor(machine: Machine, addresses: Iterable<number>) {
    const { pc, status, ptb, ttb, ksp, deadlines, count } = machine;
    this.registers = [...machine.registers];
    this.words = new Map([...addresses].map(address => [address, machine.readWord(address, physical)]));
    this.rest = [pc, status, ptb, ttb, ksp, ...deadlines.map(due => due - count)];
  }

  /** The same place, and only the timer has something to do, in the same time. */
  isLike({ rest }: Look): boolean {
    return isSame(this.rest, rest) && rest.length === oneDeadline;
  }

  changesSince(before: Look): { registers: number; words: ReadonlySet<number> } {
    const registers = this.registers.reduce(
      (bits, value, number) => (value === before.registers[number] ? bits : bits | (1 << number)),
      0,
    );
    const changed = [...this.words].filter(([address, word]) => word !== before.words.get(address));
    return { registers, words: new Set(changed.map(([address]) => address)) };
  }
}

/** Of a page directory: no translation. */
const physical = 0;
/** Five control registers and the one thing that is due. */
const oneDeadline = 6;

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);

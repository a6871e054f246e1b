/**
 * Follows a function from its start along every way through it, and says where it does not keep to the calling convention,
 * runs on past its end, or does what faults.
 */
import {
  type Decoded,
  type Does,
  flowOf,
  registerAt,
  registers,
  roles,
  systemCallRegisters,
  systemCalls,
} from '../../isa';
import type { Said } from '../../source';
import type { Code, Entry } from './code';
import { says } from './rules';
import { type State, type Value, atEntry, copyOf, distanceFrom, join, numberOf, valueOf } from './values';

export interface Finding {
  readonly said: Said;
  /** The offset of the instruction. */
  readonly at: number;
  readonly hint?: string | undefined;
}

/** What was found on all ways through a function. */
export interface Followed {
  readonly findings: readonly Finding[];
  /** Offsets of privileged instructions that are reached, and calls of functions of the same section. */
  readonly privileged: readonly number[];
  readonly calls: ReadonlyMap<number, number>;
  /** The lowest offset that was come to, and the highest, which may be behind the last instruction. */
  readonly low: number;
  readonly high: number;
  /** Whether it all follows from what stands between those two, wherever that stands. */
  readonly isAlone: boolean;
}

/** Functions of the C library that never come back (C11 7.13.2, 7.22.4; POSIX). */
const finalFunctions = new Set([
  'abort',
  'exit',
  '_Exit',
  '_exit',
  'quick_exit',
  'longjmp',
  'siglongjmp',
  'pthread_exit',
]);

const saved = registers.filter(({ savedBy, role }) => savedBy === 'callee' && role !== 'stack-pointer');
const lostInCalls = registers.filter(({ savedBy }) => savedBy === 'caller');
const numberRegister = registers.find(({ name }) => name === systemCallRegisters.number);
const finalCalls = new Set(systemCalls.filter(({ final }) => final).map(({ number }) => number));

export class FunctionFlow {
  private readonly findings: Finding[] = [];
  private readonly privileged = new Set<number>();
  private readonly calls = new Map<number, number>();
  private low: number;
  private high: number;
  private isAlone = true;
  private readonly known = new Map<number, State>();
  private readonly waiting: { offset: number; state: State }[] = [];

  constructor(
    private readonly code: Code,
    private readonly entry: Entry,
  ) {
    this.low = this.high = entry.offset;
  }

  follow(): Followed {
    this.waiting.push({ offset: this.entry.offset, state: atEntry() });
    for (let next = this.waiting.pop(); next; next = this.waiting.pop()) this.run(next.offset, next.state);
    const { findings, privileged, calls, low, high, isAlone } = this;
    return { findings, privileged: [...privileged], calls, low, high, isAlone };
  }

  /** Goes on until the way ends, or comes to a place about which nothing new is known. */
  private run(start: number, from: State): void {
    let state = from;
    this.low = Math.min(this.low, start);
    for (let offset = start, before = -1; ; before = offset, offset += 4) {
      if (offset > this.high) this.high = offset;
      if (this.code.leaders.has(offset)) {
        const known = this.known.get(offset);
        if (known && !join(known, state)) return;
        if (!known) this.known.set(offset, copyOf(state));
        else state = copyOf(known);
      }
      if (before >= 0 && this.runsOut(offset, before)) return;
      const decoded = this.code.at(offset);
      if (!decoded) return;
      if (decoded.instruction.privileged) this.privileged.add(offset);
      if (!this.step(decoded, offset, state)) return;
    }
  }

  /** Whether the function is left here without a jump. */
  private runsOut(offset: number, before: number): boolean {
    const { entry, code } = this;
    const next = code.entries.get(offset);
    const within = offset < entry.offset + entry.size;
    if (!code.isEnd(offset) && (!next?.isFunction || within)) return false;
    // A breakpoint stands where nothing is meant to come.
    if (code.at(before)?.instruction.traps.includes('breakpoint')) return true;
    this.say(
      before,
      says('asm-runs-on', { name: entry.name, next: next?.name ?? 'what comes after the code' }),
      'write ret after it, or jump to where it goes on',
    );
    return true;
  }

  /** Executes an instruction; false where it does not lead to the next one. */
  private step(decoded: Decoded, offset: number, state: State): boolean {
    const { does } = decoded.instruction;
    switch (flowOf(decoded)) {
      case 'call':
        return this.call(decoded, offset, state);
      case 'return':
        this.return(offset, state);
        return false;
      case 'jump':
        this.goTo(decoded, offset, state);
        return false;
      case 'branch':
        this.goTo(decoded, offset, state);
        return true;
      case 'trap':
        return this.trap(decoded, offset, state);
      case 'trap-return':
      case 'stop':
        return false;
      default:
        if (does) this.compute(does, decoded, offset, state);
        else
          for (const place of decoded.instruction.writes)
            this.set(state, registerAt(place, decoded), { kind: 'other' }, offset);
        return true;
    }
  }

  private goTo(decoded: Decoded, offset: number, state: State): void {
    const target = this.code.target(decoded, offset);
    if (typeof target !== 'number') return;
    if (this.code.entries.get(target)?.isFunction) this.isAlone &&= target === this.entry.offset;
    else this.waiting.push({ offset: target, state: copyOf(state) });
  }

  private call(decoded: Decoded, offset: number, state: State): boolean {
    const target = this.code.target(decoded, offset);
    if (typeof target === 'string' && finalFunctions.has(target)) return false;
    if (typeof target === 'number') this.calls.set(offset, target);
    for (const { number } of lostInCalls) this.set(state, number, { kind: 'other' }, offset);
    this.set(state, roles.returnAddress, { kind: 'call', at: offset }, offset);
    return true;
  }

  private trap({ instruction }: Decoded, offset: number, state: State): boolean {
    if (!numberRegister || !instruction.traps.includes('system-call')) return true;
    const { number, name } = numberRegister;
    const value = state.registers[number];
    if (distanceFrom(value, number) === 0) this.say(offset, says('asm-call-number', { register: name }));
    this.set(state, roles.result, { kind: 'other' }, offset);
    return !finalCalls.has(numberOf(value) ?? NaN);
  }

  private compute(does: Does, decoded: Decoded, offset: number, state: State): void {
    const site = { decoded, relocation: this.code.relocationAt(offset) };
    const place = does.memory && valueOf(does.memory.address, state, site);
    const slot = does.memory?.size === 4 ? distanceFrom(place, roles.stackPointer) : undefined;
    if (does.memory && place) this.checkAligned(decoded, does.memory.size, place, offset);
    const value =
      does.set &&
      (slot !== undefined && does.set.value === 'old'
        ? state.stack.get(slot)
        : valueOf(does.set.value, state, site));
    if (does.store && slot !== undefined) state.stack.set(slot, valueOf(does.store.value, state, site));
    if (does.set) this.set(state, registerAt(does.set.register, decoded), value ?? { kind: 'other' }, offset);
  }

  private set({ registers, writers }: State, number: number, value: Value, at: number): void {
    if (number === roles.zero) return;
    registers[number] = value;
    writers[number] = at;
  }

  private checkAligned({ instruction }: Decoded, size: number, value: Value, at: number): void {
    const place = value.kind === 'symbol' ? this.code.place(value.name) : undefined;
    if (value.kind !== 'symbol' || !place) return;
    const offset = place.offset + value.add;
    if (offset % size === 0) return;
    this.isAlone = false;
    const name = value.add === 0 ? value.name : `${value.name}${value.add < 0 ? '' : '+'}${value.add}`;
    const said = { mnemonic: instruction.mnemonic, size, place: name, offset, section: place.section };
    this.say(at, says('asm-misaligned', said), `write .align ${size} before the label`);
  }

  private return(offset: number, { registers, writers }: State): void {
    const { name } = this.entry;
    const depth = distanceFrom(registers[roles.stackPointer], roles.stackPointer);
    // Where the stack is another one, so are the registers: that is a switch.
    if (depth === undefined) return;
    if (depth !== 0)
      return this.say(
        offset,
        says('asm-stack-unbalanced', { bytes: Math.abs(depth), side: depth < 0 ? 'below' : 'above', name }),
        'what is pushed on the way has to be popped again',
      );
    const back = registers[roles.returnAddress];
    if (back?.kind === 'call')
      this.say(
        back.at,
        says('asm-return-address', { name }),
        'save it: push ra before the call, pop ra after it',
      );
    for (const { number, name: register } of saved) {
      const value = registers[number];
      if (value?.kind === 'other' || (value?.kind === 'entry' && distanceFrom(value, number) !== 0))
        this.say(
          writers[number] ?? offset,
          says('asm-saved-register', { register, name }),
          `save it: push ${register} before, pop ${register} after; or take a temporary register`,
        );
    }
  }

  private say(offset: number, said: Said, hint?: string): void {
    this.findings.push({ said, at: offset, hint });
  }
}

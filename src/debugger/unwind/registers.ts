/** The registers as one frame had them: where each value stands now, if it stands anywhere. */
import { type RegisterNumber, registers as registerTable, roles, trapFrameOffset } from '../../isa';
import type { Machine } from '../../machine';
import type { Space } from '../values/space';

/** `live`: in the machine's register; `memory`: saved there; `value`: known, but not kept anywhere. */
export type RegisterPlace =
  | { readonly kind: 'live'; readonly register: RegisterNumber }
  | { readonly kind: 'memory'; readonly address: number }
  | { readonly kind: 'value'; readonly value: number };

const { zero, returnAddress: ra, stackPointer: sp } = roles;
const callerSaved: ReadonlySet<number> = new Set(
  registerTable.filter(row => row.savedBy === 'caller').map(row => row.number),
);

export class RegisterSet {
  constructor(
    private readonly machine: Machine,
    private readonly space: Space,
    private readonly places: readonly (RegisterPlace | undefined)[],
    readonly pc: RegisterPlace,
    /** They are those of code that has trapped for a system call. */
    readonly call = false,
  ) {}

  /** The registers of the CPU. `pc` is the machine's own. */
  static live(machine: Machine, space: Space): RegisterSet {
    const places = registerTable.map(({ number }) => ({ kind: 'live' as const, register: number }));
    return new RegisterSet(machine, space, places, { kind: 'value', value: machine.pc });
  }

  /** Those that a trap frame holds: all. */
  static ofTrapFrame(machine: Machine, space: Space, frame: number, call: boolean): RegisterSet {
    const places = registerTable.map(({ name }) =>
      name === 'zero' ? zeroPlace : { kind: 'memory' as const, address: frame + trapFrameOffset(name) },
    );
    const pc = { kind: 'memory' as const, address: frame + trapFrameOffset('pc') };
    return new RegisterSet(machine, space, places, pc, call);
  }

  /** Those that the kernel saved when it switched away: by register name, their addresses. */
  static ofContext(machine: Machine, space: Space, saved: ReadonlyMap<string, number>): RegisterSet {
    const places = registerTable.map(({ number, name }): RegisterPlace | undefined => {
      const address = saved.get(name);
      return number === zero
        ? zeroPlace
        : address === undefined
          ? undefined
          : { kind: 'memory' as const, address };
    });
    const pc = places[ra] ?? zeroPlace;
    const value = pc.kind === 'memory' ? (space.word(pc.address) ?? 0) : 0;
    places[ra] = { kind: 'value', value };
    return new RegisterSet(machine, space, places, pc);
  }

  /** Undefined where the value is not known. */
  get(register: number): number | undefined {
    const place = this.places[register];
    return place && this.read(place);
  }

  /** False where `ra` holds no more than where the frame goes on itself: a call has overwritten its own. */
  get hasReturnAddress(): boolean {
    return this.places[ra] !== undefined && this.places[ra].kind !== 'value';
  }

  get pcValue(): number {
    return this.read(this.pc) ?? 0;
  }

  place(register: number): RegisterPlace | undefined {
    return this.places[register];
  }

  /** False where there is no place to write to. */
  set(register: number, value: number): boolean {
    const place = this.places[register];
    if (register === zero || !place || place.kind === 'value') return false;
    if (place.kind === 'live') this.machine.registers[place.register] = value;
    else return this.space.writeWord(place.address, value);
    return true;
  }

  /**
   * Those of the caller: what the callee saved is where it saved it, what a function must keep is where it was, the
   * rest is lost; ra holds where the caller goes on.
   */
  caller(saved: ReadonlyMap<number, number>, cfa: number, returnTo: number): RegisterSet {
    const places = this.places.map((place, register) => {
      const address = saved.get(register);
      if (register === sp) return { kind: 'value' as const, value: cfa };
      if (register === ra) return { kind: 'value' as const, value: returnTo };
      if (address !== undefined) return { kind: 'memory' as const, address };
      return callerSaved.has(register) ? undefined : place;
    });
    const address = saved.get(ra);
    const pc = address === undefined ? this.places[ra] : { kind: 'memory' as const, address };
    return new RegisterSet(this.machine, this.space, places, pc ?? { kind: 'value', value: returnTo });
  }

  private read(place: RegisterPlace): number | undefined {
    if (place.kind === 'value') return place.value >>> 0;
    if (place.kind === 'live') return this.machine.registers[place.register] >>> 0;
    return this.space.word(place.address);
  }
}

const zeroPlace: RegisterPlace = { kind: 'value', value: 0 };

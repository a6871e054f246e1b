/**
 * The registers that hold temporaries while an expression is evaluated. A temporary that has to make room, or
 * must outlive a call, goes to a word of the frame and comes back when it is asked for.
 */
import { registerNumber, registers as table, roles } from '../isa';
import type { Emitter } from './emitter';
import type { FrameLayout } from './frame';
import { present } from '../source';

export const names: readonly string[] = table.map(register => register.name);

export function nameOf(register: number): string {
  const name = names[register];
  if (name === undefined) throw new Error(`there is no register ${register}`);
  return name;
}

export const ZERO = roles.zero;
export const RA = roles.returnAddress;
export const SP = roles.stackPointer;
export const FP = roles.framePointer;
export const A0 = registerNumber('a0');
export const T0 = registerNumber('t0');
export const T2 = registerNumber('t2');
export const S0 = registerNumber('s0');
export const S2 = registerNumber('s2');
/** How many registers carry arguments. */
export const argumentRegisters = roles.arguments.length;

/** The order in which temporaries take registers: those of arguments last, and the first argument's last of all. */
export const temporaryOrder: readonly number[] = [...roles.temporaries, ...[...roles.arguments].reverse()];

/** A value in a register, or in the frame while the register serves something else. */
export class Temp {
  /** −1 while in the frame. */
  register: number;
  /** The frame offset of its word, where it has one. */
  slot: number | undefined;
  stamp = 0;

  constructor(
    register: number,
    /** The home of a variable or a special register: it is never allocated, moved or released. */
    readonly fixed: boolean,
  ) {
    this.register = register;
  }
}

/** A 64-bit value in two registers. */
export class Pair {
  constructor(
    readonly low: Temp,
    readonly high: Temp,
  ) {}
}

/** A scalar while it is computed. */
export type Value = Temp | Pair;

export class Registers {
  private readonly fixed: readonly Temp[] = names.map((_, register) => new Temp(register, true));
  private readonly owners: (Temp | undefined)[] = [];
  private pool: readonly number[];
  private clock = 0;

  constructor(
    private readonly out: Emitter,
    private readonly frame: FrameLayout,
    /** The register that the frame is reached from. */
    private readonly base: number,
    homes: ReadonlySet<number>,
  ) {
    this.pool = temporaryOrder.filter(register => !homes.has(register));
  }

  /** The register itself as an operand: `zero`, the frame's base, the home of a variable. */
  home(register: number): Temp {
    return present(this.fixed[register], `register ${register}`);
  }

  isPool(register: number): boolean {
    return this.pool.includes(register);
  }

  /** A register for a new value: the wanted one if it is free or a home, else any. */
  allocate(wanted?: number): Temp {
    if (wanted !== undefined) {
      if (!this.isPool(wanted)) return this.home(wanted);
      if (!this.owners[wanted]) return this.take(wanted);
    }
    for (const register of this.pool) if (!this.owners[register]) return this.take(register);
    return this.take(this.spillOldest());
  }

  private take(register: number): Temp {
    const temp = new Temp(register, false);
    temp.stamp = ++this.clock;
    this.owners[register] = temp;
    return temp;
  }

  /** Exactly this register, which must be free. */
  claim(register: number): Temp {
    if (this.owners[register]) throw new Error(`register ${nameOf(register)} is in use`);
    return this.take(register);
  }

  /** The number of the register that holds the value now. */
  number(temp: Temp): number {
    if (temp.register < 0) this.reload(temp);
    temp.stamp = ++this.clock;
    return temp.register;
  }

  /** The name of the register that holds the value now. */
  name(temp: Temp): string {
    return nameOf(this.number(temp));
  }

  private reload(temp: Temp): void {
    let register = this.pool.find(each => !this.owners[each]);
    register ??= this.spillOldest();
    this.owners[register] = temp;
    temp.register = register;
    this.out.emit(`lw ${nameOf(register)}, ${temp.slot}(${nameOf(this.base)})`);
  }

  private spillOldest(): number {
    let oldest: Temp | undefined;
    for (const register of this.pool) {
      const owner = this.owners[register];
      if (owner && (!oldest || owner.stamp < oldest.stamp)) oldest = owner;
    }
    if (!oldest) throw new Error('no register to spill');
    return this.spill(oldest);
  }

  /** Moves a temporary to the frame and returns the register that it had. */
  private spill(temp: Temp): number {
    const { register } = temp;
    if (temp.slot === undefined) {
      temp.slot = this.frame.takeWord();
      this.out.emit(`sw ${nameOf(register)}, ${temp.slot}(${nameOf(this.base)})`);
    }
    this.owners[register] = undefined;
    temp.register = -1;
    return register;
  }

  /** Moves all temporaries to the frame: before calls, and where control flow divides. */
  spillAll(): void {
    for (const register of this.pool) {
      const owner = this.owners[register];
      if (owner) this.spill(owner);
    }
  }

  /** Moves all temporaries but these to the frame. */
  spillOthers(kept: readonly Temp[]): void {
    for (const register of this.pool) {
      const owner = this.owners[register];
      if (owner && !kept.includes(owner)) this.spill(owner);
    }
  }

  release(value: Value): void {
    if (value instanceof Temp) return this.releaseWord(value);
    this.releaseWord(value.low);
    this.releaseWord(value.high);
  }

  private releaseWord(temp: Temp): void {
    if (temp.fixed) return;
    if (temp.register >= 0) this.owners[temp.register] = undefined;
    if (temp.slot !== undefined) this.frame.giveWord(temp.slot);
    temp.slot = undefined;
    temp.register = -1;
  }

  get poolSize(): number {
    return this.pool.length;
  }

  /** Runs with some registers out of the pool. */
  without<T>(registers: readonly number[], action: () => T): T {
    const { pool } = this;
    this.pool = pool.filter(register => !registers.includes(register));
    try {
      return action();
    } finally {
      this.pool = pool;
    }
  }
}

/** The value of a conditional: whichever arm runs, it is left in the same registers. */
import type { FunctionContext } from './context';
import { Pair, Temp, type Value } from './registers';
import { moveTo } from './values';

/** The registers that the value is in where the arms come together. */
interface Meeting {
  readonly low: number;
  /** For a 64-bit value. */
  readonly high?: number;
}

export class Arms {
  private meeting: Meeting | undefined;

  constructor(
    private readonly g: FunctionContext,
    private readonly wanted: number | undefined,
  ) {}

  /** The first arm decides on the registers. Takes its value. */
  first(value: Value): void {
    this.meeting = value instanceof Temp ? { low: this.settled(value) } : this.settledPair(value);
  }

  /** The register that suits the value of the second arm. */
  get register(): number {
    return this.agreed.low;
  }

  private get agreed(): Meeting {
    if (!this.meeting) throw new Error('the first arm has not been made');
    return this.meeting;
  }

  /** The register that a word is left in; never that of a variable that is not the target itself. */
  private settled(value: Temp): number {
    const { g, wanted } = this;
    const register = g.registers.number(value);
    g.release(value);
    if (!value.fixed || register === wanted) return register;
    const result = g.allocate(wanted);
    g.emit(`mv ${g.name(result)}, ${g.name(value)}`);
    const settled = g.registers.number(result);
    g.release(result);
    return settled;
  }

  private settledPair(value: Pair): Meeting {
    const { registers } = this.g;
    const [low, high] = [this.ownedWord(value.low), this.ownedWord(value.high)];
    const meeting = { low: registers.number(low), high: registers.number(high) };
    this.g.release(low, high);
    return meeting;
  }

  private ownedWord(value: Temp): Temp {
    if (!value.fixed) return value;
    const copy = this.g.allocate();
    this.g.emit(`mv ${this.g.name(copy)}, ${this.g.name(value)}`);
    return copy;
  }

  /** The second arm follows. Takes its value. */
  second(value: Value): void {
    const { low, high } = this.agreed;
    if (value instanceof Temp) moveTo(this.g, value, low);
    else if (high !== undefined) this.movePair(value, { low, high });
    this.g.release(value);
  }

  /** Moves both words, in the order that loses neither. */
  private movePair(pair: Pair, to: Required<Meeting>): void {
    const { g } = this;
    const [low, high] = [g.registers.number(pair.low), g.registers.number(pair.high)];
    if (high !== to.low) {
      moveTo(g, pair.low, to.low);
      moveTo(g, pair.high, to.high);
    } else if (low === to.high) this.swap(g.name(pair.low), g.name(pair.high));
    else {
      moveTo(g, pair.high, to.high);
      moveTo(g, pair.low, to.low);
    }
  }

  private swap(left: string, right: string): void {
    this.g.emit(`xor ${left}, ${left}, ${right}`);
    this.g.emit(`xor ${right}, ${left}, ${right}`);
    this.g.emit(`xor ${left}, ${left}, ${right}`);
  }

  /** The value behind both arms. */
  result(): Value {
    const { low, high } = this.agreed;
    return high === undefined ? this.claimed(low) : new Pair(this.claimed(low), this.claimed(high));
  }

  private claimed(register: number): Temp {
    const { registers } = this.g;
    return registers.isPool(register) ? registers.claim(register) : registers.home(register);
  }
}

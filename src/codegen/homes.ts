/** Decides which variables live in registers for the whole function, and which in the frame. */
import type { LocalSymbol } from '../c/ast';
import { isVolatile, isScalar, isWide, sizeOf, wordsOf } from '../c/types/types';
import { roles } from '../isa';
import { A0, argumentRegisters, temporaryOrder } from './registers';
import type { LocalUse, Usage } from './usage';
import { present } from '../source';

export interface Homes {
  readonly register: ReadonlyMap<LocalSymbol, number>;
  /** Registers that hold variables. */
  readonly used: ReadonlySet<number>;
}

/** Temporaries that expressions without 64-bit values get by with. */
const leastTemporaries = 5;

/** What a callee-saved register must be worth: saving and restoring it, and fetching the parameter. */
const savingCost = 3;

export function assignHomes(parameters: readonly LocalSymbol[], usage: Usage, hidden: boolean): Homes {
  const homes = new HomeTable();
  const roomy = !usage.calls && !usage.wide && !usage.assembly;
  if (roomy) keepParameters(homes, parameters, usage, hidden);
  const waiting = [...usage.locals.values()]
    .filter(use => fitsRegister(use.symbol) && !homes.register.has(use.symbol))
    .sort((left, right) => right.weight - left.weight);
  const saved = roles.saved.filter(register => !usage.clobbers.has(register));
  for (const use of waiting) {
    if (roomy && !use.symbol.parameter && homes.takeTemporary(use)) continue;
    if (use.weight >= savingCost) homes.takeFrom(saved, use);
  }
  return homes;
}

function fitsRegister(symbol: LocalSymbol): boolean {
  const { type } = symbol;
  return isScalar(type) && !isWide(type) && sizeOf(type) <= 4 && !symbol.addressed && !isVolatile(type);
}

/** In a leaf, parameters stay in the registers that they came in: those used most, as many as there is room for. */
function keepParameters(
  homes: HomeTable,
  parameters: readonly LocalSymbol[],
  usage: Usage,
  hidden: boolean,
): void {
  let word = hidden ? 1 : 0;
  const kept: { use: LocalUse; register: number }[] = [];
  for (const symbol of parameters) {
    if (word < argumentRegisters && fitsRegister(symbol))
      kept.push({ use: present(usage.locals.get(symbol), `use of ${symbol.name}`), register: A0 + word });
    word += wordsOf(symbol.type);
  }
  kept.sort((left, right) => right.use.weight - left.use.weight);
  for (const { use, register } of kept.slice(0, temporaryOrder.length - leastTemporaries))
    homes.put(use, register);
}

class HomeTable implements Homes {
  readonly register = new Map<LocalSymbol, number>();
  readonly used = new Set<number>();
  private readonly uses: LocalUse[][] = [];

  put(use: LocalUse, register: number): void {
    this.register.set(use.symbol, register);
    this.used.add(register);
    (this.uses[register] ??= []).push(use);
  }

  /** The first of the registers whose variables are never in scope together with this one. */
  takeFrom(registers: readonly number[], use: LocalUse): boolean {
    const register = registers.find(each => this.isFree(each, use));
    if (register === undefined) return false;
    this.put(use, register);
    return true;
  }

  /** A register that else serves temporaries, while enough of them remain; never a0, where results come. */
  takeTemporary(use: LocalUse): boolean {
    const used = temporaryOrder.filter(each => this.used.has(each));
    if (
      this.takeFrom(
        used.filter(each => each !== A0),
        use,
      )
    )
      return true;
    if (temporaryOrder.length - used.length <= leastTemporaries) return false;
    return this.takeFrom(
      temporaryOrder.filter(each => each !== A0),
      use,
    );
  }

  private isFree(register: number, use: LocalUse): boolean {
    return (this.uses[register] ?? []).every(other => use.end <= other.start || other.end <= use.start);
  }
}

/** What instructions work on: constants in registers, and addresses as a base, a symbol and an offset. */
import { isReservedName, isWithin, signed16, unsigned16 } from '../isa';
import type { FunctionContext } from './context';
import { type Temp, ZERO } from './registers';

export const fitsSigned = (value: number): boolean => isWithin(value, signed16);
export const fitsUnsigned = (value: number): boolean => isWithin(value, unsigned16);

/** The word value of a constant. */
export const wordOf = (value: bigint): number => Number(BigInt.asIntN(32, value));

/** A constant in a register; `zero` for 0. */
export function constant(g: FunctionContext, value: number, wanted?: number): Temp {
  if ((value | 0) === 0) return g.registers.home(ZERO);
  const upperAlone = (value & 0xffff) === 0;
  if (!fitsSigned(value | 0) && !upperAlone && isHome(g, wanted)) return halves(g, `${value | 0}`, wanted);
  const temp = g.allocate(wanted);
  g.emit(`li ${g.name(temp)}, ${value | 0}`);
  return temp;
}

/** True if a variable lives in the wanted register. */
const isHome = (g: FunctionContext, wanted: number | undefined): wanted is number =>
  wanted !== undefined && g.early(wanted) === undefined;

/** A word in two halves, one after the other: the wanted register, in which a variable lives, never holds one alone. */
function halves(g: FunctionContext, text: string, wanted: number): Temp {
  const upper = g.allocate();
  g.emit(`lui ${g.name(upper)}, %hi(${text})`);
  return immediate(g, 'addi', upper, `%lo(${text})`, wanted);
}

/** One instruction with a source and an immediate. Takes the operand. */
export function immediate(
  g: FunctionContext,
  instruction: string,
  left: Temp,
  value: number | string,
  wanted?: number,
): Temp {
  const source = g.name(left);
  g.release(left);
  const result = g.allocate(wanted);
  g.emit(`${instruction} ${g.name(result)}, ${source}, ${value}`);
  return result;
}

/** base + offset. */
export interface BasedAddress {
  base: Temp;
  readonly symbol?: undefined;
  offset: number;
}

/** symbol + offset + base. With `high`, the base holds the upper half of symbol + offset already. */
export interface SymbolAddress {
  base?: Temp;
  readonly symbol: string;
  offset: number;
  high?: boolean;
}

/** What an address holds stays in it while its parts come into registers: loads and stores change it in place. */
export type Address = BasedAddress | SymbolAddress;

/** A place in the frame, its offset as variables have it. */
export const inFrame = (g: FunctionContext, offset: number): BasedAddress => ({ base: g.base, offset });

/** So many bytes on. */
export const further = ({ base, offset }: BasedAddress, bytes: number): BasedAddress => ({
  base,
  offset: offset + bytes,
});

/** Gives back what the address holds. */
export function releaseAddress(g: FunctionContext, { base }: Address): void {
  if (base) g.release(base);
}

/** A symbol as assembly has it: in quotes where the bare name would be a register or a constant of the platform. */
export function symbolText(symbol: string, offset = 0): string {
  const text = isReservedName(symbol) ? `"${symbol}"` : symbol;
  return offset === 0 ? text : offset > 0 ? `${text}+${offset}` : `${text}${offset}`;
}

/** The operand text of a load or store at the address; makes what it needs in registers. */
export function memoryOperand(g: FunctionContext, address: Address): string {
  if (address.symbol !== undefined) return symbolOperand(g, address);
  if (!fitsSigned(address.offset)) makeNear(g, address);
  return `${address.offset}(${g.name(address.base)})`;
}

function symbolOperand(g: FunctionContext, address: SymbolAddress): string {
  const text = symbolText(address.symbol, address.offset);
  const upper = upperHalf(g, address, text);
  return `%lo(${text})(${g.name(upper)})`;
}

/** The base that the lower half of a symbol's address counts from; it stays in the address. */
function upperHalf(g: FunctionContext, address: SymbolAddress, text: string): Temp {
  if (address.high && address.base) return address.base;
  const upper = g.allocate();
  g.emit(`lui ${g.name(upper)}, %hi(${text})`);
  if (address.base) {
    g.emit(`add ${g.name(upper)}, ${g.name(upper)}, ${g.name(address.base)}`);
    g.release(address.base);
  }
  address.base = upper;
  address.high = true;
  return upper;
}

/** Brings an offset that does not fit in 16 bits into the base. */
function makeNear(g: FunctionContext, address: BasedAddress): void {
  const far = g.allocate();
  g.emit(`li ${g.name(far)}, ${address.offset | 0}`);
  g.emit(`add ${g.name(far)}, ${g.name(far)}, ${g.name(address.base)}`);
  g.release(address.base);
  address.base = far;
  address.offset = 0;
}

/** The same address as a register and a small offset, so that parts up to `size` bytes on can be reached. */
export function settle(g: FunctionContext, address: Address, size: number): BasedAddress {
  if (address.symbol === undefined && fitsSigned(address.offset) && fitsSigned(address.offset + size))
    return address;
  return { base: addressValue(g, address), offset: 0 };
}

/** The address in a register. */
export function addressValue(g: FunctionContext, address: Address, wanted?: number): Temp {
  if (address.symbol !== undefined) return symbolValue(g, address, wanted);
  if (address.offset === 0 && (!address.base.fixed || wanted === undefined)) return address.base;
  if (!fitsSigned(address.offset)) makeNear(g, address);
  const source = g.name(address.base);
  g.release(address.base);
  const value = g.allocate(wanted);
  const target = g.name(value);
  if (address.offset !== 0) g.emit(`addi ${target}, ${source}, ${address.offset}`);
  else if (target !== source) g.emit(`mv ${target}, ${source}`);
  return value;
}

function symbolValue(g: FunctionContext, address: SymbolAddress, wanted?: number): Temp {
  const text = symbolText(address.symbol, address.offset);
  if (!address.base) {
    if (isHome(g, wanted)) return halves(g, text, wanted);
    const value = g.allocate(wanted);
    g.emit(`la ${g.name(value)}, ${text}`);
    return value;
  }
  const upper = g.allocate(g.early(wanted));
  g.emit(`lui ${g.name(upper)}, %hi(${text})`);
  const [left, right] = [g.name(upper), g.name(address.base)];
  g.emit(`add ${left}, ${left}, ${right}`);
  g.release(address.base);
  return immediate(g, 'addi', upper, `%lo(${text})`, wanted);
}

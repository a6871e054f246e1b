/** Where objects are: addresses as a base register, a symbol and an offset, folded into loads and stores. */
import { highHalf, isReservedName, isWithin, lowHalf, signed16, unsigned16 } from '../isa';
import type { Expression, LiteralExpression, ObjectSymbol, FunctionSymbol } from '../c/ast';
import { type CType, isScalar, sizeOf } from '../c/types/types';
import type { FunctionContext } from './context';
import { evaluate } from './evaluate';
import { initialiseLocal } from './initialise';
import { evaluateRecord } from './records';
import { type Temp, ZERO } from './registers';

/** base + symbol + offset. With `high`, `base` holds the upper half of symbol + offset already. */
export interface Address {
  base?: Temp;
  symbol?: string;
  offset: number;
  high?: boolean;
}

export const fitsSigned = (value: number): boolean => isWithin(value, signed16);
export const fitsUnsigned = (value: number): boolean => isWithin(value, unsigned16);

/** A place that a value can be read from or written to. */
export type Place =
  | { readonly kind: 'register'; readonly register: number }
  | { readonly kind: 'memory'; readonly address: Address };

export function placeOf(g: FunctionContext, node: Expression): Place {
  if (node.kind === 'variable' && node.symbol.kind === 'local' && node.symbol.home?.kind === 'register')
    return { kind: 'register', register: node.symbol.home.register };
  return { kind: 'memory', address: addressOf(g, node) };
}

/** The address of an object in memory. */
export function addressOf(g: FunctionContext, node: Expression): Address {
  switch (node.kind) {
    case 'variable':
      return variableAddress(g, node);
    case 'string':
      return { symbol: g.unit.strings.label(node.bytes), offset: 0 };
    case 'dereference':
      return pointerAddress(g, node.pointer);
    case 'member': {
      const address = addressOf(g, node.object);
      address.offset += node.member.offset;
      return address;
    }
    case 'literal':
      return literalAddress(g, node);
    default:
      return evaluateRecord(g, node);
  }
}

function variableAddress(g: FunctionContext, node: Expression & { kind: 'variable' }): Address {
  const { symbol } = node;
  if (symbol.kind !== 'local') return { symbol: symbol.label, offset: 0 };
  const { home } = symbol;
  if (home?.kind === 'frame') return { base: g.base, offset: home.offset };
  throw new Error(`'${symbol.name}' has no address: its home is ${home?.kind}`);
}

/** A compound literal gets its value anew each time it is reached. */
function literalAddress(g: FunctionContext, node: LiteralExpression): Address {
  initialiseLocal(g, node.symbol, node.initialiser);
  return { base: g.base, offset: (node.symbol.home as { offset: number }).offset };
}

/** The address that a pointer holds; constant parts stay out of registers. */
export function pointerAddress(g: FunctionContext, node: Expression): Address {
  switch (node.kind) {
    case 'address':
      if (node.object.type.kind === 'function') return functionAddress(node);
      return addressOf(g, node.object);
    case 'offset':
      return offsetAddress(g, node);
    case 'number':
      return numberAddress(g, Number(BigInt.asIntN(32, node.value)));
    case 'cast':
      if (isWord(node.operand.type)) return pointerAddress(g, node.operand);
      return { base: evaluate(g, node), offset: 0 };
    case 'increment':
      return steppedAddress(g, node) ?? { base: evaluate(g, node), offset: 0 };
    default:
      return { base: evaluate(g, node), offset: 0 };
  }
}

const isWord = (type: CType): boolean => isScalar(type) && sizeOf(type) === 4;

function functionAddress(node: Expression & { kind: 'address' }): Address {
  const { symbol } = node.object as Expression & { kind: 'variable' };
  return { symbol: (symbol as FunctionSymbol | ObjectSymbol).label, offset: 0 };
}

function numberAddress(g: FunctionContext, value: number): Address {
  if (fitsSigned(value)) return { base: g.registers.home(ZERO), offset: value };
  const base = g.allocate();
  g.emit(`lui ${g.name(base)}, ${highHalf(value)}`);
  return { base, offset: lowHalf(value) };
}

/** `*p++` with p in a register: step first, and reach back. */
function steppedAddress(g: FunctionContext, node: Expression & { kind: 'increment' }): Address | undefined {
  const { target, by, postfix } = node;
  if (!postfix || !fitsSigned(by) || !fitsSigned(-by)) return undefined;
  if (target.kind !== 'variable' || target.symbol.kind !== 'local' || target.symbol.home?.kind !== 'register')
    return undefined;
  const base = g.registers.home(target.symbol.home.register);
  g.emit(`addi ${g.name(base)}, ${g.name(base)}, ${by}`);
  return { base, offset: -by };
}

function offsetAddress(g: FunctionContext, node: Expression & { kind: 'offset' }): Address {
  const { pointer, index, scale } = node;
  if (index.kind === 'number') {
    const address = pointerAddress(g, pointer);
    address.offset = (address.offset + Number(BigInt.asIntN(32, index.value)) * scale) | 0;
    return address;
  }
  if (g.disturbs(index) && !g.disturbs(pointer)) {
    const scaled = scaledIndex(g, index, scale);
    return plusIndex(g, pointerAddress(g, pointer), scaled);
  }
  const address = pointerAddress(g, pointer);
  return plusIndex(g, address, scaledIndex(g, index, scale));
}

function plusIndex(g: FunctionContext, address: Address, index: Temp): Address {
  const { base } = address;
  if (!base) return { ...address, base: index };
  const [left, right] = [g.name(base), g.name(index)];
  g.release(base, index);
  const sum = g.allocate();
  g.emit(`add ${g.name(sum)}, ${left}, ${right}`);
  return { ...address, base: sum };
}

/** index × scale in a register. */
export function scaledIndex(g: FunctionContext, index: Expression, scale: number, wanted?: number): Temp {
  const value = evaluate(g, index, g.early(wanted));
  if (scale === 1) return value;
  return scaleBy(g, value, scale, wanted);
}

function scaleBy(g: FunctionContext, value: Temp, scale: number, wanted?: number): Temp {
  const size = Math.abs(scale);
  const source = g.name(value);
  let scaled: Temp;
  if ((size & (size - 1)) === 0) {
    g.release(value);
    scaled = g.allocate(wanted);
    if (size === 1) g.emit(`sub ${g.name(scaled)}, zero, ${source}`);
    else g.emit(`slli ${g.name(scaled)}, ${source}, ${31 - Math.clz32(size)}`);
    if (scale < 0 && size > 1) g.emit(`sub ${g.name(scaled)}, zero, ${g.name(scaled)}`);
    return scaled;
  }
  const factor = g.allocate();
  g.emit(`li ${g.name(factor)}, ${scale}`);
  const [left, right] = [g.name(value), g.name(factor)];
  g.release(value, factor);
  scaled = g.allocate(wanted);
  g.emit(`mul ${g.name(scaled)}, ${left}, ${right}`);
  return scaled;
}

/** The operand text of a load or store at the address; makes what it needs in registers. */
export function memoryOperand(g: FunctionContext, address: Address): string {
  if (address.symbol !== undefined) return symbolOperand(g, address);
  const base = address.base!;
  if (!fitsSigned(address.offset)) makeNear(g, address);
  return `${address.offset}(${g.name(address.base ?? base)})`;
}

/** A symbol as assembly has it: in quotes where the bare name would be a register or a constant of the platform. */
export function symbolText(symbol: string, offset = 0): string {
  const text = isReservedName(symbol) ? `"${symbol}"` : symbol;
  return offset === 0 ? text : offset > 0 ? `${text}+${offset}` : `${text}${offset}`;
}

function symbolOperand(g: FunctionContext, address: Address): string {
  const text = symbolText(address.symbol!, address.offset);
  if (!address.high) {
    const upper = g.allocate();
    g.emit(`lui ${g.name(upper)}, %hi(${text})`);
    if (address.base) {
      g.emit(`add ${g.name(upper)}, ${g.name(upper)}, ${g.name(address.base)}`);
      g.release(address.base);
    }
    address.base = upper;
    address.high = true;
  }
  return `%lo(${text})(${g.name(address.base!)})`;
}

/** Brings an offset that does not fit in 16 bits into the base. */
function makeNear(g: FunctionContext, address: Address): void {
  const far = g.allocate();
  g.emit(`li ${g.name(far)}, ${address.offset | 0}`);
  g.emit(`add ${g.name(far)}, ${g.name(far)}, ${g.name(address.base!)}`);
  g.release(address.base!);
  address.base = far;
  address.offset = 0;
}

/** The same address as a register and a small offset, so that parts up to `size` bytes on can be reached. */
export function settle(g: FunctionContext, address: Address, size: number): Address {
  if (address.symbol === undefined && fitsSigned(address.offset) && fitsSigned(address.offset + size))
    return address;
  return { base: addressValue(g, address), offset: 0 };
}

/** The address in a register. */
export function addressValue(g: FunctionContext, address: Address, wanted?: number): Temp {
  const { base, symbol, offset } = address;
  if (symbol !== undefined) return symbolValue(g, address, wanted);
  if (offset === 0 && (!base!.fixed || wanted === undefined)) return base!;
  if (!fitsSigned(offset)) makeNear(g, address);
  const source = g.name(address.base!);
  g.release(address.base!);
  const value = g.allocate(wanted);
  const target = g.name(value);
  if (address.offset !== 0) g.emit(`addi ${target}, ${source}, ${address.offset}`);
  else if (target !== source) g.emit(`mv ${target}, ${source}`);
  return value;
}

function symbolValue(g: FunctionContext, address: Address, wanted?: number): Temp {
  const text = symbolText(address.symbol!, address.offset);
  if (!address.base) {
    const value = g.allocate(wanted);
    g.emit(`la ${g.name(value)}, ${text}`);
    return value;
  }
  const upper = g.allocate(g.early(wanted));
  g.emit(`lui ${g.name(upper)}, %hi(${text})`);
  const [left, right] = [g.name(upper), g.name(address.base)];
  g.emit(`add ${left}, ${left}, ${right}`);
  g.release(address.base, upper);
  const value = g.allocate(wanted);
  g.emit(`addi ${g.name(value)}, ${left}, %lo(${text})`);
  return value;
}

/** Gives back what the address holds. */
export function releaseAddress(g: FunctionContext, address: Address): void {
  if (address.base) g.release(address.base);
}

/** Loads and stores of words, smaller values and 64-bit ones. */
import { type CType, isSigned, sizeOf } from '../c/types/types';
import type { FunctionContext } from './context';
import { WORD } from './frame';
import { type Address, type BasedAddress, further, memoryOperand, releaseAddress } from './operands';
import { Pair, type Temp } from './registers';

function loadInstruction(type: CType): string {
  switch (sizeOf(type)) {
    case 1:
      return isSigned(type) ? 'lb' : 'lbu';
    case 2:
      return isSigned(type) ? 'lh' : 'lhu';
    default:
      return 'lw';
  }
}

function storeInstruction(type: CType): string {
  const size = sizeOf(type);
  return size === 1 ? 'sb' : size === 2 ? 'sh' : 'sw';
}

/** Loads a scalar that fits a register. The address stays usable. */
export function loadKeeping(g: FunctionContext, type: CType, address: Address, wanted?: number): Temp {
  return loadAt(g, type, memoryOperand(g, address), wanted);
}

/** Loads a scalar that fits a register. Takes the address. */
export function load(g: FunctionContext, type: CType, address: Address, wanted?: number): Temp {
  const operand = memoryOperand(g, address);
  releaseAddress(g, address);
  return loadAt(g, type, operand, wanted);
}

function loadAt(g: FunctionContext, type: CType, operand: string, wanted?: number): Temp {
  const value = g.allocate(wanted);
  g.emit(`${loadInstruction(type)} ${g.name(value)}, ${operand}`);
  return value;
}

/** Stores a register. Address and value stay usable. */
export function store(g: FunctionContext, type: CType, address: Address, value: Temp): void {
  const operand = memoryOperand(g, address);
  g.emit(`${storeInstruction(type)} ${g.name(value)}, ${operand}`);
}

/** Loads both words. The address stays usable. */
export function loadPair(g: FunctionContext, address: BasedAddress): Pair {
  const low = g.allocate();
  g.emit(`lw ${g.name(low)}, ${memoryOperand(g, address)}`);
  const high = g.allocate();
  g.emit(`lw ${g.name(high)}, ${memoryOperand(g, further(address, WORD))}`);
  return new Pair(low, high);
}

/** Stores both words. Address and values stay usable. */
export function storePair(g: FunctionContext, address: BasedAddress, { low, high }: Pair): void {
  g.emit(`sw ${g.name(low)}, ${memoryOperand(g, address)}`);
  g.emit(`sw ${g.name(high)}, ${memoryOperand(g, further(address, WORD))}`);
}

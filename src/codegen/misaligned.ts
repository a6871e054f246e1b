/** Loads and stores of what may stand anywhere: in parts that the machine can reach. */
import { type CType, isSigned, isWide, sizeOf } from '../c/types/types';
import type { FunctionContext } from './context';
import { WORD } from './frame';
import { type BasedAddress, further, memoryOperand } from './operands';
import { Pair, type Temp, type Value } from './registers';
import { asPair, asWord } from './values';

/** Loads a scalar, part by part. The address stays usable. */
export function loadBytes(g: FunctionContext, type: CType, address: BasedAddress, alignment: number): Value {
  const signed = isSigned(type);
  if (!isWide(type)) return gather(g, address, sizeOf(type), alignment, signed);
  const low = gather(g, address, WORD, alignment, false);
  return new Pair(low, gather(g, further(address, WORD), WORD, alignment, false));
}

/** So many bytes as a word, from parts of one or two bytes; the last part carries the sign. The address stays usable. */
export function gather(
  g: FunctionContext,
  address: BasedAddress,
  size: number,
  part: number,
  signed: boolean,
): Temp {
  const load = (at: number, last: boolean): Temp => {
    const value = g.allocate();
    const suffix = last && signed ? '' : 'u';
    g.emit(
      `${part === 1 ? 'lb' : 'lh'}${suffix} ${g.name(value)}, ${memoryOperand(g, further(address, at))}`,
    );
    return value;
  };
  const whole = load(size - part, true);
  for (let at = size - 2 * part; at >= 0; at -= part) {
    const lower = load(at, false);
    g.emit(`slli ${g.name(whole)}, ${g.name(whole)}, ${part * 8}`);
    g.emit(`or ${g.name(whole)}, ${g.name(whole)}, ${g.name(lower)}`);
    g.release(lower);
  }
  return whole;
}

/** Stores a scalar, part by part. Address and value stay usable. */
export function storeBytes(
  g: FunctionContext,
  type: CType,
  address: BasedAddress,
  alignment: number,
  value: Value,
): void {
  if (!isWide(type)) return scatter(g, address, sizeOf(type), alignment, asWord(value));
  const { low, high } = asPair(value);
  scatter(g, address, WORD, alignment, low);
  scatter(g, further(address, WORD), WORD, alignment, high);
}

/** Stores so many bytes of a word, part by part. Address and value stay usable. */
export function scatter(
  g: FunctionContext,
  address: BasedAddress,
  size: number,
  part: number,
  value: Temp,
): void {
  const store = part === 1 ? 'sb' : 'sh';
  g.emit(`${store} ${g.name(value)}, ${memoryOperand(g, address)}`);
  const rest = g.allocate();
  for (let at = part; at < size; at += part) {
    g.emit(`srli ${g.name(rest)}, ${g.name(value)}, ${at * 8}`);
    g.emit(`${store} ${g.name(rest)}, ${memoryOperand(g, further(address, at))}`);
  }
  g.release(rest);
}

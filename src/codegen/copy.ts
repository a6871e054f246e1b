/** Copies of structs and of bytes: by loads and stores, or by a call of `memcpy`. */
import { type CType, alignmentOf, sizeOf } from '../c/types/types';
import type { FunctionContext } from './context';
import { WORD } from './frame';
import { copiesInline } from './inline';
import { type Address, addressValue, further, memoryOperand, releaseAddress, settle } from './operands';
import { A0 } from './registers';
import { callRuntime } from './runtime-calls';

/** Bytes, and what the addresses of both ends are multiples of. */
export interface Extent {
  readonly size: number;
  readonly alignment: number;
}

/** Copies a struct and returns where it went. Takes the source. */
export function copyRecord(
  g: FunctionContext,
  to: Address,
  from: Address,
  type: CType,
  alignment = alignmentOf(type),
): Address {
  return copyBytes(g, to, from, { size: sizeOf(type), alignment });
}

/** Copies bytes and returns where they went. Takes the source. */
export function copyBytes(g: FunctionContext, to: Address, from: Address, extent: Extent): Address {
  const { size, alignment } = extent;
  if (size === 0) {
    releaseAddress(g, from);
    return to;
  }
  return copiesInline(size, alignment) ? copyByAccess(g, to, from, extent) : copyByCall(g, to, from, size);
}

function copyByAccess(g: FunctionContext, to: Address, from: Address, { size, alignment }: Extent): Address {
  const [source, target] = [settle(g, from, size), settle(g, to, size)];
  const [loadOne, storeOne] =
    alignment >= WORD ? ['lw', 'sw'] : alignment === 2 ? ['lhu', 'sh'] : ['lbu', 'sb'];
  for (let at = 0; at < size; at += Math.min(alignment, WORD)) {
    const part = g.allocate();
    g.emit(`${loadOne} ${g.name(part)}, ${memoryOperand(g, further(source, at))}`);
    g.emit(`${storeOne} ${g.name(part)}, ${memoryOperand(g, further(target, at))}`);
    g.release(part);
  }
  releaseAddress(g, source);
  return target;
}

/** memcpy(to, from, size). The target comes back as an address of its own. */
function copyByCall(g: FunctionContext, to: Address, from: Address, size: number): Address {
  const again = { ...to };
  const fixed = to.base === undefined || to.base.fixed;
  const target = addressValue(g, to, fixed ? A0 : undefined);
  const source = addressValue(g, from);
  const result = callRuntime(g, 'memcpy', [target, source], size);
  if (!fixed) return { base: result, offset: 0 };
  g.release(result);
  return again;
}

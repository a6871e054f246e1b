/** What the prologue of a function must do, decided before its body is made. */
import type { FunctionBody, FunctionSymbol } from '../c/ast';
import { wordsOf } from '../c/types/types';
import { WORD } from './frame';
import { type Homes, assignHomes } from './homes';
import { RA, S0, S2, argumentRegisters } from './registers';
import { Usage } from './usage';

/** Frames beyond this are reached in two steps. */
const largeFrame = 30000;

export interface Plan {
  /** `fp`: variables are reached from the frame pointer; `sp`: a leaf without one. */
  readonly kind: 'fp' | 'sp';
  /** Variables may be out of reach of a 16-bit offset. */
  readonly large: boolean;
  /** Bytes for the argument registers of a variadic function, right below the canonical frame address. */
  readonly row: number;
  /** Callee-saved registers that the body changes. */
  readonly saved: readonly number[];
  readonly homes: Homes;
  readonly usage: Usage;
}

export function planFunction(symbol: FunctionSymbol, body: FunctionBody): Plan {
  const usage = new Usage(body);
  const { variadic, returns } = symbol.type;
  const hidden = returns.kind === 'record';
  const homes = assignHomes(body.parameters, usage, hidden);
  const words = body.parameters.reduce((sum, { type }) => sum + wordsOf(type), hidden ? 1 : 0);
  const large = usage.bytes > largeFrame;
  const framed = usage.calls || variadic || words > argumentRegisters || usage.clobbers.has(RA) || large;
  const saved: number[] = [];
  for (let register = S0; register <= S2; register++)
    if (homes.used.has(register) || usage.clobbers.has(register)) saved.push(register);
  const row = variadic ? argumentRegisters * WORD : 0;
  return { kind: framed ? 'fp' : 'sp', large, row, saved, homes, usage };
}

/** Bytes that the prologue of a function with a frame pointer uses below the canonical frame address. */
export function topOf({ kind, row, saved }: Plan): number {
  return kind === 'fp' ? row + (2 + saved.length) * WORD : 0;
}

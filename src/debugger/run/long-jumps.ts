/** Where a program leaves frames without a return from them: at the end of longjmp. */
import { decode, flowOf } from '../../isa';
import type { Module } from '../images/module';

const known = new WeakMap<Module, readonly number[]>();

/** The addresses of the jumps: the registers, the stack pointer too, are those of setjmp's caller already. */
export function longJumps(module: Module): readonly number[] {
  let found = known.get(module);
  if (!found) known.set(module, (found = findJumps(module)));
  return found;
}

function findJumps(module: Module): number[] {
  const symbol = module.symbols.named('longjmp');
  const routine = symbol && module.routineAt(symbol.address);
  if (routine?.start !== symbol?.address || !routine) return [];
  const words = Array.from({ length: (routine.end - routine.start) / 4 }, (_, at) => routine.start + at * 4);
  return words.filter(address => {
    const decoded = decode(module.codeWord(address) ?? 0);
    return decoded !== undefined && flowOf(decoded) === 'return';
  });
}

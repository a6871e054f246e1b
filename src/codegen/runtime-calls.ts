/** Arguments into their registers, and the calls that the compiler makes by itself: copying, clearing, dividing. */
import type { FunctionContext } from './context';
import { constant } from './operands';
import { A0, T0, T2, type Temp, names } from './registers';

/** memcpy or memset with a size known now. Takes the operands; returns the first one, in a0. */
export function callRuntime(
  g: FunctionContext,
  name: 'memcpy' | 'memset',
  operands: readonly [target: Temp, second: Temp],
  size: number,
): Temp {
  return callWithWords(g, name, [...operands, constant(g, size)]);
}

/** Calls a function with words for arguments. Takes the words; the result is in a0. */
export function callWithWords(g: FunctionContext, name: string, words: readonly Temp[]): Temp {
  if (g.frame.kind === 'sp') throw new Error(`a leaf function calls ${name}`);
  placeArguments(g, words);
  g.emit(`call ${name}`);
  return g.registers.claim(A0);
}

interface Move {
  readonly from: number;
  readonly to: number;
}

/**
 * Brings the words into a0, a1, …: first those in registers, all at once as it were, then those in the frame. Takes
 * the words. All other temporaries go to the frame, but for the address to call, whose register comes back.
 */
export function placeArguments(
  g: FunctionContext,
  words: readonly Temp[],
  callee?: Temp,
): number | undefined {
  g.registers.spillOthers(callee ? [...words, callee] : words);
  const moves: Move[] = [];
  words.forEach((word, index) => {
    if (word.register >= 0 && word.register !== A0 + index)
      moves.push({ from: word.register, to: A0 + index });
  });
  let target = callee?.register;
  if (callee && callee.register >= A0 && callee.register < T0) {
    target = freeTemporary(words.map(word => word.register));
    moves.push({ from: callee.register, to: target });
  }
  emitMoves(g, moves, target);
  words.forEach((word, index) => {
    if (word.register < 0) g.emit(`lw ${names[A0 + index]}, ${word.slot}(${g.name(g.base)})`);
  });
  if (callee && callee.register < 0) g.emit(`lw ${names[(target = T0)]}, ${callee.slot}(${g.name(g.base)})`);
  g.release(...words, ...(callee ? [callee] : []));
  return target;
}

function freeTemporary(used: readonly number[]): number {
  for (let register = T0; register <= T2; register++) if (!used.includes(register)) return register;
  return T0;
}

/** Moves between registers as if they all happened at once; `keep` is no register to pass through. */
function emitMoves(g: FunctionContext, moves: readonly Move[], keep: number | undefined): void {
  while (moves.length > 0) {
    const ready = moves.find(move => !moves.some(other => other !== move && other.from === move.to));
    if (ready) {
      g.emit(`mv ${names[ready.to]}, ${names[ready.from]}`);
      moves = moves.filter(move => move !== ready);
    } else moves = aside(g, moves, keep);
  }
}

/** Every register of a cycle is still needed: one value steps aside, to a register that has been read already. */
function aside(g: FunctionContext, moves: readonly Move[], keep: number | undefined): Move[] {
  const from = moves[0]?.from ?? 0;
  const spare = freeTemporary([
    ...moves.flatMap(move => [move.from, move.to]),
    ...(keep === undefined ? [] : [keep]),
  ]);
  g.emit(`mv ${names[spare]}, ${names[from]}`);
  return moves.map(move => (move.from === from ? { from: spare, to: move.to } : move));
}

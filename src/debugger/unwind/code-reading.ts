/**
 * Unwinding through assembly that does not say how: what straight-line reading of a routine up to an address tells
 * about the stack pointer, and where registers were saved.
 */
import { type Decoded, decode, flowOf, registers, roles } from '../../isa';
import type { UnwindRow } from '../../image';

const { returnAddress: ra, stackPointer: sp } = roles;

export type UnwindRule = Pick<UnwindRow, 'cfa' | 'saved' | 'outermost'>;

interface State {
  /** Bytes that the routine has pushed. */
  readonly depth: number;
  /** Register to offset from the canonical frame address. */
  readonly saved: ReadonlyMap<number, number>;
}

const kept = new Set([ra, ...registers.filter(row => row.savedBy === 'callee').map(row => row.number)]);
kept.delete(sp);

/** At the entry of a routine, and all through a leaf that leaves the stack alone. */
export const leafRule: UnwindRule = { cfa: { register: sp, offset: 0 }, saved: [] };

export function readRule(
  wordAt: (address: number) => number | undefined,
  start: number,
  address: number,
): UnwindRule {
  let state: State = { depth: 0, saved: new Map() };
  /** The state before an epilogue has begun: what stands after a return belongs to it again. */
  let body: State | undefined;
  for (let at = start; at < address; at += 4) {
    const decoded = decode(wordAt(at) ?? 0);
    if (!decoded) continue;
    const next = step(state, decoded);
    if (isUndone(state, next)) body ??= state;
    state = next;
    if (flowOf(decoded) === 'return' && body) {
      state = body;
      body = undefined;
    }
  }
  const saved = [...state.saved].map(([register, offset]) => ({ register, offset }));
  return { cfa: { register: sp, offset: state.depth }, saved };
}

function step(state: State, { instruction: { mnemonic }, rd, rs1, imm }: Decoded): State {
  if (mnemonic === 'addi' && rd === sp && rs1 === sp)
    return { ...state, depth: Math.max(0, state.depth - imm) };
  if (rs1 !== sp || !kept.has(rd)) return state;
  const offset = imm - state.depth;
  if (mnemonic === 'sw' && !state.saved.has(rd))
    return { ...state, saved: new Map(state.saved).set(rd, offset) };
  if (mnemonic === 'lw' && state.saved.get(rd) === offset)
    return { ...state, saved: new Map([...state.saved].filter(([register]) => register !== rd)) };
  return state;
}

const isUndone = (before: State, after: State) =>
  after.depth < before.depth || after.saved.size < before.saved.size;

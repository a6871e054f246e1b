/** How control goes on after an instruction, and where to. */
import type { Decoded } from './codec';
import { evaluator, registerAt } from './evaluate';
import { roles } from './registers';

/**
 * `next`         to the next word, at last (`wait` sleeps before it);
 * `branch`       to its target, or to the next word;
 * `jump`         to its target;
 * `call`         to its target, with the address of the next word in a register, to come back to;
 * `return`       to the return address;
 * `trap`         to the kernel, which as a rule comes back to the next word;
 * `trap-return`  to where a trap frame says;
 * `stop`         nowhere.
 */
export type Flow = 'next' | 'branch' | 'jump' | 'call' | 'return' | 'trap' | 'trap-return' | 'stop';

/** `computed`: a jump, a call or a return, as its registers say. */
export type RowFlow = Exclude<Flow, 'return'> | 'computed';

export function flowOf(decoded: Decoded): Flow {
  const { flow, does } = decoded.instruction;
  if (flow !== 'computed') return flow;
  if (does?.set && registerAt(does.set.register, decoded) !== roles.zero) return 'call';
  return decoded.rs1 === roles.returnAddress ? 'return' : 'jump';
}

/** Where a branch, jump or call at `pc` goes if its word alone says it. */
export function targetOf({ instruction, imm }: Decoded, pc: number): number | undefined {
  return instruction.does?.jump?.to === 'label' ? (pc + imm * 4) >>> 0 : undefined;
}

/** True for a return, or a jump that registers lead: it leaves, not to come back, and its word does not say where to. */
export function departs(decoded: Decoded): boolean {
  const flow = flowOf(decoded);
  if (flow === 'jump') return targetOf(decoded, 0) === undefined;
  return flow === 'return' || flow === 'trap-return';
}

/** Where it goes with these registers; undefined for one that does not branch, jump or call. */
export function targetWith(decoded: Decoded, pc: number, registers: Int32Array): number | undefined {
  const to = decoded.instruction.does?.jump?.to;
  if (to === undefined || to === 'label') return targetOf(decoded, pc);
  return evaluator(to)(registers, { ...decoded, pc }, 0) >>> 0;
}

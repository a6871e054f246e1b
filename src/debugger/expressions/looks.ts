/** Conditions and the expressions in messages: they have a value, and looking changes nothing. */
import type { Expression } from '../../c';
import { isScalar, printType } from '../../image';
import { DebuggerError } from '../errors';

export type LookPurpose = 'condition' | 'message';

/** Throws, with a sentence, on what changes something or has no such value. */
export function checkLook(tree: Expression, purpose: LookPurpose): void {
  const effect = effectIn(tree);
  if (effect !== undefined) throw bad(`a ${purpose} only looks: ${effect}`);
  if (tree.type.kind === 'void' && purpose === 'message') throw bad('this has no value');
  if (purpose === 'condition' && !isScalar(tree.type) && !decays(tree))
    throw bad(`a value of type ${printType(tree.type)} is neither true nor false`);
}

/** An array or a function, which C takes as its address. */
export const decays = ({ type }: Expression): boolean => type.kind === 'array' || type.kind === 'function';

const bad = (message: string) => new DebuggerError('bad-expression', message);

/** What an expression would do beside having a value. */
function effectIn(e: Expression): string | undefined {
  switch (e.kind) {
    case 'assign':
      return '= would assign; == compares';
    case 'update':
      return `${e.operator}= would change a value`;
    case 'increment':
      return `${e.by > 0 ? '++' : '--'} would change a value`;
    case 'call':
      return 'a call would run code of the program';
    case 'literal':
    case 'statements':
    case 'atomic':
    case 'trap':
    case 'arguments':
      return 'this can only be done by a program';
    default:
      for (const part of partsOf(e)) {
        const effect = effectIn(part);
        if (effect !== undefined) return effect;
      }
      return undefined;
  }
}

function partsOf(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case 'member':
    case 'address':
      return [e.object];
    case 'dereference':
      return [e.pointer];
    case 'cast':
    case 'negate':
    case 'complement':
    case 'not':
      return [e.operand];
    case 'offset':
      return [e.pointer, e.index];
    case 'binary':
    case 'shift':
    case 'compare':
    case 'difference':
    case 'logical':
    case 'comma':
      return [e.left, e.right];
    case 'conditional':
      return [e.condition, e.then, e.otherwise];
    default:
      return [];
  }
}

/** Structs and unions as values: they are handled by their addresses, and copied where they are assigned. */
import type { Expression } from '../c/ast';
import { alignmentOf, sizeOf } from '../c/types/types';
import { type Address, addressOf, addressValue, memoryOperand, releaseAddress, settle } from './address';
import { callRecord } from './calls';
import type { FunctionContext } from './context';
import { effect, fork } from './evaluate';
import { WORD } from './plan';
import { callRuntime } from './runtime-calls';
import { statementsValue } from './statement-expression';

/** Accesses that a copy may take before a call is shorter. */
const mostAccesses = 8;

/** Whether a copy of so many bytes is made by loads and stores. */
export function copiesInline(size: number, alignment: number): boolean {
  return size <= mostAccesses * Math.min(alignment, WORD);
}

/** The address of a struct value: of the object itself, or of a temporary that holds it. */
export function evaluateRecord(g: FunctionContext, node: Expression): Address {
  switch (node.kind) {
    case 'call':
      return callRecord(g, node);
    case 'assign':
      return assignRecord(g, node);
    case 'conditional':
      return conditionalRecord(g, node);
    case 'comma':
      effect(g, node.left);
      return evaluateRecord(g, node.right);
    case 'statements':
      return statementsRecord(g, node);
    case 'cast':
      return evaluateRecord(g, node.operand);
    case 'variable':
    case 'member':
    case 'dereference':
    case 'literal':
      return addressOf(g, node);
    default:
      throw new Error(`no struct value: ${node.kind}`);
  }
}

function assignRecord(g: FunctionContext, node: Expression & { kind: 'assign' }): Address {
  const { target, value } = node;
  if (g.disturbs(target) && !g.disturbs(value)) {
    const to = addressOf(g, target);
    return copyRecord(g, to, evaluateRecord(g, value), node.type);
  }
  const from = evaluateRecord(g, value);
  return copyRecord(g, addressOf(g, target), from, node.type);
}

/** The address of the chosen arm, in a register. */
function conditionalRecord(g: FunctionContext, node: Expression & { kind: 'conditional' }): Address {
  const slot = g.frame.takeWord();
  const arm = (value: Expression) => (): void => {
    const address = addressValue(g, evaluateRecord(g, value));
    g.emit(`sw ${g.name(address)}, ${slot}(${g.name(g.base)})`);
    g.release(address);
  };
  fork(g, node.condition, arm(node.then), arm(node.otherwise));
  const base = g.allocate();
  g.emit(`lw ${g.name(base)}, ${slot}(${g.name(g.base)})`);
  g.frame.giveWord(slot);
  return { base, offset: 0 };
}

/** A copy outside of the block, whose variables end their lives. */
function statementsRecord(g: FunctionContext, node: Expression & { kind: 'statements' }): Address {
  const offset = g.frame.allocate(sizeOf(node.type));
  return statementsValue(g, node, () =>
    copyRecord(g, { base: g.base, offset }, evaluateRecord(g, node.value!), node.type),
  );
}

/** Copies a struct and returns where it went. Takes the source. */
export function copyRecord(
  g: FunctionContext,
  to: Address,
  from: Address,
  type: Expression['type'],
): Address {
  return copyBytes(g, to, from, sizeOf(type), alignmentOf(type));
}

export function copyBytes(
  g: FunctionContext,
  to: Address,
  from: Address,
  size: number,
  alignment: number,
): Address {
  if (size === 0) {
    releaseAddress(g, from);
    return to;
  }
  if (copiesInline(size, alignment)) return copyByAccess(g, to, from, size, Math.min(alignment, WORD));
  return copyByCall(g, to, from, size);
}

const accesses: Readonly<Record<number, readonly [string, string]>> = {
  1: ['lbu', 'sb'],
  2: ['lhu', 'sh'],
  4: ['lw', 'sw'],
};

function copyByAccess(
  g: FunctionContext,
  to: Address,
  from: Address,
  size: number,
  alignment: number,
): Address {
  const [source, target] = [settle(g, from, size), settle(g, to, size)];
  const [loadOne, storeOne] = accesses[alignment]!;
  for (let at = 0; at < size; at += alignment) {
    const part = g.allocate();
    g.emit(
      `${loadOne} ${g.name(part)}, ${memoryOperand(g, { base: source.base, offset: source.offset + at })}`,
    );
    g.emit(
      `${storeOne} ${g.name(part)}, ${memoryOperand(g, { base: target.base, offset: target.offset + at })}`,
    );
    g.release(part);
  }
  releaseAddress(g, source);
  return target;
}

/** memcpy(to, from, size). The target comes back as an address of its own. */
function copyByCall(g: FunctionContext, to: Address, from: Address, size: number): Address {
  const fixed = to.base === undefined || to.base.fixed;
  const again = { ...to };
  const target = addressValue(g, to, fixed ? 4 : undefined);
  const source = addressValue(g, from);
  const result = callRuntime(g, 'memcpy', target, source, size);
  if (!fixed) return { base: result, offset: 0 };
  g.release(result);
  return again.high ? { ...again, base: undefined, high: undefined } : again;
}

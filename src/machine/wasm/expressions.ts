/** What the rows of `src/isa` say that instructions do, as WebAssembly: both tiers are made from it. */
import { type Expression, type MemoryUse, type Operator, operators } from '../../isa';
import { type Code, i32, op } from './format';

/** What an expression is about besides numbers and operators. */
export type Source = Exclude<Expression, number | readonly unknown[]>;

/** How the code that is being written gets at the sources. */
export interface Sources {
  /** Pushes it. */
  push(source: Source): void;
  /** Its value where that is known as the code is written. */
  known(source: Source): number | undefined;
}

const direct: Partial<Readonly<Record<Operator, readonly number[]>>> = {
  ...{ add: [op.add], sub: [op.sub], and: [op.and], or: [op.or], xor: [op.xor] },
  ...{ sll: [op.shl], srl: [op.shrU], sra: [op.shrS], mul: [op.mul] },
  ...{ divu: [op.divU], rem: [op.remS], remu: [op.remU] },
  ...{ eq: [op.eq], ne: [op.ne], slt: [op.ltS], sltu: [op.ltU], sge: [op.geS], sgeu: [op.geU] },
};

/** Pushes the value of an expression. */
export function push(code: Code, expression: Expression, sources: Sources): void {
  const value = knownValue(expression, sources);
  if (value !== undefined) code.const(value);
  else if (typeof expression === 'object') pushOperation(code, expression, sources);
  else sources.push(expression as Source);
}

/** Whether the code pushes anything but a number for it. */
function knownValue(expression: Expression, sources: Sources): number | undefined {
  if (typeof expression === 'number') return expression | 0;
  if (typeof expression === 'string') return sources.known(expression);
  const [operator, left, right] = expression;
  const [a, b] = [knownValue(left, sources), knownValue(right, sources)];
  return a === undefined || b === undefined || (b === 0 && /^(div|rem)/.test(operator))
    ? undefined
    : operators[operator](a, b);
}

type Operation = Exclude<Expression, number | string>;

function pushOperation(code: Code, [operator, left, right]: Operation, sources: Sources): void {
  const a = () => push(code, left, sources);
  const b = () => push(code, right, sources);
  if (operator === 'add' && knownValue(right, sources) === 0) return a();
  if (operator === 'add' && knownValue(left, sources) === 0) return b();
  if (operator === 'mulh' || operator === 'mulhu') return pushHigh(code, operator === 'mulh', a, b);
  if (operator === 'div') return pushQuotient(code, a, b);
  a();
  b();
  code.op(...(direct[operator] ?? unknown(operator)));
}

function unknown(operator: Operator): never {
  throw new Error(`no WebAssembly for ${operator}`);
}

/** The upper half of a 64-bit product. */
function pushHigh(code: Code, signed: boolean, a: () => void, b: () => void): void {
  const extend = signed ? op.extendS : op.extendU;
  a();
  code.byte(extend);
  b();
  code.op(extend, op.mul64, op.const64, 32, signed ? op.shrS64 : op.shrU64, op.wrap);
}

/** WebAssembly traps where −2³¹ is divided by −1. */
function pushQuotient(code: Code, a: () => void, b: () => void): void {
  b();
  code.const(-1).op(op.eq, op.if, i32).const(0);
  a();
  code.op(op.sub, op.else);
  a();
  b();
  code.op(op.divS, op.end);
}

export function loadOpcode({ size, signed }: MemoryUse): number {
  if (size === 4) return op.load;
  if (size === 2) return signed ? op.load16s : op.load16u;
  return signed ? op.load8s : op.load8u;
}

export function storeOpcode({ size }: MemoryUse): number {
  return size === 4 ? op.store : size === 2 ? op.store16 : op.store8;
}

/** Where the objects are that expressions designate. */
import { highHalf, lowHalf } from '../isa';
import type {
  Expression,
  IncrementExpression,
  LiteralExpression,
  LocalSymbol,
  OffsetExpression,
  VariableExpression,
} from '../c/ast';
import { type CType, type Member, alignmentOf, isScalar, sizeOf } from '../c/types/types';
import type { FunctionContext } from './context';
import { evaluateWord } from './evaluate';
import { initialiseLocal } from './initialise';
import { knownAlignment } from './inline';
import { type Address, fitsSigned, inFrame, wordOf } from './operands';
import { type Place, placeAt } from './places';
import { evaluateRecord } from './records';
import { type Temp, ZERO } from './registers';
import { scaled } from './words';

/** The register that a variable lives in. */
export function homeRegister(node: Expression): number | undefined {
  if (node.kind !== 'variable' || node.symbol.kind !== 'local') return undefined;
  return node.symbol.home?.kind === 'register' ? node.symbol.home.register : undefined;
}

/** The bit-field that the expression designates. */
export const bitOf = (node: Expression): Member['bit'] =>
  node.kind === 'member' ? node.member.bit : undefined;

/** The place of a scalar. */
export function placeOf(g: FunctionContext, node: Expression): Place {
  const register = homeRegister(node);
  if (register !== undefined) return { kind: 'register', register };
  return placeAt(g, node.type, bitOf(node), addressOf(g, node), knownAlignment(node));
}

/** The address of an object in memory. */
export function addressOf(g: FunctionContext, node: Expression): Address {
  switch (node.kind) {
    case 'variable':
      return variableAddress(g, node);
    case 'string':
      return { symbol: g.unit.strings.label(node.bytes, alignmentOf(node.type)), offset: 0 };
    case 'dereference':
      return pointerAddress(g, node.pointer);
    case 'member': {
      const address = addressOf(g, node.object);
      address.offset += node.member.offset;
      return address;
    }
    case 'literal':
      return literalAddress(g, node);
    default:
      return evaluateRecord(g, node);
  }
}

function variableAddress(g: FunctionContext, node: VariableExpression): Address {
  const { symbol } = node;
  return symbol.kind === 'local' ? localAddress(g, symbol) : { symbol: symbol.label, offset: 0 };
}

function localAddress(g: FunctionContext, { home, name }: LocalSymbol): Address {
  if (home?.kind === 'frame') return inFrame(g, home.offset);
  throw new Error(`'${name}' has no address: its home is ${home?.kind}`);
}

/** A compound literal gets its value anew each time it is reached. */
function literalAddress(g: FunctionContext, node: LiteralExpression): Address {
  initialiseLocal(g, node.symbol, node.initialiser);
  return localAddress(g, node.symbol);
}

/** The address that a pointer holds; constant parts stay out of registers. */
export function pointerAddress(g: FunctionContext, node: Expression): Address {
  switch (node.kind) {
    case 'address':
      return addressOf(g, node.object);
    case 'offset':
      return offsetAddress(g, node);
    case 'number':
      return numberAddress(g, wordOf(node.value));
    case 'cast':
      if (isWord(node.operand.type)) return pointerAddress(g, node.operand);
      return { base: evaluateWord(g, node), offset: 0 };
    case 'increment':
      return steppedAddress(g, node) ?? { base: evaluateWord(g, node), offset: 0 };
    default:
      return { base: evaluateWord(g, node), offset: 0 };
  }
}

const isWord = (type: CType): boolean => isScalar(type) && sizeOf(type) === 4;

function numberAddress(g: FunctionContext, value: number): Address {
  if (fitsSigned(value)) return { base: g.registers.home(ZERO), offset: value };
  const base = g.allocate();
  g.emit(`lui ${g.name(base)}, ${highHalf(value)}`);
  return { base, offset: lowHalf(value) };
}

/** `*p++` with p in a register: step first, and reach back. */
function steppedAddress(g: FunctionContext, node: IncrementExpression): Address | undefined {
  const { target, by, postfix } = node;
  if (!postfix || !fitsSigned(by) || !fitsSigned(-by)) return undefined;
  const register = homeRegister(target);
  if (register === undefined) return undefined;
  const base = g.registers.home(register);
  g.emit(`addi ${g.name(base)}, ${g.name(base)}, ${by}`);
  return { base, offset: -by };
}

function offsetAddress(g: FunctionContext, node: OffsetExpression): Address {
  const { pointer, index, scale } = node;
  if (index.kind === 'number') {
    const address = pointerAddress(g, pointer);
    address.offset = (address.offset + wordOf(index.value) * scale) | 0;
    return address;
  }
  if (g.disturbs(index) && !g.disturbs(pointer)) {
    const bytes = scaledIndex(g, index, scale);
    return plusIndex(g, pointerAddress(g, pointer), bytes);
  }
  const address = pointerAddress(g, pointer);
  return plusIndex(g, address, scaledIndex(g, index, scale));
}

function plusIndex(g: FunctionContext, address: Address, index: Temp): Address {
  const { base } = address;
  if (!base) return { ...address, base: index };
  const [left, right] = [g.name(base), g.name(index)];
  g.release(base, index);
  const sum = g.allocate();
  g.emit(`add ${g.name(sum)}, ${left}, ${right}`);
  return { ...address, base: sum };
}

/** index × scale in a register. */
export function scaledIndex(g: FunctionContext, index: Expression, scale: number, wanted?: number): Temp {
  return scaled(g, evaluateWord(g, index, g.early(wanted)), scale, wanted);
}

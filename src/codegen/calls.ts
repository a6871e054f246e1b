/** Calls: argument words into a0–a5 and onto the stack, results out of a0 and a1. */
import type { CallExpression, Expression, FunctionSymbol } from '../c/ast';
import { alignmentOf, isWide, sizeOf, wordsOf } from '../c/types/types';
import { type Address, addressValue, memoryOperand, releaseAddress, settle, symbolText } from './address';
import { constant } from './arithmetic';
import type { FunctionContext } from './context';
import { evaluate } from './evaluate';
import { copyBytes, evaluateRecord } from './records';
import { A0, SP, T0, type Temp, argumentRegisters, names } from './registers';
import { callWithWords, placeArguments } from './runtime-calls';
import { type Pair, evaluateWide } from './wide';

/** An argument with the index of its first word, and its value once it is evaluated. */
interface Argument {
  readonly node: Expression;
  readonly first: number;
  readonly words: number;
  /** The words of a scalar, or the address of a struct. */
  temps?: readonly Temp[];
  address?: Address;
  /** The words that go in registers. */
  passed: readonly Temp[];
}

/** A call whose result is a word or nothing. */
export function evaluateCall(g: FunctionContext, node: CallExpression): Temp {
  emitCall(g, node, undefined);
  return g.registers.claim(A0);
}

export function evaluateWideCall(g: FunctionContext, node: CallExpression): Pair {
  emitCall(g, node, undefined);
  return { low: g.registers.claim(A0), high: g.registers.claim(A0 + 1) };
}

/** A call that returns a struct, into a place in the frame. */
export function callRecord(g: FunctionContext, node: CallExpression): Address {
  const offset = g.frame.allocate(sizeOf(node.type));
  callRecordInto(g, node, offset);
  return { base: g.base, offset };
}

/** A call that returns a struct, to a frame offset that nothing else refers to yet. */
export function callRecordInto(g: FunctionContext, node: CallExpression, offset: number): void {
  emitCall(g, node, { base: g.base, offset });
}

/** A function of the runtime on two 64-bit numbers. Takes the operands. */
export function callHelper(g: FunctionContext, name: string, left: Pair, right: Pair): Pair {
  const low = callWithWords(g, name, [left.low, left.high, right.low, right.high]);
  return { low, high: g.registers.claim(A0 + 1) };
}

function emitCall(g: FunctionContext, node: CallExpression, result: Address | undefined): void {
  g.registers.spillAll();
  const list = argumentsOf(node, result ? 1 : 0);
  const symbol = directCallee(node.callee);
  const early = !symbol && g.disturbs(node.callee) ? evaluate(g, node.callee) : undefined;
  for (const argument of list) if (g.disturbs(argument.node)) evaluateArgument(g, argument);
  for (const argument of list)
    if (argument.first + argument.words > argumentRegisters) passOnStack(g, argument);
  for (const argument of list) if (argument.first < argumentRegisters) passInRegisters(g, argument);
  const callee = symbol ? undefined : (early ?? evaluate(g, node.callee, T0));
  const words = list.flatMap(argument => argument.passed);
  if (result) words.unshift(addressValue(g, result, A0));
  g.innerLocation(node.span);
  jumpTo(g, symbol, placeArguments(g, words, callee));
}

function jumpTo(g: FunctionContext, symbol: FunctionSymbol | undefined, callee: number | undefined): void {
  g.emit(symbol ? `call ${symbolText(symbol.label)}` : `callr ${names[callee!]}`);
  if (!symbol?.noReturn) return;
  g.emit('brk');
  g.out.reachable = false;
}

function directCallee(callee: Expression): FunctionSymbol | undefined {
  if (callee.kind !== 'address' || callee.object.kind !== 'variable') return undefined;
  return callee.object.symbol.kind === 'function' ? callee.object.symbol : undefined;
}

function argumentsOf(node: CallExpression, hidden: number): Argument[] {
  let first = hidden;
  return node.parameters.map(value => {
    const words = wordsOf(value.type);
    const argument: Argument = { node: value, first, words, passed: [] };
    first += words;
    return argument;
  });
}

/** Evaluates a scalar into temporaries, a struct to its address. */
function evaluateArgument(g: FunctionContext, argument: Argument): void {
  const { node, first } = argument;
  if (node.type.kind === 'record') argument.address = wordAligned(g, node, evaluateRecord(g, node));
  else if (isWide(node.type)) {
    const { low, high } = evaluateWide(g, node);
    argument.temps = [low, high];
  } else argument.temps = [evaluate(g, node, first < argumentRegisters ? A0 + first : undefined)];
}

/** A struct that can be read word by word: as it is, or a copy in the frame. */
function wordAligned(g: FunctionContext, node: Expression, address: Address): Address {
  const size = sizeOf(node.type);
  const alignment = alignmentOf(node.type);
  if (alignment >= 4 || size === 0) return address;
  const to = { base: g.base, offset: g.frame.allocate(size) };
  return copyBytes(g, to, address, size, alignment);
}

/** Stores the words that go on the stack. */
function passOnStack(g: FunctionContext, argument: Argument): void {
  if (!argument.temps && !argument.address) evaluateArgument(g, argument);
  const { first, words, temps, address } = argument;
  g.frame.outgoing = Math.max(g.frame.outgoing, (first + words - argumentRegisters) * 4);
  const skip = Math.max(0, argumentRegisters - first);
  const to = (first + skip - argumentRegisters) * 4;
  if (address) stackRecord(g, argument, address, skip, to);
  else {
    temps!.slice(skip).forEach((temp, index) => {
      g.emit(`sw ${g.name(temp)}, ${to + index * 4}(sp)`);
      g.release(temp);
    });
    argument.temps = temps!.slice(0, skip);
  }
}

/** Copies the part of a struct that goes on the stack. */
function stackRecord(
  g: FunctionContext,
  argument: Argument,
  address: Address,
  skip: number,
  to: number,
): void {
  const size = (argument.words - skip) * 4;
  if (sizeOf(argument.node.type) === 0) return;
  const whole = settle(g, address, argument.words * 4);
  argument.address = skip > 0 ? whole : undefined;
  const from = { base: whole.base, offset: whole.offset + skip * 4 };
  if (skip === 0) {
    copyBytes(g, { base: g.registers.home(SP), offset: to }, from, size, 4);
    return;
  }
  for (let at = 0; at < size; at += 4) {
    const word = g.allocate();
    g.emit(`lw ${g.name(word)}, ${memoryOperand(g, { base: from.base, offset: from.offset + at })}`);
    g.emit(`sw ${g.name(word)}, ${to + at}(sp)`);
    g.release(word);
  }
}

/** Brings the words that go in registers into temporaries. */
function passInRegisters(g: FunctionContext, argument: Argument): void {
  if (!argument.temps && !argument.address) evaluateArgument(g, argument);
  argument.passed = argument.address ? recordWords(g, argument, argument.address) : argument.temps!;
}

function recordWords(g: FunctionContext, { node, first, words }: Argument, address: Address): Temp[] {
  if (sizeOf(node.type) === 0) return [constant(g, 0)];
  const source = settle(g, address, words * 4);
  const passed: Temp[] = [];
  for (let index = 0; index < words && first + index < argumentRegisters; index++) {
    const word = g.allocate(A0 + first + index);
    g.emit(
      `lw ${g.name(word)}, ${memoryOperand(g, { base: source.base, offset: source.offset + index * 4 })}`,
    );
    passed.push(word);
  }
  releaseAddress(g, source);
  return passed;
}

/** Calls: argument words into a0–a5 and onto the stack, results out of a0 and a1. */
import type { CallExpression, Expression, FunctionSymbol } from '../c/ast';
import { sizeOf, wordsOf } from '../c/types/types';
import type { FunctionContext } from './context';
import { copyBytes, copyRecord } from './copy';
import { evaluate, evaluateWord } from './evaluate';
import { WORD } from './frame';
import { copiesInline, knownAlignment } from './inline';
import {
  type Address,
  type BasedAddress,
  addressValue,
  constant,
  further,
  inFrame,
  memoryOperand,
  releaseAddress,
  settle,
  symbolText,
} from './operands';
import { evaluateRecord } from './records';
import { A0, SP, T0, type Temp, type Value, argumentRegisters, nameOf } from './registers';
import { placeArguments } from './runtime-calls';
import { copyOf, resultOf, wordsIn } from './values';

/** An argument with the index of its first word, and its value once it is evaluated. */
interface Argument {
  readonly node: Expression;
  readonly first: number;
  readonly words: number;
  value?: ArgumentValue;
}

type ArgumentValue =
  | { readonly kind: 'words'; readonly temps: readonly Temp[] }
  | { readonly kind: 'record'; readonly address: Address };

/** A call whose result is a scalar or nothing. */
export function evaluateCall(g: FunctionContext, node: CallExpression): Value {
  emitCall(g, node, undefined);
  return resultOf(g, node.type);
}

/** A call that returns a struct, into a place in the frame. */
export function callRecord(g: FunctionContext, node: CallExpression): Address {
  const offset = g.frame.allocate(sizeOf(node.type));
  callRecordInto(g, node, offset);
  return inFrame(g, offset);
}

/** A call that returns a struct, to a frame offset that nothing else refers to yet. */
export function callRecordInto(g: FunctionContext, node: CallExpression, offset: number): void {
  emitCall(g, node, inFrame(g, offset));
}

function emitCall(g: FunctionContext, node: CallExpression, result: Address | undefined): void {
  g.registers.spillAll();
  const list = argumentsOf(node, result ? 1 : 0);
  const symbol = directCallee(node.callee);
  requireFormats(g, node);
  const early = !symbol && g.disturbs(node.callee) ? evaluateWord(g, node.callee) : undefined;
  for (const argument of list) if (g.disturbs(argument.node)) valueOf(g, argument);
  for (const argument of list)
    if (argument.first + argument.words > argumentRegisters) passOnStack(g, argument);
  const words = list.flatMap(argument =>
    argument.first < argumentRegisters ? passInRegisters(g, argument) : [],
  );
  const callee = symbol ? undefined : (early ?? evaluateWord(g, node.callee, T0));
  if (result) words.unshift(addressValue(g, result, A0));
  g.innerLocation(node.span);
  const target = placeArguments(g, words, callee);
  g.emit(symbol ? `call ${symbolText(symbol.label)}` : `callr ${nameOf(target ?? T0)}`);
  if (symbol?.noReturn) g.out.stop('brk');
}

/**
 * What printf and scanf do with floating-point numbers is linked only to programs that pass some to such a function: all
 * others are spared its size.
 */
function requireFormats(g: FunctionContext, { callee, parameters }: CallExpression): void {
  const { type } = callee;
  if (type.kind !== 'pointer' || type.target.kind !== 'function' || !type.target.variadic) return;
  for (const { type: passed } of parameters.slice(type.target.parameters.length)) {
    if (passed.kind === 'float') g.unit.required.add('__format_double');
    if (passed.kind === 'pointer' && passed.target.kind === 'float') g.unit.required.add('__scan_double');
  }
}

function directCallee(callee: Expression): FunctionSymbol | undefined {
  if (callee.kind !== 'address' || callee.object.kind !== 'variable') return undefined;
  return callee.object.symbol.kind === 'function' ? callee.object.symbol : undefined;
}

function argumentsOf(node: CallExpression, hidden: number): Argument[] {
  let first = hidden;
  return node.parameters.map(value => {
    const argument: Argument = { node: value, first, words: wordsOf(value.type) };
    first += argument.words;
    return argument;
  });
}

/** The value, evaluated when it is first asked for. */
const valueOf = (g: FunctionContext, argument: Argument): ArgumentValue =>
  (argument.value ??= evaluateArgument(g, argument));

/** Evaluates a scalar into temporaries, a struct to its address. */
function evaluateArgument(g: FunctionContext, { node, first }: Argument): ArgumentValue {
  if (node.type.kind === 'record')
    return { kind: 'record', address: wordAligned(g, node, evaluateRecord(g, node)) };
  const wanted = first < argumentRegisters ? A0 + first : undefined;
  return { kind: 'words', temps: wordsIn(evaluate(g, node, wanted)) };
}

/** A struct that can be read word by word: as it is, or a copy in the frame. */
function wordAligned(g: FunctionContext, node: Expression, address: Address): Address {
  const size = sizeOf(node.type);
  const alignment = knownAlignment(node);
  if (alignment >= WORD || size === 0) return address;
  return copyRecord(g, inFrame(g, g.frame.allocate(size)), address, node.type, alignment);
}

/** Stores the words that go on the stack. The value is left with those that go in registers. */
function passOnStack(g: FunctionContext, argument: Argument): void {
  const value = valueOf(g, argument);
  const { first, words } = argument;
  g.frame.outgoing = Math.max(g.frame.outgoing, (first + words - argumentRegisters) * WORD);
  const skip = Math.max(0, argumentRegisters - first);
  const to = (first + skip - argumentRegisters) * WORD;
  if (value.kind === 'record') argument.value = stackRecord(g, argument, value.address, skip, to);
  else {
    value.temps.slice(skip).forEach((temp, index) => {
      const slot = { base: g.registers.home(SP), offset: to + index * WORD };
      const operand = memoryOperand(g, slot);
      g.emit(`sw ${g.name(temp)}, ${operand}`);
      releaseAddress(g, slot);
      g.release(temp);
    });
    argument.value = { kind: 'words', temps: value.temps.slice(0, skip) };
  }
}

/** Copies what follows the first `skip` words of a struct to that offset of the stack. */
function stackRecord(
  g: FunctionContext,
  { node, words }: Argument,
  address: Address,
  skip: number,
  to: number,
): ArgumentValue {
  if (sizeOf(node.type) === 0) return { kind: 'record', address };
  const whole = settle(g, address, words * WORD);
  const size = (words - skip) * WORD;
  const stack = { base: g.registers.home(SP), offset: to };
  if (skip === 0) copyBytes(g, stack, whole, { size, alignment: WORD });
  else if (copiesInline(size, WORD)) copyWords(g, stack, further(whole, skip * WORD), size);
  else copyRest(g, stack, further(whole, skip * WORD), size);
  return { kind: 'record', address: whole };
}

/** Copies by a call. Keeps the address that it copies from, whose first words are still needed. */
function copyRest(g: FunctionContext, to: BasedAddress, from: BasedAddress, size: number): void {
  const base = from.base.fixed ? from.base : (copyOf(g, from.base) as Temp);
  copyBytes(g, to, { base, offset: from.offset }, { size, alignment: WORD });
}

/** Copies by loads and stores. Keeps both addresses. */
function copyWords(g: FunctionContext, to: BasedAddress, from: BasedAddress, size: number): void {
  for (let at = 0; at < size; at += WORD) {
    const word = g.allocate();
    g.emit(`lw ${g.name(word)}, ${memoryOperand(g, further(from, at))}`);
    g.emit(`sw ${g.name(word)}, ${memoryOperand(g, further(to, at))}`);
    g.release(word);
  }
}

/** The words that go in registers, in temporaries. */
function passInRegisters(g: FunctionContext, argument: Argument): readonly Temp[] {
  const value = valueOf(g, argument);
  return value.kind === 'words' ? value.temps : recordWords(g, argument, value.address);
}

function recordWords(g: FunctionContext, { node, first, words }: Argument, address: Address): Temp[] {
  if (sizeOf(node.type) === 0) return [constant(g, 0)];
  const source = settle(g, address, words * WORD);
  const passed: Temp[] = [];
  for (let index = 0; index < words && first + index < argumentRegisters; index++) {
    const word = g.allocate(A0 + first + index);
    g.emit(`lw ${g.name(word)}, ${memoryOperand(g, further(source, index * WORD))}`);
    passed.push(word);
  }
  releaseAddress(g, source);
  return passed;
}

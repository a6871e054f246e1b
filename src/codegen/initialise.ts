/** Gives local variables their first values. */
import type { Expression, Initialiser, InitialiserPart, LocalSymbol } from '../c/ast';
import { alignmentOf, charType, intType, sizeOf } from '../c/types/types';
import { store } from './access';
import { callRecordInto } from './calls';
import type { FunctionContext } from './context';
import { copyBytes, copyRecord } from './copy';
import { evaluate, evaluateWord } from './evaluate';
import { WORD } from './frame';
import { clearsInline, copiesInline, isWholly, knownAlignment, multipleOf } from './inline';
import {
  type Address,
  type BasedAddress,
  addressValue,
  constant,
  further,
  inFrame,
  releaseAddress,
} from './operands';
import { placeAt, read, releasePlace, write } from './places';
import { evaluateRecord } from './records';
import { A0, ZERO } from './registers';
import { callRuntime } from './runtime-calls';
import { moveTo } from './values';

export function initialiseLocal(g: FunctionContext, symbol: LocalSymbol, initialiser: Initialiser): void {
  const { home, type, name } = symbol;
  if (!home) throw new Error(`'${name}' has no home yet`);
  if (home.kind === 'register') return initialiseRegister(g, home.register, initialiser);
  if (!clearsInline(type, initialiser)) clearByCall(g, home.offset, sizeOf(type));
  else if (!isWholly(type, initialiser)) clear(g, home.offset, sizeOf(type));
  const made = new Map<Expression, InitialiserPart>();
  for (const part of initialiser.parts) {
    const { value } = part;
    if (value instanceof Uint8Array || isConstant(value)) initialisePart(g, home.offset, part);
    else {
      const earlier = made.get(value);
      if (earlier) repeatPart(g, home.offset, earlier, part);
      else initialisePart(g, home.offset, part);
      made.set(value, part);
    }
  }
}

const isConstant = ({ kind }: Expression): boolean =>
  kind === 'number' || kind === 'real' || kind === 'address';

/** One more part that a range of designators gives the same value, which is evaluated once (GNU C). */
function repeatPart(g: FunctionContext, base: number, earlier: InitialiserPart, part: InitialiserPart): void {
  const [from, to] = [earlier, part].map(({ offset }) => inFrame(g, base + offset)) as [
    BasedAddress,
    BasedAddress,
  ];
  const { type, bit } = part;
  const alignment = Math.min(alignmentOf(type), multipleOf(part.offset), multipleOf(earlier.offset));
  if (type.kind === 'record') return releaseAddress(g, copyRecord(g, to, from, type, alignment));
  const source = placeAt(g, type, bit, from, alignment);
  const value = read(g, source);
  releasePlace(g, source);
  const target = placeAt(g, type, bit, to, alignment);
  write(g, target, value);
  g.release(value);
  releasePlace(g, target);
}

function initialiseRegister(g: FunctionContext, register: number, { parts }: Initialiser): void {
  const part = parts[0];
  if (!part || part.value instanceof Uint8Array) return;
  const value = evaluateWord(g, part.value, register);
  moveTo(g, value, register);
  g.release(value);
}

function clear(g: FunctionContext, offset: number, size: number): void {
  const zero = g.registers.home(ZERO);
  for (let done = 0; done < size; done += WORD) store(g, intType, inFrame(g, offset + done), zero);
}

/** memset(object, 0, size) */
function clearByCall(g: FunctionContext, offset: number, size: number): void {
  g.registers.spillAll();
  const target = addressValue(g, inFrame(g, offset), A0);
  g.release(callRuntime(g, 'memset', [target, g.registers.home(ZERO)], size));
}

function initialisePart(g: FunctionContext, base: number, part: InitialiserPart): void {
  const { type, value, bit } = part;
  const address = inFrame(g, base + part.offset);
  if (!(value instanceof Uint8Array)) g.innerLocation(value.span);
  if (value instanceof Uint8Array) return initialiseBytes(g, address, value);
  if (type.kind === 'record') return initialiseRecord(g, address, value);
  const scalar = evaluate(g, value);
  const place = placeAt(g, type, bit, address, Math.min(alignmentOf(type), multipleOf(part.offset)));
  write(g, place, scalar);
  g.release(scalar);
  releasePlace(g, place);
}

function initialiseRecord(g: FunctionContext, to: BasedAddress, value: Expression): void {
  if (value.kind === 'call') callRecordInto(g, value, to.offset);
  else releaseAddress(g, copyRecord(g, to, evaluateRecord(g, value), value.type, knownAlignment(value)));
}

/** A character array from a string: short ones as constants, longer ones as a copy. */
function initialiseBytes(g: FunctionContext, to: BasedAddress, bytes: Uint8Array): void {
  if (!copiesInline(bytes.length, 1)) {
    g.registers.spillAll();
    const from: Address = { symbol: g.unit.strings.label(bytes), offset: 0 };
    releaseAddress(g, copyBytes(g, to, from, { size: bytes.length, alignment: 1 }));
    return;
  }
  bytes.forEach((each, index) => {
    const value = constant(g, each);
    const target = further(to, index);
    store(g, charType, target, value);
    releaseAddress(g, target);
    g.release(value);
  });
}

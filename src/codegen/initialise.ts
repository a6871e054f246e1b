/** Gives local variables their first values. */
import type { Initialiser, InitialiserPart, LocalSymbol } from '../c/ast';
import { type CType, isWide, sizeOf } from '../c/types/types';
import { store, storeBits } from './access';
import { type Address, addressValue } from './address';
import { constant } from './arithmetic';
import { callRecordInto } from './calls';
import type { FunctionContext } from './context';
import { evaluate } from './evaluate';
import { copyBytes, copyRecord, copiesInline, evaluateRecord } from './records';
import { ZERO } from './registers';
import { callRuntime } from './runtime-calls';
import { evaluateWide, releasePair, storePair } from './wide';
import { storeWideBits } from './wide-bits';

/** Words that are cleared one by one; a larger object is cleared by a call. */
const mostWords = 8;

/** Whether clearing what the initialiser leaves out needs no call. */
export function clearsInline(type: CType, initialiser: Initialiser): boolean {
  return isWholly(type, initialiser) || sizeOf(type) <= mostWords * 4;
}

/** Whether the parts say every byte, so that nothing need be cleared first. */
function isWholly(type: CType, { parts }: Initialiser): boolean {
  if (type.kind !== 'array' && type.kind !== 'record') return true;
  let at = 0;
  for (const part of parts) {
    if (part.bit || part.offset !== at) return false;
    at += part.value instanceof Uint8Array ? part.value.length : sizeOf(part.type);
  }
  return at >= sizeOf(type);
}

export function initialiseLocal(g: FunctionContext, symbol: LocalSymbol, initialiser: Initialiser): void {
  const { home, type } = symbol;
  if (home?.kind === 'register') return initialiseRegister(g, home.register, initialiser);
  const { offset } = home as { offset: number };
  if (!isWholly(type, initialiser)) clear(g, offset, sizeOf(type));
  for (const part of initialiser.parts) initialisePart(g, offset, part);
}

function initialiseRegister(g: FunctionContext, register: number, { parts }: Initialiser): void {
  const part = parts[0];
  if (!part || part.value instanceof Uint8Array) return;
  const value = evaluate(g, part.value, register);
  const home = g.registers.home(register);
  if (g.registers.number(value) !== register) g.emit(`mv ${g.name(home)}, ${g.name(value)}`);
  g.release(value);
}

const at = (g: FunctionContext, offset: number): Address => ({ base: g.base, offset });

function clear(g: FunctionContext, offset: number, size: number): void {
  if (size > mostWords * 4) {
    g.registers.spillAll();
    const target = addressValue(g, at(g, offset), 4);
    g.release(callRuntime(g, 'memset', target, g.registers.home(ZERO), size));
    return;
  }
  const word: CType = { kind: 'integer', name: 'int', size: 4, signed: true, rank: 3, qualifiers: 0 };
  for (let done = 0; done < size; done += 4) store(g, word, at(g, offset + done), g.registers.home(ZERO));
}

function initialisePart(g: FunctionContext, base: number, part: InitialiserPart): void {
  const { type, value, bit } = part;
  const address = at(g, base + part.offset);
  if (value instanceof Uint8Array) return initialiseBytes(g, address, value);
  if (type.kind === 'record' && value.kind === 'call') return callRecordInto(g, value, address.offset);
  if (type.kind === 'record') {
    const to = copyRecord(g, address, evaluateRecord(g, value), type);
    if (to.base) g.release(to.base);
  } else if (isWide(type)) {
    const pair = evaluateWide(g, value);
    if (bit) storeWideBits(g, type, bit, address, pair);
    else storePair(g, address, pair);
    releasePair(g, pair);
  } else {
    const word = evaluate(g, value);
    if (bit) storeBits(g, type, bit, address, word);
    else store(g, type, address, word);
    g.release(word);
  }
  releaseScratch(g, address);
}

function releaseScratch(g: FunctionContext, address: Address): void {
  if (address.base) g.release(address.base);
}

/** A character array from a string: short ones as constants, longer ones as a copy. */
function initialiseBytes(g: FunctionContext, address: Address, bytes: Uint8Array): void {
  if (!copiesInline(bytes.length, 1)) {
    g.registers.spillAll();
    const to = copyBytes(g, address, { symbol: g.unit.strings.label(bytes), offset: 0 }, bytes.length, 1);
    releaseScratch(g, to);
    return;
  }
  const byte: CType = { kind: 'integer', name: 'char', size: 1, signed: true, rank: 1, qualifiers: 0 };
  bytes.forEach((each, index) => {
    const value = constant(g, each);
    const target = { ...address, offset: address.offset + index };
    store(g, byte, target, value);
    releaseScratch(g, target);
    g.release(value);
  });
}

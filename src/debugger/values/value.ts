/** A typed value, and the place that holds it: memory, a register, or nothing but the value itself. */
import { roles } from '../../isa';
import type { Local } from '../breakpoints/registers';
import type { RegisterSet } from '../unwind/registers';
import type { Space } from './space';
import { hex } from '../../source';
import { type CType, type Member, bytesToField, isScalar, isSigned, sizeOf } from '../../image';

export interface ValuePlace {
  /** In memory: where. */
  readonly address?: number;
  /** The memory that it is in, or that an address in it means; absent: that of the frame. */
  readonly space?: Space;
  /** There is no such place now, and why: `not set yet`. */
  readonly absent?: string;
  /** A register of code that has trapped for a system call. */
  readonly call?: boolean;
  /** The register of the CPU that it is in, or where the register is saved that it was in. */
  readonly held?: { readonly register: number } | { readonly saved: number };
  /** The local of a frame that it is, where that stands in a register, or has not been come to yet. */
  readonly local?: Local;
  /** Undefined if it cannot be read. */
  read(length: number): Uint8Array | undefined;
  /** False if it cannot be written; absent where nothing can. */
  write?(bytes: Uint8Array): boolean;
  /** The place so many bytes further on, where that is simple to say. */
  part?(offset: number): ValuePlace;
}

export interface Value {
  readonly type: CType;
  readonly place: ValuePlace;
  readonly bit?: { readonly offset: number; readonly width: number };
}

/** Integers are exact at every size; a number is a floating-point value. */
export type Scalar = bigint | number;

class MemoryPlace implements ValuePlace {
  constructor(
    readonly space: Space,
    readonly address: number,
  ) {}

  read(length: number): Uint8Array | undefined {
    return this.space.read(this.address, length);
  }

  write(bytes: Uint8Array): boolean {
    return this.space.write(this.address, bytes);
  }

  part(offset: number): ValuePlace {
    return memoryPlace(this.space, this.address + offset);
  }
}

export const memoryPlace = (space: Space, address: number): ValuePlace =>
  new MemoryPlace(space, address >>> 0);

/** Of a value that is not there, and why. */
export const absentPlace = (absent: string): ValuePlace => ({ absent, read: () => undefined });

/** Why nothing can be read there, in words. */
export function whyUnreadable({ absent, address }: ValuePlace): string {
  if (address !== undefined) return `no memory is mapped at ${hex(address)}`;
  return `the value is not known here${absent === undefined ? '' : `: ${absent}`}`;
}

/** The low bytes of a register. */
export const registerPlace = (registers: RegisterSet, register: number): ValuePlace => {
  const place = registers.place(register);
  if (!place) return absentPlace('not kept across the call');
  const read = (length: number) => {
    const value = registers.get(register);
    return value === undefined || length > 4 ? undefined : wordBytes(value).subarray(0, length);
  };
  const write = (bytes: Uint8Array) => {
    const old = read(4);
    if (!old) return false;
    old.set(bytes);
    return registers.set(register, new DataView(old.buffer).getInt32(0, true));
  };
  const { call } = registers;
  if (register === roles.zero || place.kind === 'value') return { read, call };
  const held = place.kind === 'live' ? { register: place.register } : { saved: place.address };
  return { read, write, call, held };
};

class ConstantPlace implements ValuePlace {
  constructor(
    private readonly bytes: Uint8Array,
    readonly space?: Space,
  ) {}

  read(length: number): Uint8Array | undefined {
    return length <= this.bytes.length ? this.bytes.subarray(0, length) : undefined;
  }
}

export const constantPlace = (bytes: Uint8Array, space?: Space): ValuePlace =>
  new ConstantPlace(bytes, space);

/** A value of its own, in no place; `space` is the memory that it means as an address, where that is not the frame's. */
export function valueOf(type: CType, scalar: Scalar, space?: Space): Value {
  return { type, place: constantPlace(scalarBytes(type, scalar), space) };
}

const wordBytes = (word: number): Uint8Array => new Uint8Array(Int32Array.of(word).buffer);

/** The bytes of an integer, little-endian, cut to size. */
export function bytesOf(value: bigint, size: number): Uint8Array {
  if (size <= 4) return wordBytes(Number(BigInt.asIntN(32, value))).subarray(0, size);
  return Uint8Array.from({ length: size }, (_, index) => Number((value >> BigInt(8 * index)) & 0xffn));
}

function scalarBytes(type: CType, scalar: Scalar): Uint8Array {
  const size = sizeOf(type) || 4;
  if (type.kind !== 'float')
    return bytesOf(typeof scalar === 'bigint' ? scalar : BigInt(Math.trunc(scalar)), size);
  const view = new DataView(new ArrayBuffer(size));
  if (size === 4) view.setFloat32(0, Number(scalar), true);
  else view.setFloat64(0, Number(scalar), true);
  return new Uint8Array(view.buffer);
}

/** The scalar that a value holds; undefined if it cannot be read, or is none. */
export function readScalar({ type, place, bit }: Value): Scalar | undefined {
  if (!isScalar(type)) return undefined;
  const size = bit ? bytesToField(bit) : sizeOf(type);
  const bytes = place.read(size);
  if (!bytes) return undefined;
  if (type.kind === 'float') {
    const view = new DataView(bytes.buffer, bytes.byteOffset, size);
    return size === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
  }
  const whole = integerOf(bytes);
  if (!bit) return isSigned(type) ? BigInt.asIntN(size * 8, whole) : whole;
  const field = (whole >> BigInt(bit.offset)) & ((1n << BigInt(bit.width)) - 1n);
  return isSigned(type) ? BigInt.asIntN(bit.width, field) : field;
}

function integerOf(bytes: Uint8Array): bigint {
  const low = wordOf(bytes.subarray(0, 4));
  return bytes.length <= 4 ? BigInt(low) : (BigInt(wordOf(bytes.subarray(4))) << 32n) | BigInt(low);
}

/** Up to four bytes, little-endian, unsigned. */
export function wordOf(bytes: Uint8Array): number {
  let word = 0;
  for (let index = bytes.length - 1; index >= 0; index--) word = word * 256 + (bytes[index] ?? 0);
  return word;
}

/** Writes a scalar that fits; false if the place cannot be written. */
export function writeScalar({ type, place, bit }: Value, scalar: Scalar): boolean {
  if (!place.write) return false;
  const bytes = scalarBytes(type, scalar);
  if (!bit) return place.write(bytes);
  const size = bytesToField(bit);
  const old = place.read(size);
  if (!old) return false;
  const mask = ((1n << BigInt(bit.width)) - 1n) << BigInt(bit.offset);
  const field = (integerOf(bytes) << BigInt(bit.offset)) & mask;
  return place.write(bytesOf((integerOf(old) & ~mask) | field, size));
}

/** A member of a struct or union. */
export function memberOf({ place }: Value, { type, offset, bit }: Member): Value {
  return { type, place: partOf(place, offset), ...(bit && { bit }) };
}

/** The part of a place from an offset on. */
export function partOf(place: ValuePlace, offset: number): ValuePlace {
  const { write } = place;
  if (offset === 0) return place;
  if (place.part) return place.part(offset);
  return {
    read: length => place.read(offset + length)?.subarray(offset),
    ...(write && {
      write: bytes => {
        const whole = place.read(offset + bytes.length)?.slice();
        whole?.set(bytes, offset);
        return whole !== undefined && write.call(place, whole);
      },
    }),
  };
}

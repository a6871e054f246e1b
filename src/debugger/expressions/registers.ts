/** Registers as names: general ones as a frame had them, control registers as they are. */
import { type CType, intType, pointerTo, unsignedLongLongType, unsignedType, voidType } from '../../image';
import { controlRegisters, registerNumber, roles } from '../../isa';
import type { Machine } from '../../machine';
import type { CodeFrame } from '../unwind/frames';
import { type ValuePlace, bytesOf, constantPlace, memoryPlace, registerPlace } from '../values/value';
import type { FrameNames } from './names';
import { type PlacedSymbol, placedSymbol } from './symbols';

type ControlName = 'status' | 'ttb' | 'ksp' | 'ptb';

/** Registers that hold addresses. */
const addresses = new Set([roles.returnAddress, roles.stackPointer, roles.framePointer]);
const address: CType = pointerTo(voidType);

export function registerSymbol(name: string, hasFrame: boolean): PlacedSymbol | undefined {
  if (name === 'count')
    return placedSymbol(name, unsignedLongLongType, ({ machine }) =>
      constantPlace(bytesOf(BigInt(machine.count), 8)),
    );
  if (controlRegisters.some(row => row.name === name)) return controlSymbol(name as ControlName);
  return hasFrame ? frameRegister(name) : undefined;
}

function frameRegister(name: string): PlacedSymbol | undefined {
  const inFrame = (type: CType, place: (frame: CodeFrame, names: FrameNames) => ValuePlace) =>
    placedSymbol(name, type, names => (names.frame ? place(names.frame, names) : nowhere));
  if (name === 'pc') return inFrame(address, (frame, { machine }) => pcPlace(frame, machine));
  const number = registerNumber(name);
  if (number === undefined) return undefined;
  const type = addresses.has(number) ? address : intType;
  return inFrame(type, frame => registerPlace(frame.registers, number));
}

function controlSymbol(name: ControlName): PlacedSymbol {
  return placedSymbol(name, name === 'status' ? unsignedType : address, ({ frame, machine }) =>
    name === 'status' && frame && !frame.live && frame.status !== undefined
      ? constantPlace(bytesOf(BigInt(frame.status), 4))
      : controlPlace(machine, name),
  );
}

/** Of a variable that has no value here. */
export const nowhere: ValuePlace = { absent: true, read: () => undefined };

const wordOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
const bytesOfWord = (value: number) => bytesOf(BigInt(value), 4);

/** The PC can be set in the frame that the CPU executes, and where a trap frame or a stack holds it. */
function pcPlace(frame: CodeFrame, machine: Machine): ValuePlace {
  const { pc } = frame.registers;
  const read = () => bytesOfWord(frame.pc);
  if (frame.live)
    return {
      read,
      write: bytes => {
        machine.pc = wordOf(bytes);
        return true;
      },
    };
  return pc.kind === 'memory' ? memoryPlace(frame.space, pc.address) : constantPlace(read());
}

export function controlPlace(machine: Machine, name: ControlName): ValuePlace {
  return {
    read: length => bytesOfWord(machine[name]).subarray(0, length),
    write: bytes => {
      machine[name] = wordOf(bytes);
      return true;
    },
  };
}

/** Registers as names: general ones as a frame had them, control registers as they are. */
import {
  type CType,
  intType,
  pointerTo,
  unsignedLongLongType,
  unsignedType,
  used,
  voidType,
} from '../../image';
import {
  type ControlRegister,
  type ControlRegisterName,
  controlRegisters,
  registerNumber,
  roles,
  systemCallRegisters,
} from '../../isa';
import type { Machine } from '../../machine';
import type { CodeFrame } from '../unwind/frames';
import {
  type ValuePlace,
  absentPlace,
  bytesOf,
  constantPlace,
  memoryPlace,
  registerPlace,
} from '../values/value';
import type { FrameNames } from './names';
import { type PlacedSymbol, placedSymbol } from './symbols';

/** Registers that hold addresses. */
const addresses = new Set([roles.returnAddress, roles.stackPointer, roles.framePointer]);
const address: CType = pointerTo(voidType);
const callRegister = registerNumber(systemCallRegisters.number);

export function registerSymbol(name: string, hasFrame: boolean): PlacedSymbol | undefined {
  if (name === 'count')
    return placedSymbol(name, used(unsignedLongLongType, 'clock'), ({ machine }) =>
      constantPlace(bytesOf(BigInt(machine.count), 8)),
    );
  const control = controlRegisters.find(row => row.name === name);
  if (control) return controlSymbol(control);
  return hasFrame ? frameRegister(name) : undefined;
}

function frameRegister(name: string): PlacedSymbol | undefined {
  const inFrame = (type: CType, place: (frame: CodeFrame, names: FrameNames) => ValuePlace) =>
    placedSymbol(name, type, names => (names.frame ? place(names.frame, names) : nowhere));
  if (name === 'pc') return inFrame(used(address, 'word'), (frame, { machine }) => pcPlace(frame, machine));
  const number = registerNumber(name);
  if (number === undefined) return undefined;
  const use = number === callRegister ? 'call-register' : 'word';
  return inFrame(used(addresses.has(number) ? address : intType, use), frame =>
    registerPlace(frame.registers, number),
  );
}

function controlSymbol({ name, use }: ControlRegister): PlacedSymbol {
  return placedSymbol(name, used(name === 'status' ? unsignedType : address, use), ({ frame, machine }) =>
    name === 'status' && frame && !frame.live && frame.status !== undefined
      ? constantPlace(bytesOf(BigInt(frame.status), 4))
      : controlPlace(machine, name),
  );
}

/** Of a register where no code runs. */
const nowhere = absentPlace('there is no frame');

const wordOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
const bytesOfWord = (value: number) => bytesOf(BigInt(value), 4);

/** The PC can be set in the frame that the CPU executes, and where a trap frame or a stack holds it. */
function pcPlace(frame: CodeFrame, machine: Machine): ValuePlace {
  const { pc } = frame.registers;
  if (frame.live)
    return {
      read: () => bytesOfWord(machine.pc),
      write: bytes => {
        machine.pc = wordOf(bytes);
        return true;
      },
    };
  return pc.kind === 'memory' ? memoryPlace(frame.space, pc.address) : constantPlace(bytesOfWord(frame.pc));
}

function controlPlace(machine: Machine, name: ControlRegisterName): ValuePlace {
  return {
    read: length => bytesOfWord(machine[name]).subarray(0, length),
    write: bytes => {
      machine[name] = wordOf(bytes);
      return true;
    },
  };
}

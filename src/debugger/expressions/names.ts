/** What names mean in a frame: variables in scope, globals, functions, enumerators, and registers that nothing hides. */
import type { VariableInfo } from '../../image';
import { controlRegisters, registerNumber, roles } from '../../isa';
import type { Machine } from '../../machine';
import { didYouMean } from '../../source';
import { DebuggerError } from '../errors';
import type { Module } from '../images/module';
import type { Modules } from '../images/modules';
import type { CodeFrame } from '../unwind/frames';
import { placeOf } from '../unwind/variables';
import type { Space } from '../values/space';
import {
  type CType,
  intType,
  pointerTo,
  unsignedLongLongType,
  unsignedType,
  voidType,
} from '../values/types';
import { type Place, type Value, constantPlace, memoryPlace, registerPlace, valueOf } from '../values/value';
import type { Names } from './evaluate';
import type { TypeNames } from './parser';

const functionOfAssembly: CType = { kind: 'function', returns: voidType, parameters: [], variadic: false };
/** Registers that hold addresses. */
const addresses = new Set([roles.returnAddress, roles.stackPointer, roles.framePointer]);
const constants: ReadonlyMap<string, Value> = new Map([
  ['NULL', valueOf(pointerTo(voidType), 0n)],
  ['true', valueOf(intType, 1n)],
  ['false', valueOf(intType, 0n)],
]);

export class FrameNames implements Names, TypeNames {
  /** What names are looked up in. */
  readonly module: Module | undefined;

  constructor(
    private readonly machine: Machine,
    private readonly modules: Modules,
    readonly frame: CodeFrame | undefined,
    readonly space: Space,
  ) {
    this.module = frame ? frame.image : modules.started[0];
  }

  type(name: string): CType | undefined {
    return this.module?.types.named(name) ?? this.modules.kernel.types.named(name);
  }

  value(name: string, moduleName: string | undefined): Value {
    const found =
      moduleName === undefined
        ? (this.local(name) ?? this.global(name, this.module) ?? this.control(name) ?? constants.get(name))
        : this.global(name, this.moduleNamed(moduleName));
    if (found) return found;
    throw new DebuggerError('bad-expression', this.missing(name, moduleName));
  }

  register(name: string): Value {
    const value = this.control(name);
    if (value) return value;
    throw new DebuggerError('bad-expression', `there is no register ${name}`);
  }

  /** Variables in scope, parameters first, without those that an inner one of the same name hides. */
  locals(): VariableInfo[] {
    const { frame } = this;
    if (!frame?.image) return [];
    const all = frame.image.variablesAt(frame.lookup).flat();
    return all.filter(({ name }, at) => name !== '' && !all.slice(at + 1).some(other => other.name === name));
  }

  variable(info: VariableInfo): Value {
    const type = this.module!.types.get(info.type);
    const place = this.frame ? placeOf(info, this.frame) : globalPlace(info, this.space);
    return { type, place: place ?? nowhere };
  }

  /** A global of the frame's own program. */
  globalVariable(info: VariableInfo): Value {
    return { type: this.module!.types.get(info.type), place: globalPlace(info, this.space) ?? nowhere };
  }

  private local(name: string): Value | undefined {
    const info = this.locals().find(row => row.name === name);
    return info && this.variable(info);
  }

  private global(name: string, module: Module | undefined): Value | undefined {
    if (!module) return undefined;
    const file = this.frame?.routine?.info?.file;
    const same = module.debug.globals.find(row => row.name === name && row.file === file);
    const info = (module === this.module ? same : undefined) ?? module.global(name);
    const place = info && globalPlace(info, this.space);
    if (info && place) return { type: module.types.get(info.type), place };
    return this.symbol(name, module) ?? this.enumerator(name, module);
  }

  /** A function, or a label of assembly: its type is not known, so it counts as a word. */
  private symbol(name: string, module: Module): Value | undefined {
    const symbol = module.symbols.named(name);
    if (!symbol) return undefined;
    const place = memoryPlace(this.space, symbol.address);
    const info = module.functionAt(symbol.address);
    if (info && info.start === symbol.address) return { type: module.types.get(info.type), place };
    return { type: module.symbols.isCode(symbol.address) ? functionOfAssembly : unsignedType, place };
  }

  private enumerator(name: string, { types }: Module): Value | undefined {
    for (const row of types.enumerators()) if (row.name === name) return valueOf(row.type, BigInt(row.value));
    return undefined;
  }

  /** General registers as the frame had them, control registers as they are. */
  private control(name: string): Value | undefined {
    const { frame, machine } = this;
    const number = registerNumber(name);
    if (frame && number !== undefined) {
      const type = addresses.has(number) ? pointerTo(voidType) : intType;
      return { type, place: registerPlace(frame.registers, number) };
    }
    if (name === 'pc' && frame) return { type: pointerTo(voidType), place: pcPlace(frame, machine) };
    if (name === 'count') return valueOf(unsignedLongLongType, BigInt(machine.count));
    if (!controlRegisters.some(row => row.name === name)) return undefined;
    const control = name as 'status' | 'ttb' | 'ksp' | 'ptb';
    if (control === 'status' && frame && !frame.live && frame.status !== undefined)
      return valueOf(unsignedType, BigInt(frame.status));
    return {
      type: control === 'status' ? unsignedType : pointerTo(voidType),
      place: controlPlace(machine, control),
    };
  }

  private moduleNamed(name: string): Module {
    const module = this.modules.named(name);
    if (module) return module;
    throw new DebuggerError(
      'bad-expression',
      `there is no program ${name}: what stands before :: is kernel, or the name of a program`,
    );
  }

  private missing(name: string, moduleName: string | undefined): string {
    const where = moduleName ?? this.module?.name ?? 'this frame';
    const start = `there is no ${name} in ${where}`;
    if (
      moduleName === undefined &&
      this.module !== this.modules.kernel &&
      this.global(name, this.modules.kernel)
    )
      return `${start}; the kernel has one: kernel::${name}`;
    const hint = name.length > 1 ? didYouMean(name, this.candidates()) : undefined;
    return hint ? `${start}; ${hint}` : start;
  }

  private *candidates(): Iterable<string> {
    for (const { name } of this.locals()) yield name;
    for (const { name } of this.module?.debug.globals ?? []) yield name;
    for (const { name } of this.module?.debug.functions ?? []) yield name;
  }
}

/** Of a variable that has no value here. */
const nowhere: Place = { absent: true, read: () => undefined };

export function globalPlace({ places }: VariableInfo, space: Space): Place | undefined {
  const place = places.find(row => row.kind === 'memory');
  return place?.kind === 'memory' ? memoryPlace(space, place.address) : undefined;
}

const wordOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
const bytesOfWord = (value: number) => new Uint8Array(Uint32Array.of(value).buffer);

/** The PC can be set in the frame that the CPU executes, and where a trap frame or a stack holds it. */
function pcPlace(frame: CodeFrame, machine: Machine): Place {
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

export function controlPlace(machine: Machine, name: 'status' | 'ttb' | 'ksp' | 'ptb'): Place {
  return {
    read: length => bytesOfWord(machine[name]).subarray(0, length),
    write: bytes => {
      machine[name] = wordOf(bytes);
      return true;
    },
  };
}

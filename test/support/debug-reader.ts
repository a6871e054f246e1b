/** Reads a stopped machine through debug information, as a debugger does, with as little machinery as possible. */
import type {
  Block,
  DebugInfo,
  Executable,
  FunctionInfo,
  Range,
  TypeRow,
  UnwindRow,
  VariableInfo,
  VariablePlace,
} from '../../src/image';
import type { Machine } from '../../src/machine';

/** Where a frame stands: the registers as it has them. */
export interface FrameState {
  readonly pc: number;
  readonly registers: readonly number[];
}

export const debugOf = (executable: Executable): DebugInfo => executable.debug!;

const holds = ({ start, end }: Range, pc: number): boolean => pc >= start && pc < end;

export function functionAt(debug: DebugInfo, pc: number): FunctionInfo | undefined {
  return debug.functions.find(each => holds(each, pc));
}

export function rowAt(debug: DebugInfo, pc: number): DebugInfo['lines'][number] | undefined {
  return debug.lines.filter(row => row.address <= pc).at(-1);
}

function unwindRow(debug: DebugInfo, pc: number): UnwindRow | undefined {
  return debug.unwind.find(row => holds(row, pc));
}

export function cfaOf(debug: DebugInfo, frame: FrameState): number {
  const row = unwindRow(debug, frame.pc);
  if (!row) return frame.registers[2]! >>> 0;
  return (frame.registers[row.cfa.register]! + row.cfa.offset) >>> 0;
}

/** The frame of the caller; undefined where there is none. */
export function callerOf(debug: DebugInfo, machine: Machine, frame: FrameState): FrameState | undefined {
  const row = unwindRow(debug, frame.pc);
  if (row?.outermost) return undefined;
  const cfa = cfaOf(debug, frame);
  const registers = [...frame.registers];
  for (const { register, offset } of row?.saved ?? [])
    registers[register] = machine.readWord((cfa + offset) >>> 0)! | 0;
  const pc = registers[1]! >>> 0;
  registers[2] = cfa | 0;
  return { pc, registers };
}

export function frameOf(machine: Machine): FrameState {
  return { pc: machine.pc >>> 0, registers: [...machine.registers] };
}

/** Variables that are visible at a place, the innermost of a name last. */
export function variablesAt(debug: DebugInfo, pc: number): VariableInfo[] {
  const found = functionAt(debug, pc);
  if (!found) return [];
  const inBlock = (block: Block): VariableInfo[] =>
    holds(block, pc) ? [...block.variables, ...block.blocks.flatMap(inBlock)] : [];
  return [...found.parameters, ...inBlock(found.body)];
}

/** The bytes of a variable; undefined where it has no value. */
export function bytesOf(
  debug: DebugInfo,
  machine: Machine,
  frame: FrameState,
  variable: VariableInfo,
): Uint8Array | undefined {
  const place = variable.places.find(({ range }) => !range || holds(range, frame.pc));
  return place && bytesAt(debug, machine, frame, place, sizeOf(debug, variable.type));
}

function bytesAt(
  debug: DebugInfo,
  machine: Machine,
  frame: FrameState,
  place: VariablePlace,
  size: number,
): Uint8Array {
  switch (place.kind) {
    case 'register':
      return new Uint8Array(Int32Array.of(frame.registers[place.register]!).buffer).slice(0, size);
    case 'frame':
      return machine.readMemory((cfaOf(debug, frame) + place.offset) >>> 0, size);
    case 'memory':
      return machine.readMemory(place.address, size);
    case 'constant':
      return new Uint8Array(Int32Array.of(place.value).buffer).slice(0, size);
  }
}

/** The type that a typedef stands for. */
export function typeOf(debug: DebugInfo, index: number): Exclude<TypeRow, { kind: 'typedef' }> {
  const type = debug.types[index]!;
  return type.kind === 'typedef' ? typeOf(debug, type.target) : type;
}

export function sizeOf(debug: DebugInfo, index: number): number {
  const type = typeOf(debug, index);
  switch (type.kind) {
    case 'void':
    case 'function':
      return 0;
    case 'pointer':
      return 4;
    case 'array':
      return (type.count ?? 0) * sizeOf(debug, type.element);
    default:
      return type.size;
  }
}

/** A value as text: numbers, `&…` for pointers, `{…}` for what has parts. */
export function show(debug: DebugInfo, bytes: Uint8Array, index: number): string {
  const type = typeOf(debug, index);
  switch (type.kind) {
    case 'array': {
      const size = sizeOf(debug, type.element);
      const parts = Array.from({ length: type.count ?? 0 }, (_, at) =>
        bytes.slice(at * size, (at + 1) * size),
      );
      return `{${parts.map(part => show(debug, part, type.element)).join(' ')}}`;
    }
    case 'struct':
    case 'union':
      return `{${type.members.map(member => `${member.name}:${showMember(debug, bytes, member)}`).join(' ')}}`;
    case 'enum': {
      const value = number(bytes, true);
      return type.enumerators.find(each => BigInt(each.value) === value)?.name ?? String(value);
    }
    case 'pointer':
      return number(bytes, false) === 0n ? 'null' : 'pointer';
    case 'integer':
      return String(number(bytes, type.signed));
    default:
      return String(number(bytes, false));
  }
}

type Member = (TypeRow & { kind: 'struct' })['members'][number];

function showMember(debug: DebugInfo, bytes: Uint8Array, { type, offset, bit }: Member): string {
  const size = sizeOf(debug, type);
  const part = bytes.slice(offset, offset + size);
  if (!bit) return show(debug, part, type);
  const real = typeOf(debug, type);
  const raw = (number(part, false) >> BigInt(bit.offset)) & ((1n << BigInt(bit.width)) - 1n);
  return String(real.kind === 'integer' && real.signed ? BigInt.asIntN(bit.width, raw) : raw);
}

function number(bytes: Uint8Array, signed: boolean): bigint {
  let value = 0n;
  for (let at = bytes.length - 1; at >= 0; at--) value = (value << 8n) | BigInt(bytes[at]!);
  return signed ? BigInt.asIntN(bytes.length * 8, value) : value;
}

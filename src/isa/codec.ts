/** From instruction words to fields and back, driven by the table in `instructions.ts`. */
import { type Instruction, instructions } from './instructions';
import { type Field, type Range, operandKinds } from './operands';
import { type RegisterNumber, registerField } from './registers';

/** One decoded word. `imm` is sign-extended where its operand kind is signed. */
export interface Decoded {
  readonly instruction: Instruction;
  readonly rd: RegisterNumber;
  readonly rs1: RegisterNumber;
  readonly rs2: RegisterNumber;
  readonly imm: number;
}

export type Fields = Partial<Record<Field, number>>;

/** The lowest and highest value that the immediate of this instruction can hold; undefined if it has none. */
export function immediateLimits({ operands }: Instruction): Range | undefined {
  return operands.map(kind => operandKinds[kind].range).find(range => range !== undefined);
}

/** Whether the imm field is sign-extended. */
export function hasSignedImmediate(instruction: Instruction): boolean {
  return (immediateLimits(instruction)?.[0] ?? 0) < 0;
}

/** Bits that must be zero because no operand uses their field. */
export function unusedBits({ format, operands }: Instruction): number {
  if (format === 'J') return 0;
  const used = new Set(operands.flatMap(kind => operandKinds[kind].fields));
  let mask = 0;
  if (!used.has('rd')) mask |= 0x00f0_0000;
  if (!used.has('rs1')) mask |= 0x000f_0000;
  if (format === 'R') mask |= used.has('rs2') ? 0x0fff : 0xffff;
  else if (!used.has('imm')) mask |= 0xffff;
  else if (operands.includes('shamt')) mask |= 0xffe0;
  return mask;
}

interface OpcodeRow {
  readonly instruction: Instruction;
  readonly unused: number;
  readonly signed: boolean;
}

const byOpcode: (OpcodeRow | undefined)[] = [];
for (const row of instructions)
  byOpcode[row.opcode] = { instruction: row, unused: unusedBits(row), signed: hasSignedImmediate(row) };

/** Decodes a word; undefined where it is no instruction, which traps as illegal. */
export function decode(word: number): Decoded | undefined {
  const row = byOpcode[word >>> 24];
  if (!row || (word & row.unused) !== 0) return undefined;
  const { instruction, signed } = row;
  if (instruction.format === 'J') return { instruction, rd: 0, rs1: 0, rs2: 0, imm: (word << 8) >> 8 };
  return {
    instruction,
    rd: registerField(word >>> 20),
    rs1: registerField(word >>> 16),
    rs2: instruction.format === 'R' ? registerField(word >>> 12) : 0,
    imm: instruction.format === 'R' ? 0 : signed ? (word << 16) >> 16 : word & 0xffff,
  };
}

/** Encodes an instruction as an unsigned word; throws if the immediate is out of range. */
export function encode(instruction: Instruction, fields: Fields): number {
  const { rd = 0, rs1 = 0, rs2 = 0, imm = 0 } = fields;
  const limits = immediateLimits(instruction) ?? [0, 0];
  if (imm < limits[0] || imm > limits[1])
    throw new RangeError(`${instruction.mnemonic}: immediate ${imm} is not within ${limits[0]}…${limits[1]}`);
  const opcode = instruction.opcode << 24;
  if (instruction.format === 'J') return (opcode | (imm & 0xff_ffff)) >>> 0;
  const low = instruction.format === 'R' ? rs2 << 12 : imm & 0xffff;
  return (opcode | (rd << 20) | (rs1 << 16) | low) >>> 0;
}

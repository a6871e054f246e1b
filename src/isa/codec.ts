/** From instruction words to fields and back, driven by the table in `instructions.ts`. */
import { type Instruction, instructions } from './instructions';
import { type Field, type Range, operandKinds } from './operands';

/** One decoded word. `imm` is sign-extended where its operand kind is signed. */
export interface Decoded {
  readonly instruction: Instruction;
  readonly rd: number;
  readonly rs1: number;
  readonly rs2: number;
  readonly imm: number;
}

export type Fields = Partial<Pick<Decoded, Field>>;

const byOpcode: (Instruction | undefined)[] = [];
for (const row of instructions) byOpcode[row.opcode] = row;

/** The lowest and highest value that the immediate of this instruction can hold; undefined if it has none. */
export function immediateLimits({ operands }: Instruction): Range | undefined {
  return operands.map(kind => operandKinds[kind].range).find(range => range !== undefined);
}

/** Bits that must be zero because no operand uses their field, by opcode. */
const mustBeZero = instructions.reduce<number[]>((masks, row) => {
  const used = new Set(row.operands.flatMap(kind => operandKinds[kind].fields));
  let mask = 0;
  if (row.format === 'J') masks[row.opcode] = 0;
  else {
    if (!used.has('rd')) mask |= 0x00f0_0000;
    if (!used.has('rs1')) mask |= 0x000f_0000;
    if (row.format === 'R') mask |= used.has('rs2') ? 0x0fff : 0xffff;
    else if (!used.has('imm')) mask |= 0xffff;
    else if (row.operands.includes('shamt')) mask |= 0xffe0;
    masks[row.opcode] = mask;
  }
  return masks;
}, []);

/** Decodes a word; undefined where it is no instruction, which traps as illegal. */
export function decode(word: number): Decoded | undefined {
  const instruction = byOpcode[word >>> 24];
  if (!instruction || (word & mustBeZero[instruction.opcode]!) !== 0) return undefined;
  if (instruction.format === 'J') return { instruction, rd: 0, rs1: 0, rs2: 0, imm: (word << 8) >> 8 };
  const signed = (immediateLimits(instruction)?.[0] ?? 0) < 0;
  return {
    instruction,
    rd: (word >>> 20) & 15,
    rs1: (word >>> 16) & 15,
    rs2: instruction.format === 'R' ? (word >>> 12) & 15 : 0,
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

/** Prints instruction words as the assembler reads them. */
import { type Decoded, type OperandKind, controlRegisters, decode, ports, registers } from '../isa';
import { hex } from '../source';

const portNames = new Map(ports.map(({ number, name }) => [number, name]));
const controlNames = new Map(controlRegisters.map(({ number, name }) => [number, name]));

/**
 * The text of a word; `.word 0x…` for one that is no instruction. The target of a branch is the symbol that
 * `symbolAt` gives for its address, else a distance from here.
 */
export function disassemble(
  word: number,
  address: number,
  symbolAt?: (address: number) => string | undefined,
): string {
  const decoded = decode(word);
  if (!decoded) return `.word ${hex(word, 8)}`;
  const { mnemonic, operands } = decoded.instruction;
  const texts = operands.map(kind => operandText(kind, decoded, address, symbolAt));
  return texts.length === 0 ? mnemonic : `${mnemonic} ${texts.join(', ')}`;
}

function operandText(
  kind: OperandKind,
  { rd, rs1, rs2, imm }: Decoded,
  address: number,
  symbolAt?: (address: number) => string | undefined,
): string {
  switch (kind) {
    case 'rd':
      return registers[rd].name;
    case 'rs1':
      return registers[rs1].name;
    case 'rs2':
      return registers[rs2].name;
    case 'mem':
      return `${imm}(${registers[rs1].name})`;
    case 'addr':
      return `(${registers[rs1].name})`;
    case 'branch':
    case 'jump':
      return symbolAt?.((address + imm * 4) >>> 0) ?? `. ${imm < 0 ? '-' : '+'} ${Math.abs(imm) * 4}`;
    case 'cr':
      return controlNames.get(imm) ?? String(imm);
    case 'port':
      return portNames.get(imm) ?? String(imm);
    case 'uimm':
      return `0x${imm.toString(16)}`;
    default:
      return String(imm);
  }
}

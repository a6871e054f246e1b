/** How instructions are written down, for people: in the reference, in hovers and in completions. */
import type { Instruction, OperandKind, PseudoInstruction } from './instructions';

export interface OperandForm {
  /** Its place in the form of an instruction. */
  readonly label: string;
  /** What may stand there. */
  readonly about: string;
}

export const operandForms: Readonly<Record<OperandKind, OperandForm>> = {
  rd: { label: 'rd', about: 'a register' },
  rs1: { label: 'rs1', about: 'a register' },
  rs2: { label: 'rs2', about: 'a register' },
  simm: { label: 'imm', about: 'a constant, −32768 … 32767' },
  uimm: { label: 'imm', about: 'a constant, 0 … 65535' },
  shamt: { label: 'imm', about: 'a constant, 0 … 31' },
  mem: { label: 'imm(rs1)', about: 'an address: a signed offset and a base register' },
  addr: { label: '(rs1)', about: 'an address: a register in parentheses' },
  branch: { label: 'label', about: 'a label within 128 KiB' },
  jump: { label: 'label', about: 'a label within 32 MiB' },
  cr: { label: 'register', about: 'a control register: status, ttb, ksp or ptb' },
  port: { label: 'port', about: 'a device register, by name or number' },
};

/** `addi rd, rs1, imm` */
export function instructionForm({ mnemonic, operands }: Instruction): string {
  return `${mnemonic} ${operands.map(kind => operandForms[kind].label).join(', ')}`.trim();
}

/** `li rd, imm` */
export function pseudoForm({ mnemonic, operands }: PseudoInstruction): string {
  return `${mnemonic} ${operands.join(', ')}`.trim();
}

/** How instructions are written down, for people: in the reference, in hovers and in completions. */
import type { Instruction } from './instructions';
import { operandKinds } from './operands';
import type { PseudoInstruction } from './pseudo-instructions';

/** `addi rd, rs1, imm` */
export function instructionForm({ mnemonic, operands }: Instruction): string {
  return `${mnemonic} ${operands.map(kind => operandKinds[kind].label).join(', ')}`.trim();
}

/** `li rd, imm` */
export function pseudoForm({ mnemonic, operands }: PseudoInstruction): string {
  return `${mnemonic} ${operands.join(', ')}`.trim();
}

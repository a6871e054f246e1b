/** The pseudo-instructions of the assembler, and the two halves that a 32-bit value is loaded from. */

/** A pseudo-instruction: written as one, assembled as those of its expansion. */
export interface PseudoInstruction {
  readonly mnemonic: string;
  /** Names of the operands; `rs` and `rd` are registers, `imm` any 32-bit value, `label` a label, `symbol` an address. */
  readonly operands: readonly string[];
  /** Instructions with operand names to replace. */
  readonly expansion: readonly string[];
  /** Single instructions that the assembler prefers, the first that gives the same value; `%hi` alone does where `%lo` is 0. */
  readonly shorter?: readonly string[];
  readonly summary: string;
  readonly example: string;
}

const pseudo = (
  mnemonic: string,
  operands: string,
  expansion: string[],
  summary: string,
  example: string,
): PseudoInstruction => ({
  mnemonic,
  operands: operands.split(' ').filter(Boolean),
  expansion,
  summary,
  example,
});

// prettier-ignore
export const pseudoInstructions: readonly PseudoInstruction[] = [
  {
    ...pseudo('li', 'rd imm', ['lui rd, %hi(imm)', 'addi rd, rd, %lo(imm)'], 'rd = imm, a constant; one instruction where one is enough', 'li a0, 0x12345678'),
    shorter: ['addi rd, zero, imm', 'ori rd, zero, imm', 'lui rd, %hi(imm)'],
  },
  pseudo('la', 'rd symbol', ['lui rd, %hi(symbol)', 'addi rd, rd, %lo(symbol)'], 'rd = the address of symbol', 'la a0, message'),
  pseudo('mv', 'rd rs', ['addi rd, rs, 0'], 'rd = rs', 'mv a0, s0'),
  pseudo('not', 'rd rs', ['sub rd, zero, rs', 'addi rd, rd, -1'], 'rd = ~rs (−rs − 1)', 'not a0, a0'),
  pseudo('neg', 'rd rs', ['sub rd, zero, rs'], 'rd = −rs', 'neg a0, a0'),
  pseudo('nop', '', ['addi zero, zero, 0'], 'does nothing', 'nop'),
  pseudo('ret', '', ['jalr zero, 0(ra)'], 'returns from a function', 'ret'),
  pseudo('jr', 'rs', ['jalr zero, 0(rs)'], 'pc = rs', 'jr t0'),
  pseudo('callr', 'rs', ['jalr ra, 0(rs)'], 'calls the function whose address is in rs', 'callr t0'),
  pseudo('beqz', 'rs label', ['beq rs, zero, label'], 'if (rs == 0) pc = label', 'beqz a0, done'),
  pseudo('bnez', 'rs label', ['bne rs, zero, label'], 'if (rs != 0) pc = label', 'bnez a0, loop'),
  pseudo('bgt', 'rs rt label', ['blt rt, rs, label'], 'if (rs > rt, signed) pc = label', 'bgt a0, a1, big'),
  pseudo('ble', 'rs rt label', ['bge rt, rs, label'], 'if (rs <= rt, signed) pc = label', 'ble a0, a1, small'),
  pseudo('bgtu', 'rs rt label', ['bltu rt, rs, label'], 'if (rs > rt, unsigned) pc = label', 'bgtu a0, a1, big'),
  pseudo('bleu', 'rs rt label', ['bgeu rt, rs, label'], 'if (rs <= rt, unsigned) pc = label', 'bleu a0, a1, small'),
  pseudo('seqz', 'rd rs', ['sltiu rd, rs, 1'], 'rd = rs == 0 ? 1 : 0', 'seqz a0, a0'),
  pseudo('snez', 'rd rs', ['sltu rd, zero, rs'], 'rd = rs != 0 ? 1 : 0', 'snez a0, a0'),
  pseudo('push', 'rs', ['addi sp, sp, -4', 'sw rs, 0(sp)'], 'pushes a register on the stack', 'push ra'),
  pseudo('pop', 'rd', ['lw rd, 0(sp)', 'addi sp, sp, 4'], 'pops a register from the stack', 'pop ra'),
];

/** The upper half that `lui` takes (`%hi`), so that the signed lower half added to it makes the value. */
export const highHalf = (value: number): number => ((value + 0x8000) >>> 16) & 0xffff;

/** The lower half (`%lo`), as the signed number that an offset is. */
export const lowHalf = (value: number): number => (value << 16) >> 16;

/**
 * The instruction set of Toy32, one row an instruction. Every word is 32 bits, its fields on hex digits:
 *
 *     R  oo d s t 000    opcode(8) rd(4) rs1(4) rs2(4) zero(12)
 *     I  oo d s iiii     opcode(8) rd(4) rs1(4) imm(16)
 *     J  oo iiiiii       opcode(8) imm(24), a signed word offset
 *
 * A field that no operand of the row uses must be zero, or the word is illegal. Branch and jump offsets
 * count words from the instruction itself.
 */

export type Format = 'R' | 'I' | 'J';

/**
 * How one operand is written and where it goes:
 * `rd` `rs1` `rs2`  a register in that field;
 * `simm` `uimm`     the imm field, −32768…32767 or 0…65535;
 * `shamt`           the imm field, 0…31;
 * `mem`             `imm(rs1)`, imm signed; `imm` may be left out;
 * `addr`            `(rs1)`;
 * `branch` `jump`   a label: the signed word offset in imm16 or imm24;
 * `cr` `port`       a control register or a port in imm, by name or number.
 */
export type OperandKind =
  'rd' | 'rs1' | 'rs2' | 'simm' | 'uimm' | 'shamt' | 'mem' | 'addr' | 'branch' | 'jump' | 'cr' | 'port';

export type Group = 'arithmetic' | 'immediate' | 'memory' | 'control' | 'atomic' | 'system' | 'privileged';

export interface Instruction {
  readonly mnemonic: string;
  readonly opcode: number;
  readonly format: Format;
  readonly group: Group;
  readonly operands: readonly OperandKind[];
  readonly privileged: boolean;
  /** Names of the causes (see `causes.ts`) that it can raise by itself, fetch apart. */
  readonly traps: readonly string[];
  /** What it does, as an assignment where there is one. */
  readonly summary: string;
  readonly example: string;
  /** What stands for it where the label is out of range; operands are named by their kinds. */
  readonly far?: readonly string[];
}

const divide = 'divide-by-zero';
const load = ['misaligned-address', 'load-page-fault'];
const store = ['misaligned-address', 'store-page-fault'];

function row(
  group: Group,
  format: Format,
  opcode: number,
  mnemonic: string,
  operands: string,
  traps: readonly string[],
  summary: string,
  example: string,
): Instruction {
  const privileged = group === 'privileged';
  return {
    mnemonic,
    opcode,
    format,
    group,
    privileged,
    summary,
    example,
    operands: operands.split(' ').filter(Boolean) as OperandKind[],
    traps: privileged ? ['privileged-instruction', ...traps] : traps,
  };
}

const alu = (opcode: number, mnemonic: string, summary: string, traps: readonly string[] = []) =>
  row('arithmetic', 'R', opcode, mnemonic, 'rd rs1 rs2', traps, summary, `${mnemonic} a0, a1, a2`);
const imm = (opcode: number, mnemonic: string, kind: OperandKind, summary: string, value: string) =>
  row('immediate', 'I', opcode, mnemonic, `rd rs1 ${kind}`, [], summary, `${mnemonic} a0, a1, ${value}`);
const mem = (opcode: number, mnemonic: string, traps: readonly string[], summary: string, place: string) =>
  row('memory', 'I', opcode, mnemonic, 'rd mem', traps, summary, `${mnemonic} a0, ${place}`);
const branch = (opcode: number, mnemonic: string, condition: string, opposite: string): Instruction => ({
  ...row(
    'control',
    'I',
    opcode,
    mnemonic,
    'rd rs1 branch',
    [],
    `if (${condition}) pc = label`,
    `${mnemonic} a0, a1, loop`,
  ),
  far: [`${opposite} rd, rs1, . + 8`, 'j branch'],
});
const atomic = (opcode: number, mnemonic: string, summary: string) =>
  row('atomic', 'R', opcode, mnemonic, 'rd rs2 addr', store, summary, `${mnemonic} a0, a1, (a2)`);

// prettier-ignore
export const instructions: readonly Instruction[] = [
  alu(0x10, 'add', 'rd = rs1 + rs2'),
  alu(0x11, 'sub', 'rd = rs1 − rs2'),
  alu(0x12, 'and', 'rd = rs1 & rs2'),
  alu(0x13, 'or', 'rd = rs1 | rs2'),
  alu(0x14, 'xor', 'rd = rs1 ^ rs2'),
  alu(0x15, 'sll', 'rd = rs1 << (rs2 & 31)'),
  alu(0x16, 'srl', 'rd = rs1 >> (rs2 & 31), zeros shifted in'),
  alu(0x17, 'sra', 'rd = rs1 >> (rs2 & 31), the sign shifted in'),
  alu(0x18, 'slt', 'rd = rs1 < rs2 ? 1 : 0, signed'),
  alu(0x19, 'sltu', 'rd = rs1 < rs2 ? 1 : 0, unsigned'),
  alu(0x1a, 'mul', 'rd = low 32 bits of rs1 × rs2'),
  alu(0x1b, 'mulh', 'rd = high 32 bits of rs1 × rs2, signed'),
  alu(0x1c, 'mulhu', 'rd = high 32 bits of rs1 × rs2, unsigned'),
  alu(0x20, 'div', 'rd = rs1 ÷ rs2, signed, towards zero', [divide]),
  alu(0x21, 'divu', 'rd = rs1 ÷ rs2, unsigned', [divide]),
  alu(0x22, 'rem', 'rd = rs1 mod rs2, signed, the sign of rs1', [divide]),
  alu(0x23, 'remu', 'rd = rs1 mod rs2, unsigned', [divide]),

  imm(0x30, 'addi', 'simm', 'rd = rs1 + imm', '-4'),
  imm(0x32, 'andi', 'uimm', 'rd = rs1 & imm, imm zero-extended', '0xff'),
  imm(0x33, 'ori', 'uimm', 'rd = rs1 | imm, imm zero-extended', '0x10'),
  imm(0x34, 'xori', 'uimm', 'rd = rs1 ^ imm, imm zero-extended', '1'),
  imm(0x35, 'slli', 'shamt', 'rd = rs1 << imm', '2'),
  imm(0x36, 'srli', 'shamt', 'rd = rs1 >> imm, zeros shifted in', '16'),
  imm(0x37, 'srai', 'shamt', 'rd = rs1 >> imm, the sign shifted in', '31'),
  imm(0x38, 'slti', 'simm', 'rd = rs1 < imm ? 1 : 0, signed', '10'),
  imm(0x39, 'sltiu', 'simm', 'rd = rs1 < imm ? 1 : 0, imm sign-extended, compared unsigned', '10'),
  row('immediate', 'I', 0x3f, 'lui', 'rd uimm', [], 'rd = imm << 16', 'lui a0, 0x8000'),

  mem(0x40, 'lb', load.slice(1), 'rd = the byte at rs1 + imm, sign-extended', '0(a1)'),
  mem(0x41, 'lh', load, 'rd = the 16-bit value at rs1 + imm, sign-extended', '2(a1)'),
  mem(0x42, 'lw', load, 'rd = the word at rs1 + imm', '8(sp)'),
  mem(0x44, 'lbu', load.slice(1), 'rd = the byte at rs1 + imm, zero-extended', '0(a1)'),
  mem(0x45, 'lhu', load, 'rd = the 16-bit value at rs1 + imm, zero-extended', '2(a1)'),
  mem(0x48, 'sb', store.slice(1), 'the byte at rs1 + imm = low 8 bits of rd', '0(a1)'),
  mem(0x49, 'sh', store, 'the 16-bit value at rs1 + imm = low 16 bits of rd', '2(a1)'),
  mem(0x4a, 'sw', store, 'the word at rs1 + imm = rd', '8(sp)'),

  branch(0x50, 'beq', 'rd == rs1', 'bne'),
  branch(0x51, 'bne', 'rd != rs1', 'beq'),
  branch(0x52, 'blt', 'rd < rs1, signed', 'bge'),
  branch(0x53, 'bge', 'rd >= rs1, signed', 'blt'),
  branch(0x54, 'bltu', 'rd < rs1, unsigned', 'bgeu'),
  branch(0x55, 'bgeu', 'rd >= rs1, unsigned', 'bltu'),
  row('control', 'J', 0x60, 'j', 'jump', [], 'pc = label', 'j loop'),
  row('control', 'J', 0x61, 'call', 'jump', [], 'ra = pc + 4; pc = label', 'call strlen'),
  row('control', 'I', 0x62, 'jalr', 'rd mem', ['misaligned-address'], 'target = rs1 + imm; rd = pc + 4; pc = target', 'jalr ra, 0(t0)'),

  atomic(0x70, 'xchg', 'rd = word at (rs1); word at (rs1) = rs2, in one step'),
  atomic(0x71, 'fetchadd', 'rd = word at (rs1); word at (rs1) += rs2, in one step'),
  atomic(0x72, 'cas', 'old = word at (rs1); if old == rd, word at (rs1) = rs2; rd = old, in one step'),

  row('system', 'I', 0x80, 'trap', '', ['system-call'], 'system call: number in t0, arguments in a0–a5, result in a0', 'trap'),
  row('system', 'I', 0x81, 'brk', '', ['breakpoint'], 'raises the breakpoint cause', 'brk'),
  row('system', 'I', 0x82, 'rdcount', 'rd', [], 'rd = low 32 bits of the instruction counter', 'rdcount a0'),
  row('system', 'I', 0x83, 'rdcounth', 'rd', [], 'rd = high 32 bits of the instruction counter', 'rdcounth a1'),

  row('privileged', 'I', 0xc0, 'ltt', 'rs1', ['misaligned-address'], 'load trap table: the CPU remembers rs1 as the address of the table', 'ltt a0'),
  row('privileged', 'I', 0xc1, 'rett', '', load, 'return from trap: pops the trap frame at sp and restores all of it, mode included', 'rett'),
  row('privileged', 'I', 0xc2, 'rdcr', 'rd cr', ['illegal-instruction'], 'rd = control register', 'rdcr a0, status'),
  row('privileged', 'I', 0xc3, 'wrcr', 'cr rs1', ['illegal-instruction'], 'control register = rs1', 'wrcr ksp, a0'),
  row('privileged', 'I', 0xc4, 'in', 'rd port', [], 'rd = device register; 0 where there is none', 'in a0, CONSOLE_DATA'),
  row('privileged', 'I', 0xc5, 'out', 'port rs1', [], 'device register = rs1; lost where there is none', 'out CONSOLE_DATA, a0'),
  row('privileged', 'I', 0xc6, 'sti', '', [], 'interrupts on', 'sti'),
  row('privileged', 'I', 0xc7, 'cli', '', [], 'interrupts off', 'cli'),
  row('privileged', 'I', 0xc8, 'wait', '', [], 'sleeps until an interrupt is pending, enabled or not', 'wait'),
  row('privileged', 'I', 0xc9, 'halt', '', [], 'stops the machine with status 0', 'halt'),
];

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
    ...pseudo('li', 'rd imm', ['lui rd, %hi(imm)', 'addi rd, rd, %lo(imm)'], 'rd = a constant; one instruction where one is enough', 'li a0, 0x12345678'),
    shorter: ['addi rd, zero, imm', 'ori rd, zero, imm', 'lui rd, %hi(imm)'],
  },
  pseudo('la', 'rd symbol', ['lui rd, %hi(symbol)', 'addi rd, rd, %lo(symbol)'], 'rd = the address of a symbol', 'la a0, message'),
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

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
import type { Does, Expression } from './does';
import {
  type Row,
  address,
  alu,
  atomic,
  branch,
  byZero,
  imm,
  load,
  privileged,
  row,
  store,
  system,
} from './instruction-row';
import { registers } from './registers';

export type { Format, Group } from './instruction-row';

const next: Expression = ['add', 'pc', 4];
const everyRegister = registers.filter(({ role }) => role !== 'zero').map(({ name }) => name);

// prettier-ignore
const rows = [
  alu(0x10, 'add', ['add', 'rs1', 'rs2'], 'rd = rs1 + rs2'),
  alu(0x11, 'sub', ['sub', 'rs1', 'rs2'], 'rd = rs1 − rs2'),
  alu(0x12, 'and', ['and', 'rs1', 'rs2'], 'rd = rs1 & rs2'),
  alu(0x13, 'or', ['or', 'rs1', 'rs2'], 'rd = rs1 | rs2'),
  alu(0x14, 'xor', ['xor', 'rs1', 'rs2'], 'rd = rs1 ^ rs2'),
  alu(0x15, 'sll', ['sll', 'rs1', 'rs2'], 'rd = rs1 << (rs2 & 31)'),
  alu(0x16, 'srl', ['srl', 'rs1', 'rs2'], 'rd = rs1 >> (rs2 & 31), zeros shifted in'),
  alu(0x17, 'sra', ['sra', 'rs1', 'rs2'], 'rd = rs1 >> (rs2 & 31), the sign shifted in'),
  alu(0x18, 'slt', ['slt', 'rs1', 'rs2'], 'rd = rs1 < rs2 ? 1 : 0, signed'),
  alu(0x19, 'sltu', ['sltu', 'rs1', 'rs2'], 'rd = rs1 < rs2 ? 1 : 0, unsigned'),
  alu(0x1a, 'mul', ['mul', 'rs1', 'rs2'], 'rd = low 32 bits of rs1 × rs2'),
  alu(0x1b, 'mulh', ['mulh', 'rs1', 'rs2'], 'rd = high 32 bits of rs1 × rs2, signed'),
  alu(0x1c, 'mulhu', ['mulhu', 'rs1', 'rs2'], 'rd = high 32 bits of rs1 × rs2, unsigned'),
  alu(0x20, 'div', ['div', 'rs1', 'rs2'], 'rd = rs1 ÷ rs2, signed, towards zero', byZero),
  alu(0x21, 'divu', ['divu', 'rs1', 'rs2'], 'rd = rs1 ÷ rs2, unsigned', byZero),
  alu(0x22, 'rem', ['rem', 'rs1', 'rs2'], 'rd = rs1 mod rs2, signed, the sign of rs1', byZero),
  alu(0x23, 'remu', ['remu', 'rs1', 'rs2'], 'rd = rs1 mod rs2, unsigned', byZero),

  imm(0x30, 'addi', 'simm', ['add', 'rs1', 'imm'], 'rd = rs1 + imm', '-4'),
  imm(0x32, 'andi', 'uimm', ['and', 'rs1', 'imm'], 'rd = rs1 & imm, imm zero-extended', '0xff'),
  imm(0x33, 'ori', 'uimm', ['or', 'rs1', 'imm'], 'rd = rs1 | imm, imm zero-extended', '0x10'),
  imm(0x34, 'xori', 'uimm', ['xor', 'rs1', 'imm'], 'rd = rs1 ^ imm, imm zero-extended', '1'),
  imm(0x35, 'slli', 'shamt', ['sll', 'rs1', 'imm'], 'rd = rs1 << imm', '2'),
  imm(0x36, 'srli', 'shamt', ['srl', 'rs1', 'imm'], 'rd = rs1 >> imm, zeros shifted in', '16'),
  imm(0x37, 'srai', 'shamt', ['sra', 'rs1', 'imm'], 'rd = rs1 >> imm, the sign shifted in', '31'),
  imm(0x38, 'slti', 'simm', ['slt', 'rs1', 'imm'], 'rd = rs1 < imm ? 1 : 0, signed', '10'),
  imm(0x39, 'sltiu', 'simm', ['sltu', 'rs1', 'imm'], 'rd = rs1 < imm ? 1 : 0, imm sign-extended, compared unsigned', '10'),
  row('immediate', 'I', 0x3f, 'lui', ['rd', 'uimm'],
    { set: { register: 'rd', value: ['sll', 'imm', 16] } },
    { summary: 'rd = imm << 16', example: 'lui a0, 0x8000' }),

  load(0x40, 'lb', { size: 1, signed: true }, 'rd = the byte at rs1 + imm, sign-extended', '0(a1)'),
  load(0x41, 'lh', { size: 2, signed: true }, 'rd = the 16-bit value at rs1 + imm, sign-extended', '2(a1)'),
  load(0x42, 'lw', { size: 4, signed: true }, 'rd = the word at rs1 + imm', '8(sp)'),
  load(0x44, 'lbu', { size: 1, signed: false }, 'rd = the byte at rs1 + imm, zero-extended', '0(a1)'),
  load(0x45, 'lhu', { size: 2, signed: false }, 'rd = the 16-bit value at rs1 + imm, zero-extended', '2(a1)'),
  store(0x48, 'sb', 1, 'the byte at rs1 + imm = low 8 bits of rd', '0(a1)'),
  store(0x49, 'sh', 2, 'the 16-bit value at rs1 + imm = low 16 bits of rd', '2(a1)'),
  store(0x4a, 'sw', 4, 'the word at rs1 + imm = rd', '8(sp)'),

  branch(0x50, 'beq', ['eq', 'rd', 'rs1'], 'rd == rs1', 'bne'),
  branch(0x51, 'bne', ['ne', 'rd', 'rs1'], 'rd != rs1', 'beq'),
  branch(0x52, 'blt', ['slt', 'rd', 'rs1'], 'rd < rs1, signed', 'bge'),
  branch(0x53, 'bge', ['sge', 'rd', 'rs1'], 'rd >= rs1, signed', 'blt'),
  branch(0x54, 'bltu', ['sltu', 'rd', 'rs1'], 'rd < rs1, unsigned', 'bgeu'),
  branch(0x55, 'bgeu', ['sgeu', 'rd', 'rs1'], 'rd >= rs1, unsigned', 'bltu'),
  row('control', 'J', 0x60, 'j', ['jump'], { jump: { to: 'label' } }, { summary: 'pc = label', example: 'j loop' }),
  row('control', 'J', 0x61, 'call', ['jump'],
    { set: { register: 'ra', value: next }, jump: { to: 'label' } },
    { summary: 'ra = pc + 4; pc = label', example: 'call strlen' }),
  row('control', 'I', 0x62, 'jalr', ['rd', 'mem'],
    { set: { register: 'rd', value: next }, jump: { to: address } },
    { summary: 'target = rs1 + imm; rd = pc + 4; pc = target', example: 'jalr ra, 0(t0)' }),

  atomic(0x70, 'xchg', { value: 'rs2' }, 'rd = word at (rs1); word at (rs1) = rs2, in one step'),
  atomic(0x71, 'fetchadd', { value: ['add', 'old', 'rs2'] }, 'rd = word at (rs1); word at (rs1) += rs2, in one step'),
  atomic(0x72, 'cas', { value: 'rs2', when: ['eq', 'old', 'rd'] }, 'old = word at (rs1); if old == rd, word at (rs1) = rs2; rd = old, in one step'),

  system(0x80, 'trap', [], 'system call: number in t0, arguments in a0–a5, result in a0', 'trap', { traps: ['system-call'], flow: 'trap' }),
  system(0x81, 'brk', [], 'raises the breakpoint cause', 'brk', { traps: ['breakpoint'], flow: 'trap' }),
  system(0x82, 'rdcount', ['rd'], 'rd = low 32 bits of the instruction counter', 'rdcount a0'),
  system(0x83, 'rdcounth', ['rd'], 'rd = high 32 bits of the instruction counter', 'rdcounth a1'),

  privileged(0xc0, 'ltt', ['rs1'], 'load trap table: the CPU remembers rs1 as the address of the table', 'ltt a0', { traps: ['misaligned-address'] }),
  privileged(0xc1, 'rett', [], 'return from trap: pops the trap frame at sp and restores all of it, mode included', 'rett', {
    traps: ['misaligned-address', 'load-page-fault'], reads: ['sp'], writes: everyRegister, flow: 'trap-return' }),
  privileged(0xc2, 'rdcr', ['rd', 'cr'], 'rd = control register', 'rdcr a0, status', { traps: ['illegal-instruction'] }),
  privileged(0xc3, 'wrcr', ['cr', 'rs1'], 'control register = rs1', 'wrcr ksp, a0', { traps: ['illegal-instruction'] }),
  privileged(0xc4, 'in', ['rd', 'port'], 'rd = device register; 0 where there is none', 'in a0, CONSOLE_DATA'),
  privileged(0xc5, 'out', ['port', 'rs1'], 'device register = rs1; lost where there is none', 'out CONSOLE_DATA, a0'),
  privileged(0xc6, 'sti', [], 'interrupts on', 'sti'),
  privileged(0xc7, 'cli', [], 'interrupts off', 'cli'),
  privileged(0xc8, 'wait', [], 'sleeps until an interrupt is pending, enabled or not', 'wait'),
  privileged(0xc9, 'halt', [], 'stops the machine with status 0', 'halt', { flow: 'stop' }),
];

export type Mnemonic = (typeof rows)[number]['mnemonic'];

/** Those that the machine does by hand. */
export type SystemMnemonic = Exclude<(typeof rows)[number], { readonly does: Does }>['mnemonic'];

export type Instruction = Row<Mnemonic>;

export const instructions: readonly Instruction[] = rows;

const byMnemonic = new Map<string, Instruction>(instructions.map(row => [row.mnemonic, row]));

/** The row with this mnemonic; undefined for a text that is none. */
export function instructionNamed(mnemonic: Mnemonic): Instruction;
export function instructionNamed(mnemonic: string): Instruction | undefined;
export function instructionNamed(mnemonic: string): Instruction | undefined {
  return byMnemonic.get(mnemonic);
}

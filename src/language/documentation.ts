/** What hovers, completions and signatures say, as Markdown, from the tables of the instruction set. */
import type { DirectiveRow } from '../assembler';
import {
  type PlatformConstant,
  type ControlRegister,
  type Instruction,
  type OperandKind,
  type PseudoInstruction,
  type Register,
  systemCalls,
} from '../isa';

const code = (text: string) => `\`\`\`toy\n${text}\n\`\`\``;

const written: Record<OperandKind, string> = {
  rd: 'rd',
  rs1: 'rs1',
  rs2: 'rs2',
  simm: 'imm',
  uimm: 'imm',
  shamt: 'imm',
  mem: 'imm(rs1)',
  addr: '(rs1)',
  branch: 'label',
  jump: 'label',
  cr: 'control register',
  port: 'port',
};

const explained: Record<OperandKind, string> = {
  rd: 'a register',
  rs1: 'a register',
  rs2: 'a register',
  simm: 'a constant, −32768 … 32767',
  uimm: 'a constant, 0 … 65535',
  shamt: 'a constant, 0 … 31',
  mem: 'an address: a signed offset and a base register',
  addr: 'an address: a register in parentheses',
  branch: 'a label within 128 KiB',
  jump: 'a label within 32 MiB',
  cr: 'status, ttb, ksp or ptb',
  port: 'a device register, by name or number',
};

/** How an operand of an instruction is written, and what may stand there. */
export function operandWords(instruction: Instruction, index: number): { label: string; about: string } {
  const kind = instruction.operands[index]!;
  const label = written[kind];
  const isTarget = instruction.format === 'I' && kind === 'rd';
  const shown = isTarget && /^(s[bhw]|b(eq|ne|lt|ge))/.test(instruction.mnemonic) ? 'rs' : label;
  return { label: shown, about: explained[kind] };
}

/** `addi rd, rs1, imm` */
export function instructionForm(row: Instruction): string {
  return `${row.mnemonic} ${row.operands.map((_, index) => operandWords(row, index).label).join(', ')}`.trim();
}

export function pseudoForm(row: PseudoInstruction): string {
  return `${row.mnemonic} ${row.operands.join(', ')}`.trim();
}

export function instructionText(row: Instruction): string {
  const opcode = row.opcode.toString(16).padStart(2, '0');
  const lines = [code(instructionForm(row)), row.summary];
  if (row.privileged) lines.push('**Privileged**: in user mode it raises `privileged-instruction`.');
  const traps = row.traps.filter(name => name !== 'privileged-instruction');
  if (traps.length > 0) lines.push(`May trap: ${traps.map(name => `\`${name}\``).join(', ')}.`);
  lines.push(`Format ${row.format}, opcode 0x${opcode}. Example: \`${row.example}\``);
  return lines.join('\n\n');
}

export function pseudoText(row: PseudoInstruction): string {
  const expansion = row.expansion.map(line => `    ${line}`).join('\n');
  return [
    code(pseudoForm(row)),
    row.summary,
    `Stands for\n\n${expansion}`,
    `Example: \`${row.example}\``,
  ].join('\n\n');
}

export function registerText(row: Register): string {
  const keeper = { caller: 'A call may change it.', callee: 'A call leaves it as it was.', nobody: '' }[
    row.savedBy
  ];
  return [`**${row.name}** (r${row.number})`, `${row.summary}.`, keeper].filter(Boolean).join('\n\n');
}

export function controlRegisterText(row: ControlRegister): string {
  return [`**${row.name}**, control register ${row.number}`, row.summary].join('\n\n');
}

export function directiveText(row: DirectiveRow): string {
  return [code(row.form), row.summary].join('\n\n');
}

export function constantText({ name, value, summary }: PlatformConstant): string {
  const call = name.startsWith('SYS_') ? systemCalls.find(row => `SYS_${row.name}` === name) : undefined;
  const lines = [code(`${name} = ${value > 9 ? `0x${value.toString(16)}` : value}`), summary];
  if (call) {
    lines.push(`\`\`\`c\n${call.returns} ${call.name}(${call.parameters.join(', ') || 'void'})\n\`\`\``);
    const places = call.parameters.map((parameter, index) => `\`a${index}\`: ${parameter}`);
    lines.push(
      [`\`t0\`: ${name}`, ...places, '`a0` after `trap`: the result, or a negated error number'].join('  \n'),
    );
  }
  return lines.join('\n\n');
}

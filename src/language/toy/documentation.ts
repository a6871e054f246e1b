/** What hovers, completions and signatures say, as Markdown, from the tables of the instruction set. */
import type { DirectiveRow } from '../../assembler';
import {
  type PlatformConstant,
  type ControlRegister,
  type Instruction,
  type PseudoInstruction,
  type Register,
  declaration,
  instructionForm,
  prototype,
  pseudoForm,
  systemCallRegisters,
  systemCalls,
} from '../../isa';

const code = (text: string) => `\`\`\`toy\n${text}\n\`\`\``;

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
  return [code(row.form), row.summary, code(row.example)].join('\n\n');
}

export function constantText({ name, value, summary }: PlatformConstant): string {
  const call = name.startsWith('SYS_') ? systemCalls.find(row => `SYS_${row.name}` === name) : undefined;
  const lines = [code(`${name} = ${value > 9 ? `0x${value.toString(16)}` : value}`), summary];
  if (call) {
    lines.push(`\`\`\`c\n${prototype(call, 'void')}\n\`\`\``);
    const places = call.parameters.map(
      (parameter, index) => `\`${systemCallRegisters.arguments[index]}\`: ${declaration(parameter)}`,
    );
    lines.push(
      [`\`t0\`: ${name}`, ...places, '`a0` after `trap`: the result, or a negated error number'].join('  \n'),
    );
  }
  return lines.join('\n\n');
}

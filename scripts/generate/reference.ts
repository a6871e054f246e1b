/** The reference page of Toy32: `docs/isa.md`. */
import {
  type Group,
  type Instruction,
  type PseudoInstruction,
  causes,
  controlRegisters,
  instructionForm,
  instructions,
  memoryMap,
  pageTableBits,
  ports,
  prototype,
  pseudoForm,
  pseudoInstructions,
  registers,
  statusBits,
  systemCalls,
  trapFrame,
  trapFrameSize,
  trapTableEntries,
} from '../../src/isa';
import { hex } from '../../src/source';

const groups: readonly (readonly [Group, string])[] = [
  ['arithmetic', 'Arithmetic'],
  ['immediate', 'Arithmetic with a constant'],
  ['memory', 'Memory'],
  ['control', 'Control flow'],
  ['atomic', 'Atomic'],
  ['system', 'System'],
  ['privileged', 'Privileged: kernel mode only'],
];

const code = (text: string) => `\`${text}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function instructionRow(row: Instruction): string[] {
  const traps = row.traps.filter(name => name !== 'privileged-instruction').join(', ');
  return [
    ...[code(instructionForm(row)), hex(row.opcode, 2), row.format, row.summary],
    ...[places(row.reads), places(row.writes), flowText[row.flow], traps, code(row.example)],
  ];
}

function places(list: Instruction['reads']): string {
  return list.length === registers.length - 1 ? 'all' : list.join(', ');
}

const flowText: Readonly<Record<Instruction['flow'], string>> = {
  next: '',
  branch: 'to the label or the next word',
  jump: 'to the label',
  call: 'to the label, to come back',
  computed: 'to rs1 + imm: a call where rd is not `zero`, a return where rs1 is `ra`, else a jump',
  trap: 'into the kernel',
  'trap-return': 'where the trap frame says',
  stop: 'nowhere',
};

function pseudoRow(row: PseudoInstruction): string[] {
  return [code(pseudoForm(row)), row.summary, row.expansion.map(code).join('; '), code(row.example)];
}

const instructionTables = () =>
  groups
    .map(([group, title]) => {
      const rows = instructions.filter(row => row.group === group).map(instructionRow);
      return `### ${title}\n\n${table(['instruction', 'opcode', 'format', 'what it does', 'reads', 'writes', 'goes on', 'traps', 'example'], rows)}`;
    })
    .join('\n\n');

/** The whole page as Markdown. */
export function referencePage(): string {
  return `<!-- Generated from src/isa by \`npm run generate\`: do not edit. -->

# Toy32

32-bit, little-endian, byte-addressed. Every instruction is one 32-bit word, its fields on hex digits, so that
a person decodes a word by eye:

    R  oo d s t 000    opcode(8) rd(4) rs1(4) rs2(4)
    I  oo d s iiii     opcode(8) rd(4) rs1(4) imm(16)
    J  oo iiiiii       opcode(8) imm(24), a signed word offset

A field that the instruction does not use is zero, else the word is illegal. Branches and jumps count words from
the instruction itself.

## Registers

${table(
  ['number', 'name', 'saved by', 'use'],
  registers.map(row => [`r${row.number}`, code(row.name), row.savedBy, row.summary]),
)}

## Instructions

What an instruction reads and writes are the registers of its operands, or registers named here. It goes on at the next
word where nothing else is said.

${instructionTables()}

## Pseudo-instructions

${table(['instruction', 'what it does', 'stands for', 'example'], pseudoInstructions.map(pseudoRow))}

## Traps

From user mode \`sp\` first becomes \`ksp\`. Then the CPU pushes one trap frame of ${trapFrameSize} bytes, turns interrupts off, moves
to kernel mode and goes on at \`trap table[cause]\`. A trap in kernel mode pushes the same frame on the current stack.
\`rett\` pops the frame and restores all of it. The saved PC is the faulting instruction for a fault, and the next one
for a system call or an interrupt. If the frame cannot be pushed, the machine stops with a double fault.

The trap table holds ${trapTableEntries} addresses, one for each cause:

${table(
  ['cause', 'name', 'kind', 'when'],
  causes.map(row => [String(row.number), code(row.name), row.kind, row.summary]),
)}

The trap frame, from the stack pointer up:

${table(
  ['offset', 'field', 'what it holds'],
  trapFrame.map(row => [String(row.offset), code(row.name), row.summary]),
)}

## Control registers

${table(
  ['number', 'name', 'written by', 'what it holds'],
  controlRegisters.map(row => [
    String(row.number),
    code(row.name),
    row.writable ? '`wrcr`' : '`ltt`',
    row.summary,
  ]),
)}

Bits of \`status\`: ${statusBits.map(row => `${code(row.name)} (bit ${row.bit}) ${row.summary}`).join(', ')}.

## Memory

RAM stands at ${hex(memoryMap.ramBase, 8)}, ${memoryMap.defaultRamSize >> 20} MiB unless told otherwise. Addresses are translated in two levels: 10 bits choose
an entry of the page directory, 10 bits one of a page table, 12 bits the byte. An entry holds the physical address of a
page in its upper 20 bits, and these bits:

${table(
  ['bit', 'name', 'meaning'],
  pageTableBits.map(row => [String(row.bit), code(row.name), row.summary]),
)}

An entry of the page directory needs VALID alone. Kernel mode may use user pages, but not fetch from them.

## Devices

${table(
  ['port', 'name', '`in`', '`out`'],
  ports.map(row => [hex(row.number, 2), code(row.name), row.read ?? '', row.write ?? '']),
)}

## System calls of the bundled kernel

The number goes in t0, the arguments in a0–a5; the result comes in a0, a negated error number on failure.

${table(
  ['number', 'call', 'what it does'],
  systemCalls.map(row => [String(row.number), code(prototype(row)), row.summary]),
)}
`;
}

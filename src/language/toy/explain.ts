/** What an instruction does, in the words of its row, with its own operands in their places. */
import type { Statement, Tree } from '../../assembler';
import { type Field, type OperandKind, instructionNamed, operandKinds, pseudoInstructions } from '../../isa';

/** `the word at sp + 8 = a0` for `sw a0, 8(sp)`; undefined for what is no instruction, or has other operands than it takes. */
export function explanation(statement: Statement, { file }: Tree): string | undefined {
  if (statement.kind !== 'instruction' || !statement.name) return undefined;
  const { name } = statement.name;
  const texts = statement.operands.map(({ start, end }) => file.text.slice(start, end).trim());
  const instruction = instructionNamed(name);
  const row = instruction ?? pseudoInstructions.find(each => each.mnemonic === name);
  if (!row || row.operands.length !== texts.length) return undefined;
  const words = new Map<string, string>();
  row.operands.forEach((kind, at) => {
    const text = texts[at] ?? '';
    if (!instruction) words.set(kind, text);
    else for (const [word, meant] of parts(kind as OperandKind, text)) words.set(word, meant);
  });
  return tidy(row.summary.replace(/\b\w+\b/g, word => words.get(word) ?? word));
}

/** What stands for the words of the row in one operand: of `8(sp)` both. */
function parts(kind: OperandKind, text: string): [string, string][] {
  const { fields, label } = operandKinds[kind];
  const place = /^(.*)\(\s*([\w]+)\s*\)$/s.exec(text);
  if (place && fields.includes('rs1' satisfies Field))
    return [
      ['imm', place[1]?.trim() || '0'],
      ['rs1', place[2] ?? ''],
    ];
  return [[label, text]];
}

/** As people write it: no `+ -4` and no `+ 0`; the register that is always 0 is 0. */
const tidy = (text: string): string =>
  text
    .replace(/\bzero\b(?!-)/g, '0')
    .replace(/ \+ 0\b(?![.x])/g, '')
    .replace(/\+ -(?=\w)/g, '\u2212 ');

/** What an editor shows for the word under the pointer. */
import { type NameNode, type Statement, directivesByName } from '../../assembler';
import {
  controlRegisters,
  instructionNamed,
  platformConstants,
  pseudoInstructions,
  registerNumber,
  registers,
} from '../../isa';
import type { Hover } from '../results';
import type { AssemblyDocument, Definition } from './document';
import {
  controlRegisterText,
  directiveText,
  constantText,
  instructionText,
  pseudoText,
  registerText,
} from './documentation';
import { explanation } from './explain';
import { definitionsAt, placeAt, spanOf } from './place';

/** `elsewhere` tells of names that the source only uses. */
export function hover(
  document: AssemblyDocument,
  offset: number,
  elsewhere: (name: string) => string | undefined = () => undefined,
): Hover | undefined {
  const place = placeAt(document, offset);
  if (!place) return undefined;
  const { node, statement } = place;
  const span = spanOf({ tree: document.tree, node });
  const [definition] = definitionsAt(document, place);
  if (definition) return { text: definitionText(definition, document), span };
  if (node.kind === 'number') return { text: numberText(node.value), span };
  if (node.kind !== 'name') return undefined;
  const text =
    node === statement.name
      ? operationText(node.name, explanation(statement, document.tree))
      : (operandText(node, statement) ?? elsewhere(node.name));
  return text === undefined ? undefined : { text, span };
}

/** A mnemonic, with what it does here, or a directive. */
function operationText(name: string, here: string | undefined): string | undefined {
  const directive = directivesByName.get(name);
  if (directive) return directiveText(directive);
  const instruction = instructionNamed(name);
  const pseudo = pseudoInstructions.find(row => row.mnemonic === name);
  const text = instruction ? instructionText(instruction) : pseudo && pseudoText(pseudo);
  return text === undefined || here === undefined ? text : `Here: ${code(here)}\n\n${text}`;
}

const code = (text: string): string => `\`${text}\``;

function operandText({ name, quoted }: NameNode, statement: Statement): string | undefined {
  if (quoted) return undefined;
  const control = controlRegisters.find(row => row.name === name);
  if (control && /^(rdcr|wrcr)$/.test(statement.name?.name ?? '')) return controlRegisterText(control);
  const number = registerNumber(name);
  if (number !== undefined) return registerText(registers[number]);
  const constant = platformConstants.get(name);
  if (constant) return constantText(constant);
  if (name === '%hi')
    return 'The upper half of a value, adjusted so that `lui` with it and a signed `%lo` give the value.';
  if (name === '%lo') return 'The lower half of a value, signed.';
  return undefined;
}

function numberText(value: number): string {
  const unsigned = value >>> 0;
  const character = value >= 32 && value < 127 ? `, '${String.fromCharCode(value)}'` : '';
  return `${value} = 0x${unsigned.toString(16)} = 0b${unsigned.toString(2)}${character}`;
}

/** The line of the definition, the comment lines right above it, and the file where it is another one. */
export function definitionText(definition: Definition, document: AssemblyDocument): string {
  const { tree, statement, kind } = definition;
  const { file } = tree;
  const { line } = file.position(definition.node.start);
  const lines = [`\`\`\`toy\n${file.line(line).trim()}\n\`\`\``];
  const comment = commentAbove(definition);
  if (comment) lines.push(comment);
  if (kind === 'macro') lines.push('A macro.');
  if (file !== document.file) lines.push(`In ${file.path}, line ${statement.line + 1}.`);
  return lines.join('\n\n');
}

function commentAbove({ tree, node }: Definition): string {
  const { file } = tree;
  const lines: string[] = [];
  for (let line = file.position(node.start).line - 1; line >= 0; line--) {
    const [, comment] = /^\s*(?:#|\/\/)\s?(.*)$/.exec(file.line(line)) ?? [];
    if (comment === undefined) break;
    lines.unshift(comment);
  }
  return lines.join('\n');
}

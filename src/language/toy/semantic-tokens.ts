/** What each word is, beyond what a grammar can tell: labels and constants apart, registers apart from both. */
import { type Expression, type NameNode, type Statement, directivesByName, walk } from '../../assembler';
import { controlRegisters, instructionNamed, platformConstants, registerNumber } from '../../isa';
import type { SemanticToken, TokenModifier, TokenType } from '../results';
import type { AssemblyDocument } from './document';

const token = (
  { start, end }: Expression,
  type: TokenType,
  ...modifiers: TokenModifier[]
): SemanticToken => ({
  start,
  end,
  type,
  modifiers,
});

/** In the order of the text, none overlapping another. */
export function semanticTokens(document: AssemblyDocument): SemanticToken[] {
  return document.tree.statements.flatMap(statement => [
    ...statement.labels.map(label => token(label, 'label', 'declaration')),
    ...operation(document, statement),
    ...statement.operands.flatMap(operand => operandTokens(document, statement, operand)),
  ]);
}

function operation(document: AssemblyDocument, { kind, name }: Statement): SemanticToken[] {
  if (!name) return [];
  if (kind === 'assignment') return [token(name, 'enumMember', 'declaration')];
  if (directivesByName.has(name.name)) return [token(name, 'keyword')];
  const instruction = instructionNamed(name.name);
  if (instruction)
    return [token(name, 'function', ...(instruction.privileged ? (['privileged'] as const) : []))];
  const isMacro = document.definitionsOf(name.name).some(definition => definition.kind === 'macro');
  return [token(name, isMacro ? 'macro' : 'function')];
}

function operandTokens(
  document: AssemblyDocument,
  statement: Statement,
  operand: Expression,
): SemanticToken[] {
  const tokens: SemanticToken[] = [];
  walk(operand, node => {
    if (node.kind === 'number') tokens.push(token(node, 'number'));
    else if (node.kind === 'string') tokens.push(token(node, 'string'));
    else if (node.kind === 'local') tokens.push(token(node, 'label'));
    else if (node.kind === 'parameter') tokens.push(token(node.name, 'parameter', 'declaration'));
    else if (node.kind === 'name') tokens.push(...nameToken(document, statement, node));
  });
  const apart = tokens.filter((one, at) => one.start >= (tokens[at - 1]?.end ?? 0));
  return apart.sort((a, b) => a.start - b.start);
}

function nameToken(document: AssemblyDocument, statement: Statement, node: NameNode): SemanticToken[] {
  const { name, quoted } = node;
  const takesControl = instructionNamed(statement.name?.name ?? '')?.operands.includes('cr') ?? false;
  const isControl = takesControl && controlRegisters.some(row => row.name === name);
  const isRegister = !quoted && (isControl || registerNumber(name) !== undefined);
  if (isRegister) return [token(node, 'variable', 'defaultLibrary')];
  if (!quoted && platformConstants.has(name))
    return [token(node, 'enumMember', 'readonly', 'defaultLibrary')];
  const [definition] = document.definitionsOf(name);
  if (definition?.node === node) {
    const type = definition.kind === 'macro' ? 'macro' : 'enumMember';
    return [token(node, type, 'declaration')];
  }
  if (definition?.kind === 'constant') return [token(node, 'enumMember')];
  if (definition) return [token(node, 'label')];
  return [];
}

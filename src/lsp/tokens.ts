/** Semantic tokens in LSP's encoding: five numbers each, relative to the token before. */
import { SemanticTokensBuilder } from 'vscode-languageserver';
import { type AssemblyDocument, semanticTokens, tokenModifiers, tokenTypes } from '../language';

export const legend = { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] };

export function encodedTokens(document: AssemblyDocument): { data: number[] } {
  const builder = new SemanticTokensBuilder();
  for (const { start, end, type, modifiers } of semanticTokens(document)) {
    const { line, column } = document.file.position(start);
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << tokenModifiers.indexOf(modifier)), 0);
    builder.push(line, column, end - start, tokenTypes.indexOf(type), bits);
  }
  return builder.build();
}

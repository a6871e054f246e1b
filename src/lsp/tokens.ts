/** Semantic tokens in LSP's encoding: five numbers each, relative to the token before. */
import { SemanticTokensBuilder } from 'vscode-languageserver';
import { type Services, tokenModifiers, tokenTypes } from '../language';

export const legend = { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] };

/** All of a file, or what of it stands from one offset to another. */
export function encodedTokens(services: Services, from = 0, to = Infinity): { data: number[] } {
  const builder = new SemanticTokensBuilder();
  for (const { start, end, type, modifiers } of services.semanticTokens()) {
    if (end <= from || start >= to) continue;
    const { line, column } = services.file.position(start);
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << tokenModifiers.indexOf(modifier)), 0);
    builder.push(line, column, end - start, tokenTypes.indexOf(type), bits);
  }
  return builder.build();
}

/** Semantic tokens in LSP's encoding: five numbers each, relative to the token before. */
import { type SemanticTokens, SemanticTokensBuilder, type SemanticTokensDelta } from 'vscode-languageserver';
import { type Services, tokenModifiers, tokenTypes } from '../language';
import type { Places } from './places';

export const legend = { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] };

/** All of a file, or what of it stands from one offset to another. */
export function encodedTokens(services: Services, places: Places, from = 0, to = Infinity): number[] {
  const builder = new SemanticTokensBuilder();
  const { file } = services;
  for (const { start, end, type, modifiers } of services.semanticTokens()) {
    if (end <= from || start >= to) continue;
    const { line, character } = places.position(file, start);
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << tokenModifiers.indexOf(modifier)), 0);
    const length = places.length(file.text.slice(start, end));
    builder.push(line, character, length, tokenTypes.indexOf(type), bits);
  }
  return builder.build().data;
}

/** What a client has been told of the tokens of its documents, so that next time only the difference is. */
export class ToldTokens {
  private readonly told = new Map<string, { readonly id: string; readonly data: readonly number[] }>();
  private count = 0;

  all(uri: string, data: number[]): SemanticTokens {
    return { resultId: this.remember(uri, data), data };
  }

  /** The difference from what was told last; all where the client has something else. */
  difference(uri: string, before: string, data: number[]): SemanticTokens | SemanticTokensDelta {
    const last = this.told.get(uri);
    if (last?.id !== before) return this.all(uri, data);
    const [old, most] = [last.data, Math.min(last.data.length, data.length)];
    let start = 0;
    while (start < most && old[start] === data[start]) start++;
    let end = 0;
    while (end < most - start && old[old.length - 1 - end] === data[data.length - 1 - end]) end++;
    const deleteCount = old.length - end - start;
    const inserted = data.slice(start, data.length - end);
    const edits = deleteCount + inserted.length > 0 ? [{ start, deleteCount, data: inserted }] : [];
    return { resultId: this.remember(uri, data), edits };
  }

  forget(uri: string): void {
    this.told.delete(uri);
  }

  private remember(uri: string, data: readonly number[]): string {
    const id = String(++this.count);
    this.told.set(uri, { id, data });
    return id;
  }
}

/** The operators `#` and `##` of macro definitions (C99 6.10.3.2 and 6.10.3.3). */
import { SourceFile } from '../../source';
import type { Lexeme } from './lexeme';
import { lex } from './lexer';

/** Characters of one token: what is longer is a runaway. */
const textLimit = 1 << 16;

/** The string literal that spells the tokens; undefined if it gets too long. */
export function stringify(lexemes: readonly Lexeme[]): string | undefined {
  let text = '';
  for (const [at, lexeme] of lexemes.entries()) {
    if (at > 0 && lexeme.space) text += ' ';
    const literal = lexeme.kind === 'string' || lexeme.kind === 'character';
    text += literal ? lexeme.text.replace(/["\\]/g, '\\$&') : lexeme.spelling;
    if (text.length > textLimit) return undefined;
  }
  const [backslashes = ''] = /\\*$/.exec(text) ?? [];
  return `"${backslashes.length % 2 ? text.slice(0, -1) : text}"`;
}

/** The one token that two make, seen at `use`; undefined if they make none. */
export function paste(left: Lexeme, right: Lexeme, use: Lexeme, operator: Lexeme): Lexeme | undefined {
  const text = left.spelling + right.spelling;
  if (text.length > textLimit) return undefined;
  const { lexemes, problems } = lex(new SourceFile('', text));
  const [token, end] = lexemes;
  if (problems.length || !token || end?.kind !== 'end' || token.problem || token.span.end !== text.length)
    return undefined;
  return token.spaced(left.space).at(use, operator.span);
}

/** The words of a question, each with its place. */
import { type Place, QuestionError } from './question';

export interface Token extends Place {
  readonly kind: 'word' | 'number' | 'code' | 'operator' | 'end';
  readonly text: string;
}

/** Spaces; a name, a pid or a thread (`2.1`); a number with its digits in groups; a comparison; what begins C. */
const pattern =
  /(\s+)|([A-Za-z_][\w-]*(?:\.\w+)?(?:::[\w.-]+)*)|(\d[\d_,.]*)|(==|!=|<=|>=|<|>|=)|(\{)|[\s\S]/gy;

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [whole, space, word, number, operator, brace] = match;
    const start = match.index;
    if (space !== undefined) continue;
    if (brace !== undefined) {
      const end = endOfCode(text, start);
      tokens.push({ kind: 'code', text: text.slice(start + 1, end), start, end: end + 1 });
      pattern.lastIndex = end + 1;
      continue;
    }
    const kind = word !== undefined ? 'word' : number !== undefined ? 'number' : 'operator';
    if (kind === 'operator' && operator === undefined)
      throw new QuestionError(`${whole} has no meaning here: C stands between braces`, {
        start,
        end: start + whole.length,
      });
    tokens.push({ kind, text: whole, start, end: start + whole.length });
  }
  tokens.push({ kind: 'end', text: '', start: text.trimEnd().length, end: text.trimEnd().length + 1 });
  return tokens;
}

/** Texts and characters of C, braces, and all else. */
const inCode = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{}]|[^{}"']+|["']/gy;

/** The place of the brace that closes the one at `start`. */
function endOfCode(text: string, start: number): number {
  inCode.lastIndex = start;
  let depth = 0;
  for (let match = inCode.exec(text); match; match = inCode.exec(text)) {
    if (match[0] === '{') depth += 1;
    if (match[0] === '}' && --depth === 0) return match.index;
  }
  throw new QuestionError('this { is not closed', { start, end: start + 1 });
}

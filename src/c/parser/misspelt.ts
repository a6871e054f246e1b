/** Keywords that are misspelt, as far as what follows shows that one was meant. */
import { suggest } from '../../source';
import { libraryName } from '../library';
import { says } from '../rules';
import { type Parser, isIdentifier } from './parser';

/** What follows a keyword of a statement where it is spelt right. */
const followers: ReadonlyMap<string, (p: Parser) => boolean> = new Map([
  ['if', governs],
  ['while', governs],
  ['for', governs],
  ['switch', governs],
  ['else', (p: Parser) => ['{', 'if'].includes(p.peek().text) || isIdentifier(p.peek())],
  ['do', (p: Parser) => p.peek().text === '{'],
  ['return', (p: Parser) => isOperand(p) || p.peek().text === ';'],
  ['break', (p: Parser) => p.peek().text === ';'],
  ['continue', (p: Parser) => p.peek().text === ';'],
  ['goto', (p: Parser) => isIdentifier(p.peek())],
  ['case', (p: Parser) => isOperand(p) && p.peek(2).text === ':'],
]);

/** Whether the token after the next starts an operand where none could stand: `retrun x`. */
function isOperand(p: Parser): boolean {
  const { kind } = p.peek();
  return kind === 'number' || kind === 'string' || kind === 'character' || isIdentifier(p.peek());
}

/** A condition in parentheses, and a statement behind it. */
function governs(p: Parser): boolean {
  if (p.peek().text !== '(') return false;
  let ahead = 1;
  let open = 0;
  do {
    const { text, kind } = p.peek(ahead++);
    if (kind === 'end') return false;
    if (text === '(') open++;
    else if (text === ')') open--;
  } while (open > 0);
  const next = p.peek(ahead);
  return next.text === '{' || next.kind === 'identifier';
}

/** The keyword that the token is most likely meant to be; it has been reported then. */
export function misspeltKeyword(p: Parser): string | undefined {
  const keyword = meantBy(p);
  if (keyword === undefined) return undefined;
  const { text: name, span } = p.token;
  p.report.say(span, says('c-undeclared', { name }), `did you mean '${keyword}'?`);
  return keyword;
}

/** Of two names in a row: a keyword, rather than a type. */
export function isMisspeltKeyword(p: Parser): boolean {
  const { text: name } = p.token;
  return meantBy(p) !== undefined && suggest(name, typeWords) === undefined && !libraryName(name);
}

function meantBy(p: Parser): string | undefined {
  const { text: name } = p.token;
  if (!isIdentifier(p.token) || name.length < 2 || p.scope.lookup(name)) return undefined;
  const likely = [...followers].filter(([, follows]) => follows(p)).map(([keyword]) => keyword);
  return likely.length > 0 ? suggest(name, likely) : undefined;
}

/** Words that types start with, for one that is misspelt. */
export const typeWords =
  'int char short long float double void unsigned signed struct union enum const static'.split(' ');

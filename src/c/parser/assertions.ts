/** `_Static_assert`, wherever a declaration may stand. */
import { integerConstant } from '../semantics/constant';
import { conditionalExpression } from './expressions';
import type { Parser } from './parser';
import { says } from '../rules';

/** static-assertion = "_Static_assert" "(" constant-expression [ "," string ] ")" ";" */
export function staticAssertion(p: Parser): boolean {
  if (!p.is('_Static_assert')) return false;
  const { span } = p.next();
  p.expect('(', 'after _Static_assert');
  const condition = conditionalExpression(p);
  const value = integerConstant(p.report, condition, 'a static assertion');
  let text = '';
  if (p.accept(',')) {
    while (p.token.kind === 'string') text += p.next().text.replace(/^"|"$/g, '');
  }
  p.expect(')', 'after the static assertion');
  p.expectSemicolon('the static assertion');
  if (value === 0n) p.report.say(span, says('c-static-assertion', { reason: text && `: ${text}` }));
  return true;
}

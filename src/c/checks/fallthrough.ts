/** Statements before a `case` that run on into it without saying so. */
import type { Statement } from '../ast';
import type { Reporter } from '../reporter';
import type { CaseListener } from './flow';
import { says } from './rules';

export const fallthrough =
  (report: Reporter): CaseListener =>
  (node, before) => {
    if (!before || endsAtOnce(node.body) || isSaid(before, node)) return;
    report.say(
      node.span,
      says('c-implicit-fallthrough'),
      "write 'break;' before it, or a comment 'fall through'",
    );
  };

/** `case 2: break;` behind it, which nothing is changed by. */
const endsAtOnce = ({ kind }: Statement): boolean => kind === 'break';

/** Whether a comment between the two speaks of it. */
function isSaid(before: Statement, { span }: Statement): boolean {
  const from = before.span;
  if (from.file !== span.file) return true;
  const text = span.file.text.slice(from.start, span.start);
  const comments = text.match(/\/\*[^]*?\*\/|\/\/.*/g)?.at(-1) ?? '';
  return /fall/i.test(comments) || /fallthrough/.test(text.slice(-80));
}

/** What `main` returns and takes (C99 5.1.2.2.1). */
import type { Span } from '../../source';
import { printType } from '../../image';
import type { Reporter } from '../reporter';
import type { FunctionType } from '../types/types';
import { says } from './rules';

export function checkMain(report: Reporter, { returns, parameters }: FunctionType, span: Span): void {
  if (returns.kind !== 'integer' || returns.name !== 'int')
    report.say(span, says('c-main', { type: printType(returns) }), "write 'int main(void)'");
  const [count, values, environment, ...more] = parameters.map(({ type }) => type);
  if (!count) return;
  const fits =
    count.kind === 'integer' &&
    count.size === 4 &&
    values?.kind === 'pointer' &&
    values.target.kind === 'pointer' &&
    (!environment || environment.kind === 'pointer') &&
    more.length === 0;
  if (!fits) report.say(span, says('c-main-parameters'));
}

/** Where the end of a function that returns a value can be reached, a `return` is missing; `main` returns 0 by itself. */
import type { FunctionBody, FunctionSymbol } from '../ast';
import type { Reporter } from '../reporter';
import { says } from '../rules';

export function checkEnd(report: Reporter, { name, type }: FunctionSymbol, { block }: FunctionBody): void {
  const { kind } = type.returns;
  if (kind === 'void' || kind === 'error' || name === 'main') return;
  report.say(block.end, says('c-end-without-value', { name }));
}

/** Every way through a function that returns a value must end in a `return`; `main` returns 0 by itself. */
import type { FunctionBody, FunctionSymbol } from '../ast';
import type { Reporter } from '../reporter';
import { says } from '../rules';
import { completes } from '../semantics/flow';

export function checkEnd(report: Reporter, { name, type }: FunctionSymbol, { block }: FunctionBody): void {
  const { kind } = type.returns;
  if (kind === 'void' || kind === 'error' || name === 'main' || !completes(block)) return;
  report.say(block.end, says('c-end-without-value', { name }));
}

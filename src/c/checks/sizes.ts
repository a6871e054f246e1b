/** `sizeof` of a parameter that is written as an array, and is a pointer. */
import type { Span } from '../../source';
import { printType } from '../../image';
import type { Expression } from '../ast';
import type { Reporter } from '../reporter';
import { says } from './rules';

export function checkArrayParameter(report: Reporter, operand: Expression, span: Span): void {
  if (operand.kind !== 'variable' || operand.symbol.kind !== 'local' || !operand.symbol.writtenAs) return;
  const { name, type } = operand.symbol;
  const hint = 'pass the number of elements as a parameter of its own';
  report.say(span, says('c-sizeof-array-argument', { name, type: printType(type) }), hint);
}

/** Compound literals: nameless variables, in the frame within a function, static outside (C99 6.5.2.5). */
import type { Span } from '../../source';
import type { Expression, LocalSymbol, ObjectSymbol } from '../ast';
import { spanning } from '../reporter';
import { addressConstant } from '../semantics/constant';
import { errorAt } from '../semantics/build';
import { printType } from '../../image';
import { type CType, isComplete } from '../types/types';
import { initialiser } from './initialisers';
import type { Parser } from './parser';
import { says } from '../rules';

/** compound-literal = "(" type-name ")" "{" initialiser-list "}"   from the brace on */
export function compoundLiteral(p: Parser, type: CType, start: Span): Expression {
  const result = initialiser(p, type, 'the literal', p.context ? 'automatic' : 'static');
  const span = spanning(start, p.previous.span);
  if (result.type.kind === 'error') return errorAt(span);
  if (!isComplete(result.type)) {
    p.report.say(span, says('c-incomplete-literal', { type: printType(result.type) }));
    return errorAt(span);
  }
  if (!p.context) return staticLiteral(p, result.type, result.initialiser, span);
  const symbol: LocalSymbol = {
    kind: 'local',
    name: '',
    type: result.type,
    span,
    parameter: false,
    addressed: true,
  };
  return { kind: 'literal', symbol, initialiser: result.initialiser, type: result.type, span };
}

function staticLiteral(
  p: Parser,
  type: CType,
  value: ReturnType<typeof initialiser>['initialiser'],
  span: Span,
): Expression {
  const label = p.uniqueLabel('.Lliteral');
  const symbol: ObjectSymbol = {
    kind: 'object',
    name: '',
    type,
    span,
    linkage: 'internal',
    label,
    state: 'defined',
    initialiser: value,
  };
  for (const part of value.parts)
    if (!(part.value instanceof Uint8Array) && !addressConstant(part.value))
      p.report.say(part.value.span, says('c-literal-constant'));
  p.objects.push(symbol);
  return { kind: 'variable', symbol, type, span };
}

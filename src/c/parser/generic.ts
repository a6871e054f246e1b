/** `_Generic`: one of several expressions, chosen by the type of another (C11 6.5.1.1). */
import type { Span } from '../../source';
import type { Expression } from '../ast';
import { printType } from '../../image';
import { spanning } from '../reporter';
import { says } from '../rules';
import { errorAt, isError, rvalue } from '../semantics/build';
import { identical } from '../types/compatible';
import { type CType, unqualified } from '../types/types';
import { typeName } from './declarators';
import { assignmentExpression } from './expressions';
import type { Parser } from './parser';

interface Association {
  /** Absent for `default`. */
  readonly type?: CType;
  readonly value: Expression;
}

/** generic-selection = "_Generic" "(" assignment-expression { "," association } ")" */
export function genericSelection(p: Parser): Expression {
  const start = p.next().span;
  p.expect('(', 'after _Generic');
  const control = rvalue(p.nested(() => assignmentExpression(p)));
  const list: Association[] = [];
  while (p.accept(',')) list.push(association(p, list));
  const span = spanning(start, p.expect(')', 'after the associations').span);
  return isError(control) ? errorAt(span) : chosen(p, unqualified(control.type), list, span);
}

/** association = ( type-name | "default" ) ":" assignment-expression */
function association(p: Parser, before: readonly Association[]): Association {
  const { span } = p.token;
  const type = p.accept('default') ? undefined : typeName(p);
  const again = before.some(each => (type && each.type ? identical(type, each.type) : type === each.type));
  if (again) p.report.say(span, says('c-generic-twice', { type: type ? `'${printType(type)}'` : 'default' }));
  p.expect(':', 'after the type');
  return { ...(type && { type }), value: p.nested(() => assignmentExpression(p)) };
}

function chosen(p: Parser, type: CType, list: readonly Association[], span: Span): Expression {
  const found = list.find(each => each.type && identical(each.type, type)) ?? list.find(each => !each.type);
  if (found) return { ...found.value, span };
  p.report.say(span, says('c-generic-none', { type: printType(type) }));
  return errorAt(span);
}

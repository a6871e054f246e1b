/** Function calls: arguments counted, checked and converted. */
import type { Span } from '../../source';
import type { Expression } from '../ast';
import { type Reporter, type Related, spanning } from '../reporter';
import { commonType } from '../types/compatible';
import { printType } from '../../image';
import { type CType, type FunctionType, doubleType, isComplete, unqualified } from '../types/types';
import { convertForAssignment } from './assign';
import { convert, errorAt, isError, rvalue } from './build';
import { promote } from './operators';
import { says } from '../rules';

export function call(
  report: Reporter,
  callee: Expression,
  parameters: readonly Expression[],
  span: Span,
): Expression {
  const pointer = rvalue(callee);
  if (isError(pointer)) return errorAt(span);
  const { type } = pointer;
  if (type.kind !== 'pointer' || type.target.kind !== 'function') {
    report.say(callee.span, says('c-not-a-function', { type: printType(type) }));
    return errorAt(span);
  }
  const values = passed(report, callee, type.target, parameters, span);
  const { returns } = type.target;
  if (returns.kind !== 'void' && !isComplete(returns)) {
    report.say(span, says('c-incomplete-call', { type: printType(returns) }));
    return errorAt(span);
  }
  if (values.some(isError)) return { ...errorAt(span), type: unqualified(returns) };
  return { kind: 'call', callee: pointer, parameters: values, type: unqualified(returns), span };
}

const nameOf = (callee: Expression): string =>
  callee.kind === 'variable' ? `'${callee.symbol.name}'` : 'the function';

function passed(
  report: Reporter,
  callee: Expression,
  type: FunctionType,
  parameters: readonly Expression[],
  span: Span,
): Expression[] {
  if (type.prototype) checkCount(report, callee, type, parameters, span);
  else checkOldCount(report, callee, parameters, span);
  return parameters.map((value, index) => {
    const parameter = type.parameters[index];
    if (!type.prototype || !parameter) return unnamed(report, value);
    const purpose = `argument ${index + 1} of ${nameOf(callee)}`;
    return convertForAssignment(report, value, parameter.type, purpose);
  });
}

function checkCount(
  report: Reporter,
  callee: Expression,
  type: FunctionType,
  parameters: readonly Expression[],
  span: Span,
): void {
  const [wanted, given] = [type.parameters.length, parameters.length];
  if (given === wanted || (type.variadic && given > wanted)) return;
  const [first, last] = [parameters[wanted], parameters.at(-1)];
  const at = first && last ? spanning(first.span, last.span) : span;
  const count = `${wanted} argument${wanted === 1 ? '' : 's'}`;
  const message = says('c-argument-count', {
    callee: nameOf(callee),
    atLeast: type.variadic ? 'at least ' : '',
    count,
    given,
    verb: given === 1 ? 'is' : 'are',
  });
  report.say(at, message, undefined, declaredAt(callee));
}

/** Nothing says what a function takes that is defined without a prototype, and a wrong number has no meaning (C99 6.5.2.2). */
function checkOldCount(
  report: Reporter,
  callee: Expression,
  parameters: readonly Expression[],
  span: Span,
): void {
  if (callee.kind !== 'variable' || callee.symbol.kind !== 'function' || !callee.symbol.body) return;
  const wanted = callee.symbol.body.parameters.length;
  if (parameters.length === wanted) return;
  const message = says('c-old-argument-count', {
    callee: nameOf(callee),
    count: `${wanted} argument${wanted === 1 ? '' : 's'}`,
    given: parameters.length,
    verb: parameters.length === 1 ? 'is' : 'are',
  });
  report.say(span, message, undefined, declaredAt(callee));
}

function declaredAt(callee: Expression): Related | undefined {
  if (callee.kind !== 'variable') return undefined;
  return [{ span: callee.symbol.span, message: `'${callee.symbol.name}' is declared here` }];
}

/** An argument that no parameter describes: the default promotions (C99 6.5.2.2). */
function unnamed(report: Reporter, value: Expression): Expression {
  const source = rvalue(value);
  const { type } = source;
  if (type.kind === 'float') return convert(source, commonType(type, doubleType));
  if (type.kind === 'integer' || type.kind === 'bool' || type.kind === 'enum') return promote(source);
  if (isPassable(type)) return source;
  if (!isError(source)) report.say(source.span, says('c-unpassable', { type: printType(type) }));
  return errorAt(source.span);
}

const isPassable = (type: CType): boolean =>
  type.kind === 'pointer' || (type.kind === 'record' && isComplete(type));

/** Expressions (C99 6.5): binary operators by precedence, then what is around and in them. */
import type { Span } from '../../source';
import type { ArithmeticOperator, DeclareStatement, Expression, ShiftOperator } from '../ast';
import { checkParentheses } from '../checks/parentheses';
import { spanning } from '../reporter';
import type { Token } from '../token';
import { assign, update } from '../semantics/assign';
import { isError, promotionWidth, rvalue, temporary, truthOf } from '../semantics/build';
import { call } from '../semantics/call';
import { type BinaryOperator, binary, comma, conditional, promote } from '../semantics/operators';
import {
  alignOfExpression,
  alignOfType,
  cast,
  increment,
  member,
  sizeOfExpression,
  sizeOfType,
  subscript,
  unary,
} from '../semantics/unary';
import { type CType, errorType, pointerTo, voidType } from '../types/types';
import { compoundLiteral } from './compound-literal';
import { typeName } from './declarators';
import { precedenceOf } from '../precedence';
import { type Parser, SyntaxFailure, isIdentifier } from './parser';
import { primaryExpression } from './primary';
import { startsType } from './specifiers';
import { says } from '../rules';

const updates = new Set(['+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=']);

/** Operands in one chain of operators that the later stages can walk through. */
const longest = 1000;

/** expression = assignment-expression { "," assignment-expression } */
export function expression(p: Parser): Expression {
  let left = assignmentExpression(p);
  for (let operands = 1; p.is(','); operands++) {
    if (operands >= longest) p.fail(p.token.span, says('c-too-many-operands', { longest }));
    p.next();
    left = comma(left, assignmentExpression(p));
  }
  return left;
}

/** assignment-expression = conditional-expression [ assignment-operator assignment-expression ] */
export function assignmentExpression(p: Parser): Expression {
  const target = conditionalExpression(p);
  const { token } = p;
  if (token.kind !== 'punctuator') return target;
  if (token.text === '=') {
    p.next();
    const value = p.nested(() => assignmentExpression(p));
    const result = p.typed((p.dialect?.assign ?? assign)(p.report, target, value));
    p.operators.set(result, '=');
    return result;
  }
  if (!updates.has(token.text)) return target;
  p.next();
  const operator = token.text.slice(0, -1) as ArithmeticOperator | ShiftOperator;
  const value = p.nested(() => assignmentExpression(p));
  return p.typed(update(p.report, operator, target, value, token.span));
}

/** conditional-expression = binary-expression [ "?" [expression] ":" conditional-expression ] */
export function conditionalExpression(p: Parser): Expression {
  const condition = binaryExpression(p, 1);
  if (!p.is('?')) return condition;
  const at = p.next().span;
  if (p.accept(':')) return p.nested(() => p.typed(otherwise(p, condition, conditionalExpression(p), at)));
  return p.nested(() => {
    const then = expression(p);
    p.expect(':', 'between the two results of ?');
    return p.typed(conditional(p.report, condition, then, conditionalExpression(p), at));
  });
}

/** GNU's `condition ?: value`: the condition is evaluated once, for its truth and as the result. */
function otherwise(p: Parser, condition: Expression, value: Expression, at: Span): Expression {
  const known = rvalue(condition);
  const simple = known.kind === 'variable' || truthOf(known) !== undefined || isError(known);
  if (simple || !p.context) return conditional(p.report, known, known, value, at);
  const width = promotionWidth(known);
  const kept = width === undefined ? known : promote(known);
  const { declare, use } = temporary(kept);
  const result = conditional(p.report, use, use, value, at);
  if (isError(result)) return result;
  const { span } = result;
  return {
    kind: 'statements',
    block: { kind: 'block', statements: [declare], span, end: span },
    value: result,
    type: result.type,
    span,
  };
}

/** `@`, where the dialect has it, stands between shifts and sums. */
const repeating = (precedenceOf.get('<<') ?? 0) + 0.5;

const strengthOf = (p: Parser, operator: string): number | undefined =>
  operator === '@' && p.dialect?.repeated ? repeating : precedenceOf.get(operator);

/** binary-expression = cast-expression { operator binary-expression }   by precedence climbing */
function binaryExpression(p: Parser, least: number): Expression {
  let left = castExpression(p);
  for (let operands = 1; ; operands++) {
    const { token } = p;
    const strength = token.kind === 'punctuator' ? strengthOf(p, token.text) : undefined;
    if (strength === undefined || strength < least) return left;
    if (operands >= longest) p.fail(token.span, says('c-too-many-operands', { longest }));
    p.next();
    const right = binaryExpression(p, Math.floor(strength) + 1);
    left = p.typed(operation(p, token, left, right));
    p.operators.set(left, token.text);
  }
}

function operation(p: Parser, { text, span }: Token, left: Expression, right: Expression): Expression {
  const { report, dialect, operators } = p;
  if (text === '@' && dialect?.repeated)
    return dialect.repeated(report, left, right, spanning(left.span, right.span));
  checkParentheses(report, {
    operator: text,
    left: operators.get(left),
    right: operators.get(right),
    at: span,
  });
  return binary(report, text as BinaryOperator, left, right, span);
}

/** cast-expression = "(" type-name ")" cast-expression | unary-expression */
function castExpression(p: Parser): Expression {
  if (!p.is('(') || !startsType(p, p.peek())) return unaryExpression(p);
  const start = p.next().span;
  const type = typeName(p);
  p.expect(')', 'after the type');
  if (p.is('{')) return postfixOperators(p, compoundLiteral(p, type, start));
  const sizes = p.takeSizes();
  const operand = p.nested(() => castExpression(p));
  return p.typed(after(sizes, cast(p.report, type, operand, spanning(start, operand.span))));
}

/** The value once the sizes are known that its type depends on. */
function after(sizes: readonly DeclareStatement[], value: Expression): Expression {
  if (sizes.length === 0 || isError(value)) return value;
  const { span, type } = value;
  return {
    kind: 'statements',
    block: { kind: 'block', statements: sizes, span, end: span },
    value,
    type,
    span,
  };
}

const unaryOperators = new Set(['&', '*', '+', '-', '~', '!']);

/** unary-expression = postfix-expression | ( "++" | "--" ) unary-expression | operator cast-expression | sizeof … */
function unaryExpression(p: Parser): Expression {
  const { token } = p;
  if (token.kind === 'punctuator') {
    if (token.text === '++' || token.text === '--') return prefixIncrement(p, token.text);
    if (token.text === '&&') return labelAddress(p);
    if (!unaryOperators.has(token.text)) return postfixExpression(p);
    p.next();
    const operand = p.nested(() => castExpression(p));
    const value = p.typed(unary(p.report, token.text, operand, spanning(token.span, operand.span)));
    if (token.text === '!') p.operators.set(value, '!');
    return value;
  }
  if (token.kind !== 'identifier') return postfixExpression(p);
  switch (token.text) {
    case 'sizeof':
      return p.typed(measure(p, sizeOfType, sizeOfExpression));
    case '_Alignof':
      return measure(
        p,
        (_, type, span) => alignOfType(type, span),
        (_, operand, span) => alignOfExpression(operand, span),
      );
    case '__extension__':
      p.next();
      return p.nested(() => castExpression(p));
    default:
      return postfixExpression(p);
  }
}

/** label-address = "&&" name   GNU C */
function labelAddress(p: Parser): Expression {
  const { span } = p.next();
  if (!p.context) return p.fail(span, says('c-label-address'));
  if (!isIdentifier(p.token)) return p.fail(p.token.span, says('c-goto-label', { found: p.describe() }));
  const token = p.next();
  const label = p.scope.labelName(token.text);
  p.usesLabel(label, token.span);
  const name = `.L${p.context.symbol.name}.${label}`;
  return { kind: 'label', name, type: pointerTo(voidType), span: spanning(span, token.span) };
}

function prefixIncrement(p: Parser, operator: '++' | '--'): Expression {
  const { span } = p.next();
  const operand = p.nested(() => unaryExpression(p));
  return p.typed(increment(p.report, operand, operator, 'prefix', spanning(span, operand.span)));
}

/** sizeof-expression = "sizeof" ( "(" type-name ")" | unary-expression ) */
function measure(
  p: Parser,
  ofType: (report: Parser['report'], type: CType, span: Span) => Expression,
  ofExpression: (report: Parser['report'], operand: Expression, span: Span) => Expression,
): Expression {
  const start = p.next().span;
  if (p.is('(') && startsType(p, p.peek())) {
    const open = p.next().span;
    const type = typeName(p);
    const end = p.expect(')', 'after the type').span;
    if (!p.is('{')) return after(p.takeSizes(), ofType(p.report, type, spanning(start, end)));
    const literal = postfixOperators(p, compoundLiteral(p, type, open));
    return ofExpression(p.report, literal, spanning(start, literal.span));
  }
  const operand = p.nested(() => unaryExpression(p));
  return ofExpression(p.report, operand, spanning(start, operand.span));
}

/** postfix-expression = ( primary-expression | compound-literal ) { postfix-operator } */
function postfixExpression(p: Parser): Expression {
  if (p.is('(') && startsType(p, p.peek())) return literalExpression(p);
  return postfixOperators(p, p.typed(primaryExpression(p)));
}

/** Behind `++` a type in parentheses can only start a compound literal: it is no cast. */
function literalExpression(p: Parser): Expression {
  const start = p.next().span;
  const type = typeName(p);
  p.expect(')', 'after the type');
  if (!p.is('{')) p.expect('{', 'after the type of a literal');
  return postfixOperators(p, compoundLiteral(p, type, start));
}

/** postfix-operator = "[" expression "]" | "(" arguments ")" | "." name | "->" name | "++" | "--" */
function postfixOperators(p: Parser, first: Expression): Expression {
  let left = first;
  for (let operators = 0; p.token.kind === 'punctuator'; operators++) {
    const { text } = p.token;
    if (operators >= longest) p.fail(p.token.span, says('c-too-many-operators', { longest }));
    if (text === '[') left = subscriptOperator(p, left);
    else if (text === '(') left = callOperator(p, left);
    else if (text === '.' || text === '->') left = memberOperator(p, left);
    else if (text === '++' || text === '--')
      left = increment(p.report, left, text, 'postfix', spanning(left.span, p.next().span));
    else break;
    p.typed(left);
  }
  return left;
}

function subscriptOperator(p: Parser, array: Expression): Expression {
  p.next();
  const index = p.upTo(']', 'after the index', () => p.nested(() => expression(p)));
  return subscript(p.report, array, index, spanning(array.span, p.previous.span));
}

function callOperator(p: Parser, callee: Expression): Expression {
  const start = p.position;
  const parameters: Expression[] = [];
  try {
    callArguments(p, parameters);
  } catch (failure) {
    if (!(failure instanceof SyntaxFailure)) throw failure;
    return brokenCall(p, callee, failure.partial ? [...parameters, failure.partial] : parameters, start);
  }
  return call(p.report, callee, parameters, spanning(callee.span, p.previous.span));
}

/** A call with a syntax error in its arguments; parsing goes on behind its parenthesis if that can be told. */
function brokenCall(p: Parser, callee: Expression, parameters: Expression[], start: number): Expression {
  const closed = p.skipTo(')', start + 1);
  if (closed) p.next();
  const span = spanning(callee.span, p.previous.span);
  const node: Expression = {
    kind: 'error',
    type: errorType,
    span,
    broken: { kind: 'call', callee, parameters },
  };
  if (closed) return node;
  p.typed(node);
  throw new SyntaxFailure(node);
}

/** arguments = "(" [ assignment-expression { "," assignment-expression } ] ")" */
export function callArguments(p: Parser, values: Expression[] = []): Expression[] {
  p.next();
  while (!p.is(')')) {
    values.push(rvalue(p.nested(() => assignmentExpression(p))));
    if (!p.accept(',')) break;
  }
  p.expect(')', 'after the arguments');
  return values;
}

function memberOperator(p: Parser, object: Expression): Expression {
  const operator = p.next().text === '->' ? '->' : '.';
  const { token } = p;
  if (!isIdentifier(token)) {
    const span = spanning(object.span, p.previous.span);
    const broken = { kind: 'member', object, arrow: operator === '->' } as const;
    return p.breakOff(says('c-member-name', { found: p.describe() }), {
      kind: 'error',
      type: errorType,
      span,
      broken,
    });
  }
  p.next();
  const found = member(p.report, object, token.text, operator, token.span);
  if (found.kind === 'member') p.watcher?.memberUsed(found.member, token.span);
  return found;
}

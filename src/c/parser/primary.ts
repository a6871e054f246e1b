/** Primary expressions: names, literals, parentheses, and the compiler's built-in functions. */
import type { Span } from '../../source';
import type { Expression, NamedSymbol } from '../ast';
import { spanning } from '../reporter';
import { errorAt, number, rvalue } from '../semantics/build';
import { arrayOf, charType, qualify, CONST, unqualified, voidType } from '../types/types';
import { builtins } from './builtins';
import { expression } from './expressions';
import { characterLiteral, numberLiteral, stringExpression } from './literals';
import { type Parser, keywords } from './parser';
import { blockBody } from './statements';
import type { Token } from '../token';

/** primary-expression = name | number | character | string | "(" expression ")" | "(" block ")" */
export function primaryExpression(p: Parser): Expression {
  const { token } = p;
  switch (token.kind) {
    case 'number':
      return numberLiteral(p);
    case 'character':
      return characterLiteral(p);
    case 'string':
      return stringExpression(p);
    case 'identifier':
      return name(p);
    default:
      return token.text === '('
        ? parenthesised(p)
        : p.fail(token.span, `expected an expression, and here is ${p.describe()}`);
  }
}

function parenthesised(p: Parser): Expression {
  const start = p.next().span;
  if (p.is('{')) return statementExpression(p, start);
  const inner = p.nested(() => expression(p));
  const end = p.expect(')', 'to close the parenthesis').span;
  return { ...inner, span: spanning(start, end) };
}

/** statement-expression = "(" "{" { statement } "}" ")"   GNU C */
function statementExpression(p: Parser, start: Span): Expression {
  if (!p.context) p.fail(start, 'statements have no place outside of functions');
  const block = p.nested(() => p.scoped(() => blockBody(p)));
  const span = spanning(start, p.expect(')', 'after the block').span);
  const last = block.statements.at(-1);
  if (last?.kind !== 'expression') return { kind: 'statements', block, type: voidType, span };
  const value = rvalue(last.value);
  const rest = { ...block, statements: block.statements.slice(0, -1) };
  return { kind: 'statements', block: rest, value, type: unqualified(value.type), span };
}

function name(p: Parser): Expression {
  const { token } = p;
  if (keywords.has(token.text)) return keyword(p, token);
  const builtin = builtins.get(token.text);
  if (builtin) {
    p.next();
    return builtin(p, token.span);
  }
  p.next();
  const symbol = p.scope.lookup(token.text);
  if (!symbol) return undeclared(p, token);
  return reference(p, symbol, token.span);
}

function keyword(p: Parser, token: Token): Expression {
  if (token.text === '_Generic') p.fail(token.span, '_Generic is not supported');
  return p.fail(token.span, `expected an expression, and here is '${token.text}'`);
}

function reference(p: Parser, symbol: NamedSymbol, span: Span): Expression {
  switch (symbol.kind) {
    case 'typedef':
      return p.fail(span, `'${symbol.name}' is a type, and a value belongs here`);
    case 'enumerator':
      return number(symbol.value, symbol.type, span);
    case 'function':
      symbol.used = true;
      return { kind: 'variable', symbol, type: symbol.type, span };
    default:
      return { kind: 'variable', symbol, type: symbol.type, span };
  }
}

function undeclared(p: Parser, { text, span }: Token): Expression {
  if ((text === '__func__' || text === '__FUNCTION__') && p.functionName && p.context) {
    const type = arrayOf(qualify(charType, CONST), p.functionName.length);
    return { kind: 'string', bytes: p.functionName, type, span };
  }
  const { around } = p.scope;
  if (around) {
    p.report.error(span, around.undeclared(text));
    return errorAt(span);
  }
  const called = p.is('(');
  const close = p.scope.similar(
    text,
    symbol => symbol.kind !== 'typedef' && (!called || symbol.kind !== 'enumerator'),
  );
  p.report.error(
    span,
    `${called ? 'the function ' : ''}'${text}' is not declared`,
    close && `did you mean '${close}'?`,
  );
  if (!p.scope.lookup(text) && !called) declareUnknown(p, text, span);
  return errorAt(span);
}

/** An undeclared variable is reported once in a scope. */
function declareUnknown(p: Parser, name: string, span: Span): void {
  p.declare({ kind: 'local', name, type: errorAt(span).type, span, parameter: false, addressed: false });
}

/** Primary expressions: names, literals, parentheses, and the compiler's built-in functions. */
import { type Span, present } from '../../source';
import type { Expression, LocalSymbol, NamedSymbol, ObjectSymbol, Statement } from '../ast';
import { spanning } from '../reporter';
import { convert, errorAt, number, rvalue } from '../semantics/build';
import { externalFunction, libraryCall } from '../semantics/library-call';
import {
  type CType,
  type FunctionType,
  CONST,
  arrayOf,
  boolType,
  charType,
  intType,
  pointerTo,
  qualify,
  unqualified,
  voidType,
} from '../types/types';
import { builtins } from './builtins';
import { callArguments, expression } from './expressions';
import { genericSelection } from './generic';
import { characterLiteral, numberLiteral, stringExpression } from './literals';
import { printType } from '../../image';
import { headerHint } from '../library';
import { endsProgram, libraryType } from '../library-types';
import { type Parser, wordOf } from './parser';
import { parserKeywords } from '../standards';
import { blockBody } from './statements';
import type { Token } from '../token';
import { says } from '../rules';

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
        : p.fail(token.span, says('c-expression-expected', { found: p.describe() }));
  }
}

function parenthesised(p: Parser): Expression {
  const start = p.next().span;
  if (p.is('{')) return statementExpression(p, start);
  const inner = p.upTo(')', 'to close the parenthesis', () => p.nested(() => expression(p)));
  // A new node: that what it stands for is in parentheses shows in that no operator is noted of it.
  return { ...inner, span: spanning(start, p.previous.span) };
}

/** statement-expression = "(" "{" { statement } "}" ")"   GNU C */
function statementExpression(p: Parser, start: Span): Expression {
  if (!p.context) p.fail(start, says('c-statement-expression'));
  const block = p.nested(() => p.scoped(() => blockBody(p)));
  const span = spanning(start, p.expect(')', 'after the block').span);
  const statements = unlabelled(block.statements);
  const last = statements.at(-1);
  if (last?.kind !== 'expression') return { kind: 'statements', block, type: voidType, span };
  const value = rvalue(last.value);
  const rest = { ...block, statements: statements.slice(0, -1) };
  return { kind: 'statements', block: rest, value, type: unqualified(value.type), span };
}

/** A label before the last statement as a statement of its own, since that one is the value. */
function unlabelled(statements: readonly Statement[]): readonly Statement[] {
  const last = statements.at(-1);
  if (last?.kind !== 'label') return statements;
  const label: Statement = { ...last, body: { kind: 'empty', span: last.span } };
  return [...statements.slice(0, -1), label, ...unlabelled([last.body])];
}

function name(p: Parser): Expression {
  const { token } = p;
  if (parserKeywords.has(token.text)) return keyword(p, token);
  p.next();
  if (builtins.has(token.text)) return builtin(p, token.text, token.span);
  const symbol = p.scope.lookup(token.text);
  if (!symbol) return undeclared(p, token);
  p.watcher?.used(symbol, token.span);
  if (p.fileUses && p.linked.get(symbol.name) === symbol) p.fileUses.add(symbol.name);
  return reference(p, symbol, token.span);
}

const builtin = (p: Parser, name: string, span: Span): Expression =>
  present(builtins.get(name), name)(p, span);

function keyword(p: Parser, token: Token): Expression {
  const { text, span } = token;
  if (text === '_Generic') return genericSelection(p);
  const type = constants.get(text);
  if (!type) return p.fail(span, says('c-expression-keyword', { keyword: wordOf(token) }));
  p.next();
  return number(text === '__true' ? 1 : 0, type, span);
}

/** C23's, by their types. */
const constants: ReadonlyMap<string, CType> = new Map([
  ['__true', boolType],
  ['__false', boolType],
  ['__nullptr', pointerTo(voidType)],
]);

function reference(p: Parser, symbol: NamedSymbol, span: Span): Expression {
  switch (symbol.kind) {
    case 'typedef':
      return p.fail(span, says('c-type-as-value', { name: symbol.name }));
    case 'enumerator':
      return number(symbol.value, symbol.type, span);
    case 'function':
      symbol.used = true;
      return { kind: 'variable', symbol, type: symbol.type, span };
    case 'local':
      refers(symbol);
      return symbol.variableArray
        ? pointedArray(symbol, symbol.variableArray, span)
        : { kind: 'variable', symbol, type: symbol.type, span };
    default:
      refers(symbol);
      if (symbol.threadLocal) return threadsOwn(symbol, span);
      return { kind: 'variable', symbol, type: symbol.type, span };
  }
}

/** The library knows where the thread has it. */
function threadsOwn(symbol: ObjectSymbol, span: Span): Expression {
  const { type } = symbol;
  const object: Expression = { kind: 'variable', symbol, type, span };
  const about: Expression = { kind: 'address', object, type: pointerTo(voidType), span };
  const place = libraryCall('__thread_local', pointerTo(voidType), [about], span);
  return { kind: 'dereference', pointer: convert(place, pointerTo(type)), type, span };
}

const refers = (symbol: LocalSymbol | ObjectSymbol): void => {
  symbol.references = (symbol.references ?? 0) + 1;
};

/** An array of variable length is what its pointer points to. */
function pointedArray(symbol: LocalSymbol, type: CType, span: Span): Expression {
  const pointer: Expression = { kind: 'variable', symbol, type: symbol.type, span };
  return { kind: 'dereference', pointer: convert(pointer, pointerTo(type)), type, span };
}

function undeclared(p: Parser, { text, span }: Token): Expression {
  if ((text === '__func__' || text === '__FUNCTION__') && p.functionName && p.context) {
    const type = arrayOf(qualify(charType, CONST), p.functionName.length);
    return { kind: 'string', bytes: p.functionName, type, span };
  }
  if (text.startsWith('__builtin_')) {
    const known = libraryFunction(p, text.slice('__builtin_'.length), span);
    if (known) return known;
    if (p.is('(')) {
      p.report.say(span, says('c-unknown-builtin', { name: text }));
      callArguments(p);
      return errorAt(span);
    }
  }
  const { around } = p.scope;
  if (around) {
    p.report.say(span, says('c-unknown-name', { sentence: around.undeclared(text) }));
    return errorAt(span);
  }
  const called = p.is('(');
  p.watcher?.unknown(text, span);
  const hint = headerHint(text) ?? similarName(p, text, called);
  if (called && text === 'alloca') return builtin(p, '__builtin_alloca', span);
  if (called && p.context && p.standard.year < 2023) return implicitFunction(p, text, span, hint);
  p.report.say(span, says('c-undeclared', { name: text }), hint);
  if (!p.scope.lookup(text)) declareUnknown(p, text, span);
  return errorAt(span);
}

function similarName(p: Parser, name: string, called: boolean): string | undefined {
  const close = p.scope.similar(
    name,
    symbol => symbol.kind !== 'typedef' && (!called || symbol.kind !== 'enumerator'),
  );
  return close && `did you mean '${close}'?`;
}

/** C89 lets a call declare a function: it returns `int`, and nothing is known of its parameters. */
function implicitFunction(p: Parser, name: string, span: Span, hint: string | undefined): Expression {
  const known = libraryFunction(p, name, span);
  if (known) {
    p.report.say(span, says('c-implicit-library-function', { name, type: printType(known.type) }), hint);
    return known;
  }
  p.report.say(span, says('c-implicit-function', { name }), hint);
  const type: FunctionType = {
    kind: 'function',
    returns: intType,
    parameters: [],
    variadic: false,
    prototype: false,
    qualifiers: 0,
  };
  return linkedFunction(p, name, type, span);
}

/** A function of the library, declared by nothing but its use; undefined where the compiler does not know it. */
function libraryFunction(p: Parser, name: string, span: Span): Expression | undefined {
  const type = libraryType(name);
  return type && linkedFunction(p, name, type, span);
}

/** The function that the whole file knows by this name, which gets this type where there is none yet. */
function linkedFunction(p: Parser, name: string, type: FunctionType, span: Span): Expression {
  const known = p.linked.get(name);
  const symbol = known?.kind === 'function' ? known : externalFunction(name, type, span);
  if (!known) {
    symbol.noReturn = endsProgram(name);
    p.linked.set(name, symbol);
    p.functions.push(symbol);
  }
  if (!p.fileScope.names.has(name)) p.fileScope.names.set(name, symbol);
  symbol.used = true;
  p.fileUses?.add(name);
  return { kind: 'variable', symbol, type: symbol.type, span };
}

/** An undeclared variable is reported once in a scope. */
function declareUnknown(p: Parser, name: string, span: Span): void {
  const { type } = errorAt(span);
  p.scope.names.set(name, { kind: 'local', name, type, span, parameter: false, addressed: false });
}

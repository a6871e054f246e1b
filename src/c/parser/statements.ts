/** Statements (C99 6.8). A syntax error costs one statement: parsing goes on with the next. */
import { type Span, suggest } from '../../source';
import type { BlockStatement, CaseLabel, Expression, Statement } from '../ast';
import { checkEnumerators } from '../checks/enumerators';
import { checkDanglingElse, checkLayout } from '../checks/layout';
import { spanning } from '../reporter';
import type { Token } from '../token';
import { convertForAssignment } from '../semantics/assign';
import { convert, isError, rvalue } from '../semantics/build';
import { integerConstant } from '../semantics/constant';
import { promote } from '../semantics/operators';
import { wrap } from '../types/compatible';
import { printType } from '../../image';
import { errorType, isInteger, isScalar } from '../types/types';
import { asmStatement } from './asm';
import { attributes, startsAttributes } from './attributes';
import { declaration } from './declarations';
import { conditionalExpression, expression } from './expressions';
import { libraryName } from '../library';
import { isMisspeltKeyword, misspeltKeyword } from './misspelt';
import { type Parser, isIdentifier } from './parser';
import { startsType } from './specifiers';
import { says } from '../rules';

/** block = "{" { declaration | statement } "}"   in the scope that the caller made */
export function blockBody(p: Parser, before: readonly Statement[] = []): BlockStatement {
  const open = p.expect('{', 'before the block').span;
  p.braces.push(open);
  const statements: Statement[] = [...before];
  const keep = (value: Expression) =>
    statements.push({ kind: 'expression', value, span: value.span, until: value.span });
  while (!p.is('}') && !p.atEnd) p.recovering(() => blockItem(p, statements), keep);
  if (p.atEnd) unclosed(p, open);
  else if (indentOf(p.token.span) < indentOf(open) && p.startsLine()) p.suspect ??= open;
  p.braces.pop();
  const end = p.next().span;
  return { kind: 'block', statements, span: spanning(open, end), end };
}

/** Said once, of the brace that is likeliest to have none. */
function unclosed(p: Parser, open: Span): void {
  if (!p.unclosed)
    p.report.say(p.token.span, says('c-unclosed-block'), undefined, openBrace(p.suspect ?? open));
  p.unclosed = true;
}

export const openBrace = (span: Span) => [{ span, message: 'this { has no }' }];

/** Of the line that the place is on. */
function indentOf({ file, start }: Span): number {
  return /^\s*/.exec(file.line(file.position(start).line))?.[0].length ?? 0;
}

function blockItem(p: Parser, statements: Statement[]): void {
  if (p.is('__label__')) localLabels(p);
  else if (startsDeclaration(p)) declaration(p, statements);
  else statements.push(statement(p));
}

/** local-labels = "__label__" name { "," name } ";"   GNU C: a macro with a block may name its own. */
function localLabels(p: Parser): void {
  do {
    p.next();
    if (!isIdentifier(p.token)) p.fail(p.token.span, says('c-goto-label', { found: p.describe() }));
    const { text } = p.next();
    (p.scope.labels ??= new Map()).set(text, p.uniqueLabel(text));
  } while (p.is(','));
  p.expectSemicolon('the labels');
}

function startsDeclaration(p: Parser): boolean {
  if (startsAttributes(p) || p.is('__attribute__')) return startsType(p, afterAttributes(p));
  return declarationAt(p);
}

/** What attributes stand before. */
function afterAttributes(p: Parser): Token {
  let ahead = 0;
  for (;;) {
    const { text } = p.peek(ahead);
    if (text === '__attribute__') ahead++;
    else if (text !== '[' || p.peek(ahead + 1).text !== '[') return p.peek(ahead);
    let open = 0;
    do {
      const token = p.peek(ahead++);
      if (token.kind === 'end') return token;
      if (token.text === '(' || token.text === '[') open++;
      else if (token.text === ')' || token.text === ']') open--;
    } while (open > 0);
  }
}

function declarationAt(p: Parser): boolean {
  const { token } = p;
  if (token.kind !== 'identifier') return false;
  if (token.text === '_Static_assert') return true;
  if (p.peek().text === ':') return false;
  if (token.text === '__extension__' && !startsType(p, p.peek())) return false;
  return startsType(p, token) || looksLikeDeclaration(p);
}

/** `foo x;` with a `foo` that nobody knows: a declaration with a type that is missing. */
function looksLikeDeclaration(p: Parser): boolean {
  const { token } = p;
  if (!isIdentifier(token) || p.scope.lookup(token.text)) return false;
  if (p.peek().text === '*') return isIdentifier(p.peek(2)) && libraryName(token.text)?.isType === true;
  return isIdentifier(p.peek()) && !isMisspeltKeyword(p);
}

type StatementParser = (p: Parser, start: Span) => Statement;

/** Statements by the keyword that they start with. */
const byKeyword: ReadonlyMap<string, StatementParser> = new Map<string, StatementParser>([
  ['if', ifStatement],
  ['while', whileStatement],
  ['do', doStatement],
  ['for', forStatement],
  ['switch', switchStatement],
  ['case', caseStatement],
  ['default', defaultStatement],
  ['return', returnStatement],
  ['goto', gotoStatement],
  ['break', breakStatement],
  ['continue', continueStatement],
  ['__asm__', asmStatement],
  ['else', strayElse],
]);

/** statement = block | labelled | keyword statement | [ expression ] ";" */
export function statement(p: Parser): Statement {
  return p.nested(() => {
    attributes(p, {});
    const { token } = p;
    if (token.kind === 'identifier') {
      const keyword = byKeyword.get(token.text);
      if (keyword) return keyword(p, p.next().span);
      if (p.peek().text === ':' && isIdentifier(token)) return labelStatement(p);
      const meant = byKeyword.get(misspeltKeyword(p) ?? '');
      if (meant) return meant(p, p.next().span);
    }
    if (p.is('{')) return p.scoped(() => blockBody(p));
    if (p.is(';')) return { kind: 'empty', span: p.next().span };
    return expressionStatement(p);
  });
}

/** An `else` whose `if` has ended before it; what stands behind it is read. */
function strayElse(p: Parser, span: Span): Statement {
  p.report.say(
    span,
    says('c-stray-else'),
    'an if governs one statement: put braces around more, and no ; behind its condition',
  );
  return statement(p);
}

/** expression-statement = expression ";" */
function expressionStatement(p: Parser): Statement {
  const value = rvalue(expression(p));
  p.expectSemicolon('the statement');
  return { kind: 'expression', value, span: value.span, until: p.previous.span };
}

/** A statement that a controlling one governs, whose keyword is given; a declaration needs braces around it. */
function governed(p: Parser, keyword: Token): Statement {
  if (startsDeclaration(p) && !p.is('__extension__'))
    p.fail(p.token.span, says('c-declaration-as-body'), 'put it in braces');
  const { token: first, previous: last } = p;
  const body = p.scoped(() => statement(p));
  if (keyword.text !== 'do' && keyword.text !== 'switch')
    checkLayout(p.report, { keyword, body, first, last, next: p.token });
  return body;
}

function parenthesised(p: Parser, keyword: string): Expression {
  p.expect('(', `after ${keyword}`);
  return p.upTo(')', `after the condition of ${keyword}`, () => rvalue(expression(p)));
}

function checkCondition(p: Parser, condition: Expression): Expression {
  if (!isError(condition) && !isScalar(condition.type))
    p.report.say(condition.span, says('c-condition-type', { type: printType(condition.type) }));
  if (p.operators.get(condition) === '=')
    p.report.say(
      condition.span,
      says('c-assignment-condition'),
      'write == to compare, or a second pair of parentheses',
    );
  return condition;
}

/** One `if` of a chain. */
type Branch = Pick<Statement & { kind: 'if' }, 'condition' | 'then' | 'span' | 'until'>;

/** if-statement = "if" "(" expression ")" statement [ "else" statement ]   A chain of `else if` is read in one go. */
function ifStatement(p: Parser, start: Span): Statement {
  return p.scoped(() => {
    const branches = [branch(p, start)];
    let last: Statement | undefined;
    while (!last && p.is('else')) {
      const keyword = p.next();
      if (p.is('if')) branches.push(p.inner(() => branch(p, p.next().span)));
      else last = governed(p, keyword);
    }

    return branches.reduceRight<Statement | undefined>(
      (otherwise, each) => ({ kind: 'if', ...each, ...(otherwise && { otherwise }) }),
      last,
    ) as Statement;
  });
}

function branch(p: Parser, span: Span): Branch {
  const keyword = p.previous;
  const condition = checkCondition(p, parenthesised(p, 'if'));
  const until = p.previous.span;
  const then = governed(p, keyword);
  checkDanglingElse(p.report, then);
  return { condition, then, span, until };
}

function loopBody(p: Parser, keyword: Token): Statement {
  const context = p.inFunction;
  context.loops++;
  try {
    return governed(p, keyword);
  } finally {
    context.loops--;
  }
}

/** while-statement = "while" "(" expression ")" statement */
function whileStatement(p: Parser, span: Span): Statement {
  return p.scoped(() => {
    const keyword = p.previous;
    const condition = checkCondition(p, parenthesised(p, 'while'));
    const until = p.previous.span;
    return { kind: 'while', condition, body: loopBody(p, keyword), span, until };
  });
}

/** do-statement = "do" statement "while" "(" expression ")" ";" */
function doStatement(p: Parser, span: Span): Statement {
  return p.scoped(() => {
    const body = loopBody(p, p.previous);
    p.expect('while', 'after the body of do');
    const condition = checkCondition(p, parenthesised(p, 'while'));
    p.expectSemicolon('the do statement');
    return { kind: 'do', condition, body, span, until: p.previous.span };
  });
}

/** for-statement = "for" "(" ( declaration | [expression] ";" ) [expression] ";" [expression] ")" statement */
function forStatement(p: Parser, span: Span): Statement {
  const keyword = p.previous;
  p.expect('(', 'after for');
  return p.scoped(() => {
    const start: Statement[] = [];
    if (startsDeclaration(p)) {
      if (p.standard.year < 1999)
        p.report.say(p.token.span, says('c-for-declaration'), 'declare it before the loop');
      declaration(p, start);
    } else if (!p.accept(';')) start.push(expressionStatement(p));
    const condition = p.accept(';')
      ? undefined
      : checkCondition(p, clause(p, ';', 'after the condition of for'));
    const step = p.accept(')') ? undefined : clause(p, ')', 'after the clauses of for');
    const until = p.previous.span;
    return { kind: 'for', start, condition, step, body: loopBody(p, keyword), span, until };
  });
}

/** An expression of the head of `for`, and the token after it. */
function clause(p: Parser, closer: string, where: string): Expression {
  return p.upTo(closer, where, () => rvalue(expression(p)));
}

/** switch-statement = "switch" "(" expression ")" statement */
function switchStatement(p: Parser, span: Span): Statement {
  return p.scoped(() => switchInScope(p, span));
}

function switchInScope(p: Parser, span: Span): Statement {
  const keyword = p.previous;
  let value = parenthesised(p, 'switch');
  const { type } = value;
  const until = p.previous.span;
  if (isInteger(value.type)) value = promote(value);
  else if (!isError(value)) p.report.say(value.span, says('c-switch-type', { type: printType(value.type) }));
  const cases: CaseLabel[] = [];
  const { switches } = p.inFunction;
  switches.push({ type: isInteger(value.type) ? value.type : errorType, cases });
  try {
    const body = governed(p, keyword);
    checkCases(p, cases);
    checkEnumerators(p.report, type, cases, span);
    return { kind: 'switch', value, cases, body, span, until };
  } finally {
    switches.pop();
  }
}

/** case-statement = "case" constant-expression [ "..." constant-expression ] ":" statement */
function caseStatement(p: Parser, span: Span): Statement {
  const low = caseValue(p);
  const high = p.accept('...') ? caseValue(p) : low;
  p.expect(':', 'after the value of case');
  return labelled(p, span, { low, high, span }, low === undefined ? 'broken' : 'whole');
}

function caseValue(p: Parser): bigint | undefined {
  const value = rvalue(conditionalExpression(p));
  const constant = integerConstant(p.report, value, 'the value of case');
  const type = p.inFunction.switches.at(-1)?.type;
  if (constant === undefined || type === undefined || type.kind === 'error') return constant;
  const converted = wrap(constant, type);
  if (converted !== constant)
    p.report.say(value.span, says('c-case-range', { constant, type: printType(type), converted }));
  return converted;
}

/** default-statement = "default" ":" statement */
function defaultStatement(p: Parser, span: Span): Statement {
  p.expect(':', 'after default');
  return labelled(p, span, { span }, 'whole');
}

function labelled(p: Parser, span: Span, label: CaseLabel, state: 'whole' | 'broken'): Statement {
  const context = p.inFunction.switches.at(-1);
  if (!context) p.report.say(span, says('c-label-outside-switch'));
  else if (state === 'whole') {
    if (label.low !== undefined && label.high !== undefined && label.low > label.high)
      p.report.say(label.span, says('c-empty-case'));
    context.cases.push(label);
  }
  return { kind: 'case', label, body: afterLabel(p), span };
}

/** In order of their values, so that each is compared with the one before it that reaches farthest, and with no other. */
function checkCases(p: Parser, cases: readonly CaseLabel[]): void {
  const [first, ...defaults] = cases.filter(({ low }) => low === undefined);
  for (const label of defaults) if (first) duplicate(p, first, label);
  let before: Valued | undefined;
  for (const label of cases.filter(isValued).sort((left, right) => compareValues(left.low, right.low))) {
    if (before && label.low <= before.high) duplicate(p, before, label);
    if (!before || label.high > before.high) before = label;
  }
}

type Valued = CaseLabel & { readonly low: bigint; readonly high: bigint };

const isValued = (label: CaseLabel): label is Valued =>
  label.low !== undefined && label.high !== undefined && label.low <= label.high;

const compareValues = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0);

/** Says of the one that comes later that the other is there already. */
function duplicate(p: Parser, left: CaseLabel, right: CaseLabel): void {
  const [earlier, later] = left.span.start <= right.span.start ? [left, right] : [right, left];
  const what = later.low === undefined ? 'default' : `case ${later.low}`;
  p.report.say(later.span, says('c-duplicate-case', { what }), undefined, [
    { span: earlier.span, message: 'the other one is here' },
  ]);
}

/** The statement that a label stands before; an empty one where a block ends or a declaration follows. */
function afterLabel(p: Parser): Statement {
  attributes(p, {});
  if (p.is('}') || startsDeclaration(p)) return { kind: 'empty', span: p.previous.span };
  return statement(p);
}

/** label-statement = name ":" statement */
function labelStatement(p: Parser): Statement {
  const { text, span } = p.next();
  const name = p.scope.labelName(text);
  p.next();
  const { labels } = p.inFunction;
  const known = labels.get(name);
  if (known?.defined)
    p.report.say(span, says('c-duplicate-label', { name }), undefined, [
      { span: known.defined, message: 'the other one is here' },
    ]);
  if (known) known.defined ??= span;
  else labels.set(name, { defined: span, uses: [] });
  return { kind: 'label', name, body: afterLabel(p), span };
}

/** goto-statement = "goto" name ";" */
function gotoStatement(p: Parser, span: Span): Statement {
  if (p.accept('*')) return computedGoto(p, span);
  if (!isIdentifier(p.token)) p.fail(p.token.span, says('c-goto-label', { found: p.describe() }));
  const token = p.next();
  const name = p.scope.labelName(token.text);
  p.usesLabel(name, token.span);
  p.expectSemicolon('goto');
  return { kind: 'goto', name, span, until: p.previous.span };
}

/** computed-goto = "goto" "*" expression ";"   GNU C */
function computedGoto(p: Parser, span: Span): Statement {
  const target = rvalue(expression(p));
  if (!isError(target) && target.type.kind !== 'pointer')
    p.report.say(target.span, says('c-computed-goto', { type: printType(target.type) }));
  p.expectSemicolon('goto');
  return { kind: 'jump', target, span, until: p.previous.span };
}

/** Every goto of the function must have found its label. */
export function checkLabels(p: Parser): void {
  const { labels } = p.inFunction;
  const defined = [...labels].filter(([, label]) => label.defined).map(([name]) => name);
  for (const [name, label] of labels) {
    if (label.defined) continue;
    const close = suggest(name, defined);
    for (const span of label.uses)
      p.report.say(span, says('c-unknown-label', { name }), close && `did you mean '${close}'?`);
  }
}

/** break-statement = "break" ";" */
function breakStatement(p: Parser, span: Span): Statement {
  const { loops, switches } = p.inFunction;
  if (loops === 0 && switches.length === 0) p.report.say(span, says('c-stray-break'));
  p.expectSemicolon('break');
  return { kind: 'break', span, until: p.previous.span };
}

/** continue-statement = "continue" ";" */
function continueStatement(p: Parser, span: Span): Statement {
  if (p.inFunction.loops === 0) p.report.say(span, says('c-stray-continue'));
  p.expectSemicolon('continue');
  return { kind: 'continue', span, until: p.previous.span };
}

/** return-statement = "return" [ expression ] ";" */
function returnStatement(p: Parser, span: Span): Statement {
  const { returns, symbol } = p.inFunction;
  if (p.accept(';')) {
    if (returns.kind !== 'void' && returns.kind !== 'error')
      p.report.say(span, says('c-return-without-value', { name: symbol.name, type: printType(returns) }));
    return { kind: 'return', span, until: p.previous.span };
  }
  const value = rvalue(expression(p));
  p.expectSemicolon('return');
  return { kind: 'return', value: returned(p, value), span, until: p.previous.span };
}

function returned(p: Parser, value: Expression): Expression {
  const { returns, symbol } = p.inFunction;
  if (returns.kind !== 'void')
    return convertForAssignment(p.report, value, returns, `the result of '${symbol.name}'`);
  if (value.type.kind !== 'void' && !isError(value))
    p.report.say(value.span, says('c-return-with-value', { name: symbol.name }));
  return convert(value, returns);
}

/** Declarations and function definitions (C99 6.7, 6.9). */
import { type Span, textOf } from '../../source';
import type {
  DeclareStatement,
  Expression,
  FunctionBody,
  FunctionSymbol,
  Initialiser,
  InitialiserPart,
  LocalSymbol,
  ObjectSymbol,
  Program,
  Statement,
} from '../ast';
import { type Reporter, spanning } from '../reporter';
import type { Token } from '../token';
import type { Standard } from '../standards';
import type { ParserWatcher } from '../watch';
import { addressConstant } from '../semantics/constant';
import { isError, rvalue } from '../semantics/build';
import { type VariableArray, isVariableArray, sizeExpression } from '../semantics/sizes';
import { printType } from '../../image';
import {
  type CType,
  type FunctionType,
  alignmentOf,
  arrayOf,
  errorType,
  isArithmetic,
  isComplete,
  named,
  pointerTo,
  qualify,
  unqualified,
} from '../types/types';
import { wholeType } from '../types/compatible';
import { checkFile, checkFunction } from '../checks';
import { checkMain } from '../checks/main';
import { stringLiteral } from './literals';
import { staticAssertion } from './assertions';
import type { Bodies } from './bodies';
import { type Attributes, assemblyLabel, attributes } from './attributes';
import { type NamedDeclarator, namedDeclarator, symbolOf } from './declarators';
import { declareFunction, declareLocal, declareName, declareObject } from './declare';
import { assignmentExpression } from './expressions';
import { initialiser } from './initialisers';
import { type FunctionContext, Parser } from './parser';
import { type Specifiers, declarationSpecifiers } from './specifiers';
import { oldParameters } from './old-parameters';
import { blockBody, checkLabels, openBrace } from './statements';
import { says } from '../rules';

export interface UnitOptions {
  readonly standard?: Standard | undefined;
  readonly watcher?: ParserWatcher;
  readonly bodies?: Bodies;
}

/** translation-unit = { external-declaration } */
export function translationUnit(
  tokens: readonly Token[],
  report: Reporter,
  { standard, watcher, bodies }: UnitOptions = {},
): Program {
  const p = new Parser(tokens, report, watcher, standard, bodies);
  watcher?.opened('file', p.token.span);
  while (!p.atEnd) {
    p.recovering(() => externalDeclaration(p));
    if (p.is('{')) p.skipBlock();
    if (p.is('}')) p.report.say(p.next().span, says('c-stray-brace'));
  }
  watcher?.closed(p.token.span);
  for (const object of p.objects) completeTentative(p, object);
  if (report.errors === 0) checkFile(report, p);
  return { objects: p.objects, functions: p.functions, assembly: p.assembly };
}

/** external-declaration = function-definition | declaration | "asm" "(" string ")" ";" | ";" */
function externalDeclaration(p: Parser): void {
  if (p.accept(';') || staticAssertion(p)) return;
  if (p.is('__asm__')) return fileAssembly(p);
  const { token: start } = p;
  const specifiers = declarationSpecifiers(p);
  if (p.is(';')) return checkEmpty(p, specifiers);
  const first = namedDeclarator(p, specifiers.type);
  refuseSizes(p, first.span);
  const given = trailers(p, specifiers);
  if (first.type.kind === 'function' && (p.is('{') || first.oldParameters))
    return functionDefinition(p, specifiers, first, first.type, given, start);
  declareFileName(p, specifiers, first, given);
  while (p.accept(',')) {
    const other = namedDeclarator(p, specifiers.type);
    refuseSizes(p, other.span);
    declareFileName(p, specifiers, other, trailers(p, specifiers));
  }
  if (p.is('{')) p.fail(p.token.span, says('c-body-without-function'));
  p.expectSemicolon('the declaration');
}

/** Outside of functions nothing runs that could find out a size. */
function refuseSizes(p: Parser, span: Span): void {
  if (p.takeSizes().length > 0) p.report.say(span, says('c-array-size-constant'));
}

/** What may follow a declarator: a name in assembly, attributes. */
function trailers(p: Parser, specifiers: Specifiers): Attributes {
  const given: Attributes = { ...specifiers.attributes };
  attributes(p, given);
  assemblyLabel(p, given);
  attributes(p, given);
  if (given.packed) p.report.say(specifiers.span, says('c-packed-declaration'));
  return given;
}

/** file-assembly = "asm" "(" string ")" ";" */
function fileAssembly(p: Parser): void {
  const { span } = p.next();
  p.expect('(', 'after asm');
  const bytes = stringLiteral(p);
  p.assembly.push({ text: textOf(bytes.subarray(0, -1)), span });
  p.expect(')', 'after the assembly');
  p.expectSemicolon('the assembly');
}

/** A declaration without a declarator declares a tag, or nothing. */
function checkEmpty(p: Parser, { type, span }: Specifiers): void {
  p.next();
  if (type.kind !== 'record' && type.kind !== 'enum' && type.kind !== 'error')
    p.report.say(span, says('c-declares-nothing'));
}

function declareFileName(
  p: Parser,
  specifiers: Specifiers,
  { name, type, span }: NamedDeclarator,
  given: Attributes,
): void {
  const { storage } = specifiers;
  if (storage === 'auto' || storage === 'register')
    p.report.say(specifiers.span, says('c-storage-at-file-level', { storage }));
  if (storage === 'typedef') return declareTypedef(p, name, type, span);
  if (type.kind === 'function') {
    declareFunction(p, { name, type, span }, specifiers, given);
    refuseInitialiser(p, 'a function');
    return;
  }
  const object = declareObject(
    p,
    { name, type: checkObjectType(p, type, span, storage === 'extern' ? 'later' : 'here'), span },
    specifiers,
    given,
  );
  if (p.accept('=')) initialiseObject(p, object, span);
  if (given.constant) checkConstant(p, object, object.initialiser);
}

function refuseInitialiser(p: Parser, what: string): void {
  if (p.is('=')) p.fail(p.token.span, says('c-cannot-be-initialised', { what }));
}

function declareTypedef(p: Parser, name: string, type: CType, span: Span): void {
  declareName(p, { kind: 'typedef', name, type: named(type, name), span });
  refuseInitialiser(p, 'a typedef');
}

/** The type of a variable, which must be complete here, or may be completed later. */
function checkObjectType(p: Parser, type: CType, span: Span, complete: 'here' | 'later'): CType {
  if (type.kind === 'void') p.report.say(span, says('c-void-variable'));
  else if (isVariableArray(type)) p.report.say(span, says('c-array-size-constant'));
  else if (complete === 'later' || type.kind === 'array' || isComplete(type) || p.context === undefined)
    return type;
  else p.report.say(span, says('c-incomplete-variable', { type: printType(type) }));
  return errorType;
}

/** Reads the initialiser of a variable with a fixed address. */
function initialiseObject(p: Parser, object: ObjectSymbol, span: Span): void {
  if (object.state === 'defined')
    p.report.say(span, says('c-initialised-twice', { name: object.name }), undefined, [
      { span: object.span, message: 'it is declared here' },
    ]);
  const { type, initialiser: value } = initialiser(p, object.type, object.name, 'static');
  object.type = type;
  object.state = 'defined';
  p.watcher?.defines(object, span);
  object.initialiser = value;
  for (const part of value.parts)
    if (!(part.value instanceof Uint8Array) && !isError(part.value) && !addressConstant(part.value))
      p.report.say(part.value.span, says('c-static-initialiser', { name: object.name }));
}

/** `int a[];` is one element unless a later declaration says more (C99 6.9.2). */
function completeTentative(p: Parser, object: ObjectSymbol): void {
  const { type, state, span, name } = object;
  if (state === 'declared' || isComplete(type) || type.kind === 'error') return;
  if (type.kind === 'array' && state === 'tentative') object.type = arrayOf(type.element, 1);
  else p.report.say(span, says('c-never-completed', { type: printType(type), name }));
}

/** function-definition = specifiers declarator block */
function functionDefinition(
  p: Parser,
  specifiers: Specifiers,
  { name, span, oldParameters: oldNames, parameterSizes }: NamedDeclarator,
  type: FunctionType,
  given: Attributes,
  /** Its first token, unless it stands within another. */
  start?: Token,
): void {
  if (specifiers.storage && specifiers.storage !== 'static' && specifiers.storage !== 'extern')
    p.report.say(specifiers.span, says('c-function-storage', { storage: specifiers.storage }));
  const symbol = declareFunction(p, { name, type, span }, specifiers, given);
  if (name === 'main') checkMain(p.report, type, span);
  if (symbol.body)
    p.report.say(span, says('c-defined-twice', { name }), undefined, [
      { span: symbol.span, message: 'the other definition is here' },
    ]);
  if (type.returns.kind !== 'void' && !isComplete(type.returns) && type.returns.kind !== 'error')
    p.report.say(span, says('c-incomplete-result', { type: printType(type.returns), name }));
  p.watcher?.defines(symbol, span);
  const read = () => functionBody(p, symbol, type, span, { oldNames, parameterSizes });
  p.scoped(
    () => {
      if (!p.bodies || !start || oldNames) read();
      else if (p.bodies.pass(p, start, read) === 'known') symbol.body = unread(span);
    },
    'function',
    symbol,
  );
  p.watcher?.extent(symbol, spanning(specifiers.span, p.previous.span));
}

/** Of a body that has been passed over: that it is there. */
const unread = (span: Span): FunctionBody => ({
  span,
  parameters: [],
  block: { kind: 'block', statements: [], span, end: span },
  statics: [],
});

function functionBody(
  p: Parser,
  symbol: FunctionSymbol,
  type: FunctionType,
  span: Span,
  { oldNames, parameterSizes }: { oldNames?: readonly Token[]; parameterSizes?: readonly DeclareStatement[] },
): void {
  const old = oldNames && oldParameters(p, oldNames);
  const parameters =
    old?.parameters ??
    type.parameters.map(parameter => {
      const known = parameterSizes && symbolOf(parameter);
      if (known) declareName(p, known);
      return known ?? parameterSymbol(p, span, parameter);
    });
  const context: FunctionContext = {
    symbol,
    returns: type.returns,
    variadic: type.variadic,
    parameters,
    labels: new Map(),
    statics: [],
    loops: 0,
    switches: [],
  };
  const outer = { context: p.context, functionName: p.functionName };
  p.context = context;
  p.functionName = new TextEncoder().encode(`${symbol.name}\0`);
  try {
    const errors = p.report.errors;
    const block = blockBody(p, old?.narrowed ?? parameterSizes);
    checkLabels(p);
    symbol.body = { span, parameters, block, statics: context.statics };
    if (p.report.errors === errors) checkFunction(p.report, symbol, symbol.body, context.labels);
  } finally {
    p.watcher?.labels(context.labels);
    Object.assign(p, outer);
  }
}

/** `around`: the name of the function, which a parameter without a place of its own stands for. */
function parameterSymbol(p: Parser, around: Span, written: FunctionType['parameters'][number]): LocalSymbol {
  const { name, type, span = around } = written;
  if (type.kind !== 'error' && !isComplete(type))
    p.report.say(span, says('c-incomplete-parameter', { type: printType(type) }));
  if (alignmentOf(type) > 4) p.report.say(span, says('c-parameter-alignment'));
  const { mayBeUnused, writtenAs } = symbolOf(written) ?? {};
  if (name !== undefined)
    return declareLocal(p, name, type, span, 'parameter', { mayBeUnused, ...(writtenAs && { writtenAs }) });
  return { kind: 'local', name: '', type, span, parameter: true, addressed: false };
}

/** declaration = specifiers [ init-declarator { "," init-declarator } ] ";"   within a function */
export function declaration(p: Parser, statements: Statement[]): void {
  if (staticAssertion(p)) return;
  const specifiers = declarationSpecifiers(p);
  if (p.is(';')) return checkEmpty(p, specifiers);
  do {
    const declared = namedDeclarator(p, specifiers.type);
    const given = trailers(p, specifiers);
    if (p.is('{') && declared.type.kind === 'function')
      return strayFunction(p, specifiers, declared, declared.type, given);
    statements.push(...p.takeSizes());
    const statement = declareInBlock(p, specifiers, declared, given);
    if (statement) statements.push(statement);
  } while (p.accept(','));
  p.expectSemicolon('the declaration');
}

/** A function in a function: most likely the one before has no closing brace yet. */
function strayFunction(
  p: Parser,
  specifiers: Specifiers,
  declared: NamedDeclarator,
  type: FunctionType,
  given: Attributes,
): void {
  const { name, span } = declared;
  const outer = p.inFunction.symbol.name;
  const brace = p.suspect ?? p.braces.at(-1) ?? span;
  p.report.say(span, says('c-function-in-function', { name, outer }), undefined, openBrace(brace));
  p.unclosed = true;
  functionDefinition(p, specifiers, declared, type, given);
}

function declareInBlock(
  p: Parser,
  specifiers: Specifiers,
  declared: NamedDeclarator,
  given: Attributes,
): DeclareStatement | undefined {
  const { name, type, span } = declared;
  const { storage, inferred } = specifiers;
  if (inferred && !storage) return inferredVariable(p, specifiers, declared, given);
  if (storage === 'typedef') declareTypedef(p, name, type, span);
  else if (type.kind === 'function') declareFunction(p, { name, type, span }, specifiers, given);
  else if (storage === 'extern') {
    declareObject(p, { name, type: checkObjectType(p, type, span, 'later'), span }, specifiers, given);
    refuseInitialiser(p, 'an extern variable in a function');
  } else if (storage === 'static') return staticLocal(p, name, type, given, span);
  else return localVariable(p, name, type, given, span);
  return undefined;
}

function staticLocal(p: Parser, name: string, type: CType, given: Attributes, span: Span): DeclareStatement {
  const symbol: ObjectSymbol = {
    kind: 'object',
    name,
    type: checkObjectType(p, type, span, 'here'),
    span,
    linkage: 'internal',
    label: given.label ?? p.uniqueLabel(name),
    state: 'tentative',
    alignment: given.alignment,
    section: given.section,
    mayBeUnused: given.mayBeUnused,
    threadLocal: given.threadLocal,
  };
  declareName(p, symbol);
  if (p.accept('=')) initialiseObject(p, symbol, span);
  if (given.constant) checkConstant(p, symbol, symbol.initialiser);
  checkCounted(p, symbol);
  p.inFunction.statics.push(symbol);
  return { kind: 'declare', symbol, span };
}

function localVariable(
  p: Parser,
  name: string,
  type: CType,
  given: Attributes,
  span: Span,
): DeclareStatement {
  if (isVariableArray(type)) return variableArray(p, name, type, span);
  if (given.threadLocal) p.report.say(span, says('c-thread-local', { name }));
  if (Math.max(given.alignment ?? 1, alignmentOf(type)) > 4)
    p.report.say(span, says('c-stack-alignment'), 'make it static');
  const { mayBeUnused, label: register } = given;
  const checked = checkObjectType(p, type, span, 'here');
  const symbol = declareLocal(p, name, checked, span, 'variable', { mayBeUnused, register });
  if (!p.accept('=')) {
    if (given.constant) checkConstant(p, symbol, undefined);
    checkCounted(p, symbol);
    return { kind: 'declare', symbol, span };
  }
  const result = initialiser(p, symbol.type, name, 'automatic');
  symbol.type = result.type;
  if (given.constant) checkConstant(p, symbol, result.initialiser);
  return { kind: 'declare', symbol, initialiser: result.initialiser, span, until: p.previous.span };
}

/** `constexpr`: all that it starts as is constant, and a number is one wherever it is named (C23 6.7.2). */
function checkConstant(p: Parser, symbol: ObjectSymbol | LocalSymbol, value: Initialiser | undefined): void {
  const { name, span } = symbol;
  const isConstant = ({ value: part }: InitialiserPart) => {
    if (part instanceof Uint8Array || isError(part)) return true;
    const known = addressConstant(part);
    // Of a variable with a fixed address the lack of a value has been reported.
    return known ? !known.symbol : symbol.kind === 'object';
  };
  if (!value || !value.parts.every(isConstant)) return p.report.say(span, says('c-constexpr', { name }));
  const [part] = value.parts;
  if (part && isArithmetic(symbol.type) && !(part.value instanceof Uint8Array)) symbol.constant = part.value;
}

/** inferred-variable = name "=" assignment-expression   The name is not in scope in its own initialiser. */
function inferredVariable(
  p: Parser,
  specifiers: Specifiers,
  { name, span }: NamedDeclarator,
  given: Attributes,
): DeclareStatement {
  p.expect('=', 'after a name whose type is that of its initialiser');
  const value = rvalue(assignmentExpression(p));
  const type = qualify(wholeType(unqualified(value.type)), specifiers.type.qualifiers);
  const symbol = declareLocal(p, name, checkObjectType(p, type, span, 'here'), span, 'variable', given);
  const initialiser = { parts: [{ offset: 0, type, value }] };
  if (given.constant) checkConstant(p, symbol, initialiser);
  return { kind: 'declare', symbol, initialiser, span, until: p.previous.span };
}

/** The name stands for what a pointer points to, which is taken from the stack here. */
function variableArray(p: Parser, name: string, type: VariableArray, span: Span): DeclareStatement {
  const pointer = pointerTo(type.element);
  const symbol: LocalSymbol = {
    kind: 'local',
    name,
    type: pointer,
    span,
    parameter: false,
    addressed: false,
    variableArray: type,
  };
  declareName(p, symbol);
  refuseInitialiser(p, 'an array of variable length');
  const value: Expression = { kind: 'alloca', size: sizeExpression(type, span), type: pointer, span };
  const initialiser = { parts: [{ offset: 0, type: pointer, value }] };
  return { kind: 'declare', symbol, initialiser, span, takesStack: true };
}

/** An array in a function has a size, given or from its initialiser. */
function checkCounted(p: Parser, symbol: ObjectSymbol | LocalSymbol): void {
  if (symbol.type.kind === 'error' || isComplete(symbol.type)) return;
  p.report.say(symbol.span, says('c-unknown-size', { name: symbol.name }));
  symbol.type = errorType;
}

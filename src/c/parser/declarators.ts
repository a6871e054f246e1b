/** Declarators: what stands around a name in a declaration, read from the name outwards (C99 6.7.5, 6.7.6). */
import type { Span } from '../../source';
import type { DeclareStatement, Expression, LocalSymbol } from '../ast';
import { spanning } from '../reporter';
import { convert, rvalue, temporary, toWord } from '../semantics/build';
import { promote } from '../semantics/operators';
import { isVariableArray, timesSize } from '../semantics/sizes';
import { printType } from '../../image';
import {
  type CType,
  type Parameter,
  ATOMIC,
  CONST,
  RESTRICT,
  VOLATILE,
  arrayOf,
  errorType,
  isComplete,
  isInteger,
  pointerTo,
  qualify,
  sizeOf,
  sizeType,
} from '../types/types';
import { attributes, startsAttributes } from './attributes';
import { conditionalExpression } from './expressions';
import { type Parser, isIdentifier } from './parser';
import { declarationSpecifiers, startsType } from './specifiers';
import type { Token } from '../token';
import { says } from '../rules';

export interface Declarator {
  readonly name: string | undefined;
  readonly type: CType;
  /** The name, or where it would stand. */
  readonly span: Span;
  /** Of a function whose parameters are named without types, as old C does: the declarations follow. */
  readonly oldParameters?: readonly Token[];
  /** Of a function: the sizes that its parameters' types depend on. */
  readonly parameterSizes?: readonly DeclareStatement[];
}

export interface NamedDeclarator extends Declarator {
  readonly name: string;
}

/** One step from a type to the type around it. */
type Layer =
  | { readonly kind: 'pointer'; readonly qualifiers: number }
  | { readonly kind: 'array'; readonly size: Expression | undefined; readonly span: Span }
  | {
      readonly kind: 'function';
      readonly parameters: readonly Parameter[];
      readonly variadic: boolean;
      readonly prototype: boolean;
      readonly oldParameters?: readonly Token[];
      readonly parameterSizes?: readonly DeclareStatement[];
      readonly span: Span;
    };

interface Layers {
  name: string | undefined;
  span: Span;
  layers: Layer[];
}

/** Steps from the name to the base type that the later stages can walk through. */
const mostLayers = 100;

export type Mode = 'named' | 'abstract' | 'either';

/** Reads one that has a name. */
export function namedDeclarator(p: Parser, base: CType): NamedDeclarator {
  const { name, ...rest } = declarator(p, base, 'named');
  if (name === undefined) throw new Error('a declarator that must have a name has none');
  return { name, ...rest };
}

/** Reads a declarator and applies it to the type that the specifiers gave. */
export function declarator(p: Parser, base: CType, mode: Mode): Declarator {
  const { name, span, layers } = p.nested(() => declaratorLayers(p, mode));
  if (layers.length > mostLayers) p.fail(span, says('c-type-layers', { mostLayers }));
  const type = layers.reduce((inner, layer) => applyLayer(p, inner, layer), base);
  const outermost = layers.at(-1);
  if (outermost?.kind !== 'function') return { name, type, span };
  const { oldParameters, parameterSizes } = outermost;
  return {
    name,
    type,
    span,
    ...(oldParameters && { oldParameters }),
    ...(parameterSizes && { parameterSizes }),
  };
}

/** type-name = specifiers abstract-declarator */
export function typeName(p: Parser): CType {
  const { type, storage, span } = declarationSpecifiers(p);
  if (storage) p.report.say(span, says('c-storage-in-type-name', { storage }));
  return declarator(p, type, 'abstract').type;
}

/** declarator = { pointer } ( name | "(" declarator ")" ) { array-suffix | function-suffix } */
function declaratorLayers(p: Parser, mode: Mode): Layers {
  const pointers: Layer[] = [];
  attributes(p, {});
  while (p.is('*')) pointers.push(pointer(p));
  attributes(p, {});
  const inner = directDeclarator(p, mode);
  const suffixes: Layer[] = [];
  while ((p.is('[') && !startsAttributes(p)) || p.is('('))
    suffixes.push(p.is('[') ? arraySuffix(p) : functionSuffix(p));
  return { ...inner, layers: [...pointers, ...suffixes.reverse(), ...inner.layers] };
}

/** pointer = "*" { qualifier } */
function pointer(p: Parser): Layer {
  p.next();
  let qualifiers = 0;
  for (;;) {
    if (p.accept('const')) qualifiers |= CONST;
    else if (p.accept('volatile')) qualifiers |= VOLATILE;
    else if (p.accept('_Atomic')) qualifiers |= ATOMIC;
    else if (p.accept('__restrict__')) qualifiers |= RESTRICT;
    else return { kind: 'pointer', qualifiers };
  }
}

function directDeclarator(p: Parser, mode: Mode): Layers {
  const { token } = p;
  if (mode !== 'abstract' && isIdentifier(token)) {
    p.next();
    return { name: token.text, span: token.span, layers: [] };
  }
  if (p.is('(') && (mode === 'named' || nestsDeclarator(p))) {
    p.next();
    const inner = p.nested(() => declaratorLayers(p, mode));
    p.expect(')', 'after the declarator');
    return inner;
  }
  if (mode === 'named') p.fail(token.span, says('c-name-expected', { found: p.describe() }));
  return { name: undefined, span: token.span, layers: [] };
}

/** Tells `(*name)` from the `(int)` of a function without a name. */
function nestsDeclarator(p: Parser): boolean {
  const following = p.peek();
  if (following.text === '__attribute__') return afterAttribute(p) === '*';
  return following.text !== ')' && !startsType(p, following);
}

/** What comes behind the attribute after the next token. */
function afterAttribute(p: Parser): string {
  let ahead = 2;
  let open = 0;
  do {
    const { text, kind } = p.peek(ahead++);
    if (kind === 'end') return '';
    if (text === '(') open++;
    else if (text === ')') open--;
  } while (open > 0);
  return p.peek(ahead).text;
}

/** array-suffix = "[" { qualifier | "static" } [ assignment-expression | "*" ] "]" */
function arraySuffix(p: Parser): Layer {
  const start = p.next().span;
  while (['static', 'const', 'volatile', '__restrict__'].includes(p.token.text)) p.next();
  if (p.is('*') && p.peek().text === ']') p.next();
  const size = p.is(']') ? undefined : conditionalExpression(p);
  const end = p.expect(']', 'after the size of the array');
  return { kind: 'array', size, span: spanning(start, end.span) };
}

/** function-suffix = "(" [ parameter { "," parameter } [ "," "..." ] ] ")" */
function functionSuffix(p: Parser): Layer {
  const start = p.next().span;
  if (p.is(')'))
    return {
      kind: 'function',
      parameters: [],
      variadic: false,
      prototype: p.standard.year >= 2023,
      span: spanning(start, p.next().span),
    };
  if (isIdentifier(p.token) && !p.typedefNamed(p.token) && [',', ')'].includes(p.peek().text))
    return oldFunctionSuffix(p, start);
  const before = p.sizes.length;
  const list = p.scoped(() => parameterList(p), 'prototype');
  const parameterSizes = p.takeSizes(before);
  const end = p.expect(')', 'after the parameters');
  const sized = parameterSizes.length > 0 && { parameterSizes };
  return { kind: 'function', ...list, prototype: true, ...sized, span: spanning(start, end.span) };
}

/** old-function-suffix = "(" name { "," name } ")"   It has a meaning in a definition alone. */
function oldFunctionSuffix(p: Parser, start: Span): Layer {
  const oldParameters: Token[] = [];
  do {
    if (!isIdentifier(p.token)) p.fail(p.token.span, says('c-name-expected', { found: p.describe() }));
    oldParameters.push(p.next());
  } while (p.accept(','));
  if (p.standard.year >= 2023) p.report.say(start, says('c-old-style'));
  const end = p.expect(')', 'after the names of the parameters');
  if (!p.is('{') && !startsType(p, p.token)) {
    const [first] = oldParameters;
    if (first) p.fail(first.span, says('c-unknown-type', { name: first.text }));
  }
  const span = spanning(start, end.span);
  return { kind: 'function', parameters: [], variadic: false, prototype: false, oldParameters, span };
}

function parameterList(p: Parser): { parameters: Parameter[]; variadic: boolean } {
  const parameters: Parameter[] = [];
  do {
    if (p.is('...')) {
      const { span } = p.next();
      if (parameters.length === 0) p.report.say(span, says('c-variadic-alone'));
      return { parameters, variadic: true };
    }
    const parameter = parameterDeclaration(p);
    const nothing = parameter.type.kind === 'void' && parameter.name === undefined && parameters.length === 0;
    if (nothing && p.is(')')) return { parameters, variadic: false };
    parameters.push(checkParameter(p, parameter));
  } while (p.accept(','));
  return { parameters, variadic: false };
}

interface Placed {
  readonly span: Span;
}

/** parameter = specifiers declarator; an array is a pointer here, and so is a function (C99 6.7.5.3). */
function parameterDeclaration(p: Parser): Parameter & Placed {
  const specifiers = declarationSpecifiers(p);
  if (specifiers.storage && specifiers.storage !== 'register')
    p.report.say(specifiers.span, says('c-parameter-storage', { storage: specifiers.storage }));
  const { name, type, span } = declarator(p, specifiers.type, 'either');
  const given = { ...specifiers.attributes };
  attributes(p, given);
  const parameter = { name, type: adjustedParameter(type), span };
  if (name === undefined) return parameter;
  const symbol: LocalSymbol = {
    kind: 'local',
    name,
    type: parameter.type,
    span,
    parameter: true,
    addressed: false,
    mayBeUnused: given.mayBeUnused,
    ...(type.kind === 'array' && { writtenAs: type }),
  };
  p.declare(symbol);
  symbols.set(parameter, symbol);
  return parameter;
}

/** What a parameter is in its list: the sizes of others refer to that. */
const symbols = new WeakMap<Parameter, LocalSymbol>();

export const symbolOf = (parameter: Parameter): LocalSymbol | undefined => symbols.get(parameter);

/** What a parameter of this type is: an array is a pointer to its elements, a function one to it. */
export function adjustedParameter(type: CType): CType {
  if (type.kind === 'array') return pointerTo(type.element);
  return type.kind === 'function' ? pointerTo(type) : type;
}

function checkParameter(p: Parser, parameter: Parameter & Placed): Parameter {
  if (parameter.type.kind !== 'void') return parameter;
  p.report.say(parameter.span, says('c-void-parameter'));
  return { ...parameter, type: errorType };
}

function applyLayer(p: Parser, inner: CType, layer: Layer): CType {
  switch (layer.kind) {
    case 'pointer':
      return qualify(pointerTo(inner), layer.qualifiers);
    case 'array':
      return applyArray(p, inner, layer.size, layer.span);
    case 'function': {
      const { parameters, variadic, prototype, span } = layer;
      if (inner.kind === 'array' || inner.kind === 'function') {
        p.report.say(
          span,
          says('c-function-result', { what: inner.kind === 'array' ? 'an array' : 'a function' }),
        );
        return errorType;
      }
      return { kind: 'function', returns: inner, parameters, variadic, prototype, qualifiers: 0 };
    }
  }
}

function applyArray(p: Parser, element: CType, size: Expression | undefined, span: Span): CType {
  if (element.kind === 'error') return element;
  if (element.kind === 'function' || element.kind === 'void' || !isComplete(element)) {
    p.report.say(span, says('c-array-element', { type: printType(element) }));
    return errorType;
  }
  if (element.kind === 'record' && element.definition.flexible)
    p.report.say(span, says('c-array-flexible-element'));
  const count = size && rvalue(size);
  if (count && (isVariableArray(element) || isVariableCount(count))) return variableArray(p, element, count);
  return arrayOf(element, count && arrayCount(p, element, count));
}

const isVariableCount = (size: Expression): boolean =>
  size.kind !== 'number' && size.kind !== 'error' && isInteger(size.type);

/** Its size goes into a variable of its own, once. */
function variableArray(p: Parser, element: CType, count: Expression): CType {
  if (!isInteger(count.type)) return arrayOf(element, arrayCount(p, element, count));
  const bytes = timesSize(convert(toWord(promote(count)), sizeType), element);
  const { declare } = temporary(bytes);
  p.sizes.push(declare);
  return { ...arrayOf(element, undefined), variable: declare.symbol };
}

function arrayCount(p: Parser, element: CType, value: Expression): number {
  if (value.kind === 'error') return 1;
  if (value.kind !== 'number' || !isInteger(value.type)) {
    const constant = isInteger(value.type);
    p.report.say(
      value.span,
      constant
        ? says('c-array-size-constant')
        : says('c-array-size-integer', { type: printType(value.type) }),
    );
    return 1;
  }
  if (value.value < 0n) p.report.say(value.span, says('c-array-size-negative', { value: value.value }));
  else if (value.value * BigInt(sizeOf(element)) > 0x7fff_ffffn)
    p.report.say(value.span, says('c-array-too-large'));
  else return Number(value.value);
  return 1;
}

/** Declaration specifiers: storage class, qualifiers and the type that a declaration starts with (C99 6.7.1–6.7.4). */
import { type Span, present } from '../../source';
import type { Token } from '../token';
import {
  type CType,
  ATOMIC,
  CONST,
  RESTRICT,
  VOLATILE,
  boolType,
  charType,
  doubleType,
  errorType,
  floatType,
  intType,
  longDoubleType,
  longLongType,
  longType,
  qualify,
  shortType,
  signedCharType,
  unqualified,
  unsignedCharType,
  unsignedLongLongType,
  unsignedLongType,
  unsignedShortType,
  unsignedType,
  voidType,
} from '../types/types';
import { wholeType } from '../types/compatible';
import { type Attributes, alignmentOperand, attributes, startsAttributes } from './attributes';
import { printType } from '../../image';
import { typeName } from './declarators';
import { enumSpecifier } from './enums';
import { expression } from './expressions';
import { headerHint } from '../library';
import { typeWords } from './misspelt';
import { type Parser, isIdentifier } from './parser';
import { recordSpecifier } from './records';
import { says } from '../rules';

type Storage = 'typedef' | 'extern' | 'static' | 'auto' | 'register';

export interface Specifiers {
  readonly type: CType;
  readonly storage: Storage | undefined;
  readonly inline: boolean;
  /** The type is that of the initialiser: C23's `auto`, GNU's `__auto_type`. */
  readonly inferred: boolean;
  readonly attributes: Attributes;
  readonly span: Span;
}

const qualifierBits = new Map([
  ['const', CONST],
  ['volatile', VOLATILE],
  ['__restrict__', RESTRICT],
]);

const storages = new Set(['typedef', 'extern', 'static', 'auto', 'register']);
const basics = new Set('void char short int long signed unsigned _Bool float double'.split(' '));
const typeofs = new Set(['__typeof__', '__typeof_unqual__']);
const unsupported = new Map([
  ['_Complex', says('c-complex-type')],
  ['_Imaginary', says('c-complex-type')],
  ['_BitInt', says('c-bit-int')],
  ['__int128', says('c-wide-integer')],
  ...['_Decimal32', '_Decimal64', '_Decimal128'].map(name => [name, says('c-decimal-type')] as const),
]);

const starters = new Set([
  ...qualifierBits.keys(),
  ...storages,
  ...basics,
  ...typeofs,
  ...unsupported.keys(),
  'struct',
  'union',
  'enum',
  '_Noreturn',
  '_Alignas',
  '__attribute__',
  '__extension__',
  '_Atomic',
  '_Thread_local',
  '__inline__',
  '__constexpr',
  '__auto_type',
]);

/** The basic types by the words that spell them, sorted. */
const spellings = new Map<string, CType>();
function spell(type: CType, ...texts: string[]): void {
  for (const text of texts) spellings.set(text.split(' ').sort().join(' '), type);
}
spell(voidType, 'void');
spell(boolType, '_Bool');
spell(charType, 'char');
spell(signedCharType, 'signed char');
spell(unsignedCharType, 'unsigned char');
spell(shortType, 'short', 'short int', 'signed short', 'signed short int');
spell(unsignedShortType, 'unsigned short', 'unsigned short int');
spell(intType, 'int', 'signed', 'signed int');
spell(unsignedType, 'unsigned', 'unsigned int');
spell(longType, 'long', 'long int', 'signed long', 'signed long int');
spell(unsignedLongType, 'unsigned long', 'unsigned long int');
spell(floatType, 'float');
spell(doubleType, 'double');
spell(longDoubleType, 'long double');
spell(longLongType, 'long long', 'long long int', 'signed long long', 'signed long long int');
spell(unsignedLongLongType, 'unsigned long long', 'unsigned long long int');

/** Whether a declaration or type name starts with the token. */
export function startsType(p: Parser, token: Token): boolean {
  if (token.kind !== 'identifier') return false;
  return starters.has(token.text) || p.typedefNamed(token) !== undefined;
}

interface State {
  words: string[];
  type: CType | undefined;
  qualifiers: number;
  storage: Storage | undefined;
  inline: boolean;
  inferred: boolean;
  readonly attributes: Attributes;
  readonly start: Span;
}

/** declaration-specifiers = { storage-class | type-specifier | type-qualifier | "inline" | attributes } */
export function declarationSpecifiers(p: Parser): Specifiers {
  const start = p.token.span;
  const state: State = {
    words: [],
    type: undefined,
    qualifiers: 0,
    storage: undefined,
    inline: false,
    inferred: false,
    attributes: {},
    start,
  };
  while (specifier(p, state));
  const { attributes: given } = state;
  if (given.constant) constantStorage(p, state);
  const type = qualify(finishType(p, state), state.qualifiers);
  const { storage, inline, inferred } = state;
  return { type, storage, inline, inferred, attributes: given, span: start };
}

/** What `constexpr` says beside that the value is constant (C23 6.7.2). */
function constantStorage(p: Parser, state: State): void {
  state.qualifiers |= CONST;
  if (!p.context) state.storage ??= 'static';
}

/** Takes one specifier; false where the next token is none. */
function specifier(p: Parser, state: State): boolean {
  const { token } = p;
  if (startsAttributes(p)) {
    attributes(p, state.attributes);
    return true;
  }
  if (token.kind !== 'identifier') return false;
  const { text } = token;
  if (basics.has(text)) {
    conflicting(p, state);
    state.words.push(p.next().text);
    return true;
  }
  const qualifier = qualifierBits.get(text);
  if (qualifier !== undefined) {
    p.next();
    state.qualifiers |= qualifier;
    return true;
  }
  return starters.has(text) ? specialSpecifier(p, state, text) : namedType(p, state);
}

function specialSpecifier(p: Parser, state: State, text: string): boolean {
  if (storages.has(text)) storageClass(p, state, text as Storage);
  else if (text === '__inline__') state.inline = p.next() !== undefined;
  else if (text === 'struct' || text === 'union') takeType(p, state, () => recordSpecifier(p, text));
  else if (text === 'enum') takeType(p, state, () => enumSpecifier(p));
  else if (typeofs.has(text)) takeType(p, state, () => typeofSpecifier(p));
  else if (text === '__attribute__') attributes(p, state.attributes);
  else if (text === '_Atomic') atomic(p, state);
  else if (text === '_Thread_local') state.attributes.threadLocal = p.next() !== undefined;
  else if (text === '_Noreturn') state.attributes.noReturn = p.next() !== undefined;
  else if (text === '_Alignas') alignasSpecifier(p, state);
  else if (text === '__extension__') p.next();
  else if (text === '__constexpr') state.attributes.constant = p.next() !== undefined;
  else if (text === '__auto_type') state.inferred = p.next() !== undefined;
  else p.fail(p.token.span, present(unsupported.get(text), `sentence about ${text}`));
  return true;
}

/** atomic = "_Atomic" [ "(" type-name ")" ]   Without one it is a qualifier. */
function atomic(p: Parser, state: State): void {
  p.next();
  if (p.is('('))
    takeType(p, state, () => {
      p.next();
      const type = typeName(p);
      p.expect(')', 'after the type');
      return atomicType(p, type);
    });
  else state.qualifiers |= ATOMIC;
}

/** Arrays and functions cannot be atomic (C11 6.7.2.4). */
function atomicType(p: Parser, type: CType): CType {
  if (type.kind !== 'array' && type.kind !== 'function') return qualify(type, ATOMIC);
  p.report.say(p.previous.span, says('c-atomic-type', { type: printType(type) }));
  return errorType;
}

function storageClass(p: Parser, state: State, storage: Storage): void {
  const { span } = p.next();
  if (state.storage && state.storage !== storage)
    p.report.say(span, says('c-two-storages', { first: state.storage, second: storage }));
  state.storage = storage;
}

/** A conflict with a type that is there already is reported once and the later one dropped. */
function conflicting(p: Parser, state: State): void {
  if (state.type && state.type.kind !== 'error')
    p.fail(p.token.span, says('c-type-after-type', { word: p.token.text }));
}

function takeType(p: Parser, state: State, parse: () => CType): void {
  if (state.words.length > 0) conflictWithWords(p, state);
  conflicting(p, state);
  state.type = parse();
  // A type that is defined at the end of one line, and another at the start of the next.
  if (p.previous.text === '}' && p.startsLine() && startsType(p, p.token))
    p.assumeSemicolon('the definition of the type');
}

function conflictWithWords(p: Parser, state: State): void {
  p.fail(p.token.span, says('c-type-after-words', { word: p.token.text, words: state.words.join(' ') }));
}

/** A typedef name, where no other type has been given. */
function namedType(p: Parser, state: State): boolean {
  if (state.type || state.words.length > 0) return false;
  const symbol = p.typedefNamed(p.token);
  if (symbol) {
    p.watcher?.used(symbol, p.token.span);
    p.next();
    state.type = symbol.type;
    return true;
  }
  return unknownType(p, state);
}

/** `foo x`: most likely a type that is not declared. */
function unknownType(p: Parser, state: State): boolean {
  const { token } = p;
  const following = p.peek();
  if (!isIdentifier(token) || p.scope.lookup(token.text)) return false;
  if (!isIdentifier(following) && following.text !== '*') return false;
  if (following.text === '*' && !isIdentifier(p.peek(2)) && p.peek(2).text !== '*') return false;
  const tag = p.scope.lookupTag(token.text);
  const hint = tag ? `write '${tagWord(tag)} ${token.text}'` : typeHint(p, token.text);
  p.watcher?.unknown(token.text, token.span);
  p.report.say(token.span, says('c-unknown-type', { name: token.text }), hint);
  p.next();
  state.type = errorType;
  return true;
}

function typeHint(p: Parser, name: string): string | undefined {
  const header = headerHint(name);
  if (header !== undefined) return header;
  const habit = habits.get(name);
  if (habit !== undefined) return habit;
  const close = p.scope.similar(name, symbol => symbol.kind === 'typedef', typeWords);
  return close && `did you mean '${close}'?`;
}

/** Types of other languages. */
const habits: ReadonlyMap<string, string> = new Map([
  ['string', "a text is a 'char *', or an array of 'char'"],
  ['String', "a text is a 'char *', or an array of 'char'"],
  ['boolean', "did you mean '_Bool'?"],
  ['class', "did you mean 'struct'?"],
  ['byte', "did you mean 'char'?"],
]);

const tagWord = (type: CType): string => (type.kind === 'record' ? type.definition.keyword : 'enum');

/** typeof-specifier = "typeof" "(" ( type-name | expression ) ")" */
function typeofSpecifier(p: Parser): CType {
  const keyword = p.next().text;
  p.expect('(', 'after typeof');
  const type = startsType(p, p.token) ? typeName(p) : wholeType(expression(p).type);
  p.expect(')', 'after the operand of typeof');
  return type.alias || keyword === '__typeof_unqual__' ? unqualified(type) : type;
}

/** alignas-specifier = "_Alignas" "(" constant-expression ")" */
function alignasSpecifier(p: Parser, state: State): void {
  p.next();
  p.expect('(', 'after _Alignas');
  alignmentOperand(p, state.attributes);
  p.expect(')', 'after the alignment');
}

function finishType(p: Parser, state: State): CType {
  if (state.type) return state.type;
  const { words, start } = state;
  if (words.length === 0) return missingType(p, state);
  const type = spellings.get([...words].sort().join(' '));
  if (type) return type;
  p.report.say(start, says('c-no-type', { words: words.join(' ') }));
  return errorType;
}

/** C89: a declaration that says something else, or of a function, may leave its type out. */
function isImplicitInt(p: Parser, { storage, qualifiers }: State): boolean {
  const said = storage !== undefined || qualifiers !== 0;
  if (said && p.is('*') && isIdentifier(p.peek())) return true;
  if (!isIdentifier(p.token)) return false;
  const following = p.peek().text;
  if (following === '(') return !p.context || storage !== undefined;
  return said && ['=', ';', ',', '['].includes(following);
}

/** C23: `auto x = …`. */
function isInferred(p: Parser, { storage }: State): boolean {
  return storage === 'auto' && p.standard.year >= 2023 && isIdentifier(p.token) && p.peek().text === '=';
}

function missingType(p: Parser, state: State): CType {
  if (state.inferred || isInferred(p, state)) {
    if (state.storage === 'auto') state.storage = undefined;
    state.inferred = true;
    return errorType;
  }
  const { token } = p;
  const span = token.kind === 'end' ? p.previous.span : token.span;
  if (p.standard.year < 2023 && isImplicitInt(p, state)) {
    const name = p.is('*') ? p.peek().text : token.text;
    p.report.say(
      span,
      says('c-implicit-int', { name }),
      `write 'int ${p.is('*') ? '*' : ''}${name}' or another type`,
    );
    return intType;
  }
  if (state.storage || state.qualifiers || state.inline || !isIdentifier(token))
    p.fail(span, says('c-type-expected', { found: p.describe() }));
  p.watcher?.unknown(token.text, span);
  return p.fail(span, says('c-unknown-type', { name: token.text }), typeHint(p, token.text));
}

/** Initialisers: braces, designators, and the rules for braces left out (C99 6.7.8), flattened into parts. */
import type { Expression, Initialiser, InitialiserPart } from '../ast';
import { convertForAssignment } from '../semantics/assign';
import { isError } from '../semantics/build';
import { integerConstant } from '../semantics/constant';
import { compatible } from '../types/compatible';
import { findMember, printType } from '../../image';
import { type CType, type Member, arrayOf, errorType, isCharacter, sizeOf } from '../types/types';
import { assignmentExpression, conditionalExpression } from './expressions';
import { type Parser, isIdentifier } from './parser';
import { says } from '../rules';

interface State {
  readonly p: Parser;
  readonly name: string;
  readonly parts: InitialiserPart[];
  /** An expression that has been read, to find out whether it starts a whole object or its first part. */
  pending: Expression | undefined;
  /** Elements of the outermost array so far, where its size is not given. */
  count: number;
  /** Where an array without a size may stand: the object itself, or the end of a static struct. */
  readonly open: number | undefined;
  /** The object is made before the program runs. */
  readonly fixed: boolean;
}

/** A part of the object that is being initialised. */
interface Target {
  readonly type: CType;
  readonly offset: number;
  readonly bit?: Member['bit'];
}

/**
 * initialiser = assignment-expression | "{" [ initialiser-list ] "}"
 * The type comes back with its size known. A struct that is static may bring elements of its last array.
 */
export function initialiser(
  p: Parser,
  type: CType,
  name: string,
  storage: 'static' | 'automatic',
): { type: CType; initialiser: Initialiser } {
  const open = type.kind === 'array' && type.count === undefined;
  const state: State = {
    p,
    name,
    parts: [],
    pending: undefined,
    count: 0,
    open: open ? 0 : storage === 'static' ? flexibleOffset(type) : undefined,
    fixed: storage === 'static',
  };
  const start = p.token.span;
  if (type.kind === 'array' && !p.is('{') && p.token.kind !== 'string') {
    const value = assignmentExpression(p);
    if (putLiteral(state, { type, offset: 0 }, value))
      return {
        type: { ...type, ...arrayOf(type.element, countOf(value.type)) },
        initialiser: { parts: state.parts },
      };
    p.report.say(start, says('c-array-braces', { name }));
    return { type: errorType, initialiser: { parts: [] } };
  }
  element(state, { type, offset: 0 });
  if (!open) return { type, initialiser: { parts: state.parts } };
  if (state.count * sizeOf(type.element) > 0x7fff_ffff) p.fail(start, says('c-array-too-large'));
  return { type: { ...type, ...arrayOf(type.element, state.count) }, initialiser: { parts: state.parts } };
}

const countOf = (type: CType): number | undefined => (type.kind === 'array' ? type.count : undefined);

function flexibleOffset(type: CType): number | undefined {
  return type.kind === 'record' && type.definition.flexible
    ? type.definition.members?.at(-1)?.offset
    : undefined;
}

/** One object: in braces, from a string, as a whole, or part by part where braces are left out. */
function element(state: State, target: Target): void {
  const { p } = state;
  const { type } = target;
  if (type.kind === 'array' && type.count === undefined && target.offset !== state.open)
    p.fail(p.token.span, says('c-flexible-initialiser'));
  if (!state.pending && p.is('{')) return p.nested(() => braced(state, target));
  if (type.kind === 'array' && takesString(type.element) && readString(state, target)) return;
  if (type.kind === 'array') return elements(state, target, 0, 'bare');
  if (type.kind === 'record') return recordElement(state, target);
  scalar(state, target);
}

function takeExpression(state: State): Expression {
  const expression = state.pending ?? assignmentExpression(state.p);
  state.pending = undefined;
  return expression;
}

function scalar(state: State, target: Target): void {
  const { p, name, parts } = state;
  const value = takeExpression(state);
  if (target.type.kind === 'error') return;
  if (putLiteral(state, target, value)) return;
  const converted = convertForAssignment(p.report, value, target.type, `the initialiser of '${name}'`);
  if (!isError(converted)) parts.push({ ...target, value: converted });
}

/** Before the program runs, and for an array, a compound literal stands for what is in its braces (GNU C). */
function putLiteral(state: State, target: Target, value: Expression): boolean {
  const literal = literalOf(value);
  const { type } = target;
  if (!literal || !compatible(type, value.type)) return false;
  if (type.kind !== 'array' && !state.fixed) return false;
  for (const part of literal.parts) state.parts.push({ ...part, offset: part.offset + target.offset });
  return true;
}

function literalOf(value: Expression): Initialiser | undefined {
  if (value.kind === 'literal') return value.initialiser;
  if (value.kind !== 'variable' || value.symbol.kind !== 'object') return undefined;
  return value.symbol.name === '' ? value.symbol.initialiser : undefined;
}

/** A struct or union without braces: an expression of its own type, or the start of its members. */
function recordElement(state: State, target: Target): void {
  if (!state.pending) state.pending = assignmentExpression(state.p);
  const { type } = state.pending;
  if (type.kind === 'error') state.pending = undefined;
  else if (type.kind === 'record' && compatible(type, target.type)) scalar(state, target);
  else members(state, target, 0, 'bare');
}

/** The elements of a character array, or of one of wide characters. */
const takesString = (element: CType): boolean =>
  isCharacter(element) || (element.kind === 'integer' && (element.size === 4 || element.size === 2));

/** The bytes of a string into a character array. */
function readString(state: State, target: Target): boolean {
  const { p } = state;
  if (!state.pending && p.token.kind !== 'string') return false;
  const value = takeExpression(state);
  const element = (target.type as CType & { kind: 'array' }).element;
  if (
    value.kind !== 'string' ||
    sizeOf((value.type as CType & { kind: 'array' }).element) !== sizeOf(element)
  ) {
    state.pending = value;
    return false;
  }
  storeString(state, target, value);
  return true;
}

function storeString(state: State, target: Target, value: Expression & { kind: 'string' }): void {
  const { p } = state;
  const type = target.type as CType & { kind: 'array' };
  const size = sizeOf(type.element);
  const length = value.bytes.length / size;
  if (type.count === undefined && target.offset === 0) state.count = length;
  const room = type.count ?? length;
  if (length - 1 > room) p.report.say(value.span, says('c-string-too-long', { room }));
  state.parts.push({ ...target, value: value.bytes.subarray(0, room * size) });
}

/** "{" initialiser-list [","] "}" */
function braced(state: State, target: Target): void {
  const { p } = state;
  const { type } = target;
  p.next();
  if (
    type.kind === 'array' &&
    takesString(type.element) &&
    p.token.kind === 'string' &&
    bracedString(state, target)
  )
    return;
  if (type.kind === 'array') elements(state, target, 0, 'braced');
  else if (type.kind === 'record') members(state, target, 0, 'braced');
  else bracedScalar(state, target);
  p.accept(',');
  excess(state);
  p.expect('}', 'after the initialisers');
}

function bracedScalar(state: State, target: Target): void {
  const { p } = state;
  if (p.is('}')) {
    if (target.type.kind !== 'error') p.report.say(p.token.span, says('c-empty-braces'));
    return;
  }
  element(state, target);
}

/** `{ "text" }` for a character array. */
function bracedString(state: State, target: Target): boolean {
  if (!readString(state, target)) return false;
  state.p.accept(',');
  excess(state);
  state.p.expect('}', 'after the string');
  return true;
}

/** Reads what is left over before a closing brace. */
function excess(state: State): void {
  const { p } = state;
  if (p.is('}') && !state.pending) return;
  const span = state.pending?.span ?? p.token.span;
  const readable =
    state.pending ||
    p.token.kind !== 'punctuator' ||
    ['{', '(', '-', '+', '&', '*', '!', '~'].includes(p.token.text);
  if (!readable) return;
  p.report.say(span, says('c-excess-initialisers', { name: state.name }));
  state.pending = undefined;
  while (!p.is('}') && !p.atEnd) {
    if (p.is('{')) element({ ...state, parts: [] }, { type: errorType, offset: 0 });
    else assignmentExpression(p);
    if (!p.accept(',')) break;
  }
}

/** Whether a list goes on with another item; takes the comma before it. */
function more(state: State, first: boolean): boolean {
  const { p } = state;
  if (state.pending) return true;
  if (first) return !p.is('}') && !p.atEnd;
  if (!p.is(',') || p.peek().text === '}') return false;
  p.next();
  return true;
}

/** Whether a list without braces must leave the next item to the braces around it. */
function leaves(state: State): boolean {
  const { p } = state;
  if (state.pending || !p.is(',')) return false;
  const following = p.peek();
  return (
    (following.kind === 'punctuator' && (following.text === '.' || following.text === '[')) ||
    isOldDesignator(p, 1)
  );
}

/** The elements of an array from an index on. */
function elements(state: State, target: Target, from: number, form: 'braced' | 'bare'): void {
  const inBraces = form === 'braced';
  const { p } = state;
  const type = target.type as CType & { kind: 'array' };
  const limit = type.count ?? Infinity;
  let first = from === 0;
  for (let index = from; ; index++, first = false) {
    if (!inBraces && (index >= limit || leaves(state))) return;
    if (inBraces && index >= limit && !designates(p, first)) return;
    if (!more(state, first)) return;
    if (inBraces && !state.pending && p.is('[')) index = indexDesignator(state, target);
    else if (inBraces && !state.pending && p.is('.') && isIdentifier(p.peek())) wrongDesignator(state, type);
    else element(state, elementTarget(type, target.offset, index));
    if (state.pending && sizeOf(type.element) === 0) return;
    if (type.count === undefined && target.offset === 0) state.count = Math.max(state.count, index + 1);
  }
}

/** Whether the next item starts with `[`. */
function designates(p: Parser, first: boolean): boolean {
  return first ? p.is('[') : p.is(',') && p.peek().text === '[';
}

function elementTarget(type: CType & { kind: 'array' }, offset: number, index: number): Target {
  return { type: type.element, offset: offset + index * sizeOf(type.element) };
}

function wrongDesignator(state: State, type: CType): void {
  state.p.fail(state.p.token.span, says('c-designator', { type: printType(type) }));
}

/** Values of one initialiser, with those that ranges in ranges repeat. */
const mostParts = 0x20_0000;

/** designator = "[" constant [ "..." constant ] "]"   Returns the last index that it named. */
function indexDesignator(state: State, target: Target): number {
  const { p } = state;
  const type = target.type as CType & { kind: 'array' };
  const start = p.next().span;
  const low = designatedIndex(state, type);
  const high = p.accept('...') ? designatedIndex(state, type) : low;
  p.expect(']', 'after the index');
  if (high < low || high - low > 65536) p.fail(start, says('c-designator-range'));
  const before = state.parts.length;
  designated(state, elementTarget(type, target.offset, low));
  if (state.parts.length + (state.parts.length - before) * (high - low) > mostParts)
    p.fail(start, says('c-designator-range'));
  repeat(state, before, high - low, sizeOf(type.element));
  return high;
}

/** GNU's range designator: the same parts once more for each further element. */
function repeat(state: State, before: number, times: number, size: number): void {
  const parts = state.parts.slice(before);
  for (let again = 1; again <= times; again++)
    for (const part of parts) state.parts.push({ ...part, offset: part.offset + again * size });
}

function designatedIndex(state: State, type: CType & { kind: 'array' }): number {
  const { p } = state;
  const expression = conditionalExpression(p);
  const value = integerConstant(p.report, expression, 'the index of a designator');
  const limit = BigInt(type.count ?? 0x7fff_ffff);
  if (value === undefined) return 0;
  if (value < 0n || value >= limit) p.fail(expression.span, says('c-designator-index', { value }));
  return Number(value);
}

/** What follows a designator: another one, or the value; the rest of the object it stepped into comes after. */
function designated(state: State, target: Target): void {
  const { p } = state;
  const { type } = target;
  if (p.is('[') && type.kind === 'array') {
    const index = indexDesignator(state, target);
    if (index + 1 < (type.count ?? Infinity)) elements(state, target, index + 1, 'bare');
  } else if (p.is('.') && type.kind === 'record') {
    memberDesignator(state, target);
  } else if (p.is('[') || p.is('.')) {
    wrongDesignator(state, type);
  } else {
    // GNU C once had no = behind an index.
    if (p.previous.text !== ']') p.expect('=', 'after the designator');
    else p.accept('=');
    element(state, target);
  }
}

/** designator = "." name   Continues with the members after it; returns the index of the one it named. */
function memberDesignator(state: State, target: Target): void {
  const index = namedMember(state, target);
  if ((target.type as CType & { kind: 'record' }).definition.keyword === 'struct')
    members(state, target, index + 1, 'bare');
}

/** Reads `.name` and what it stands for; returns the index of the member, or of the anonymous one that has it. */
function namedMember(state: State, target: Target): number {
  const { p } = state;
  const old = !p.accept('.');
  if (!isIdentifier(p.token)) p.fail(p.token.span, says('c-member-name', { found: p.describe() }));
  const { text, span } = p.next();
  const { definition } = target.type as CType & { kind: 'record' };
  const path = findMember(definition, text);
  if (!path) return p.fail(span, says('c-no-member', { type: printType(target.type), name: text }));
  const offset = path.reduce((sum, member) => sum + member.offset, target.offset);
  const [outermost] = path;
  const last = path.at(-1) ?? outermost;
  p.watcher?.memberUsed(last, span);
  const member = { type: last.type, offset, bit: last.bit };
  if (old) {
    p.next();
    element(state, member);
  } else designated(state, member);
  return definition.members?.indexOf(outermost) ?? 0;
}

/** The members of a struct from an index on; of a union the first one. */
function members(state: State, target: Target, from: number, form: 'braced' | 'bare'): void {
  const inBraces = form === 'braced';
  const { p } = state;
  const { definition } = target.type as CType & { kind: 'record' };
  const { members: list } = definition;
  if (!list) return;
  const limit = definition.keyword === 'union' ? Math.min(1, list.length) : list.length;
  const before = state.parts.length;
  let first = from === 0;
  let named = false;
  for (let index = from; ; index++, first = false) {
    if (!inBraces && (index >= limit || leaves(state))) return;
    if (inBraces && index >= limit && !namesMember(p, first)) return;
    if (!more(state, first)) {
      const next = list[index];
      if (inBraces && !first && !named && next && !isZero(state.parts.slice(before)))
        missingField(state, next);
      return;
    }
    named ||= inBraces && namesMember(p, true);
    if (inBraces && !state.pending && (p.is('.') || isOldDesignator(p, 0)))
      index = namedMember(state, target);
    else if (inBraces && !state.pending && p.is('[')) wrongDesignator(state, target.type);
    else {
      const member = list[index];
      if (member) element(state, memberTarget(member, target.offset));
    }
  }
}

/** `{0}`, which is meant for all members. */
const isZero = ([only, ...more]: readonly InitialiserPart[]): boolean =>
  more.length === 0 &&
  only !== undefined &&
  !(only.value instanceof Uint8Array) &&
  only.value.kind === 'number' &&
  only.value.value === 0n;

function missingField({ p }: State, { name, type }: Member): void {
  if (name !== '' && sizeOf(type) > 0)
    p.report.say(p.token.span, says('c-missing-field-initializers', { name }));
}

/** GNU C's `name: value`, so many tokens ahead. */
const isOldDesignator = (p: Parser, ahead: number): boolean =>
  isIdentifier(p.peek(ahead)) && p.peek(ahead + 1).text === ':';

function namesMember(p: Parser, first: boolean): boolean {
  if (first) return p.is('.') || isOldDesignator(p, 0);
  return p.is(',') && (p.peek().text === '.' || isOldDesignator(p, 1));
}

function memberTarget(member: Member, offset: number): Target {
  return { type: member.type, offset: offset + member.offset, bit: member.bit };
}

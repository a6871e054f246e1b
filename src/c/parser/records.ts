/** Structs and unions (C99 6.7.2.1). */
import type { Span } from '../../source';
import { spanning } from '../reporter';
import { integerConstant } from '../semantics/constant';
import { isVariableArray } from '../semantics/sizes';
import { type FieldDeclaration, layOut } from '../types/layout';
import { printType } from '../../image';
import {
  type CType,
  type RecordDefinition,
  type RecordType,
  errorType,
  intType,
  isComplete,
  isInteger,
  sizeOf,
} from '../types/types';
import { type Attributes, attributes } from './attributes';
import { namedDeclarator } from './declarators';
import { conditionalExpression } from './expressions';
import { type Parser, isIdentifier } from './parser';
import { type Specifiers, declarationSpecifiers } from './specifiers';
import { staticAssertion } from './assertions';
import { says } from '../rules';

/** record-specifier = ( "struct" | "union" ) [attributes] ( [tag] "{" { member-declaration } "}" | tag ) */
export function recordSpecifier(p: Parser, keyword: 'struct' | 'union'): CType {
  const { span: start, packing } = p.next();
  const given: Attributes = {};
  attributes(p, given);
  const tag = isIdentifier(p.token) ? p.next() : undefined;
  if (!tag && !p.is('{')) p.fail(p.token.span, says('c-record-name', { keyword, found: p.describe() }));
  const span = tag?.span ?? start;
  const type = findRecord(p, keyword, tag?.text, span);
  if (type.kind !== 'record') return type;
  const defines = p.is('{');
  p.watcher?.tagged(type, span, defines ? 'definition' : declares(p, type, span) ? 'declaration' : 'use');
  if (!defines) return type;
  recordBody(p, type.definition, span, given, packing);
  p.watcher?.extent(type, spanning(start, p.previous.span));
  return type;
}

/** Whether the mention of a tag without a body declares it. */
function declares(p: Parser, { definition }: RecordType, span: Span): boolean {
  return p.is(';') || definition.span === span;
}

/** The type of this tag: an earlier one, or a new incomplete one. */
function findRecord(p: Parser, keyword: 'struct' | 'union', tag: string | undefined, span: Span): CType {
  const declares = p.is('{') || p.is(';');
  const known = tag === undefined ? undefined : declares ? p.scope.tags.get(tag) : p.scope.lookupTag(tag);
  if (known?.kind === 'record' && known.definition.keyword === keyword) return known;
  if (known) {
    p.report.say(span, says('c-wrong-tag', { tag, keyword, type: printType(known) }));
    return known;
  }
  const definition: RecordDefinition = {
    keyword,
    tag,
    span,
    members: undefined,
    size: 0,
    alignment: 1,
    flexible: false,
  };
  const type: RecordType = { kind: 'record', definition, qualifiers: 0 };
  if (tag !== undefined) p.scope.tags.set(tag, type);
  return type;
}

function recordBody(
  p: Parser,
  definition: RecordDefinition,
  span: Span,
  given: Attributes,
  packing: number | undefined,
): void {
  const again = definition.members !== undefined;
  if (again) {
    const related = definition.span && [{ span: definition.span, message: 'it is defined here' }];
    p.report.say(
      span,
      says('c-record-defined-twice', { keyword: definition.keyword, tag: definition.tag }),
      undefined,
      related,
    );
  }
  p.expect('{', 'before the members');
  const fields: FieldDeclaration[] = [];
  while (!p.is('}') && !isOver(p)) p.recovering(() => p.nested(() => memberDeclaration(p, fields)));
  if (isOver(p)) {
    if (!again) layOut(definition, fields, 1);
    p.watcher?.membersDefined(definition, fields);
  }
  p.expect('}', 'after the members');
  attributes(p, given);
  const placed = given.packed ? fields.map(field => ({ ...field, packed: true })) : fields;
  checkNames(p, fields);
  checkFlexible(p, definition, fields);
  if (!again) layOut(definition, placed, given.alignment ?? 1, packing);
  p.watcher?.membersDefined(definition, fields);
}

/** Whether the closing brace is missing: the file ends, or what starts at the margin can be no member. */
function isOver(p: Parser): boolean {
  if (p.atEnd) return true;
  if (!p.startsAfresh()) return false;
  if (['typedef', 'extern', 'static', '__inline__'].includes(p.token.text)) return true;
  for (let ahead = 1; ; ahead++) {
    const token = p.peek(ahead);
    if (token.text === '=') return true;
    if (token.kind === 'end' || ['{', '}', ';'].includes(token.text)) return false;
    if (token.text === '(' && isIdentifier(p.peek(ahead - 1)) && p.peek(ahead + 1).text !== '*') return true;
  }
}

/** member-declaration = specifiers [ member-declarator { "," member-declarator } ] ";" */
function memberDeclaration(p: Parser, fields: FieldDeclaration[]): void {
  if (p.accept(';') || staticAssertion(p)) return;
  const specifiers = declarationSpecifiers(p);
  if (specifiers.storage)
    p.report.say(specifiers.span, says('c-member-storage', { storage: specifiers.storage }));
  if (p.is(';')) anonymousMember(p, specifiers, fields);
  else {
    do fields.push(memberDeclarator(p, specifiers));
    while (p.accept(','));
  }
  p.expectSemicolon('the member');
}

function anonymousMember(p: Parser, { type, span }: Specifiers, fields: FieldDeclaration[]): void {
  if (type.kind === 'record' && type.definition.tag === undefined && isComplete(type))
    fields.push({ name: undefined, type, span });
  else if (type.kind !== 'error' && type.kind !== 'enum' && type.kind !== 'record')
    p.report.say(span, says('c-no-member-declared'));
}

/** member-declarator = declarator [ ":" width ] | ":" width */
function memberDeclarator(p: Parser, specifiers: Specifiers): FieldDeclaration {
  if (p.is(':')) {
    const { span } = p.token;
    const type = bitFieldType(p, specifiers.type, span);
    const bits = width(p, specifiers.type, 0);
    return { ...packedAttribute(p), name: undefined, type, width: bits, span };
  }
  const { type, name, span } = namedDeclarator(p, specifiers.type);
  if (p.is(':')) {
    const checked = bitFieldType(p, type, span);
    const bits = width(p, checked, 1);
    return { ...packedAttribute(p), name, type: checked, width: bits, span };
  }
  const given: Attributes = { alignment: specifiers.attributes.alignment };
  return {
    ...packedAttribute(p, given),
    name,
    type: memberType(p, type, span),
    alignment: given.alignment,
    span,
  };
}

function packedAttribute(p: Parser, given: Attributes = {}): Pick<FieldDeclaration, 'packed'> {
  attributes(p, given);
  return given.packed ? { packed: true } : {};
}

function bitFieldType(p: Parser, type: CType, span: Span): CType {
  if (isInteger(type)) return type;
  if (type.kind !== 'error') p.report.say(span, says('c-bit-field-type', { type: printType(type) }));
  return intType;
}

/** width = ":" constant-expression   Bits: at least one, but for a field without a name. */
function width(p: Parser, type: CType, least: 0 | 1): number {
  p.next();
  const size = conditionalExpression(p);
  const value = integerConstant(p.report, size, 'the width of a bit-field');
  if (value === undefined) return 1;
  const most = type.kind === 'bool' ? 1 : sizeOf(type) * 8;
  if (value >= BigInt(least) && value <= BigInt(most)) return Number(value);
  p.report.say(size.span, says('c-bit-field-width', { type: printType(type), least, most, value }));
  return 1;
}

function memberType(p: Parser, type: CType, span: Span): CType {
  if (type.kind === 'function')
    p.report.say(span, says('c-member-function'), 'a pointer to a function can be one');
  else if (isVariableArray(type)) p.report.say(span, says('c-array-size-constant'));
  else if (type.kind === 'array' && type.count === undefined && isComplete(type.element)) return type;
  else if (type.kind !== 'error' && !isComplete(type))
    p.report.say(span, says('c-incomplete-member', { type: printType(type) }));
  else return type;
  return errorType;
}

/** A flexible array member stands at the end, after others. */
function checkFlexible(p: Parser, definition: RecordDefinition, fields: readonly FieldDeclaration[]): void {
  fields.forEach(({ type, span }, index) => {
    if (type.kind !== 'array' || type.count !== undefined) return;
    if (definition.keyword === 'union' || index !== fields.length - 1 || index === 0)
      p.report.say(span, says('c-flexible-member'));
    else definition.flexible = true;
  });
}

function checkNames(p: Parser, fields: readonly FieldDeclaration[]): void {
  const seen = new Map<string, Span>();
  for (const field of fields) {
    for (const name of fieldNames(field)) {
      const earlier = seen.get(name);
      if (earlier)
        p.report.say(field.span, says('c-duplicate-member', { name }), undefined, [
          { span: earlier, message: 'the other one is here' },
        ]);
      seen.set(name, field.span);
    }
  }
}

function fieldNames({ name, type }: { name: string | undefined; type: CType }): string[] {
  if (name !== undefined) return [name];
  return type.kind === 'record' ? (type.definition.members ?? []).flatMap(fieldNames) : [];
}

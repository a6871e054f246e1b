/** Enumerations (C99 6.7.2.2). */
import type { Span } from '../../source';
import { spanning } from '../reporter';
import { integerConstant } from '../semantics/constant';
import { compatible, wrap } from '../types/compatible';
import {
  type CType,
  type EnumDefinition,
  type EnumType,
  errorType,
  intType,
  isSigned,
  unqualified,
  unsignedType,
} from '../types/types';
import { printType } from '../../image';
import { attributes } from './attributes';
import { declareName } from './declare';
import { conditionalExpression } from './expressions';
import { type Parser, isIdentifier } from './parser';
import { declarationSpecifiers, startsType } from './specifiers';
import { says } from '../rules';

/** enum-specifier = "enum" ( [tag] [fixed-type] "{" enumerator { "," enumerator } [","] "}" | tag [fixed-type] ) */
export function enumSpecifier(p: Parser): CType {
  const start = p.next().span;
  attributes(p, {});
  const tag = isIdentifier(p.token) ? p.next() : undefined;
  const fixed = fixedType(p);
  if (!tag && !p.is('{')) p.fail(p.token.span, says('c-enum-name', { found: p.describe() }));
  const span = tag?.span ?? start;
  const type = findEnum(p, tag?.text, span, fixed !== undefined);
  if (type.kind !== 'enum') return type;
  if (fixed) fixType(p, type.definition, span, fixed);
  const defines = p.is('{');
  p.watcher?.tagged(
    type,
    span,
    defines ? 'definition' : type.definition.span === span ? 'declaration' : 'use',
  );
  if (!defines) return type;
  enumBody(p, type.definition, span);
  p.watcher?.extent(type, spanning(start, p.previous.span));
  return type;
}

/** fixed-type = ":" specifiers   C23; behind the tag of a bit-field stands no type, but a width. */
function fixedType(p: Parser): CType | undefined {
  if (!p.is(':') || !startsType(p, p.peek())) return undefined;
  const { span } = p.next();
  const type = unqualified(declarationSpecifiers(p).type);
  if (type.kind === 'integer' || type.kind === 'bool' || type.kind === 'error') return type;
  p.report.say(span, says('c-enum-fixed-type', { type: printType(type) }));
  return errorType;
}

/** It is complete from here on. */
function fixType(p: Parser, definition: EnumDefinition, span: Span, type: CType): void {
  if (type.kind !== 'integer' && type.kind !== 'bool') return;
  const { fixed = type, tag } = definition;
  if (!compatible(fixed, type) || (definition.complete && !definition.fixed))
    p.report.say(span, says('c-enum-other-type', { tag, type: printType(type) }));
  definition.fixed = fixed;
  definition.signed = isSigned(fixed);
  definition.complete = true;
}

function findEnum(p: Parser, tag: string | undefined, span: Span, declares: boolean): CType {
  const here = declares || p.is('{');
  const known = tag === undefined ? undefined : here ? p.scope.tags.get(tag) : p.scope.lookupTag(tag);
  if (known?.kind === 'enum') return known;
  if (known) {
    p.report.say(span, says('c-not-an-enum', { tag, type: printType(known) }));
    return known;
  }
  const definition: EnumDefinition = { tag, span, complete: false, enumerators: [], signed: false };
  const type: EnumType = { kind: 'enum', definition, qualifiers: 0 };
  if (tag !== undefined) p.scope.tags.set(tag, type);
  return type;
}

function enumBody(p: Parser, definition: EnumDefinition, span: Span): void {
  if (definition.enumerators.length > 0 || (definition.complete && !definition.fixed)) {
    const related = definition.span && [{ span: definition.span, message: 'it is defined here' }];
    p.report.say(span, says('c-enum-defined-twice', { tag: definition.tag }), undefined, related);
  }
  p.expect('{', 'before the enumerators');
  const enumerators: EnumDefinition['enumerators'] = [];
  try {
    while (!p.is('}') && !p.atEnd) {
      enumerators.push(enumerator(p, (enumerators.at(-1)?.value ?? -1) + 1, definition));
      if (!p.accept(',')) break;
    }
    p.expect('}', 'after the enumerators');
    attributes(p, {});
  } finally {
    definition.enumerators = enumerators;
    definition.complete = true;
    if (!definition.fixed) definition.signed = enumerators.some(({ value }) => value < 0);
  }
}

/** enumerator = name [ "=" constant-expression ] */
function enumerator(
  p: Parser,
  following: number,
  definition: EnumDefinition,
): EnumDefinition['enumerators'][number] {
  if (!isIdentifier(p.token)) p.fail(p.token.span, says('c-enumerator-name', { found: p.describe() }));
  const { text: name, span } = p.next();
  attributes(p, {});
  let value = following;
  if (p.accept('=')) {
    const given = conditionalExpression(p);
    value = Number(integerConstant(p.report, given, 'the value of an enumerator') ?? BigInt(following));
  }
  const { fixed } = definition;
  const fits = fixed ? fitsFixed(value, fixed) : value <= 0xffff_ffff && value >= -0x8000_0000;
  if (!fits) {
    const type = fixed ? printType(fixed) : 'int';
    p.report.say(span, says('c-enumerator-range', { name, value, type }));
    value = fixed ? 0 : value | 0;
  }
  const type: CType = fixed
    ? { kind: 'enum', definition, qualifiers: 0 }
    : value > 0x7fff_ffff
      ? unsignedType
      : intType;
  declareName(p, { kind: 'enumerator', name, value, type, span });
  return { name, value };
}

/** Of 64 bits those values that a debugger keeps as a number too. */
const fitsFixed = (value: number, type: CType): boolean =>
  Number.isSafeInteger(value) &&
  (type.kind === 'bool' ? value === 0 || value === 1 : wrap(BigInt(value), type) === BigInt(value));

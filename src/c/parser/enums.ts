/** Enumerations (C99 6.7.2.2). */
import type { Span } from '../../source';
import { spanning } from '../reporter';
import { integerConstant } from '../semantics/constant';
import { type CType, type EnumDefinition, type EnumType, intType, unsignedType } from '../types/types';
import { printType } from '../../image';
import { attributes } from './attributes';
import { declareName } from './declare';
import { conditionalExpression } from './expressions';
import { type Parser, isIdentifier } from './parser';
import { says } from '../rules';

/** enum-specifier = "enum" ( [tag] "{" enumerator { "," enumerator } [","] "}" | tag ) */
export function enumSpecifier(p: Parser): CType {
  const start = p.next().span;
  attributes(p, {});
  const tag = isIdentifier(p.token) ? p.next() : undefined;
  if (!tag && !p.is('{')) p.fail(p.token.span, says('c-enum-name', { found: p.describe() }));
  const span = tag?.span ?? start;
  const type = findEnum(p, tag?.text, span);
  if (type.kind !== 'enum') return type;
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

function findEnum(p: Parser, tag: string | undefined, span: Span): CType {
  const known = tag === undefined ? undefined : p.is('{') ? p.scope.tags.get(tag) : p.scope.lookupTag(tag);
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
  if (definition.complete) {
    const related = definition.span && [{ span: definition.span, message: 'it is defined here' }];
    p.report.say(span, says('c-enum-defined-twice', { tag: definition.tag }), undefined, related);
  }
  p.expect('{', 'before the enumerators');
  const enumerators: EnumDefinition['enumerators'] = [];
  try {
    while (!p.is('}') && !p.atEnd) {
      enumerators.push(enumerator(p, (enumerators.at(-1)?.value ?? -1) + 1));
      if (!p.accept(',')) break;
    }
    p.expect('}', 'after the enumerators');
    attributes(p, {});
  } finally {
    definition.enumerators = enumerators;
    definition.complete = true;
    definition.signed = enumerators.some(({ value }) => value < 0);
  }
}

/** enumerator = name [ "=" constant-expression ] */
function enumerator(p: Parser, following: number): EnumDefinition['enumerators'][number] {
  if (!isIdentifier(p.token)) p.fail(p.token.span, says('c-enumerator-name', { found: p.describe() }));
  const { text: name, span } = p.next();
  attributes(p, {});
  let value = following;
  if (p.accept('=')) {
    const given = conditionalExpression(p);
    value = Number(integerConstant(p.report, given, 'the value of an enumerator') ?? BigInt(following));
  }
  if (value > 0xffff_ffff || value < -0x8000_0000) {
    p.report.say(span, says('c-enumerator-range', { name, value }));
    value |= 0;
  }
  const type = value > 0x7fff_ffff ? unsignedType : intType;
  declareName(p, { kind: 'enumerator', name, value, type, span });
  return { name, value };
}

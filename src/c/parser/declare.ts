/** Enters names into scopes, and checks that declarations of one name agree (C99 6.2.2, 6.7, 6.9.2). */
import type { Span } from '../../source';
import type { FunctionSymbol, LocalSymbol, NamedSymbol, ObjectSymbol } from '../ast';
import { compatible, composite, identical } from '../types/compatible';
import { printType } from '../../image';
import type { CType, FunctionType } from '../types/types';
import { type Attributes, alignTo } from './attributes';
import type { Parser } from './parser';
import type { Specifiers } from './specifiers';
import { says } from '../rules';

const earlier = (symbol: NamedSymbol) => [
  { span: symbol.span, message: `'${symbol.name}' is declared here` },
];

/** A name with its type, and where it stands. */
interface Declared<Type extends CType> {
  readonly name: string;
  readonly type: Type;
  readonly span: Span;
}

/** Declares a name without linkage: it may be there once in a scope. */
export function declareName(p: Parser, symbol: NamedSymbol): void {
  const known = p.scope.names.get(symbol.name);
  if (known && sameTypedef(known, symbol)) return p.declare(known, symbol.span, 'declaration');
  if (known)
    p.report.say(symbol.span, says('c-redeclared', { name: symbol.name }), undefined, earlier(known));
  p.declare(symbol);
}

const sameTypedef = (known: NamedSymbol, symbol: NamedSymbol): boolean =>
  known.kind === 'typedef' && symbol.kind === 'typedef' && identical(known.type, symbol.type);

export function declareLocal(
  p: Parser,
  name: string,
  type: CType,
  span: Span,
  role: 'parameter' | 'variable',
  more: Pick<LocalSymbol, 'mayBeUnused' | 'register' | 'writtenAs'> = {},
): LocalSymbol {
  const parameter = role === 'parameter';
  const symbol: LocalSymbol = { ...more, kind: 'local', name, type, span, parameter, addressed: false };
  declareName(p, symbol);
  return symbol;
}

/** The earlier declaration that this one repeats; a conflict is reported and then ignored. */
function linkedEarlier<Kind extends 'object' | 'function'>(
  p: Parser,
  kind: Kind,
  { name, type, span }: Declared<CType>,
): ((ObjectSymbol | FunctionSymbol) & { kind: Kind }) | undefined {
  const inScope = p.scope.names.get(name);
  if (inScope && inScope.kind !== kind) {
    p.report.say(span, says('c-declared-twice', { name }), undefined, earlier(inScope));
    return undefined;
  }
  const known = p.linked.get(name);
  if (!known || known.kind !== kind) return undefined;
  if (!compatible(known.type, type))
    p.report.say(
      span,
      says('c-conflicting-types', { name, type: printType(known.type) }),
      undefined,
      earlier(known),
    );
  return known as (ObjectSymbol | FunctionSymbol) & { kind: Kind };
}

export function declareFunction(
  p: Parser,
  declared: Declared<FunctionType>,
  specifiers: Specifiers,
  given: Attributes,
): FunctionSymbol {
  const { name, type, span } = declared;
  if (p.context) p.declaredWithin++;
  const known = linkedEarlier(p, 'function', declared);
  if (known) return mergeFunction(p, known, declared, specifiers, given);
  const internal = specifiers.storage === 'static' || (specifiers.inline && specifiers.storage !== 'extern');
  const symbol: FunctionSymbol = {
    kind: 'function',
    name,
    type,
    span,
    linkage: internal ? 'internal' : 'external',
    label: given.label ?? name,
    inline: specifiers.inline,
    noReturn: given.noReturn ?? false,
    weak: given.weak,
    section: given.section,
    used: false,
    mayBeUnused: given.mayBeUnused,
    format: given.format,
  };
  p.linked.set(name, symbol);
  p.functions.push(symbol);
  p.declare(symbol, span, 'declaration');
  return symbol;
}

function mergeFunction(
  p: Parser,
  known: FunctionSymbol,
  { type, span }: Declared<FunctionType>,
  specifiers: Specifiers,
  given: Attributes,
): FunctionSymbol {
  if (specifiers.storage === 'static' && known.linkage === 'external' && !known.inline)
    p.report.say(span, says('c-static-after-external', { name: known.name }), undefined, earlier(known));
  if (specifiers.storage === 'extern' && known.inline) known.linkage = 'external';
  if (compatible(known.type, type)) known.type = composite(known.type, type) as FunctionType;
  known.inline ||= specifiers.inline;
  known.noReturn ||= given.noReturn ?? false;
  known.weak ||= given.weak;
  known.section ??= given.section;
  known.mayBeUnused ||= given.mayBeUnused;
  known.format ??= given.format;
  if (given.label) known.label = given.label;
  p.declare(known, span, 'declaration');
  return known;
}

const stateOf = ({ storage }: Specifiers) => (storage === 'extern' ? 'declared' : 'tentative');

/** A variable at file level, or `extern` in a block. */
export function declareObject(
  p: Parser,
  declared: Declared<CType>,
  specifiers: Specifiers,
  given: Attributes,
): ObjectSymbol {
  const { name, type, span } = declared;
  if (p.context) p.declaredWithin++;
  const known = linkedEarlier(p, 'object', declared);
  if (known) return mergeObject(p, known, declared, specifiers, given);
  const state = stateOf(specifiers);
  const symbol: ObjectSymbol = {
    kind: 'object',
    name,
    type,
    span,
    linkage: specifiers.storage === 'static' ? 'internal' : 'external',
    label: given.label ?? name,
    state,
    alignment: given.alignment,
    section: given.section,
    weak: given.weak,
    mayBeUnused: given.mayBeUnused,
    threadLocal: given.threadLocal,
  };
  p.linked.set(name, symbol);
  p.objects.push(symbol);
  p.declare(symbol, span, state === 'declared' ? 'declaration' : 'definition');
  return symbol;
}

function mergeObject(
  p: Parser,
  known: ObjectSymbol,
  { type, span }: Declared<CType>,
  specifiers: Specifiers,
  given: Attributes,
): ObjectSymbol {
  const state = stateOf(specifiers);
  const internal = specifiers.storage === 'static';
  if (
    internal ? known.linkage === 'external' : known.linkage === 'internal' && specifiers.storage !== 'extern'
  )
    p.report.say(
      span,
      says('c-linkage-mismatch', {
        name: known.name,
        now: internal ? '' : 'not ',
        before: internal ? 'not ' : '',
      }),
      undefined,
      earlier(known),
    );
  if (!known.threadLocal !== !given.threadLocal)
    p.report.say(span, says('c-thread-local-mixed', { name: known.name }), undefined, earlier(known));
  if (compatible(known.type, type)) known.type = composite(known.type, type);
  if (known.state === 'declared') known.state = state;
  if (given.alignment !== undefined) alignTo(known, given.alignment);
  known.section ??= given.section;
  known.weak ||= given.weak;
  known.mayBeUnused ||= given.mayBeUnused;
  p.declare(known, span, state === 'declared' ? 'declaration' : 'definition');
  return known;
}

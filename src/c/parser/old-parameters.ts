/** The parameters of a function in the manner of old C: named in the list, declared behind it (C99 6.9.1). */
import type { DeclareStatement, LocalSymbol } from '../ast';
import { says } from '../rules';
import { convert } from '../semantics/build';
import type { Token } from '../token';
import { commonType, promoted } from '../types/compatible';
import { type CType, doubleType, intType, sizeOf } from '../types/types';
import { adjustedParameter, namedDeclarator } from './declarators';
import { declareLocal } from './declare';
import type { Parser } from './parser';
import { declarationSpecifiers } from './specifiers';

export interface OldParameters {
  /** As they are passed: callers promote what they pass. */
  readonly parameters: readonly LocalSymbol[];
  /** The declarations of those that are smaller than what is passed. */
  readonly narrowed: readonly DeclareStatement[];
}

/** old-declarations = { specifiers declarator { "," declarator } ";" }   An undeclared parameter is an `int`. */
export function oldParameters(p: Parser, names: readonly Token[]): OldParameters {
  const types = new Map<string, CType>();
  while (!p.is('{') && !p.atEnd) p.recovering(() => declarationOf(p, names, types));
  const narrowed: DeclareStatement[] = [];
  const parameters = names.map(({ text, span }) => {
    const type = types.get(text) ?? intType;
    const passed = type.kind === 'float' ? commonType(type, doubleType) : promoted(type);
    if (sizeOf(type) === sizeOf(passed)) return declareLocal(p, text, type, span, 'parameter');
    const symbol: LocalSymbol = {
      kind: 'local',
      name: '',
      type: passed,
      span,
      parameter: true,
      addressed: false,
    };
    const own = declareLocal(p, text, type, span, 'variable');
    const value = convert({ kind: 'variable', symbol, type: passed, span }, type);
    narrowed.push({
      kind: 'declare',
      symbol: own,
      initialiser: { parts: [{ offset: 0, type, value }] },
      span,
    });
    return symbol;
  });
  return { parameters, narrowed };
}

function declarationOf(p: Parser, names: readonly Token[], types: Map<string, CType>): void {
  const specifiers = declarationSpecifiers(p);
  do {
    const { name, type, span } = namedDeclarator(p, specifiers.type);
    if (!names.some(({ text }) => text === name)) p.report.say(span, says('c-old-parameter', { name }));
    types.set(name, adjustedParameter(type));
  } while (p.accept(','));
  p.expectSemicolon('the declaration');
}

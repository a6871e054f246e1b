/**
 * An expression by itself, as a debugger reads it: names mean what the caller says, `module::name` is one name, and `@` an
 * operator.
 */
import type { Diagnostic, SourceFile } from '../../source';
import type { Expression } from '../ast';
import { lex } from '../preprocessor/lexer';
import { Reporter, spanning } from '../reporter';
import { says } from '../rules';
import { Scope, type Surroundings } from '../scope';
import { defaultStandard, wordsOf } from '../standards';
import type { Token } from '../token';
import type { CType } from '../types/types';
import { expression } from './expressions';
import { type Dialect, Parser, SyntaxFailure } from './parser';

export interface ExpressionText {
  /** Undefined where the text is no expression by its form. */
  readonly tree: Expression | undefined;
  /** Structs, unions and enums that are mentioned, and nowhere declared. */
  readonly unknownTags: readonly CType[];
  readonly diagnostics: readonly Diagnostic[];
}

export function parseExpression(file: SourceFile, around: Surroundings, dialect: Dialect): ExpressionText {
  const { tokens, problems } = expressionTokens(file);
  const report = new Reporter();
  const p = new Parser(tokens, report);
  p.scope = new Scope(undefined, around);
  p.dialect = dialect;
  const tree = problems.length > 0 ? undefined : whole(p);
  const unknownTags = [...p.scope.tags.values()].filter(isUnknown);
  return { tree, unknownTags, diagnostics: [...problems, ...report.diagnostics] };
}

/** whole = expression end */
function whole(p: Parser): Expression | undefined {
  try {
    const tree = expression(p);
    if (!p.atEnd) p.fail(p.token.span, says('c-operator-expected', { found: p.describe() }));
    return tree;
  } catch (failure) {
    if (!(failure instanceof SyntaxFailure)) throw failure;
    return undefined;
  }
}

const isUnknown = (type: CType): boolean =>
  (type.kind === 'record' && type.definition.members === undefined) ||
  (type.kind === 'enum' && !type.definition.complete);

/** The tokens of an expression, the last of kind `end`, and what is no token. */
export function expressionTokens(file: SourceFile): {
  readonly tokens: readonly Token[];
  readonly problems: readonly Diagnostic[];
} {
  const { lexemes, problems } = lex(file);
  // An operator between two operands.
  const isRepeat = ({ text }: Token, at: number) => text === '@' && at > 0;
  const unsound = lexemes.flatMap((lexeme, at) => (isRepeat(lexeme, at) ? [] : (lexeme.problem ?? [])));
  const words = wordsOf(defaultStandard);
  const tokens = lexemes.map(lexeme => lexeme.meaning(words.get(lexeme.text)));
  return { tokens: joinQualified(tokens), problems: [...problems, ...unsound] };
}

/**
 * Makes one identifier of `module`, `::` and `name`, and of what comes behind another `::`. A module whose name is none of
 * C stands in quotes: `"p-2"::name`. The name of a file, as `list.c::name` has it, is one.
 */
function joinQualified(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const file = fileName(tokens, at);
    let first = file ?? tokens[at];
    if (!first) break;
    if (file) at += 2;
    for (;;) {
      const [colon, second, plain] = tokens.slice(at + 1, at + 4);
      if (!colon || !second || !plain || !qualifies(first, colon, second, plain)) break;
      const inner = fileName(tokens, at + 3);
      const name = inner ?? plain;
      const span = spanning(first.span, name.span);
      first = { kind: 'identifier', text: `${moduleName(first)}::${name.text}`, span };
      at += inner ? 5 : 3;
    }
    joined.push(first);
  }
  return joined;
}

/** `list.c`, if `::` and a name follow. */
function fileName(tokens: readonly Token[], at: number): Token | undefined {
  const [stem, dot, ending, colon, second, name] = tokens.slice(at, at + 6);
  if (!stem || !dot || !ending || !colon || !second || !name || stem.kind !== 'identifier') return undefined;
  const isName = dot.text === '.' && stem.span.end === dot.span.start && dot.span.end === ending.span.start;
  if (!isName || isQuoted(ending) || !qualifies(ending, colon, second, name)) return undefined;
  return { kind: 'identifier', text: `${stem.text}.${ending.text}`, span: spanning(stem.span, ending.span) };
}

const qualifies = (module: Token, colon: Token, second: Token, name: Token): boolean =>
  (module.kind === 'identifier' || isQuoted(module)) &&
  colon.text === ':' &&
  second.text === ':' &&
  colon.span.end === second.span.start &&
  name.kind === 'identifier';

const isQuoted = ({ kind }: Token): boolean => kind === 'string' || kind === 'character';

const moduleName = (module: Token): string => (isQuoted(module) ? module.text.slice(1, -1) : module.text);

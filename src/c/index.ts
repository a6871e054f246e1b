/** The C front end: preprocessor, parser and types, and an index of what each name means. */
export { type Analysis, analyse } from './analyse';
export type * from './ast';
export * from './names/entities';
export { type LanguageOptions, definesOf, isMacroOption } from './options';
export { isWarningOption, warningNames } from './warnings/names';
export { type IndexTables, NameIndex } from './names/name-index';
export { Bodies } from './parser/bodies';
export { type LexedFile, lex, lexAgain } from './preprocessor/lexer';
export { type ExpressionText, expressionTokens, parseExpression } from './parser/expression-text';
export type { Dialect } from './parser/parser';
export type { Surroundings } from './scope';
export {
  type Standard,
  defaultStandard,
  isKeyword,
  keywordsToWrite,
  lexicalRules,
  standardNamed,
  standardNames,
} from './standards';
export type { Token } from './token';
export { errorAt, isError } from './semantics/build';
export { calculate, exactly, foldCompare, shifted } from './semantics/fold';
export { wrap } from './types/compatible';

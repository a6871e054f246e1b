/** The C front end: preprocessor, parser and types, and an index of what each name means. */
export { type Analysis, analyse } from './analyse';
export * from './names/entities';
export { NameIndex } from './names/name-index';
export { precedenceOf } from './precedence';

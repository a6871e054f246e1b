/** The C front end: preprocessor, parser and types. */
export { precedenceOf } from './precedence';

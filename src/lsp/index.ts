/** The Language Server Protocol over `src/language`. */
export type { LanguagePorts } from './files';
export { type ClientOptions, startLanguageServer } from './server';

/** The Language Server Protocol over `src/language`. */
export type { LanguagePorts } from './files';
export { startLanguageServer } from './server';

import type { Standard } from './standards';

/** What a build may say about the language, apart from where files are. */
export interface LanguageOptions {
  /** Which warnings are told, as `-W` says it: `no-unused`, `error=format`, `none`. */
  readonly warnings?: readonly string[];
  /** Which C it is. */
  readonly standard?: Standard | undefined;
}

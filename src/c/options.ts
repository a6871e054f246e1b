import type { Standard } from './standards';

/** What a build may say about the language, apart from where files are. */
export interface LanguageOptions {
  /** Which warnings are told, as `-W` says it: `no-unused`, `error=format`, `none`. */
  readonly warnings?: readonly string[];
  /** Which C it is. */
  readonly standard?: Standard | undefined;
  /** Macros that are there from the start: names, or names with parameters, and what they stand for. */
  readonly defines?: Readonly<Record<string, string>>;
}

/** `NAME=VALUE`, and `NAME` for one that is 1, as `-D` has them. */
export const definesOf = (macros: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    macros.map(macro => {
      const [name = '', ...value] = macro.split('=');
      return [name, value.length > 0 ? value.join('=') : '1'];
    }),
  );

export const isMacroOption = (text: string): boolean => /^[A-Za-z_]\w*(\([\w\s,.]*\))?(=|$)/.test(text);

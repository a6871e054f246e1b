/** Finds the headers that `#include` names, and reads each only once. */
import { folderOf, present, resolvePath, SourceFile, textOf, type FileReader } from '../../source';
import { type LexicalRules, allLexicalRules } from '../standards';
import { lex, type LexedFile } from './lexer';

export type Found = { readonly lexed: LexedFile } | { readonly looked: readonly string[] };

/** What a file's bytes were cut into: a reader that gives the same bytes again saves the work. */
const caches = new Map(allLexicalRules.map(rules => [rules, new WeakMap<Uint8Array, LexedFile>()]));

export class Headers {
  constructor(
    private readonly files: FileReader,
    private readonly includePaths: readonly string[],
    private readonly rules: LexicalRules,
  ) {}

  /** Looks for `"name"` beside the file that includes it first; for `<name>` in the include paths only. */
  find(name: string, quoted: boolean, from: SourceFile): Found {
    const folders = [...(quoted ? [folderOf(from.path)] : []), ...this.includePaths];
    const looked: string[] = [];
    for (const folder of folders) {
      const path = resolvePath(folder, name);
      if (looked.includes(path)) continue;
      looked.push(path);
      const bytes = this.files.read(path);
      if (bytes) return { lexed: lexBytes(path, bytes, this.rules) };
    }
    return { looked };
  }
}

function lexBytes(path: string, bytes: Uint8Array, rules: LexicalRules): LexedFile {
  const cache = present(caches.get(rules), 'cache of a set of lexical rules');
  const known = cache.get(bytes);
  if (known?.file.path === path) return known;
  const lexed = lex(new SourceFile(path, textOf(bytes)), rules);
  cache.set(bytes, lexed);
  return lexed;
}

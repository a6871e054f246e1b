/** What a file of `src` exports, another one uses. Types may be exported for what they say about the functions beside them. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/guest';

const folders = ['src', 'test', 'bench', 'scripts'];

function filesBelow(folder: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true }).map(String);
  return names.filter(name => /\.(ts|mjs)$/.test(name)).map(name => join(folder, name));
}

/** A text without the statements that hand names on: they use nothing, unless they give another name. */
const withoutHandingOn = (text: string) =>
  text.replace(/^export (type )?\{[^}]*\} from .*$/gm, all => (all.includes(' as ') ? all : ''));

/** Names of functions, classes and constants that are exported and stand in no other file. */
function unused(texts: ReadonlyMap<string, string>): string[] {
  const words = new Map([...texts].map(([path, text]) => [path, new Set(text.match(/[\w$]+/g))]));
  return [...texts].flatMap(([path, text]) => {
    if (!path.startsWith('src')) return [];
    const names = [...text.matchAll(/^export (?:async )?(?:function\*?|class|const|let) ([\w$]+)/gm)];
    return names
      .map(match => match[1]!)
      .filter(name => ![...words].some(([other, set]) => other !== path && set.has(name)))
      .map(name => `${path}: ${name}`);
  });
}

describe('exports', () => {
  it('are used by another file', () => {
    const paths = folders.flatMap(filesBelow);
    const texts = new Map(
      paths.map(path => [path, withoutHandingOn(readFileSync(join(root, path), 'utf8'))]),
    );
    assert.ok(texts.size > 400);
    assert.deepEqual(unused(texts), []);
  });

  it('are told apart by the check itself', () => {
    const texts = new Map([
      ['src/a.ts', 'export function used() {}\nexport const unused = 1;\nexport async function alone() {}\n'],
      ['src/index.ts', withoutHandingOn("export {\n  used,\n  unused,\n} from './a';\n")],
      ['test/b.ts', "import { used } from '../src';\n"],
    ]);
    assert.deepEqual(unused(texts), ['src/a.ts: unused', 'src/a.ts: alone']);
  });
});

/** Every header stands alone, may be included twice, and declares only what the library defines. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Compiled, compile } from '../../src/codegen';
import { SourceFile } from '../../src/source';

const guest = join(__dirname, '../../guest');
const include = join(guest, 'include');
const files = {
  read(path: string) {
    try {
      return readFileSync(path);
    } catch {
      return undefined;
    }
  },
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
const headers = filesIn(include)
  .filter(path => path.endsWith('.h'))
  .map(path => relative(include, path).split(sep).join('/'));

function compiled(text: string): Compiled {
  return compile(new SourceFile('test.c', text), { files, includePaths: [include] });
}

/** Names of the functions that a header declares itself. */
function declared(header: string): string[] {
  const text = readFileSync(join(include, header), 'utf8').replace(/\/\*[^]*?\*\/|^#.*(\\\n.*)*$/gm, '');
  return [...text.matchAll(/^(?!typedef)[a-z][\w ]*[ *](\w+)\([^;{}]*\);/gm)].map(match => match[1]!);
}

const labelsIn = (assembly: string): string[] => [...assembly.matchAll(/^(\w+):/gm)].map(match => match[1]!);

/** Names that the sources of the library define, by their text; where macros make functions of it, by their assembly. */
const defined = new Set(
  filesIn(join(guest, 'lib')).flatMap(path => {
    const text = readFileSync(path, 'utf8');
    if (path.endsWith('.toy')) return labelsIn(text);
    if (/^[A-Z_]+\(\w+\)$/m.test(text)) return labelsIn(compiled(text).assembly);
    return [...text.matchAll(/^(?!static)\w[\w ]*[ *](\w+)\([^;]*?\)\n\{/gm)].map(match => match[1]!);
  }),
);

describe('headers', () => {
  for (const header of headers) {
    it(`${header} stands alone, and twice`, () => {
      const line = `#include <${header}>\n`;
      assert.deepEqual(compiled(line).diagnostics, []);
      assert.deepEqual(compiled(line + line).diagnostics, []);
    });

    it(`${header} declares what the library has`, () => {
      assert.deepEqual(
        declared(header).filter(name => !defined.has(name)),
        [],
      );
    });
  }

  it('go together in one file', () => {
    assert.deepEqual(compiled(headers.map(header => `#include <${header}>\n`).join('')).diagnostics, []);
  });

  it('are read right by this test', () => {
    assert.ok(declared('stdio.h').includes('printf') && declared('sys/wait.h').includes('waitpid'));
    assert.ok(declared('stdlib.h').includes('qsort') && declared('stdlib.h').includes('malloc'));
    assert.ok(!defined.has('append_digit') && defined.has('bsearch') && defined.has('fork'));
  });
});

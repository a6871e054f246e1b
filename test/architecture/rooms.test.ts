import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Who may import whom. A room may always import itself. */
const below = (...rooms: string[]) => rooms;
const toSystem = below('isa', 'source', 'image', 'machine', 'assembler', 'compiler', 'linker', 'disk');
const allowed: Readonly<Record<string, readonly string[]>> = {
  isa: [],
  source: [],
  image: ['source'],
  machine: ['isa'],
  assembler: ['isa', 'source', 'image'],
  compiler: ['isa', 'source', 'image'],
  linker: ['image', 'source'],
  disk: ['image'],
  system: toSystem,
  debugger: [...toSystem, 'system'],
  dap: ['debugger', 'source'],
  language: ['isa', 'source', 'image', 'assembler', 'compiler'],
  lsp: ['language', 'source'],
  cli: [...toSystem, 'system', 'debugger', 'dap', 'language', 'lsp'],
  extension: [...toSystem, 'system', 'debugger', 'dap', 'language', 'lsp', 'cli'],
};

/** Rooms that run wherever JavaScript does, and the packages that they may use. */
const hosted = ['cli', 'extension'];
const packages: Readonly<Record<string, readonly string[]>> = {
  dap: ['@vscode/debugadapter', '@vscode/debugprotocol'],
  lsp: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
};

const root = join(__dirname, '../..');
const source = join(root, 'src');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });
}

/** Every module that a source names in an import, an export or a dynamic import. */
export function importsOf(text: string): string[] {
  const pattern =
    /(?:^|[;}\s])(?:import|export)\s+(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [...text.matchAll(pattern)].map(match => match[1] ?? match[2]!);
}

/** What is wrong with the imports of one file; empty where nothing is. */
export function violations(path: string, text: string): string[] {
  const room = relative(source, path).split(sep)[0]!;
  return importsOf(text).flatMap(name => {
    if (!name.startsWith('.')) {
      const free =
        hosted.includes(room) ||
        (packages[room] ?? []).some(known => name === known || name.startsWith(`${known}/`));
      return free ? [] : [`${relative(root, path)} imports ${name}`];
    }
    const target = relative(source, resolve(dirname(path), name)).split(sep)[0]!;
    return target === room || allowed[room]?.includes(target)
      ? []
      : [`${relative(root, path)} imports ${name}`];
  });
}

describe('the rooms', () => {
  it('import only what the table in ARCHITECTURE.md allows', () => {
    const files = filesBelow(source);
    assert.ok(files.length > 20);
    assert.deepEqual(
      files.flatMap(path => violations(path, readFileSync(path, 'utf8'))),
      [],
    );
  });

  it('are the folders of src', () => {
    const folders = readdirSync(source, { withFileTypes: true }).filter(entry => entry.isDirectory());
    for (const folder of folders) assert.ok(allowed[folder.name], folder.name);
  });

  it('are told apart by the check itself', () => {
    const bad = (room: string, text: string) => violations(join(source, room, 'x.ts'), text).length;
    assert.equal(bad('isa', "import { a } from '../source';"), 1);
    assert.equal(bad('machine', "import fs from 'node:fs';"), 1);
    assert.equal(bad('machine', "export * from '../linker/x';"), 1);
    assert.equal(bad('debugger', "const x = await import('../dap');"), 1);
    assert.equal(bad('dap', "import '@vscode/debugadapter';"), 0);
    assert.equal(bad('machine', "import {\n  a,\n} from '../isa';"), 0);
  });
});

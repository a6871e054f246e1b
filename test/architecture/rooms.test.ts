import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const root = join(__dirname, '../..');
const source = join(root, 'src');

/** Who may import whom: the table of rooms in ARCHITECTURE.md. A room may always import itself. */
const allowed = roomTable(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));

/** Rows like "| `src/isa` | what it does | isa source |"; "nothing", "all but cli". */
function roomTable(text: string): ReadonlyMap<string, readonly string[]> {
  const rows = [...text.matchAll(/^\| `src\/(\w+)`\s*\|[^|]*\|([^|]*)\|$/gm)].map(
    ([, room = '', imports = '']) => ({ room, imports: imports.trim() }),
  );
  const rooms = rows.map(({ room }) => room);
  return new Map(rows.map(({ room, imports }) => [room, named(imports, rooms, room)]));
}

function named(imports: string, rooms: readonly string[], self: string): readonly string[] {
  if (imports === 'nothing') return [];
  const [, others] = /^all but (.*)$/.exec(imports) ?? [];
  if (others !== undefined) return rooms.filter(room => ![...others.split(' '), self].includes(room));
  return imports.split(' ');
}

/** Rooms that belong to a host; all others run wherever JavaScript does, and may use these packages. */
const hosted = ['node', 'cli', 'extension'];
const packages: Readonly<Record<string, readonly string[]>> = {
  dap: ['@vscode/debugadapter', '@vscode/debugprotocol'],
  lsp: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
  figures: ['d3-scale'],
  views: ['d3-selection', 'd3-zoom'],
};

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
    return target === room || allowed.get(room)?.includes(target)
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
    assert.deepEqual([...allowed.keys()].sort(), folders.map(({ name }) => name).sort());
  });

  it('name only rooms, and none that imports back', () => {
    const reaches = (from: string, to: string): boolean =>
      (allowed.get(from) ?? []).some(next => next === to || (next !== from && reaches(next, to)));
    for (const [room, imports] of allowed) {
      for (const name of imports) assert.ok(allowed.has(name), `${room} imports ${name}`);
      assert.ok(!reaches(room, room), `${room} is imported by what it imports`);
    }
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

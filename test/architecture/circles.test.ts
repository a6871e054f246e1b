import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { importsOf } from './rooms.test';

const source = join(__dirname, '../../src');

/**
 * How many files of a room import each other in a circle, at most: code generation walks expressions in one and
 * statements in the other. A number here may become smaller, never larger.
 */
const largest: Readonly<Record<string, readonly number[]>> = { codegen: [7, 2] };

type Graph = ReadonlyMap<string, readonly string[]>;

/** The files below a folder, each with those of them that it imports. */
function importGraph(folder: string): Graph {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const paths = names.filter(name => name.endsWith('.ts')).map(name => join(folder, name));
  return new Map(paths.map(path => [path, importedBy(path).filter(target => paths.includes(target))]));
}

function importedBy(path: string): string[] {
  const names = importsOf(readFileSync(path, 'utf8')).filter(name => name.startsWith('.'));
  const targets = names.map(name => resolve(dirname(path), name));
  return targets.map(target => (existsSync(`${target}.ts`) ? `${target}.ts` : join(target, 'index.ts')));
}

function reachedFrom(graph: Graph, start: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...(graph.get(start) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(graph.get(next) ?? []));
  }
  return reached;
}

/** The sizes of the circles, the largest first. */
function circles(graph: Graph): number[] {
  const reach = new Map([...graph.keys()].map(path => [path, reachedFrom(graph, path)]));
  const meets = (from: string, to: string): boolean => reach.get(from)?.has(to) ?? false;
  const found = new Set<string>();
  const sizes: number[] = [];
  for (const path of graph.keys()) {
    if (found.has(path) || !meets(path, path)) continue;
    const circle = [...graph.keys()].filter(other => meets(path, other) && meets(other, path));
    for (const each of circle) found.add(each);
    sizes.push(circle.length);
  }
  return sizes.sort((left, right) => right - left);
}

describe('circles of imports', () => {
  for (const [room, sizes] of Object.entries(largest))
    it(`are not larger in src/${room} than ${sizes.join(' and ')} files`, () => {
      const found = circles(importGraph(join(source, room)));
      assert.ok(found.length <= sizes.length, `circles of ${found.join(', ')} files`);
      found.forEach((size, index) => assert.ok(size <= (sizes[index] ?? 0), `a circle of ${size} files`));
    });

  it('are found by the check itself', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', ['e']],
      ['e', ['d']],
      ['f', ['a']],
    ]);
    assert.deepEqual(circles(graph), [3, 2]);
  });
});

/** Which header declares what: for the hint about a name of the library that is used without it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Entity, analyse } from '../../src/c';
import { SourceFile } from '../../src/source';

const folder = join(__dirname, '../../guest/include');

/** Of the machine, not of C. */
const platform = new Set(['toy32.h', 'vsfs.h']);
/** Headers that are parts of others, which programs include. */
const partOf: Readonly<Record<string, string>> = {
  'sys/signals.h': 'signal.h',
  'sys/schedulers.h': 'sched.h',
  'sys/syscall.h': 'unistd.h',
};

const files = {
  read(path: string) {
    try {
      return readFileSync(path);
    } catch {
      return undefined;
    }
  },
};

const headers = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .filter(name => !platform.has(name))
  .sort();

/** Names that a header gives itself, not by another that it includes. */
function namesIn(header: string): Entity[] {
  const path = join(folder, header);
  const file = new SourceFile(path, readFileSync(path, 'utf8'));
  const { tables } = analyse(file, { files, includePaths: [folder] }).index;
  return tables.entities.filter(entity => isPublic(entity) && entity.mentions[0]?.span.file.path === path);
}

const kinds = new Set(['variable', 'function', 'typedef', 'enumerator', 'macro']);

function isPublic({ kind, name, scope }: Entity): boolean {
  return kinds.has(kind) && !name.startsWith('_') && (scope === undefined || scope.kind === 'file');
}

function rowOf(header: string): string[] {
  const entities = namesIn(header);
  const named = (types: boolean) =>
    entities.filter(({ kind }) => (kind === 'typedef') === types).map(({ name }) => name);
  const [types, values] = [named(true), named(false)].map(names => [...new Set(names)].sort().join(' '));
  if (types === '' && values === '') return [];
  return [
    `  {\n    header: '${partOf[header] ?? header}',\n    types: '${types}',\n    values:\n      '${values}',\n  },`,
  ];
}

export function libraryNames(): string {
  return `/** What the headers of the library declare. Generated from guest/include by \`npm run generate\`: do not edit. */

/** Names with blanks between them. */
export interface HeaderNames {
  readonly header: string;
  readonly types: string;
  /** Functions, variables and macros. */
  readonly values: string;
}

// prettier-ignore
export const headerNames: readonly HeaderNames[] = [
${headers.flatMap(rowOf).join('\n')}
];
`;
}

/** What the rest of a program defines for an assembly source, as the linker will find it: files of its folder, and the library. */
import type { ObjectFile } from '../../image';
import { says } from '../../linker/rules';
import { type Diagnostic, type FileReader, Reads, type Span, suggest } from '../../source';
import { declarationText, documentationOf } from '../c/documentation';
import { libraryNames } from '../c/library';
import { bundledDefinition, labelIn } from '../c/navigation';
import type { Units } from '../c/units';
import type { Completion } from '../results';
import type { AssemblyDocument } from './document';

/** One error for each place that uses a name which nothing defines. */
export function undefinedNames(object: ObjectFile, document: AssemblyDocument, units: Units): Diagnostic[] {
  const { symbols, sections } = object;
  const used = symbols.filter(({ place }) => place === undefined);
  const known = used.length > 0 ? definedAround(document.file.path, units) : new Set<string>();
  const missing = new Set(used.map(({ name }) => name).filter(name => !isKnown(name, known)));
  if (missing.size === 0) return [];
  const isProgram = symbols.some(({ name, binding }) => name === entry && binding !== 'local');
  const own = symbols.filter(({ place }) => place !== undefined).map(({ name }) => name);
  const reported = new Set<string>();
  const uses = sections.flatMap(({ relocations }) => relocations.filter(({ symbol }) => missing.has(symbol)));
  return uses.flatMap(({ symbol, span }): Diagnostic[] => {
    const key = span && `${span.start} ${span.file.path}`;
    if (!key || reported.has(key)) return [];
    reported.add(key); // An address is two relocations in one place.
    const meant = suggest(symbol, [...own, ...known]);
    // A part of a program may use what stands in a folder that is not seen from here.
    if (!meant && !isProgram) return [];
    const hint = meant === undefined ? {} : { hint: `did you mean '${meant}'?` };
    return [{ ...says('link-undefined', { symbol, where: '' }), span, ...hint }];
  });
}

/** Where a program begins, for those that have it all in one file. */
const entry = 'main';

/** Names with two underscores are what the compiler and the library have between themselves. */
const isKnown = (name: string, known: ReadonlySet<string>): boolean =>
  name.startsWith('__') || known.has(name);

/** Global names of the sources beside one, and of the library. */
function definedAround(path: string, units: Units): ReadonlySet<string> {
  const library = units.bundled.filter(other => other.includes('/lib/'));
  const paths = [...library, ...units.beside(path)].filter(other => other !== path);
  const last = around.get(units);
  if (last?.reads.hold && last.paths.join() === paths.join()) return last.names;
  const reads = new Reads(units.files);
  const names = new Set(libraryNames(units).keys());
  for (const other of paths) for (const name of globalNames(other, reads, units)) names.add(name);
  around.set(units, { paths, reads, names });
  return names;
}

/** The last answer. */
const around = new WeakMap<Units, { paths: readonly string[]; reads: Reads; names: ReadonlySet<string> }>();

const inAssembly = /^[ \t]*\.(?:global|weak)[ \t]+([^\n#]*)/gm;
const inC = /^(?!static\b|typedef\b)[A-Za-z_][^\n;={}()]*?(\w+)(?=[ \t]*[([=;])/gm;
const known = new WeakMap<Uint8Array, readonly string[]>();

/** By how it is written alone: nothing is assembled or compiled for it. */
function globalNames(path: string, files: FileReader, units: Units): readonly string[] {
  const bytes = files.read(path);
  if (!bytes) return [];
  const found =
    known.get(bytes) ?? namesIn(units.textOf(path) ?? '', path.endsWith('.toy') ? inAssembly : inC);
  known.set(bytes, found);
  return found;
}

const namesIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap(([, list = '']) => list.split(',').map(name => name.trim()));

/** Files beside a source that have a name in them. */
export function usersOf(name: string, path: string, units: Units): string[] {
  const word = new RegExp(`(?<![\\w.$])${name.replace(/[.$]/g, '\\$&')}(?![\\w.$])`);
  return units.beside(path).filter(other => other !== path && word.test(units.textOf(other) ?? ''));
}

/** Where another file of the program, or the library, defines a name. */
export function definedElsewhere(name: string, path: string, units: Units): Span[] {
  const beside = units
    .beside(path)
    .filter(other => other !== path && globalNames(other, units.files, units).includes(name));
  const label = labelIn(
    beside.filter(other => other.endsWith('.toy')),
    name,
    units,
  );
  if (label) return [label];
  for (const { index } of units.mentioning(
    beside.filter(other => other.endsWith('.c')),
    name,
  )) {
    const entity = index.tables.entities.find(each => each.name === name && each.symbol);
    const found = entity && index.definitions(entity).map(({ span }) => span);
    if (found && found.length > 0) return found;
  }
  const bundled = bundledDefinition(name, units);
  return bundled ? [bundled] : [];
}

/** What is said of a function of the library. */
export function libraryText(name: string, path: string, units: Units): string | undefined {
  const entity = libraryNames(units).get(name)?.entity;
  return entity?.kind === 'function' ? documentationOf(entity, path, units) : undefined;
}

/** Functions of the library, behind all names of the source's own. */
export function libraryCompletions(path: string, units: Units): Completion[] {
  return [...libraryNames(units).values()]
    .filter(({ entity }) => entity.kind === 'function')
    .map(({ entity }) => ({
      label: entity.name,
      kind: 'function',
      detail: declarationText(entity),
      documentation: () => documentationOf(entity, path, units),
      snippet: entity.name,
      rank: 6,
    }));
}

/** Another name for a thing, wherever it is named; proven, or refused with a sentence. */
import { type Entity, type Mention, isKeyword } from '../../c';
import { compile } from '../../codegen';
import { type FileReader, Reads, SourceFile, type Span, hasErrors } from '../../source';
import { type CDocument, understood } from './document';
import { distinct, entitiesAt, everywhere, isBundled, mentionAt } from './meaning';
import type { Units } from './units';

export function renameRange(document: CDocument, offset: number): Span | undefined {
  const mention = mentionAt(document, offset);
  const isOwn =
    mention &&
    mention.entity.kind !== 'builtin' &&
    !mention.entity.mentions.some(({ span }) => isForeign(span));
  return isOwn ? mention.span : undefined;
}

const isForeign = (span: Span): boolean => isBundled(span) || span.file.path.startsWith('<');

export function rename(document: CDocument, offset: number, name: string, units: Units): Span[] | string {
  const [entity] = entitiesAt(document, offset);
  if (!entity) return 'There is no name here.';
  if (!renameRange(document, offset)) return `${entity.name} belongs to the library, and keeps its name.`;
  if (!/^[A-Za-z_]\w*$/.test(name)) return `"${name}" is not a name.`;
  if (isKeyword(name)) return `${name} is a word of the language.`;
  const spans = distinct(
    entitiesAt(document, offset)
      .flatMap(each => everywhere(each, document, units))
      .flatMap(({ mentions }) => mentions.map(({ span }) => span)),
  );
  if (spans.some(isForeign)) return `${entity.name} belongs to the library, and keeps its name.`;
  if (spans.some(span => span.file.text.slice(span.start, span.end) !== entity.name))
    return `${entity.name} is made by a macro in some place, and keeps its name.`;
  return clash(document, entity, name, spans, units) ?? spans;
}

/** Where the sources would mean something else with the new name: a sentence. */
function clash(
  document: CDocument,
  entity: Entity,
  name: string,
  spans: readonly Span[],
  units: Units,
): string | undefined {
  const files = withNames(units.files, spans, name);
  const paths = new Set(
    [document.path, ...spans.map(({ file }) => file.path)].filter(
      path => path.endsWith('.c') || path === document.path,
    ),
  );
  for (const path of paths) {
    const before = path === document.path ? document : units.unit(path);
    const text = files.text(path) ?? before?.text ?? '';
    if (!before) continue;
    const after = understood(new SourceFile(path, text), new Reads(files), units.language);
    if (!sameMeaning(before, after) || !sameCode(before, after, entity.name, name, units, files))
      return `${name} would mean something else, or clash with another ${name}, in ${path.slice(path.lastIndexOf('/') + 1)}.`;
  }
  return undefined;
}

/** The files as they are with the new name. */
function withNames(
  files: FileReader,
  spans: readonly Span[],
  name: string,
): FileReader & { text(path: string): string | undefined } {
  const texts = new Map<string, string>();
  for (const path of new Set(spans.map(({ file }) => file.path))) {
    const own = spans.filter(({ file }) => file.path === path).sort((one, other) => other.start - one.start);
    let text = own[0]?.file.text ?? '';
    for (const { start, end } of own) text = text.slice(0, start) + name + text.slice(end);
    texts.set(path, text);
  }
  const bytes = new Map([...texts].map(([path, text]) => [path, new TextEncoder().encode(text)] as const));
  return { read: path => bytes.get(path) ?? files.read(path), text: path => texts.get(path) };
}

/** Each name stands for the same thing as before, and nothing more or less is wrong. */
function sameMeaning(before: CDocument, after: CDocument): boolean {
  if (before.diagnostics.length !== after.diagnostics.length) return false;
  if (strings(before) !== strings(after)) return false;
  const [one, other] = [numbers(before.index.tables.mentions), numbers(after.index.tables.mentions)];
  return one.length === other.length && one.every((number, at) => number === other[at]);
}

/** A macro may make a string of a name. */
const strings = ({ index }: CDocument): string =>
  index.tables.expressions.map(node => (node.kind === 'string' ? node.bytes.join() : '')).join(' ');

/** The things that are mentioned, each by the number of its first mention. */
function numbers(mentions: readonly Mention[]): number[] {
  const first = new Map<Entity, number>();
  return mentions.map(({ entity }, at) => {
    if (!first.has(entity)) first.set(entity, at);
    return first.get(entity) ?? at;
  });
}

/** Compiled, both are the same but for the name; a source with errors has no code to compare. */
function sameCode(
  before: CDocument,
  after: CDocument,
  old: string,
  name: string,
  units: Units,
  files: FileReader,
): boolean {
  if (hasErrors(before.diagnostics)) return true;
  const codeOf = (file: SourceFile, reader: FileReader) =>
    compile(file, { ...units.language, files: reader })
      .assembly.replace(columns, '')
      .replaceAll(whole(old), name);
  return codeOf(before.file, units.files) === codeOf(after.file, files);
}

/** Where in its line code comes from moves with the length of the name. */
const columns = /(?<=^\t\.loc \d+ \d+) \d+/gm;

const whole = (name: string): RegExp => new RegExp(`(?<![\\w$])${name.replace(/\$/g, '\\$')}(?![\\w$])`, 'g');

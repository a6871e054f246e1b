/**
 * Sources cut, with things put in and taken out at random places, and every request of the language server about each: none may fail, and
 * every place that is answered with must lie in its file. `npm run fuzz:lsp` does more of the same.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildWorld, filesUnder, guestHeaders, guestRoot, treeOf } from '../../src/boot';
import { assemble } from '../../src/assembler';
import { compile } from '../../src/codegen';
import {
  AssemblyDocument,
  type Edit,
  type Services,
  Units,
  assemblyServices,
  cServices,
} from '../../src/language';
import { Converter } from '../../src/lsp/convert';
import { requests } from '../../src/lsp/requests';
import { ClientUris } from '../../src/lsp/uris';
import { type FileReader, SourceFile, hasErrors } from '../../src/source';
import { guest, root } from '../support/guest';

const world = buildWorld(treeOf(new Map()), guest);
const bundled = filesUnder(world, guestRoot);
const examples = readdirSync(join(root, 'examples')).filter(name => /\.(c|toy)$/.test(name));

interface Source {
  readonly path: string;
  readonly text: string;
}

/** All sources of the guest and the examples, as an editor has them. */
export const sources: readonly Source[] = [
  ...bundled
    .filter(path => /\.(c|h|toy)$/.test(path))
    .map(path => ({ path, text: new TextDecoder().decode(world.read(path)) })),
  ...examples.map(name => ({
    path: `file:///examples/${name}`,
    text: readFileSync(join(root, 'examples', name), 'utf8'),
  })),
];

/** A generator of numbers below a limit, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return limit => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const pieces = [
  '(',
  ')',
  '{',
  '}',
  '"',
  "'",
  '/*',
  '*/',
  '->',
  '.',
  '#',
  '\\',
  ',',
  ';',
  '\n',
  '\u00e4',
  '\ud83d',
  'x',
  '0x',
  '%hi(',
  ':',
];

interface Mutant extends Source {
  readonly offset: number;
}

/** A source that somebody is in the middle of writing. */
export function mutant(random: (limit: number) => number): Mutant {
  const { path, text } = sources[random(sources.length)]!;
  const at = random(text.length + 1);
  const kind = random(3);
  if (kind === 0) return { path, text: text.slice(0, at), offset: at };
  if (kind === 1) return { path, text: text.slice(0, at) + text.slice(at + 1 + random(30)), offset: at };
  const piece = pieces[random(pieces.length)]!;
  return { path, text: text.slice(0, at) + piece + text.slice(at), offset: at + piece.length };
}

/** Texts that follow each other as somebody writes: words and lines put in, taken out, doubled, and put back. */
export function changesOf(text: string, random: (limit: number) => number): string[] {
  const texts = [text];
  for (let left = 4 + random(8); left > 0; left--) {
    const now = texts.at(-1)!;
    const words = [...now.matchAll(/\w+|[^\w\s]|\n/g)];
    const word = words[random(Math.max(1, words.length))];
    const other = words[random(Math.max(1, words.length))]?.[0] ?? 'x';
    const at = word?.index ?? 0;
    const end = at + (word?.[0].length ?? 0);
    const line = now.slice(now.lastIndexOf('\n', at - 1) + 1, now.indexOf('\n', at) + 1 || now.length + 1);
    const changes = [
      () => now.slice(0, at) + now.slice(end),
      () => now.slice(0, at) + other + now.slice(end),
      () => `${now.slice(0, at)}${other} ${now.slice(at)}`,
      () => now.slice(0, at) + pieces[random(pieces.length)]! + now.slice(at),
      () => now.replace(line, () => line + line),
      () => now.replace(line, ''),
      () => texts[random(texts.length)]!,
    ];
    texts.push(changes[random(changes.length)]!());
  }
  return texts.slice(1);
}

/** Services as the server makes them; what is around a source is shared by all. */
const none: FileReader = { read: () => undefined };
let changed: Mutant | undefined;
const bytesOf = new WeakMap<Mutant, Uint8Array>();
const units = new Units(
  {
    read(path) {
      if (changed?.path !== path) return world.read(path) ?? none.read(path);
      const bytes = bytesOf.get(changed) ?? new TextEncoder().encode(changed.text);
      bytesOf.set(changed, bytes);
      return bytes;
    },
    list: () => [],
  },
  [guestHeaders],
  bundled,
  () => [],
);

function servicesOf(source: Mutant): Services {
  changed = source;
  const workspace = { files: units.files, includePaths: [guestHeaders] };
  if (!source.path.endsWith('.toy')) return cServices(units.unit(source.path)!, units);
  const file = new SourceFile(source.path, units.textOf(source.path)!);
  return assemblyServices(new AssemblyDocument(file, workspace), workspace, units);
}

const convert = new Converter(new ClientUris());
convert.can = { snippets: true, markdown: true, hierarchy: true };

/** Asks everything at the place of the change; throws what the service throws, with what was asked. */
export function askAll(source: Mutant): number {
  const services = servicesOf(source);
  const { line, column } = services.file.position(source.offset);
  const position = { line, character: column };
  const range = {
    start: { line: Math.max(0, line - 3), character: 0 },
    end: { line: line + 3, character: 0 },
  };
  const parameters = {
    textDocument: { uri: 'file:///x' },
    position,
    positions: [position],
    range,
    newName: 'renamed',
    options: { tabSize: 4, insertSpaces: true },
    ch: '\n',
    context: { includeDeclaration: true, diagnostics: [] },
  };
  services.diagnostics();
  let asked = 0;
  let item: unknown;
  for (const { method, answer } of requests) {
    if (method.startsWith('callHierarchy/') && !item) continue;
    try {
      const answered = answer(services, { ...parameters, item } as never, convert);
      asked++;
      if (method === 'textDocument/prepareCallHierarchy') item = (answered as unknown[] | undefined)?.[0];
      checkRanges(answered, method);
    } catch (error) {
      // A sentence why something cannot be renamed.
      if (method === 'textDocument/rename' && (error as { code?: number }).code !== undefined) continue;
      throw new Error(`${method} at ${source.offset} of\n${source.path}\n${source.text}`, { cause: error });
    }
  }
  return asked;
}

/** What a format and a new name change is the text: it builds to the bytes to which it did. */
export function checkBuilt(source: Mutant): number {
  const services = servicesOf(source);
  const spans = services.rename(source.offset, 'renamed');
  const renamed = typeof spans === 'string' ? [] : spans.map(span => ({ span, text: 'renamed' }));
  const formatted = services.format?.({ tabSize: 4, insertSpaces: true }) ?? [];
  const changes = [renamed, formatted].filter(
    edits => edits.length > 0 && edits.every(({ span }) => span.file.path === source.path),
  );
  const before = changes.length > 0 ? built(source) : undefined;
  if (before === undefined) return 0;
  for (const edits of changes) {
    const after = built({ ...source, text: edited(source.text, edits) });
    assert.equal(
      after,
      before,
      `at ${source.offset} of\n${source.path}\n${source.text}\n${JSON.stringify(edits.map(({ text }) => text))}`,
    );
  }
  return changes.length;
}

const edited = (text: string, edits: readonly Edit[]): string =>
  [...edits]
    .sort((one, other) => other.span.start - one.span.start)
    .reduce((now, { span, text: by }) => now.slice(0, span.start) + by + now.slice(span.end), text);

/** The bytes of all sections; undefined where there are errors. */
function built({ path, text }: Source): string | undefined {
  const options = { files: units.files, includePaths: [guestHeaders] };
  const file = new SourceFile(path, text);
  const { assembly, debug, diagnostics } = path.endsWith('.toy')
    ? { assembly: text, debug: undefined, diagnostics: [] }
    : compile(file, options);
  const { object, diagnostics: others } = assemble(new SourceFile(path, assembly), {
    ...options,
    ...(debug && { debug }),
  });
  if (hasErrors(diagnostics) || hasErrors(others)) return undefined;
  return object.sections
    .map(({ name, bytes, size }) => `${name} ${size}: ${Buffer.from(bytes).toString('hex')}`)
    .join('\n');
}

/** Ranges are in order, and no number is less than 0. */
function checkRanges(answer: unknown, method: string): void {
  if (typeof answer !== 'object' || answer === null) return;
  const { start, end } = answer as { start?: { line: number; character: number }; end?: typeof start };
  if (typeof start === 'object' && typeof end === 'object') {
    const inOrder = start.line < end.line || (start.line === end.line && start.character <= end.character);
    assert.ok(inOrder && start.line >= 0 && start.character >= 0, `${method}: ${JSON.stringify(answer)}`);
  }
  if (method.startsWith('textDocument/semanticTokens')) return;
  for (const inner of Object.values(answer)) checkRanges(inner, method);
}

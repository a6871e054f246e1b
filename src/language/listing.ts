/** What each line of a source becomes: a text in assembly, and for each of its lines the line that it comes from. */
import { type Assembled, assemble, disassemble } from '../assembler';
import { compile } from '../codegen';
import type { ObjectFile, Relocation, Section } from '../image';
import { type Diagnostic, MemoryFiles, SourceFile, hasErrors, hex } from '../source';
import type { Language } from './c/document';
import { jumpLines } from './jumps';
import type { AssemblyListing } from './results';
import type { Workspace } from './workspace';

type Row = readonly [text: string, line?: number];

/** Of a C source, as the compiler writes it, without what is for the debugger alone. */
export function compiledListing(
  file: SourceFile,
  language: Language,
  files: Workspace['files'],
): AssemblyListing {
  const { assembly, diagnostics } = compile(file, { ...language, files });
  return hasErrors(diagnostics) ? failed(file, diagnostics) : listing(compiledRows(assembly, file.path));
}

const onlyForDebuggers = /^\t\.(?:cfi_\w+|file|type|size|align|loc)\b/;

function compiledRows(assembly: string, path: string): Row[] {
  const lines = assembly.split('\n');
  const own = lines.flatMap(line => /^\t\.file (\d+) "(.*)"/.exec(line) ?? []);
  const number = own[own.indexOf(path) - 1];
  const used = new Set(
    lines.filter(line => !onlyForDebuggers.test(line)).flatMap(line => line.match(/\.L\w+(?!\w*:)/g) ?? []),
  );
  const rows: Row[] = [];
  let section = '';
  let line: number | undefined;
  for (const text of lines) {
    const [, file, at] = /^\t\.loc (\d+) (\d+)/.exec(text) ?? [];
    if (at !== undefined) line = file === number ? Number(at) - 1 : undefined;
    const [, label] = /^(\S+):$/.exec(text) ?? [];
    if (text === '' || text === section || onlyForDebuggers.test(text)) continue;
    if (isSection(text)) section = text;
    if (label === undefined) rows.push(isDirective(text) ? [text] : [text, line]);
    else if (!label.startsWith('.L')) rows.push([''], [text]);
    else if (used.has(label)) rows.push([text]);
  }
  return rows;
}

const isDirective = (text: string): boolean => /^\t\./.test(text);
const isSection = (text: string): boolean => /^\t\.(?:text|rodata|data|bss|section)\b/.test(text);

/** Of an assembly source: the instructions that it really becomes, with their words, and the bytes of its data. */
export function assembledListing(file: SourceFile, { object, diagnostics }: Assembled): AssemblyListing {
  if (hasErrors(diagnostics)) return failed(file, diagnostics);
  return listing(
    object.sections.flatMap(section =>
      section.size === 0 ? [] : [['', undefined] as const, ...sectionRows(section, object, file.path)],
    ),
  );
}

/** Bytes of data in a row. */
const dataWidth = 8;

function sectionRows(section: Section, object: ObjectFile, path: string): Row[] {
  const { name, bytes, size, flags } = section;
  const labels = labelsIn(name, object);
  const relocations = new Map(section.relocations.map(row => [row.offset, row]));
  const rows: Row[] = [[/^\.(?:text|rodata|data|bss)$/.test(name) ? `\t${name}` : `\t.section ${name}`]];
  const lines = new Map(
    object.debug.lines
      .filter(({ address, file }) => address.section === name && object.debug.files[file] === path)
      .map(({ address, line }) => [address.offset, line]),
  );
  let line: number | undefined;
  for (let at = 0; at < size;) {
    for (const label of labels.get(at) ?? []) rows.push([`${label}:`]);
    line = lines.get(at) ?? line;
    if (flags.execute && at + 4 <= bytes.length) {
      rows.push([
        `\t${instructionAt(bytes, at, relocations.get(at), labels).padEnd(28)} # ${hex(at, 4)}: ${hex(wordOf(bytes, at), 8)}`,
        line,
      ]);
      at += 4;
      continue;
    }
    const next = Math.min(size, at + dataWidth, ...[...labels.keys()].filter(offset => offset > at));
    const values = [...bytes.subarray(at, next)].map(value => hex(value, 2)).join(', ');
    rows.push([flags.zero ? `\t.space ${next - at}` : `\t.byte ${values}`]);
    at = next;
  }
  return rows;
}

const wordOf = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);

function labelsIn(section: string, { symbols }: ObjectFile): ReadonlyMap<number, readonly string[]> {
  const labels = new Map<number, string[]>();
  for (const { name, place } of symbols)
    if (typeof place === 'object' && place.section === section)
      labels.set(place.offset, [...(labels.get(place.offset) ?? []), name]);
  return labels;
}

/** With the names that the linker will put addresses in for. */
function instructionAt(
  bytes: Uint8Array,
  at: number,
  relocation: Relocation | undefined,
  labels: ReadonlyMap<number, readonly string[]>,
): string {
  const word = wordOf(bytes, at);
  if (!relocation) return disassemble(word, at, target => labels.get(target)?.[0]);
  const { kind, symbol, addend } = relocation;
  const name = addend === 0 ? symbol : `${symbol}${addend < 0 ? '' : '+'}${addend}`;
  const text = disassemble(word, at, () => name);
  const half = kind === 'high' ? `%hi(${name})` : kind === 'low' ? `%lo(${name})` : undefined;
  return half === undefined ? text : text.replace(/(?<![\w])(?:0x)?0(?=\(|$)/, half);
}

function listing(rows: readonly Row[]): AssemblyListing {
  const [first] = rows;
  const all = first?.[0] === '' ? rows.slice(1) : rows;
  const text = all.map(([text]) => `${text.replace(/^\t/, '    ')}\n`).join('');
  return {
    text,
    jumps: jumpLines(text),
    offsets: offsetsIn(text),
    lines: all.map(([, line]) => line ?? null),
    failed: false,
  };
}

/** As the assembler places it: a text in assembly can be assembled. */
function offsetsIn(text: string): (number | null)[] {
  const file = new SourceFile('', text);
  const { object } = assemble(file, { files: new MemoryFiles(new Map()) });
  const byLine = new Map<number, number>();
  for (const { address, line } of object.debug.lines) if (!byLine.has(line)) byLine.set(line, address.offset);
  return file.lineStarts.map((_, line) => byLine.get(line) ?? null);
}

function failed(file: SourceFile, diagnostics: readonly Diagnostic[]): AssemblyListing {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const rows: Row[] = errors.map(({ message, span }) => {
    const line = span?.file === file ? file.position(span.start).line : undefined;
    return [`# ${line === undefined ? '' : `line ${line + 1}: `}${message}`, line];
  });
  return { ...listing([['# There is no assembly while the source has errors.'], ...rows]), failed: true };
}

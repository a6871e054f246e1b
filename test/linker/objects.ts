/** Object files by hand, in few words. */
import {
  type DebugInfo,
  type ObjectFile,
  type ObjectSymbol,
  type Relocation,
  type Section,
  type SectionOffset,
  emptyDebugInfo,
  standardSections,
} from '../../src/image';
import { SourceFile } from '../../src/source';

/** `'.text+4'`, a number, or nothing for a symbol that another object defines. */
type PlaceText = string | number | undefined;

export interface Sketch {
  /** By name: bytes, a number of zeros for a section without contents, or a whole section. */
  readonly sections?: Readonly<Record<string, readonly number[] | number | Partial<Section>>>;
  /** By name, `!` in front for local and `?` for weak ones. */
  readonly symbols?: Readonly<Record<string, PlaceText>>;
  /** `'word .text+4 symbol-8'` */
  readonly relocations?: readonly string[];
  readonly debug?: Partial<DebugInfo<SectionOffset>>;
  /** What it was assembled from: spans of symbols and relocations are the first mention of the symbol in it. */
  readonly source?: string;
}

export function object(name: string, sketch: Sketch): ObjectFile {
  const file = sketch.source === undefined ? undefined : new SourceFile(name, sketch.source);
  const relocations = (sketch.relocations ?? []).map(text => relocation(text, file));
  const sections = Object.entries(sketch.sections ?? {}).map(([section, content]): Section => {
    const own = relocations.filter(row => row.section === section).map(row => row.relocation);
    return { ...makeSection(section, content), relocations: own };
  });
  const symbols = Object.entries(sketch.symbols ?? {}).map(([text, at]) => symbol(text, at, file));
  return { name, sections, symbols, debug: { ...emptyDebugInfo, ...sketch.debug } };
}

function makeSection(name: string, content: readonly number[] | number | Partial<Section>): Section {
  const [, flags] = Object.entries(standardSections).find(([standard]) => standard === name) ?? [];
  const base = { name, flags: flags ?? standardSections['.rodata'], alignment: 4, relocations: [] };
  if (typeof content === 'number') return { ...base, bytes: new Uint8Array(), size: content };
  if (!('length' in content)) return { ...base, bytes: new Uint8Array(), size: 0, ...content };
  return { ...base, bytes: Uint8Array.from(content), size: content.length };
}

function symbol(text: string, at: PlaceText, file: SourceFile | undefined): ObjectSymbol {
  const binding = text.startsWith('!') ? 'local' : text.startsWith('?') ? 'weak' : 'global';
  const name = text.replace(/^[!?]/, '');
  const place = typeof at === 'string' ? offset(at) : at;
  const kind = typeof at === 'string' && at.startsWith('.text') ? 'function' : 'none';
  return { name, binding, kind, place, size: 0, span: spanOf(name, file) };
}

function relocation(text: string, file: SourceFile | undefined): { section: string; relocation: Relocation } {
  const match = /^(\w+) (\S+) (.+?)([+-]\d+)?$/.exec(text);
  if (!match) throw new Error(`not a relocation: ${text}`);
  const [, kind, at, name, addend = '0'] = match;
  const where = offset(at!);
  const row = {
    kind: kind as Relocation['kind'],
    offset: where.offset,
    symbol: name!,
    addend: Number(addend),
  };
  return { section: where.section, relocation: { ...row, span: spanOf(name!, file) } };
}

export function offset(text: string): SectionOffset {
  const [section, bytes = '0'] = text.split('+');
  return { section: section!, offset: Number(bytes) };
}

function spanOf(name: string, file: SourceFile | undefined) {
  const start = file?.text.indexOf(name) ?? -1;
  return file && start >= 0 ? { file, start, end: start + name.length } : undefined;
}

/**
 * What `npm run build` makes of the guest sources ahead of time, so that a run need not: the kernel, the bundled
 * programs, and the library's object files with an index of what each defines. It is kept as two archives.
 */
import {
  type DebugInfo,
  type Executable,
  type ObjectFile,
  type Section,
  readElf,
  stripped,
  withDebug,
  writeElf,
} from '../image';
import { lazily, present } from '../source';

/** What a build takes ready-made; each part is read when it is asked for. */
export interface Prebuilt {
  /** With debug information. */
  kernel(): Executable;
  readonly programs: readonly PrebuiltProgram[];
  readonly library: readonly PrebuiltMember[];
}

export interface PrebuiltProgram {
  /** Of its source. */
  readonly path: string;
  /** The ELF file as it stands on the disk. */
  stripped(): Uint8Array;
  /** With debug information. */
  executable(): Executable;
}

export interface PrebuiltMember {
  readonly path: string;
  readonly defines: readonly string[];
  object(): ObjectFile;
}

/** The same with the contents at hand. */
export interface PrebuiltContents {
  readonly kernel: Executable;
  readonly programs: readonly { readonly path: string; readonly executable: Executable }[];
  readonly library: readonly {
    readonly path: string;
    readonly defines: readonly string[];
    readonly object: ObjectFile;
  }[];
}

/** The entry that lists the others. */
const indexName = 'index';
const kernelName = 'kernel';

interface Index {
  /** Paths of sources; a program's entry has that name, and so has its debug information. */
  readonly programs: readonly string[];
  /** A member's entries have the name of its path. */
  readonly library: readonly { readonly path: string; readonly defines: readonly string[] }[];
}

type Entries = ReadonlyMap<string, Uint8Array>;

/** The entries of two archives. Most runs never read the second one, which is much the larger. */
export function packPrebuilt({ kernel, programs, library }: PrebuiltContents): {
  readonly prebuilt: Entries;
  readonly debug: Entries;
} {
  const index: Index = {
    programs: programs.map(({ path }) => path),
    library: library.map(({ path, defines }) => ({ path, defines })),
  };
  const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const executables = [{ path: kernelName, executable: kernel }, ...programs];
  return {
    prebuilt: new Map([
      [indexName, json(index)],
      ...executables.map(({ path, executable }) => [path, writeElf(stripped(executable))] as const),
      ...library.map(({ path, object }) => [path, json(packed(object))] as const),
    ]),
    debug: new Map([
      ...executables.map(({ path, executable }) => [path, json(executable.debug)] as const),
      ...library.map(({ path, object }) => [path, json(object.debug)] as const),
    ]),
  };
}

/** Inverse of `packPrebuilt`, but for spans. */
export function readPrebuilt(entries: Entries, debugEntries: () => Entries): Prebuilt {
  const entry = (name: string, among = entries) =>
    present(among.get(name), `${name} in what was built ahead of time`);
  const parsed = <Value>(name: string, among = entries) =>
    JSON.parse(new TextDecoder().decode(entry(name, among))) as Value;
  const executable = (name: string) =>
    lazily(() => {
      const plain = present(readElf(entry(name)).executable, `${name} in what was built ahead of time`);
      return withDebug(plain, () => parsed<DebugInfo>(name, debugEntries()));
    });
  const { programs, library } = parsed<Index>(indexName);
  return {
    kernel: executable(kernelName),
    programs: programs.map(path => ({ path, stripped: () => entry(path), executable: executable(path) })),
    library: library.map(row => ({
      ...row,
      object: lazily(() =>
        unpacked(parsed(row.path), () => parsed<ObjectFile['debug']>(row.path, debugEntries())),
      ),
    })),
  };
}

type PackedObject = Omit<ObjectFile, 'sections' | 'debug'> & {
  readonly sections: readonly (Omit<Section, 'bytes'> & { readonly bytes: string })[];
};

/** Without the spans: they point into sources that are known to be right. */
function packed({ debug: _, ...object }: ObjectFile): PackedObject {
  const symbols = object.symbols.map(symbol => ({ ...symbol, span: undefined }));
  const sections = object.sections.map(section => ({
    ...section,
    bytes: toHex(section.bytes),
    relocations: section.relocations.map(relocation => ({ ...relocation, span: undefined })),
  }));
  return { ...object, sections, symbols };
}

function unpacked(object: PackedObject, readDebug: () => ObjectFile['debug']): ObjectFile {
  const sections = object.sections.map(section => ({ ...section, bytes: fromHex(section.bytes) }));
  const debug = lazily(readDebug);
  return {
    ...object,
    sections,
    get debug() {
      return debug();
    },
  };
}

function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(text.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}

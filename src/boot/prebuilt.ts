/**
 * What `npm run build` makes of the guest sources ahead of time, so that a run need not: the kernel, the bundled
 * programs, and the library's object files with an index of what each defines.
 */
import { type ObjectFile, type Section } from '../image';

export interface Prebuilt {
  /** An ELF file with debug information. */
  kernel(): Uint8Array;
  readonly programs: readonly PrebuiltProgram[];
  readonly library: readonly PackedMember[];
}

export interface PrebuiltProgram {
  /** Of its source. */
  readonly path: string;
  /** The ELF file as it stands on the disk; who wants its debug information builds it again. */
  stripped(): Uint8Array;
}

export interface PackedMember {
  readonly path: string;
  readonly defines: readonly string[];
  /** See `packObject`. */
  readonly object: string;
}

/** An object file as text, without the spans: they point into sources that are known to be right. */
export function packObject(object: ObjectFile): string {
  const { name, debug } = object;
  const symbols = object.symbols.map(symbol => ({ ...symbol, span: undefined }));
  const sections = object.sections.map(section => ({
    ...section,
    bytes: toHex(section.bytes),
    relocations: section.relocations.map(relocation => ({ ...relocation, span: undefined })),
  }));
  return JSON.stringify({ name, sections, symbols, debug });
}

type PackedObject = Omit<ObjectFile, 'sections'> & {
  readonly sections: readonly (Omit<Section, 'bytes'> & { readonly bytes: string })[];
};

/** Inverse of `packObject`, spans apart. */
export function unpackObject(text: string): ObjectFile {
  const packed = JSON.parse(text) as PackedObject;
  return {
    ...packed,
    sections: packed.sections.map(section => ({ ...section, bytes: fromHex(section.bytes) })),
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

/** Fills the segments with the sections' bytes, and writes into them the addresses that only now are known. */
import { type Range, highHalf, isWithin, signed16, signed24 } from '../isa';
import { type Relocation, type RelocationKind, type Segment, relocationSizes } from '../image';
import type { Diagnostic } from '../source';
import type { Layout, OutputSegment, Piece } from './layout';
import type { Places } from './places';
import type { SymbolTable } from './symbols';
import { says } from './rules';

/** A use of a name that nothing defines. */
export interface UndefinedUse {
  readonly piece: Piece;
  readonly relocation: Relocation;
}

export interface Relocated {
  readonly segments: readonly Segment[];
  readonly undefinedUses: readonly UndefinedUse[];
  readonly diagnostics: readonly Diagnostic[];
}

export function relocate(layout: Layout, symbols: SymbolTable, places: Places): Relocated {
  const undefinedUses: UndefinedUse[] = [];
  const diagnostics: Diagnostic[] = [];
  const resolve = (segment: Segment, piece: Piece, relocation: Relocation): void => {
    const target = symbols.lookUp(piece.object, relocation.symbol);
    const problem = target && patch(segment, piece, relocation, target.address);
    if (!target) undefinedUses.push({ piece, relocation });
    else if (problem) diagnostics.push(outOfRange(piece, relocation, problem, places));
  };
  const segments = layout.segments.map(output => {
    const segment = fill(output);
    for (const piece of output.sections.flatMap(({ pieces }) => pieces))
      for (const relocation of piece.section.relocations) resolve(segment, piece, relocation);
    return segment;
  });
  return { segments: segments.filter(({ memorySize }) => memorySize > 0), undefinedUses, diagnostics };
}

function fill(segment: OutputSegment): Segment {
  const { address, write, execute, sections, fileEnd, end } = segment;
  const bytes = new Uint8Array(fileEnd - address);
  for (const piece of sections.flatMap(({ pieces }) => pieces))
    if (!piece.section.flags.zero) bytes.set(piece.section.bytes, piece.address - address);
  return {
    address,
    bytes,
    memorySize: end - address,
    write,
    execute,
    sections: sections
      .filter(({ size }) => size > 0)
      .map(({ name, address, size, flags }) => ({ name, address, size, zero: flags.zero })),
  };
}

/** Writes one relocation; says what is wrong if the value does not fit. */
function patch(segment: Segment, piece: Piece, relocation: Relocation, symbol: number): string | undefined {
  const { kind, offset } = relocation;
  const { section, object } = piece;
  if (offset < 0 || offset + relocationSizes[kind] > section.bytes.length)
    throw new RangeError(
      `${object.name}: a ${kind} relocation at ${offset} is outside ${section.name}, which has ${section.bytes.length} bytes`,
    );
  const at = piece.address + offset;
  const view = new DataView(segment.bytes.buffer, at - segment.address, relocationSizes[kind]);
  return apply(view, kind, symbol + relocation.addend, at);
}

function apply(view: DataView, kind: RelocationKind, value: number, at: number): string | undefined {
  switch (kind) {
    case 'word':
      return outside(value, 32) ?? void view.setUint32(0, value >>> 0, true);
    case 'half':
      return outside(value, 16) ?? void view.setUint16(0, value & 0xffff, true);
    case 'byte':
      return outside(value, 8) ?? void view.setUint8(0, value & 0xff);
    case 'high':
      return outside(value, 32) ?? void view.setUint16(0, highHalf(value), true);
    case 'low':
      return outside(value, 32) ?? void view.setUint16(0, value & 0xffff, true);
    case 'branch':
      return far(value - at, signed16) ?? void view.setUint16(0, ((value - at) / 4) & 0xffff, true);
    case 'jump': {
      const opcode = view.getUint32(0, true) & 0xff00_0000;
      return (
        far(value - at, signed24) ?? void view.setUint32(0, opcode | (((value - at) / 4) & 0xff_ffff), true)
      );
    }
  }
}

/** A value must fit into the bits as a signed or an unsigned number. */
function outside(value: number, bits: number): string | undefined {
  if (value >= -(2 ** (bits - 1)) && value < 2 ** bits) return undefined;
  return `the value ${value < 0 ? value : `0x${value.toString(16)}`} does not fit into ${bits} bits`;
}

/** A distance in bytes must be whole words, as many as the instruction reaches. */
function far(distance: number, words: Range): string | undefined {
  if (distance % 4 !== 0) return `the target is ${distance} bytes away, which is not a multiple of 4`;
  if (isWithin(distance / 4, words)) return undefined;
  const [low, high] = words;
  return `the target is ${distance} bytes away, the instruction reaches ${low * 4} to ${high * 4}`;
}

function outOfRange(piece: Piece, relocation: Relocation, problem: string, places: Places): Diagnostic {
  const { object, section } = piece;
  const at = { section: section.name, offset: relocation.offset };
  const span = places.use(object, at, relocation.symbol, relocation.span);
  return {
    ...says('link-out-of-range', {
      symbol: relocation.symbol,
      where: span ? '' : ` in ${object.name}`,
      problem,
    }),
    span,
  };
}

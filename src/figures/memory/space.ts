/** An address space as a column, from the lowest address down the page, and where stack pointer, PC and a chosen pointer stand. */
import type { MemoryParts, MemoryPointer, MemoryRegion } from '../../protocol';
import { hex, inDigits } from '../../source';
import { type Drawing, type Look, type Shape, fitted, letter } from '../picture';

/** Pixels. */
const narrowest = 264;
const widest = 640;
const forAddress = 10 * letter.width + 6;
const regionHeight = 40;
const gapHeight = 20;
const padding = 5;
const forPointers = 96;
const betweenPointers = 15;

const looks: Readonly<Record<MemoryRegion['kind'], Look>> = {
  text: 'first',
  constants: 'plain',
  data: 'second',
  heap: 'third',
  stack: 'fourth',
  mapping: 'third',
  kernel: 'quiet',
  'kernel stack': 'quiet',
  guard: 'absent',
};

/** What can be said of a region beside its kind. */
function rightsText({ kind, permissions, shared, toCopy }: MemoryRegion): string {
  if (kind === 'guard') return 'never mapped: a fault';
  const copies =
    toCopy > 0 ? `, ${pages(toCopy)} copy on write` : shared > 0 ? `, ${inDigits(shared)} shared` : '';
  return `${permissions.join(', ') || 'kernel mode only, read only'}${copies}`;
}

export const pages = (count: number): string => `${inDigits(count)} page${count === 1 ? '' : 's'}`;

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly region: MemoryRegion | undefined;
}

/** The regions, and between them what is not mapped. */
function pieces(regions: readonly MemoryRegion[]): Piece[] {
  const list: Piece[] = [];
  let at = 0;
  for (const region of regions) {
    if (region.from > at) list.push({ from: at, to: region.from, region: undefined });
    list.push({ from: region.from, to: region.to, region });
    at = region.to;
  }
  return list;
}

export function spaceDrawing({ space, pointers }: MemoryParts, given: number): Drawing {
  const width = Math.max(narrowest, Math.min(widest, given));
  const box = width - forAddress - forPointers;
  const shapes: Shape[] = [];
  const places: { readonly piece: Piece; readonly y: number; readonly height: number }[] = [];
  let y = 8;
  for (const piece of pieces(space.regions)) {
    const height = piece.region ? regionHeight : gapHeight;
    places.push({ piece, y, height });
    shapes.push(...pieceShapes(space.pid, piece, y, height, box));
    y += height;
  }
  let last = -Infinity;
  for (const pointer of [...pointers].sort((a, b) => a.address - b.address)) {
    const place = places.find(({ piece }) => pointer.address >= piece.from && pointer.address < piece.to);
    if (!place) continue;
    const { piece } = place;
    const exact = place.y + ((pointer.address - piece.from) / (piece.to - piece.from)) * place.height;
    last = Math.max(exact, last + betweenPointers);
    shapes.push(...pointerShapes(pointer, exact, last, forAddress + box));
  }
  return { width, height: Math.max(y, last) + 8, shapes };
}

function pieceShapes(
  pid: number,
  { from, to, region }: Piece,
  y: number,
  height: number,
  width: number,
): Shape[] {
  const x = forAddress;
  const words = (text: string, at: number, look: Look): Shape => {
    const cut = fitted(text, width - 2 * padding);
    return { kind: 'words', x: x + padding, y: at, text: cut, look, ...(cut !== text && { title: text }) };
  };
  const address: Shape = { kind: 'words', x: 0, y, text: hex(from, 8), look: 'quiet', code: true };
  if (!region)
    return [
      { kind: 'box', x, y, width, height, look: 'absent' },
      words('not mapped', y + height / 2, 'quiet'),
      address,
    ];
  const { kind, promised } = region;
  return [
    {
      kind: 'box',
      x,
      y,
      width,
      height,
      look: promised ? 'absent' : looks[kind],
      about: { pid, addresses: { from, to } },
    },
    words(promised ? `${kind}, at first use` : kind, y + height / 4 + 2, 'strong'),
    words(rightsText(region), y + (height * 3) / 4 - 1, 'plain'),
    address,
  ];
}

/** An arrow from the name to the exact place; names that would stand on each other are moved apart. */
function pointerShapes({ name, address }: MemoryPointer, exact: number, y: number, x: number): Shape[] {
  const text = fitted(name, forPointers - 24);
  return [
    { kind: 'arrow', points: [[x + 20, y], [x + 1, exact]], look: 'taken' }, // prettier-ignore
    { kind: 'words', x: x + 24, y, text, look: 'strong', code: true, title: `${name}: ${hex(address, 8)}` },
  ];
}

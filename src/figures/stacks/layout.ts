/**
 * Blocks of words in columns, the registers between them, and arrows for what has just been moved. What the hardware moves
 * has whole lines and closed heads, what software moves has dashes and open ones.
 */
import type { StacksBlock, StacksParts, StacksSide, StacksTransfer, StacksWord } from '../../protocol';
import { hex } from '../../source';
import { type Drawing, type Look, type Shape, fitted, letter } from '../picture';
import type { Subject } from '../subject';
import { processName } from '../system/states';

interface Row {
  readonly text: string;
  readonly look: Look;
  /** Where an arrow for the word begins or ends. */
  readonly address?: number;
  readonly register?: string;
  readonly about?: Subject;
}

interface Block {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly look: Look;
}

interface Placed {
  readonly x: number;
  readonly width: number;
  readonly right: number;
  /** The middle of each row's line. */
  readonly rows: readonly { readonly row: Row; readonly y: number }[];
}

/** Pixels. */
const line = 16;
const padding = 5;
const gapBetween = 10;
const gapForArrows = 56;
const narrowGap = 26;
const narrow = 520;
const narrowest = 264;
const widest = 1000;

/** Bytes. */
const wordSize = 4;

/** Of a row of a register: its name, and its value in eight digits. */
const registerLetters = 17;

/** A word of a process, as pointed at. */
export const wordAt = ({ pid }: StacksSide, address: number): Subject => ({
  pid,
  addresses: { from: address, to: address + wordSize },
});

const value = (word: number | undefined): string => (word === undefined ? 'not mapped' : hex(word, 8));

export function stacksDrawing(parts: StacksParts, given: number): Drawing {
  return new Layout(parts, Math.max(narrowest, Math.min(widest, given))).drawing();
}

class Layout {
  private readonly moved: ReadonlyMap<number, Look>;

  constructor(
    private readonly parts: StacksParts,
    private readonly width: number,
  ) {
    this.moved = new Map(
      parts.transfers.flatMap(({ by, registers }) => registers.map(({ address }) => [address, by] as const)),
    );
  }

  drawing(): Drawing {
    const shapes: Shape[] = [];
    const columns = this.columns();
    let height = 0;
    const placed: Placed[] = [];
    for (const { x, width, blocks } of columns) {
      let y = 1;
      for (const block of blocks.filter(({ rows }) => rows.length > 0)) {
        const made = this.block(block, x, y, width);
        shapes.push(...made.shapes);
        placed.push(made.placed);
        y += made.height + gapBetween;
      }
      height = Math.max(height, y);
    }
    return { width: this.width, height, shapes: [...this.arrows(placed), ...shapes] };
  }

  /** Where there is room the registers stand in the middle, with what software saves on one side and the hardware on the other. */
  private columns() {
    const { width, parts } = this;
    const [first, second] = parts.sides;
    const registers = [this.registers()];
    const wide = width >= narrow;
    const middle = registerLetters * letter.width + 2 * padding;
    if (!wide) {
      const rest = middle + narrowGap;
      const blocks = parts.sides.flatMap(side => [
        this.trapFrame(side),
        this.structure(side),
        ...this.stacks(side),
      ]);
      return [
        { x: 1, width: middle, blocks: registers },
        { x: rest, width: width - rest - 1, blocks },
      ];
    }
    const side = (width - middle) / 2 - gapForArrows - 1;
    const left = second ? first && this.all(first) : first && [this.structure(first), this.userStack(first)];
    const right = second ? this.all(second) : first && [this.trapFrame(first), this.kernelStack(first)];
    return [
      { x: 1, width: side, blocks: left ?? [] },
      { x: side + gapForArrows, width: middle, blocks: registers },
      { x: width - side - 1, width: side, blocks: right ?? [] },
    ];
  }

  private all(side: StacksSide): Block[] {
    return [this.structure(side), this.trapFrame(side), ...this.stacks(side)];
  }

  private stacks(side: StacksSide): Block[] {
    return [this.kernelStack(side), this.userStack(side)];
  }

  private registers(): Block {
    const { cpu } = this.parts;
    const rows = cpu.registers.map(({ name, value: held }) => ({
      text: `${name.padEnd(7)}${hex(held, 8)}`,
      look: this.lookOfRegister(name),
      register: name,
    }));
    return { title: `CPU, ${cpu.mode}`, rows, look: 'strong' };
  }

  private lookOfRegister(name: string): Look {
    const mover = this.parts.transfers.find(({ registers }) => registers.some(row => row.name === name));
    return mover ? 'strong' : 'plain';
  }

  private trapFrame(side: StacksSide): Block {
    const title = `trap frame on k-stack(${processName(side)})`;
    return { title, rows: side.trapFrame.map(word => this.named(word, side)), look: 'hardware' };
  }

  private structure(side: StacksSide): Block {
    const title = `proc_t(${processName(side)})`;
    return { title, rows: side.context.map(word => this.named(word, side)), look: 'software' };
  }

  private kernelStack(side: StacksSide): Block {
    const title = `k-stack(${processName(side)})`;
    return { title, rows: this.words(side.kernel, side), look: 'plain' };
  }

  private userStack(side: StacksSide): Block {
    const title = `user stack(${processName(side)})`;
    return { title, rows: this.words(side.user, side), look: 'plain' };
  }

  /** A word that goes by the name of a register. */
  private named({ address, value: held, what = '', symbol }: StacksWord, side: StacksSide): Row {
    const place = symbol === undefined ? '' : ` ${symbol}`;
    const text = `${what.padEnd(7)}${value(held)}${place}`;
    return { text, look: this.lookOf(address), address, about: wordAt(side, address) };
  }

  private words({ words, more }: StacksBlock, side: StacksSide): Row[] {
    if (words.length === 0) return [{ text: 'empty', look: 'quiet' }];
    const rows = words.map(({ address, value: held, what, symbol }): Row => ({
      text: `${this.addressText(address)} ${value(held)} ${symbol === undefined ? '' : `${symbol} `}${what ?? ''}`.trim(),
      look: this.lookOf(address),
      address,
      about: wordAt(side, address),
    }));
    return more > 0 ? [...rows, { text: `… ${more} words more`, look: 'quiet' }] : rows;
  }

  /** Where there is little room the last digits. */
  private addressText(address: number): string {
    return this.width < narrow ? address.toString(16).slice(-4) : hex(address, 8);
  }

  private lookOf(address: number): Look {
    return this.moved.has(address) ? 'strong' : 'plain';
  }

  private block({ title, rows, look }: Block, x: number, y: number, width: number) {
    const height = (rows.length + 1) * line + 2 * padding;
    const room = width - 2 * padding;
    const written = (text: string, at: number, of: Look, code: boolean, about?: Subject): Shape => {
      const cut = fitted(text, room);
      return {
        kind: 'words',
        x: x + padding,
        y: at,
        text: cut,
        look: of,
        code,
        ...(cut !== text && { title: text }),
        ...(about && { about }),
      };
    };
    const yOf = (index: number) => y + padding + (index + 1.5) * line;
    const shapes: Shape[] = [
      { kind: 'box', x, y, width, height, look },
      written(title, y + padding + line / 2, 'quiet', false),
      ...rows.map((row, index) => written(row.text, yOf(index), row.look, true, row.about)),
    ];
    const placed: Placed = {
      x,
      width,
      right: x + width,
      rows: rows.map((row, index) => ({ row, y: yOf(index) })),
    };
    return { shapes, placed, height };
  }

  private arrows(placed: readonly Placed[]): Shape[] {
    return this.parts.transfers.flatMap(transfer =>
      transfer.registers.flatMap(({ name, address }) => {
        const from = find(placed, ({ register }) => register === name);
        const to = find(placed, row => row.address === address);
        return from && to ? [arrow(transfer, from, to)] : [];
      }),
    );
  }
}

interface Found {
  readonly block: Placed;
  readonly y: number;
}

function find(placed: readonly Placed[], accepts: (row: Row) => boolean): Found | undefined {
  for (const block of placed) {
    const found = block.rows.find(({ row }) => accepts(row));
    if (found) return { block, y: found.y };
  }
  return undefined;
}

/** From the register to the word at a save, the other way at a restore. */
function arrow({ by, kind }: StacksTransfer, register: Found, word: Found): Shape {
  const isRight = word.block.x > register.block.x;
  const ends: [number, number][] = [
    [isRight ? register.block.right : register.block.x, register.y],
    [isRight ? word.block.x : word.block.right, word.y],
  ];
  return { kind: 'arrow', points: kind === 'save' ? ends : ends.reverse(), look: by };
}

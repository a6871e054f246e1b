/** The basic blocks of a page of code, found from places where execution may come in. */
import { type Decoded, type RowFlow, decode } from '../../isa';
import { slotMask, zeroRegister } from '../constants';
import { consolePort, writesPort } from './output';
import { isSystem } from './system';

/** An instruction in a page. */
export interface Line {
  readonly decoded: Decoded;
  readonly word: number;
  /** Which of the page's words it is. */
  readonly slot: number;
}

/** Instructions of which only the first is entered and only the last goes elsewhere. */
export interface Block {
  readonly start: number;
  readonly lines: readonly Line[];
  /** The slot that it falls through to; undefined: it does not. */
  readonly next: number | undefined;
}

function isCompiled(decoded: Decoded): boolean {
  const { instruction, imm } = decoded;
  return (
    instruction.does !== undefined ||
    isSystem(instruction) ||
    (writesPort(instruction) && imm === consolePort)
  );
}

/** After these, compiled code does not come to the next word of itself. */
const leaving: ReadonlySet<RowFlow> = new Set(['jump', 'call', 'computed']);
const leaves = ({ decoded: { instruction } }: Line) => leaving.has(instruction.flow) || isSystem(instruction);
/** After these a block ends. */
const ends = (line: Line) => line.decoded.instruction.flow === 'branch' || leaves(line);

/** The slot that an instruction goes to if its word says so, in this page or not. */
export function targetSlot({ decoded, slot }: Line): number | undefined {
  return decoded.instruction.does?.jump?.to === 'label' ? slot + decoded.imm : undefined;
}

/** The blocks that can be reached from these slots without leaving the page, in the order of their addresses. */
export class PageBlocks {
  private readonly lines = new Map<number, Line | undefined>();
  private readonly leaders = new Set<number>();

  constructor(
    private readonly words: Int32Array,
    /** Slots whose instructions must not be compiled. */
    private readonly stops: ReadonlySet<number>,
  ) {}

  from(roots: Iterable<number>): readonly Block[] {
    const work = [...roots];
    for (let slot = work.pop(); slot !== undefined; slot = work.pop()) {
      if (this.leaders.has(slot) || !this.line(slot)) continue;
      this.leaders.add(slot);
      work.push(...this.leadersBehind(slot));
    }
    return [...this.leaders].sort((a, b) => a - b).map(start => this.block(start));
  }

  /** Where control may come in because of the straight code from a slot on. */
  private leadersBehind(start: number): number[] {
    for (let slot = start; ; slot++) {
      const line = this.line(slot);
      // What cannot be compiled is executed by others; they come back behind it.
      if (!line) return [slot + 1];
      if (!ends(line)) continue;
      const target = targetSlot(line);
      return target === undefined ? [slot + 1] : [target, slot + 1];
    }
  }

  private block(start: number): Block {
    const lines: Line[] = [];
    for (let slot = start; ; slot++) {
      const line = this.line(slot);
      if (!line || (slot > start && this.leaders.has(slot))) return { start, lines, next: slot };
      lines.push(line);
      if (ends(line)) return { start, lines, next: leaves(line) ? undefined : slot + 1 };
    }
  }

  /** The instruction at a slot, if there is one that is compiled. */
  private line(slot: number): Line | undefined {
    if (this.lines.has(slot)) return this.lines.get(slot);
    const word = this.words[slot] ?? 0;
    const decoded = this.stops.has(slot) || (slot & slotMask) !== slot ? undefined : decode(word);
    const line = decoded && isCompiled(decoded) ? { decoded, word, slot } : undefined;
    this.lines.set(slot, line);
    return line;
  }
}

/** Where execution may come in from elsewhere: the start of the page, and what stands behind the ends of functions. */
export function rootsOf(words: Int32Array): number[] {
  const roots = [0];
  words.forEach((word, slot) => {
    const decoded = decode(word);
    const flow = decoded?.instruction.flow;
    if (flow === 'jump' || flow === 'trap-return' || (flow === 'computed' && decoded?.rd === zeroRegister))
      roots.push(slot + 1);
  });
  return roots;
}

/** Blocks in groups that branches, jumps and falling through connect, but no call: the guest's functions. */
export function functionsOf(blocks: readonly Block[]): Block[][] {
  const parents = new Map<Block, Block>();
  const byStart = new Map(blocks.map(block => [block.start, block]));
  const rootOf = (block: Block): Block => {
    const parent = parents.get(block);
    if (!parent) return block;
    const root = rootOf(parent);
    parents.set(block, root);
    return root;
  };
  const join = (block: Block, slot: number | undefined) => {
    const other = slot === undefined ? undefined : byStart.get(slot);
    if (other && rootOf(other) !== rootOf(block)) parents.set(rootOf(other), rootOf(block));
  };
  for (const block of blocks) {
    const last = block.lines.at(-1);
    if (!last) continue;
    const { flow } = last.decoded.instruction;
    const returns = flow === 'call' || (flow === 'computed' && last.decoded.rd !== zeroRegister);
    if (flow !== 'call') join(block, targetSlot(last));
    join(block, returns ? last.slot + 1 : block.next);
  }
  const groups = new Map<Block, Block[]>();
  for (const block of blocks) groups.set(rootOf(block), [...(groups.get(rootOf(block)) ?? []), block]);
  return [...groups.values()];
}

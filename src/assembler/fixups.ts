/** Values that are known only when everything has been read: checked and written then, or left to the linker. */
import { type Instruction, type OperandKind, highHalf, immediateLimits, lowHalf } from '../isa';
import type { RelocationKind } from '../image';
import { type Evaluator, type EvaluationState, highest, lowest } from './evaluate';
import { controlNumbers } from './forms';
import type { Hint, Mention } from './frames';
import type { SectionBuilder } from './sections';
import type { Sym, Thunk, Value } from './symbols';
import { type Said, didYouMean } from '../source';
import type { Expression, Node } from './syntax';
import { says } from './rules';

export type DataField = 'byte' | 'half' | 'word' | 'dword';

/** What an instruction takes a value for: half of an address, a target, or the immediate of an operand kind. */
export type InstructionField =
  Exclude<RelocationKind, DataField> | Exclude<OperandKind, 'rd' | 'rs1' | 'rs2' | 'addr'>;

interface InstructionSlot {
  readonly field: InstructionField;
  readonly instruction: Instruction;
}

/** What a value is for. */
export type Slot = { readonly field: DataField } | InstructionSlot;

export interface Fixup extends Mention {
  readonly slot: Slot;
  readonly section: SectionBuilder;
  readonly offset: number;
  readonly value: Value | Thunk;
  /** Which branch of the source it is, for one that may be made longer; else −1. */
  readonly branch: number;
}

/** Bytes of a datum. */
export const dataWidth: Readonly<Record<DataField, number>> = { byte: 1, half: 2, word: 4, dword: 8 };

const dataLimits: Readonly<Record<DataField, readonly [number, number]>> = {
  byte: [-0x80, 0xff],
  half: [-0x8000, 0xffff],
  word: [lowest, highest],
  dword: [-(2 ** 63), 2 ** 64],
};

/** The range of a field, or of the immediate of an instruction, and how to name what has it. */
function limitsOf(slot: Slot): readonly [low: number, high: number, who: string] {
  if (!('instruction' in slot)) return [...dataLimits[slot.field], `.${slot.field}`];
  const { field, instruction } = slot;
  if (field === 'high' || field === 'low') return [...dataLimits.word, 'a 32-bit value'];
  const [low, high] = immediateLimits(instruction) ?? [0, 0];
  return [low, high, instruction.mnemonic];
}

/** Says what is wrong with a number in a field; undefined if it fits. */
export function misfit(slot: Slot, value: number): Said | undefined {
  const [low, high, who] = limitsOf(slot);
  return value >= low && value <= high ? undefined : says('asm-range', { value, who, low, high });
}

export class Fixups {
  private readonly waiting: Fixup[] = [];
  /** Branches that must be made longer. */
  readonly tooFar: number[] = [];

  constructor(
    private readonly scope: EvaluationState,
    private readonly evaluator: Evaluator,
    /** Branches that are long already, and how many instructions before the end of its reach another becomes so. */
    private readonly branches: { readonly far: ReadonlySet<number>; readonly margin: number },
  ) {}

  get count(): number {
    return this.waiting.length;
  }

  add(fixup: Fixup): void {
    this.waiting.push(fixup);
  }

  settle(): void {
    for (const fixup of this.waiting) {
      this.scope.frame = fixup.frame;
      const { value } = fixup;
      const known = typeof value === 'function' ? value() : this.evaluator.resolve(value);
      if (!known) continue;
      const { field } = fixup.slot;
      if (field === 'branch' || field === 'jump') this.target(fixup, field, known);
      else if (known.symbol) this.address(fixup, known.symbol, known.number);
      else this.constant(fixup, known.number);
    }
  }

  private target(fixup: Fixup, kind: 'branch' | 'jump', { symbol, number }: Value): void {
    const { section, offset, node } = fixup;
    const [low, high, mnemonic] = limitsOf(fixup.slot);
    if (!symbol) {
      const hint = 'for a distance from here, write . + 8';
      return this.say(fixup, node, says('asm-target-is-number', { mnemonic }), hint);
    }
    if (symbol.section !== section || symbol.binding === 'weak')
      return this.relocate(fixup, kind, symbol, number);
    const distance = symbol.offset + number - offset;
    if (distance % 4 !== 0)
      return this.say(fixup, node, says('asm-target-alignment'), 'write .align 4 before the label');
    const mayGrow = fixup.branch >= 0 && !this.branches.far.has(fixup.branch);
    const margin = mayGrow ? this.branches.margin : 0;
    if (distance / 4 >= low + margin && distance / 4 <= high - margin) return write(fixup, distance / 4);
    if (mayGrow) this.tooFar.push(fixup.branch);
    else this.say(fixup, node, says('asm-target-range', { distance: distance / 4, mnemonic, low, high }));
  }

  private constant(fixup: Fixup, number: number): void {
    const { field } = fixup.slot;
    const problem = misfit(fixup.slot, number);
    if (problem !== undefined) this.say(fixup, fixup.node, problem);
    else write(fixup, field === 'high' ? highHalf(number) : field === 'low' ? lowHalf(number) : number);
  }

  private address(fixup: Fixup, symbol: Sym, number: number): void {
    const { slot, node } = fixup;
    if (!('instruction' in slot))
      return this.relocate(fixup, slot.field === 'dword' ? 'word' : slot.field, symbol, number);
    const { field, instruction } = slot;
    if (field === 'high' || field === 'low') return this.relocate(fixup, field, symbol, number);
    const who = instruction.mnemonic;
    if (symbol.section)
      this.say(
        fixup,
        node,
        says('asm-address-unknown', { label: label(symbol), who }),
        'load it with la, or use %hi and %lo',
      );
    else
      this.say(fixup, node, says('asm-undefined', { label: label(symbol), who }), () =>
        didYouMean(symbol.name, [
          ...(field === 'cr' ? controlNumbers.keys() : []),
          ...this.scope.symbols.names(),
        ]),
      );
  }

  private relocate(
    { section, offset, frame, node }: Fixup,
    kind: RelocationKind,
    symbol: Sym,
    addend: number,
  ): void {
    const span = frame.span(node);
    if (symbol.hidden) {
      if (!symbol.section) return;
      const home = this.scope.symbols.sectionStart(symbol.section);
      section.relocations.push({ kind, offset, symbol: home.name, addend: symbol.offset + addend, span });
    } else {
      symbol.relocated = true;
      section.relocations.push({ kind, offset, symbol: symbol.name, addend, span });
    }
  }

  private say({ frame }: Mention, node: Node, said: Said, hint?: Hint): void {
    this.scope.reporter.say(frame, node, said, hint);
  }
}

/** The name of a symbol as it was written. */
export function label(symbol: Sym): string {
  const [written = symbol.name] = symbol.name.split('\0');
  return written;
}

/** Writes a checked value where it belongs: low bits first, which is where the imm fields are. */
function write({ section, offset, slot }: Fixup, value: number): void {
  if (slot.field === 'dword') writeDouble(section, offset, BigInt(value));
  else if ('instruction' in slot) section.patch(offset, value, slot.field === 'jump' ? 3 : 2);
  else section.patch(offset, value, dataWidth[slot.field]);
}

export function writeDouble(section: SectionBuilder, offset: number, value: bigint): void {
  new DataView(section.bytes.buffer).setBigInt64(offset, BigInt.asIntN(64, value), true);
}

/** True for what can only be a number: it has no name in it. */
export function isLiteral(node: Expression): boolean {
  return node.kind === 'number' || (node.kind === 'unary' && isLiteral(node.operand));
}

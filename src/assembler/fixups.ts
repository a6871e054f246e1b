/** Values that are known only when everything has been read: checked and written then, or left to the linker. */
import { type Instruction, type OperandKind, highHalf, immediateLimits, lowHalf } from '../isa';
import type { RelocationKind } from '../image';
import { type Evaluator, type Scope, highest, lowest } from './evaluate';
import { controlNumbers } from './forms';
import type { Frame, Hint } from './frames';
import type { SectionBuilder } from './sections';
import type { Sym, Thunk, Value } from './symbols';
import { type Said, didYouMean } from '../source';
import type { Expression, Node } from './syntax';
import { says } from './rules';

/** What a value is for: a datum, half of an address, a target, or the immediate of an operand kind. */
export type Field =
  RelocationKind | 'dword' | Exclude<OperandKind, 'rd' | 'rs1' | 'rs2' | 'addr' | 'branch' | 'jump'>;

export interface Fixup {
  readonly section: SectionBuilder;
  readonly offset: number;
  readonly field: Field;
  readonly value: Value | Thunk;
  readonly frame: Frame;
  readonly node: Node;
  /** Absent for data. */
  readonly instruction: Instruction | undefined;
  /** Which branch of the source it is, for one that may be made longer; else −1. */
  readonly branch: number;
}

/** Bytes of a datum. */
export const dataWidth: Readonly<Record<string, number>> = { byte: 1, half: 2, word: 4, dword: 8 };

const dataLimits: Readonly<Record<string, readonly [number, number] | undefined>> = {
  byte: [-0x80, 0xff],
  half: [-0x8000, 0xffff],
  word: [lowest, highest],
  dword: [-(2 ** 63), 2 ** 64],
};

/** The range of a field, or of the immediate of an instruction. */
function limitsOf(field: Field, instruction: Instruction | undefined): readonly [number, number] {
  if (field === 'high' || field === 'low') return dataLimits.word!;
  return instruction ? (immediateLimits(instruction) ?? [0, 0]) : dataLimits[field]!;
}

/** Says what is wrong with a number in a field; undefined if it fits. */
export function misfit(field: Field, instruction: Instruction | undefined, value: number): Said | undefined {
  const [low, high] = limitsOf(field, instruction);
  if (value >= low && value <= high) return undefined;
  const who =
    field in dataWidth
      ? `.${field}`
      : field === 'high' || field === 'low'
        ? 'a 32-bit value'
        : instruction!.mnemonic;
  return says('asm-range', { value, who, low, high });
}

export class Fixups {
  private readonly waiting: Fixup[] = [];
  /** Branches that must be made longer. */
  readonly tooFar: number[] = [];

  constructor(
    private readonly scope: Scope,
    private readonly evaluator: Evaluator,
    /** False once branches may not be made longer any more. */
    private readonly mayGrow: boolean,
  ) {}

  add(fixup: Fixup): void {
    this.waiting.push(fixup);
  }

  settle(): void {
    for (const fixup of this.waiting) {
      this.scope.frame = fixup.frame;
      const { value } = fixup;
      const known = typeof value === 'function' ? value() : this.evaluator.resolve(value);
      if (!known) continue;
      if (fixup.field === 'branch' || fixup.field === 'jump') this.target(fixup, known);
      else if (known.symbol) this.address(fixup, known.symbol, known.number);
      else this.constant(fixup, known.number);
    }
  }

  private target(fixup: Fixup, { symbol, number }: Value): void {
    const { section, offset, node, instruction } = fixup;
    if (!symbol) {
      const hint = 'for a distance from here, write . + 8';
      return this.say(fixup, node, says('asm-target-is-number', { mnemonic: instruction!.mnemonic }), hint);
    }
    if (symbol.section !== section || symbol.binding === 'weak') return this.relocate(fixup, symbol, number);
    const distance = symbol.offset + number - offset;
    if (distance % 4 !== 0)
      return this.say(fixup, node, says('asm-target-alignment'), 'write .align 4 before the label');
    const [low, high] = limitsOf(fixup.field, instruction);
    if (distance / 4 >= low && distance / 4 <= high) return write(fixup, distance / 4);
    if (fixup.branch >= 0 && this.mayGrow) this.tooFar.push(fixup.branch);
    else
      this.say(
        fixup,
        node,
        says('asm-target-range', { distance: distance / 4, mnemonic: instruction!.mnemonic, low, high }),
      );
  }

  private constant(fixup: Fixup, number: number): void {
    const { field, instruction } = fixup;
    const problem = misfit(field, instruction, number);
    if (problem !== undefined) this.say(fixup, fixup.node, problem);
    else write(fixup, field === 'high' ? highHalf(number) : field === 'low' ? lowHalf(number) : number);
  }

  private address(fixup: Fixup, symbol: Sym, number: number): void {
    const { field, node, instruction } = fixup;
    if (field === 'high' || field === 'low' || field === 'word' || field === 'half' || field === 'byte')
      return this.relocate(fixup, symbol, number);
    if (field === 'dword') return this.relocate({ ...fixup, field: 'word' }, symbol, number);
    const who = instruction!.mnemonic;
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

  private relocate({ field, section, offset, frame, node }: Fixup, symbol: Sym, addend: number): void {
    const span = frame.span(node);
    const kind = field as RelocationKind;
    if (symbol.hidden) {
      if (!symbol.section) return;
      const home = this.scope.symbols.sectionStart(symbol.section);
      section.relocations.push({ kind, offset, symbol: home.name, addend: symbol.offset + addend, span });
    } else {
      symbol.relocated = true;
      section.relocations.push({ kind, offset, symbol: symbol.name, addend, span });
    }
  }

  private say({ frame }: Fixup, node: Node, said: Said, hint?: Hint): void {
    this.scope.reporter.say(frame, node, said, hint);
  }
}

/** The name of a symbol as it was written. */
export function label(symbol: Sym): string {
  return symbol.name.split('\0')[0]!;
}

/** Writes a checked value where it belongs: low bits first, which is where the imm fields are. */
function write({ section, offset, field }: Fixup, value: number): void {
  if (field === 'dword') writeDouble(section, offset, BigInt(value));
  else section.patch(offset, value, dataWidth[field] ?? (field === 'jump' ? 3 : 2));
}

export function writeDouble(section: SectionBuilder, offset: number, value: bigint): void {
  new DataView(section.bytes.buffer).setBigInt64(offset, BigInt.asIntN(64, value), true);
}

/** True for what can only be a number: it has no name in it. */
export function isLiteral(node: Expression): boolean {
  return node.kind === 'number' || (node.kind === 'unary' && isLiteral(node.operand));
}

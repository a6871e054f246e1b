/** A listing of assembly while its program runs: which line is at an address, how often lines were executed, and what operands are. */
import { parse, statementOnLine } from '../assembler';
import { instructionNamed, registerNumber, registers } from '../isa';
import { SourceFile } from '../source';
import type { AssemblyListing } from './results';

/**
 * The line of the instruction at an address, told as the debugger does: `0x00001034 <main+0x2c>`; with `back`, of the one so many
 * bytes before it. Undefined where it is none of the listing.
 */
export function lineOfPlace(listing: AssemblyListing, place: string, back = 0): number | undefined {
  const [, label, offset] = /<([^\s>+]+)(?:\+(\w+))?>/.exec(place) ?? [];
  return label === undefined ? undefined : lineAt(listing, label, Number(offset ?? 0) - back);
}

function lineAt(listing: AssemblyListing, label: string, offset: number): number | undefined {
  const first = firstOffset(listing, label);
  const line = first === undefined ? -1 : listing.offsets.indexOf(first + offset, lineOf(listing, label));
  return line < 0 ? undefined : line;
}

/** A function as the machine has counted it, instruction by instruction. */
interface Counted {
  readonly name: string;
  readonly executed: readonly number[];
}

/** How often each line has been executed, by line; lines of functions that were not counted are not there. */
export function executedByLine(
  listing: AssemblyListing,
  functions: readonly Counted[],
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { name, executed } of functions) {
    const first = firstOffset(listing, name);
    if (first === undefined) continue;
    const start = lineOf(listing, name);
    const next = listing.offsets.indexOf(first + executed.length * wordSize, start);
    // Another function than the one that runs: the source has been changed since.
    if (next > 0 && listing.offsets[next - 1] !== null) continue;
    for (let line = start; line < listing.offsets.length; line++) {
      const offset = listing.offsets[line];
      if (typeof offset !== 'number') continue;
      const times = executed[(offset - first) / wordSize];
      if (times === undefined) break;
      counts.set(line, (counts.get(line) ?? 0) + times);
    }
  }
  return counts;
}

const wordSize = 4;

const lineOf = ({ text }: AssemblyListing, label: string): number =>
  text.split('\n').findIndex(line => line === `${label}:` || line === `"${label}":`);

/** Of the first instruction behind a label. */
function firstOffset(listing: AssemblyListing, label: string): number | undefined {
  const line = lineOf(listing, label);
  return line < 0 ? undefined : (listing.offsets.slice(line).find(offset => offset !== null) ?? undefined);
}

export interface OperandValue {
  /** As it is written. */
  readonly text: string;
  /** In C, as the debugger takes it, where it looks. */
  readonly expression: string;
}

/** What the operands of an instruction stand for: registers that it names, and the memory that it loads or stores. */
export function operandValues(text: string): OperandValue[] {
  const file = new SourceFile('', text);
  const statement = statementOnLine(parse(file), 0);
  if (statement?.kind !== 'instruction') return [];
  const found = new Map<string, string>();
  const register = (name: string) => {
    const number = registerNumber(name);
    if (number !== undefined && number !== 0) found.set(name, `$${registers[number].name}`);
  };
  for (const operand of statement.operands) {
    if (operand.kind === 'name') register(operand.name);
    if (operand.kind !== 'memory' || operand.base.kind !== 'name') continue;
    register(operand.base.name);
    const type = dataTypes.get(instructionNamed(statement.name.name)?.does?.memory?.size ?? 0);
    const offset = operand.offset ? file.text.slice(operand.offset.start, operand.offset.end) : '0';
    const [start, end] = [operand.start, statement.end];
    if (type && /^[-+\d(]/.test(offset) && registerNumber(operand.base.name) !== undefined)
      found.set(file.text.slice(start, end), `*(${type} *)($${operand.base.name} + (${offset}))`);
  }
  return [...found].map(([written, expression]) => ({ text: written, expression }));
}

/** By the bytes that an instruction loads or stores. */
const dataTypes: ReadonlyMap<number, string> = new Map([
  [1, 'unsigned char'],
  [2, 'unsigned short'],
  [4, 'int'],
]);

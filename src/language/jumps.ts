/** Where jumps go in a text of assembly, drawn as lines at its margin. */
import { parse } from '../assembler';
import { instructionNamed, pseudoInstructions } from '../isa';
import { SourceFile } from '../source';

interface Jump {
  /** Lines, from 0. */
  readonly from: number;
  readonly to: number;
}

/** Lines beside each other at most; jumps that would need more are not drawn. */
const most = 6;

/** What stands before each line of a text, all of one width; nothing where nothing jumps. */
export function jumpLines(text: string): string[] {
  const count = text.split('\n').length;
  const lanes = lanesOf(jumpsIn(text));
  if (lanes.length === 0) return [];
  const width = lanes.length + 1;
  const rows = Array.from({ length: count }, () => Array.from({ length: width }, () => ' '));
  lanes.forEach((jumps, lane) => jumps.forEach(jump => draw(rows, jump, lanes.length - 1 - lane)));
  return rows.map(row => row.join(''));
}

/** Branches and jumps to labels of the text. */
function jumpsIn(text: string): Jump[] {
  const { statements } = parse(new SourceFile('', text));
  const lines = new Map(
    statements.flatMap(({ labels, line }) => labels.map(({ name }) => [name, line] as const)),
  );
  return statements.flatMap(({ kind, name, operands, line }): Jump[] => {
    const target = operands.at(-1);
    const to = target?.kind === 'name' ? lines.get(target.name) : undefined;
    return kind === 'instruction' && name && jumps(name.name) && to !== undefined ? [{ from: line, to }] : [];
  });
}

/** Whether an instruction goes to its operand and does not come back. */
function jumps(mnemonic: string): boolean {
  const [expansion = mnemonic] = pseudoInstructions.find(row => row.mnemonic === mnemonic)?.expansion ?? [];
  const flow = instructionNamed(expansion.split(' ')[0] ?? '')?.flow;
  return flow === 'branch' || flow === 'jump';
}

/** Jumps that can be drawn in one column each, the shortest nearest to the text. */
function lanesOf(jumps: readonly Jump[]): Jump[][] {
  const lanes: Jump[][] = [];
  const length = ({ from, to }: Jump) => Math.abs(from - to);
  for (const jump of [...jumps].sort((one, other) => length(one) - length(other))) {
    const lane = lanes.find(others => !others.some(other => overlap(jump, other)));
    if (lane) lane.push(jump);
    else if (lanes.length < most) lanes.push([jump]);
  }
  return lanes;
}

function overlap(one: Jump, other: Jump): boolean {
  const [start, end] = [Math.min(other.from, other.to), Math.max(other.from, other.to)];
  return Math.min(one.from, one.to) <= end && start <= Math.max(one.from, one.to);
}

function draw(rows: readonly string[][], { from, to }: Jump, column: number): void {
  const [start, end] = [Math.min(from, to), Math.max(from, to)];
  for (let line = start; line <= end; line++) {
    const row = rows[line] ?? [];
    const isEnd = line === start || line === end;
    row[column] = line === start ? '\u250c' : line === end ? '\u2514' : crossed(row[column]);
    if (!isEnd) continue;
    for (let at = column + 1; at < row.length; at++) row[at] = crossings[row[at] ?? ' '] ?? row[at] ?? ' ';
    if (line === to) row[row.length - 1] = '\u25b6';
  }
}

const crossed = (before = ' '): string => (before === '\u2500' ? '\u253c' : '\u2502');

/** What a line to the right makes of what stands there. */
const crossings: Readonly<Record<string, string>> = {
  ' ': '\u2500',
  '\u2502': '\u253c',
  '\u250c': '\u252c',
  '\u2514': '\u2534',
};

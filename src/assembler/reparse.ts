/**
 * Parses a text again after a change: only the lines that have changed are read, and all other statements stay what they are, moved to
 * where they stand now. Lines with the start or end of a block or of a comment over several lines change what others mean;
 * then all is parsed.
 */
import { type Change, type SourceFile, changeOf, lastAtMost } from '../source';
import { boundsBlock, parse, parseLines } from './parse';
import { type Block, type Expression, type Node, type Statement, type Tree, children } from './syntax';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The tree of a text. The tree before the change is used up: its nodes become those of the new one. */
export function reparse(before: Tree, file: SourceFile): Tree {
  const changed = changeOf(before.file, file);
  const lines = file.position(changed.newEnd).line - before.file.position(changed.oldEnd).line;
  const statements = split(before.statements, changed);
  const comments = split(before.comments, changed);
  const part = parseLines(file, changed.start, changed.newEnd);
  const isTied = [...statements.gone, ...part.statements].some(boundsBlock);
  if (isTied || crossesLines(before, file, changed)) return parse(file);
  move(statements.after, comments.after, changed.newEnd - changed.oldEnd, lines);
  return {
    file,
    statements: [...statements.before, ...part.statements, ...statements.after],
    comments: [...comments.before, ...part.comments, ...comments.after],
    blocks: movedBlocks(
      before.blocks,
      statements.before.length,
      part.statements.length - statements.gone.length,
    ),
  };
}

/** Nodes before the lines, in them as they were, and after them. */
function split<N extends Node>(nodes: readonly N[], { start, oldEnd }: Change) {
  const [first, next] = [indexAt(nodes, start), indexAt(nodes, oldEnd)];
  return { before: nodes.slice(0, first), gone: nodes.slice(first, next), after: nodes.slice(next) };
}

/** The index of the first node that starts at an offset or after it. */
const indexAt = (nodes: readonly Node[], offset: number): number =>
  lastAtMost(nodes, offset - 1, ({ start }) => start) + 1;

/** Whether a comment reaches into the lines, or may reach out of them. */
function crossesLines(before: Tree, file: SourceFile, { start, oldEnd, newEnd }: Change): boolean {
  const texts = [before.file.text.slice(start, oldEnd), file.text.slice(start, newEnd)];
  const last = before.comments[indexAt(before.comments, start) - 1];
  return texts.some(text => /\/\*|\*\//.test(text)) || (last !== undefined && last.end > start);
}

function move(statements: readonly Statement[], comments: readonly Node[], by: number, lines: number): void {
  if (by === 0 && lines === 0) return;
  for (const statement of statements) moveStatement(statement, by, lines);
  for (const comment of comments) moveNode(comment, by);
}

function moveStatement(statement: Statement, by: number, lines: number): void {
  moveNode(statement, by);
  (statement as Writable<Statement>).line += lines;
  for (const label of statement.labels) moveNode(label, by);
  if (statement.name) moveNode(statement.name, by);
  for (const operand of statement.operands) moveExpression(operand, by);
  if (statement.problems) for (const problem of statement.problems) moveNode(problem, by);
}

function moveExpression(node: Expression, by: number): void {
  moveNode(node, by);
  if (node.kind === 'parameter' && node.fallback) moveNode(node.fallback, by);
  for (const child of children(node)) moveExpression(child, by);
}

function moveNode(node: Writable<Node>, by: number): void {
  node.start += by;
  node.end += by;
}

/** Blocks hold the indices of their statements. */
function movedBlocks(
  blocks: ReadonlyMap<number, Block>,
  from: number,
  by: number,
): ReadonlyMap<number, Block> {
  if (by === 0) return blocks;
  const moved = (index: number) => (index >= from ? index + by : index);
  return new Map(
    [...blocks].map(([index, { opener, middles, closer }]) => [
      moved(index),
      {
        opener: moved(opener),
        middles: middles.map(moved),
        closer: closer === undefined ? undefined : moved(closer),
      },
    ]),
  );
}

/**
 * The syntax tree of one assembly source. Every node has the offsets of its text; a tree exists for any text,
 * however broken, so that an editor can ask about the place under the cursor.
 */
import { type Said, type SourceFile, lastAtMost } from '../source';

/** A range of the file's text, `start` included and `end` not. */
export interface Node {
  readonly start: number;
  readonly end: number;
}

export interface NameNode extends Node {
  readonly kind: 'name';
  /** A symbol, a register, a mnemonic, a directive, or `.` alone for the address of the statement; without quotes. */
  readonly name: string;
  /** Written `"name"`: a symbol, though a register or a constant of the platform may have the name too. */
  readonly quoted?: true;
}

export interface NumberNode extends Node {
  readonly kind: 'number';
  readonly value: number;
}

/** A string with its quotes; `stringBytes` reads the escapes. */
export interface StringNode extends Node {
  readonly kind: 'string';
}

/** A use of a numeric local label: `1b` or `1f`. */
export interface LocalNode extends Node {
  readonly kind: 'local';
  readonly number: number;
  readonly forward: boolean;
}

export interface UnaryNode extends Node {
  readonly kind: 'unary';
  readonly operator: string;
  readonly operand: Expression;
}

export interface BinaryNode extends Node {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

export interface ConditionalNode extends Node {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly yes: Expression;
  readonly no: Expression;
}

/** `%hi(e)` or `%lo(e)`. */
export interface ModifierNode extends Node {
  readonly kind: 'modifier';
  readonly name: NameNode;
  readonly operand: Expression;
}

/** `offset(base)` or `(base)`. */
export interface MemoryNode extends Node {
  readonly kind: 'memory';
  readonly offset: Expression | undefined;
  readonly base: Expression;
}

/** A parameter in the head of a macro, with the range of its default. */
export interface ParameterNode extends Node {
  readonly kind: 'parameter';
  readonly name: NameNode;
  /** It stands for all arguments that are left, with their commas. */
  readonly takesRest: boolean;
  readonly fallback: Node | undefined;
}

/** Where an operand should stand and none does; empty at the place, or over the text that is none. */
export interface MissingNode extends Node {
  readonly kind: 'missing';
}

export type Expression =
  | NameNode
  | NumberNode
  | StringNode
  | LocalNode
  | UnaryNode
  | BinaryNode
  | ConditionalNode
  | ModifierNode
  | MemoryNode
  | ParameterNode
  | MissingNode;

/** What is wrong with the text of a statement. */
export interface SyntaxProblem extends Node {
  readonly said: Said;
  readonly hint?: string;
}

/** What all statements have. */
interface StatementParts extends Node {
  /** Zero-based. */
  readonly line: number;
  /** Names, in quotes or not, or digits for numeric local labels; the colon is not in their range. */
  readonly labels: readonly NameNode[];
  readonly operands: readonly Expression[];
  readonly problems: readonly SyntaxProblem[] | undefined;
}

/** Nothing but labels, or what could not be read. */
export interface EmptyStatement extends StatementParts {
  readonly kind: 'empty';
  readonly name: undefined;
}

export interface Operation extends StatementParts {
  readonly kind: 'instruction' | 'directive';
  /** The mnemonic, or the directive with its dot. */
  readonly name: NameNode;
  /** What it is encoded as, where it is one word whatever the rest of the source says; noted by the encoder. */
  word: number | undefined;
}

export interface Assignment extends StatementParts {
  readonly kind: 'assignment';
  readonly name: NameNode;
  readonly operands: readonly [Expression];
}

/** One line that has more than a comment in it. */
export type Statement = EmptyStatement | Operation | Assignment;

/** `.if`, `.rept` or `.macro` with what belongs to it, by index of statement. */
export interface Block {
  readonly opener: number;
  /** `.elseif` and `.else`. */
  readonly middles: readonly number[];
  /** Absent where the end is missing. */
  readonly closer: number | undefined;
}

export interface Tree {
  readonly file: SourceFile;
  readonly statements: readonly Statement[];
  readonly comments: readonly Node[];
  /** By the index of the opening statement. */
  readonly blocks: ReadonlyMap<number, Block>;
}

const none: readonly never[] = [];

/** The nodes right below a node. */
export function children(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.condition, node.yes, node.no];
    case 'modifier':
      return [node.name, node.operand];
    case 'memory':
      return node.offset ? [node.offset, node.base] : [node.base];
    case 'parameter':
      return [node.name];
    default:
      return none;
  }
}

/** Calls `visit` for a node and all below it, in the order of the text. */
export function walk(node: Expression, visit: (node: Expression) => void): void {
  visit(node);
  for (const child of children(node)) walk(child, visit);
}

/** The innermost node of a statement that an offset touches. */
export function nodeAt(statement: Statement, offset: number): Expression | undefined {
  const name = statement.name ? [statement.name] : [];
  let level: readonly Expression[] = [...statement.labels, ...name, ...statement.operands];
  let found: Expression | undefined;
  for (;;) {
    const next = level.find(node => node.start <= offset && offset <= node.end);
    if (!next) return found;
    found = next;
    level = children(next);
  }
}

/** The statement of a line; undefined for a blank one or a comment. */
export function statementOnLine(tree: Tree, line: number): Statement | undefined {
  const before = lastAtMost(tree.statements, line - 1, statement => statement.line);
  const statement = tree.statements[before + 1];
  return statement?.line === line ? statement : undefined;
}

/** Which operand of the statement an offset is in, counted by the commas before it; undefined before the first. */
export function operandIndexAt(tree: Tree, statement: Statement, offset: number): number | undefined {
  const { name, operands } = statement;
  if (!name || offset <= name.end) return undefined;
  const index = operands.findIndex(
    (operand, at) => offset <= operand.end || offset < (operands[at + 1]?.start ?? Infinity),
  );
  const operand = operands[index];
  if (!operand) return 0;
  const past = offset > operand.end && tree.file.text.slice(operand.end, offset).includes(',');
  return past && index + 1 < operands.length ? index + 1 : index;
}

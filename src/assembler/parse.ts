/** Parses a source to its syntax tree: labels, statements, operands, and which blocks belong together. */
import { type Said, SourceFile } from '../source';
import { ExpressionParser } from './expressions';
import { Char, Class } from './scanner';
import type {
  Assignment,
  Block,
  EmptyStatement,
  Expression,
  NameNode,
  Node,
  Operation,
  ParameterNode,
  Statement,
  SyntaxProblem,
  Tree,
} from './syntax';
import { says } from './rules';

const none: readonly never[] = [];

/** Directives whose operands may stand without commas between them. */
const spaced = new Set(['.loc', '.file', '.irp']);

/** What opens, divides and closes a block, with what the block ends at. */
const blockRoles: ReadonlyMap<string, readonly [does: 'opens' | 'divides' | 'closes', closer: string]> =
  new Map([
    ['.macro', ['opens', '.endm']],
    ['.rept', ['opens', '.endr']],
    ['.irp', ['opens', '.endr']],
    ['.if', ['opens', '.endif']],
    ['.ifdef', ['opens', '.endif']],
    ['.ifndef', ['opens', '.endif']],
    ['.elseif', ['divides', '.endif']],
    ['.else', ['divides', '.endif']],
    ['.endm', ['closes', '.endm']],
    ['.endr', ['closes', '.endr']],
    ['.endif', ['closes', '.endif']],
  ]);

/** The tree of a text; any text has one. */
export function parse(file: SourceFile): Tree {
  return new StatementParser(file).take(Infinity);
}

/** The statements and comments of some whole lines of a text, as if nothing stood around them. */
export function parseLines(file: SourceFile, from: number, to: number): Tree {
  const upTo = new SourceFile(file.path, file.text.slice(0, to));
  return new StatementParser(upTo, from, file.position(from).line).take(Infinity);
}

/** Whether a statement opens, divides or closes a block. */
export const boundsBlock = ({ kind, name }: Statement): boolean =>
  kind === 'directive' && blockRoles.has(name.name);

/**
 * The same as trees of a part of the text each, none of which cuts a block in two: whoever needs no statement
 * twice can let go of each part before the next, which is much faster for large texts.
 */
export function* parseInParts(file: SourceFile): Iterable<Tree> {
  const parser = new StatementParser(file);
  while (!parser.done) yield parser.take(partSize);
}

/** Statements of a part; few enough to be gone before they grow old in the garbage collector. */
const partSize = 1000;

/** A directive and the index it has among the statements. */
interface Placed {
  readonly index: number;
  readonly statement: Operation;
}

interface OpenBlock {
  readonly opener: Placed;
  readonly closer: string;
  readonly middles: number[];
}

/** What a statement starts with. */
type Head = Pick<Statement, 'start' | 'line' | 'labels'>;

class StatementParser extends ExpressionParser {
  private statements: Statement[] = [];
  private blocks = new Map<number, Block>();
  private readonly open: OpenBlock[] = [];
  /** Where in `open` the blocks with each end are. */
  private readonly depths = new Map<string, number[]>();

  constructor(file: SourceFile, from = 0, line = 0) {
    super(file);
    this.at = from;
    this.line = line;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** source: (blank | comment | statement)*, up to so many statements or the end of a block */
  take(most: number): Tree {
    this.statements = [];
    this.comments = [];
    this.blocks = new Map();
    while (this.statements.length < most || this.open.length > 0) {
      this.skipToStatement();
      if (this.problems) this.addEmpty();
      if (this.done) break;
      const statement = this.statement();
      this.statements.push(statement);
      if (statement.kind === 'directive') this.matchBlock({ index: this.statements.length - 1, statement });
    }
    this.leaveOpen(0);
    const { file, statements, comments, blocks } = this;
    return { file, statements, comments, blocks };
  }

  /** statement: (name ':')* (directive | assignment | instruction)?, where a name may be digits or stand in quotes */
  private statement(): Statement {
    const start = this.at;
    const line = this.line;
    let labels: NameNode[] | undefined;
    let name: NameNode | undefined;
    for (;;) {
      const word = this.firstWord();
      if (!word) break;
      this.skipBlanks();
      if (this.peek() !== Char.colon) {
        if (word.quoted && this.peek() !== Char.equals) this.at = word.start;
        else name = word;
        break;
      }
      (labels ??= []).push(word);
      this.at++;
      this.skipBlanks();
    }
    return this.body({ start, line, labels: labels ?? none }, name);
  }

  private firstWord(): NameNode | undefined {
    const kind = this.classAt(this.at);
    if (kind === Class.letter) return this.nameNode();
    if (kind === Class.digit) return this.digits();
    return this.peek() === Char.quote ? this.quotedName() : undefined;
  }

  private digits(): NameNode {
    const start = this.at;
    this.skipWord();
    return { kind: 'name', start, end: this.at, name: this.text.slice(start, this.at) };
  }

  private body(head: Head, name: NameNode | undefined): Statement {
    if (!name || this.classAt(name.start) === Class.digit) return this.empty(head, name);
    return this.peek() === Char.equals ? this.assignment(head, name) : this.operated(head, name);
  }

  private empty({ start, line, labels }: Head, word: NameNode | undefined): EmptyStatement {
    this.nothing(word);
    const [name, operands] = [undefined, none];
    const end = this.endOf(start, labels, name, operands);
    return { kind: 'empty', start, end, line, labels, name, operands, problems: this.takeProblems() };
  }

  /** assignment: name '=' operand */
  private assignment({ start, line, labels }: Head, name: NameNode): Assignment {
    this.operation = '=';
    this.at++;
    this.skipBlanks();
    const operands: [Expression] = [this.operand()];
    this.endOfLine();
    const end = this.endOf(start, labels, name, operands);
    return { kind: 'assignment', start, end, line, labels, name, operands, problems: this.takeProblems() };
  }

  /** directive: '.' name operands?; instruction: name operands? */
  private operated({ start, line, labels }: Head, name: NameNode): Operation {
    const kind = this.text.charCodeAt(name.start) === 46 ? 'directive' : 'instruction';
    let operands: readonly Expression[] = none;
    this.operation = name.name;
    if (this.peek() === Char.semicolon) this.endOfLine();
    else if (!this.atEnd)
      operands = kind === 'directive' ? this.directiveOperands(name.name) : this.operands(Char.comma);
    const end = this.endOf(start, labels, name, operands);
    const problems = this.takeProblems();
    return { kind, start, end, line, labels, name, operands, problems, word: undefined };
  }

  /** The problems of a statement, once it is whole. */
  private takeProblems(): readonly SyntaxProblem[] | undefined {
    const { problems } = this;
    this.problems = undefined;
    return problems;
  }

  private endOf(
    start: number,
    labels: readonly NameNode[],
    name: NameNode | undefined,
    operands: readonly Node[],
  ): number {
    if (this.problems) return this.trimmedEnd(start);
    const operand = operands.at(-1);
    if (operand) return this.closed(operand.end);
    const label = labels.at(-1);
    return name?.end ?? (label ? label.end + 1 : this.at);
  }

  /** The last operand's parentheses are part of the statement though they are in no node. */
  private closed(end: number): number {
    return this.text.charCodeAt(end) === Char.close ? this.trimmedEnd(end) : end;
  }

  /** After a problem the statement reaches as far as the parser has gone. */
  private trimmedEnd(start: number): number {
    let end = this.at;
    while (end > start && this.classAt(end - 1) === Class.blank) end--;
    return end;
  }

  /** No statement starts here, or one with a number. */
  private nothing(word: NameNode | undefined): void {
    if (!word && this.atEnd) return;
    const start = word ? word.start : this.at;
    const text = this.text.slice(start, this.skipRest());
    const hint = text.startsWith(';') ? 'a comment starts with # or //' : undefined;
    this.problem(start, start + text.length, says('asm-statement-expected'), hint);
  }

  /** operands: operand (',' operand)* */
  private operands(between: Char.comma | Char.space): readonly Expression[] {
    const operands: Expression[] = [];
    for (;;) {
      const start = this.at;
      operands.push(this.operand());
      const stuck = this.at === start;
      this.skipBlanks();
      if (this.peek() === Char.comma) {
        this.at++;
        this.skipBlanks();
      } else if (this.atEnd) return operands;
      else if (between === Char.comma ? !this.missingComma() : stuck) {
        this.endOfLine();
        return operands;
      }
    }
  }

  /** True if another operand follows as if there were a comma. */
  private missingComma(): boolean {
    const kind = this.classAt(this.at);
    const code = this.peek();
    if (kind === Class.letter || kind === Class.digit || code === Char.quote || code === Char.percent) {
      this.problem(this.at, this.at + 1, says('asm-comma-expected'));
      return true;
    }
    return false;
  }

  private endOfLine(): void {
    this.skipBlanks();
    if (this.atEnd) return;
    const start = this.at;
    const end = this.skipRest();
    const text = this.text.slice(start, end);
    const hint = text.startsWith(';')
      ? 'a comment starts with # or //; a line holds one statement'
      : undefined;
    this.problem(start, end, says('asm-line-end-expected', { text }), hint);
  }

  private directiveOperands(name: string): readonly Expression[] {
    return name === '.macro' ? this.macroHead() : this.operands(spaced.has(name) ? Char.space : Char.comma);
  }

  /** macroHead: name (parameter ((',' | blank) parameter)*)? */
  private macroHead(): readonly Expression[] {
    const operands: Expression[] = [];
    while (!this.atEnd) {
      if (this.classAt(this.at) !== Class.letter) {
        this.endOfLine();
        break;
      }
      operands.push(operands.length === 0 ? this.nameNode() : this.parameter());
      this.skipBlanks();
      if (this.peek() === Char.comma) this.at++;
      this.skipBlanks();
    }
    return operands;
  }

  /** parameter: name (':' 'vararg')? ('=' text up to the next comma)? */
  private parameter(): ParameterNode {
    const name = this.nameNode();
    this.skipBlanks();
    const takesRest = this.peek() === Char.colon;
    if (takesRest) this.restOfArguments();
    if (this.peek() !== Char.equals)
      return { kind: 'parameter', start: name.start, end: name.end, name, takesRest, fallback: undefined };
    this.at++;
    this.skipBlanks();
    const start = this.at;
    let end = start;
    while (!this.atEnd && this.peek() !== Char.comma) {
      if (this.peek() === Char.quote || this.peek() === Char.apostrophe) this.skipQuoted();
      else this.at++;
      end = this.at;
      this.skipBlanks();
    }
    return { kind: 'parameter', start: name.start, end, name, takesRest, fallback: { start, end } };
  }

  /** The word `:vararg`. */
  private restOfArguments(): void {
    const start = this.at++;
    this.skipBlanks();
    const word = this.classAt(this.at) === Class.letter ? this.nameNode().name : '';
    if (word !== 'vararg') this.problem(start, this.at, says('asm-parameter-kind'));
    this.skipBlanks();
  }

  private matchBlock(directive: Placed): void {
    const [does, closer] = blockRoles.get(directive.statement.name.name) ?? [];
    if (closer === undefined) return;
    if (does === 'opens') this.openBlock(directive, closer);
    else if (does === 'divides') this.divide(directive, closer);
    else this.close(directive, closer);
  }

  private openBlock(opener: Placed, closer: string): void {
    const depths = this.depths.get(closer) ?? [];
    this.depths.set(closer, depths);
    depths.push(this.open.push({ opener, closer, middles: [] }) - 1);
  }

  /** The depth of the innermost open block with this end; what stands in a macro's body ends nothing outside of it. */
  private innermost(closer: string): number | undefined {
    const depth = this.depths.get(closer)?.at(-1) ?? -1;
    return depth < (this.depths.get('.endm')?.at(-1) ?? 0) ? undefined : depth;
  }

  private divide(divider: Placed, closer: string): void {
    const depth = this.innermost(closer);
    if (depth !== undefined) this.open[depth]?.middles.push(divider.index);
    else this.blame(divider, says('asm-no-if', { name: divider.statement.name.name }));
  }

  private close(end: Placed, closer: string): void {
    const depth = this.innermost(closer);
    if (depth === undefined)
      return this.blame(end, says('asm-nothing-to-end', { name: end.statement.name.name }));
    this.leaveOpen(depth + 1);
    for (const block of this.closeFrom(depth)) this.addBlock(block, end.index);
  }

  /** The blocks from this depth on, which are then open no more. */
  private closeFrom(depth: number): OpenBlock[] {
    const blocks = this.open.splice(depth);
    for (const { closer } of blocks) this.depths.get(closer)?.pop();
    return blocks;
  }

  /** Blocks from this depth on have no end. */
  private leaveOpen(depth: number): void {
    for (const block of this.closeFrom(depth)) {
      const { opener, closer } = block;
      this.addBlock(block, undefined);
      this.blame(
        opener,
        says('asm-no-end', { name: opener.statement.name.name }),
        `write ${closer} after its last line`,
      );
    }
  }

  private addBlock({ opener: { index }, middles }: OpenBlock, closer: number | undefined): void {
    this.blocks.set(index, { opener: index, middles, closer });
  }

  private blame({ index, statement }: Placed, said: Said, hint?: string): void {
    const { start, end } = statement.name;
    const problem: SyntaxProblem = hint === undefined ? { start, end, said } : { start, end, said, hint };
    this.statements[index] = { ...statement, problems: [...(statement.problems ?? none), problem] };
  }

  /** A problem between statements, in a comment, needs a statement of its own to belong to. */
  private addEmpty(): void {
    const problems = this.problems;
    const [{ start, end }] = problems as [SyntaxProblem];
    this.problems = undefined;
    const line = this.file.position(start).line;
    this.statements.push({
      kind: 'empty',
      start,
      end,
      line,
      labels: none,
      name: undefined,
      operands: none,
      problems,
    });
  }
}

/** Parses a source to its syntax tree: labels, statements, operands, and which blocks belong together. */
import type { SourceFile, Said } from '../source';
import { ExpressionParser } from './expressions';
import { Char, Class } from './scanner';
import type {
  Block,
  Expression,
  NameNode,
  Node,
  ParameterNode,
  Statement,
  SyntaxProblem,
  Tree,
} from './syntax';
import { says } from './rules';

const none: readonly never[] = [];

/** Directives whose operands may stand without commas between them. */
const spaced = new Set(['.loc', '.file']);

/** What opens, divides and closes a block. */
const blockDirectives: Readonly<
  Record<string, { readonly opens?: string; readonly closes?: string; readonly divides?: string }>
> = {
  '.macro': { opens: '.endm' },
  '.rept': { opens: '.endr' },
  '.if': { opens: '.endif' },
  '.ifdef': { opens: '.endif' },
  '.ifndef': { opens: '.endif' },
  '.elseif': { divides: '.endif' },
  '.else': { divides: '.endif' },
  '.endm': { closes: '.endm' },
  '.endr': { closes: '.endr' },
  '.endif': { closes: '.endif' },
};
const blockRoles = new Map(Object.entries(blockDirectives));

/** The tree of a text; any text has one. */
export function parse(file: SourceFile): Tree {
  return new StatementParser(file).take(Infinity);
}

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

interface OpenBlock {
  readonly opener: number;
  readonly closer: string;
  readonly middles: number[];
}

class StatementParser extends ExpressionParser {
  private statements: Statement[] = [];
  private blocks = new Map<number, Block>();
  private readonly open: OpenBlock[] = [];

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
      if (statement.kind === 'directive') this.matchBlock(statement.name!);
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
    return this.body(start, line, labels ?? none, name);
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

  private body(
    start: number,
    line: number,
    labels: readonly NameNode[],
    name: NameNode | undefined,
  ): Statement {
    let kind: Statement['kind'] = 'empty';
    let operands: readonly Expression[] = none;
    if (!name || this.classAt(name.start) === Class.digit) this.nothing(name);
    else if (this.peek() === Char.equals) {
      kind = 'assignment';
      this.operation = '=';
      this.at++;
      this.skipBlanks();
      operands = [this.operand()];
      this.endOfLine();
    } else {
      kind = this.text.charCodeAt(name.start) === 46 ? 'directive' : 'instruction';
      this.operation = name.name;
      if (this.peek() === Char.semicolon) this.endOfLine();
      else if (!this.atEnd)
        operands = kind === 'directive' ? this.directiveOperands(name.name) : this.operands(false);
    }
    const problems = this.problems;
    this.problems = undefined;
    const known = kind === 'empty' ? undefined : name;
    const end = problems ? this.trimmedEnd(start) : this.endOf(labels, known, operands);
    return { kind, start, end, line, labels, name: known, operands, problems };
  }

  private endOf(labels: readonly NameNode[], name: NameNode | undefined, operands: readonly Node[]): number {
    if (operands.length > 0) return this.closed(operands[operands.length - 1]!.end);
    return name ? name.end : labels[labels.length - 1]!.end + 1;
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
  private operands(spaces: boolean): readonly Expression[] {
    const operands: Expression[] = [];
    for (;;) {
      operands.push(this.operand());
      this.skipBlanks();
      if (this.peek() === Char.comma) {
        this.at++;
        this.skipBlanks();
      } else if (this.atEnd) return operands;
      else if (!spaces && !this.missingComma()) return operands;
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
    this.endOfLine();
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
    return name === '.macro' ? this.macroHead() : this.operands(spaced.has(name));
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

  /** parameter: name ('=' text up to the next comma)? */
  private parameter(): ParameterNode {
    const name = this.nameNode();
    this.skipBlanks();
    if (this.peek() !== Char.equals)
      return { kind: 'parameter', start: name.start, end: name.end, name, fallback: undefined };
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
    return { kind: 'parameter', start: name.start, end, name, fallback: { start, end } };
  }

  private matchBlock({ name }: NameNode): void {
    const role = blockRoles.get(name);
    if (!role) return;
    const index = this.statements.length - 1;
    if (role.opens) this.open.push({ opener: index, closer: role.opens, middles: [] });
    else if (role.divides) this.divide(index, role.divides, name);
    else this.close(index, role.closes!, name);
  }

  /** The innermost open block with this end; what stands in a macro's body ends nothing outside of it. */
  private innermost(closer: string): number {
    for (let at = this.open.length - 1; at >= 0; at--) {
      if (this.open[at]!.closer === closer) return at;
      if (this.open[at]!.closer === '.endm') break;
    }
    return -1;
  }

  private divide(index: number, closer: string, name: string): void {
    const at = this.innermost(closer);
    if (at < 0) this.blame(index, says('asm-no-if', { name }));
    else this.open[at]!.middles.push(index);
  }

  private close(index: number, closer: string, name: string): void {
    const at = this.innermost(closer);
    if (at < 0) return this.blame(index, says('asm-nothing-to-end', { name }));
    this.leaveOpen(at + 1);
    const { opener, middles } = this.open.pop()!;
    this.blocks.set(opener, { opener, middles, closer: index });
  }

  /** Blocks from this depth on have no end. */
  private leaveOpen(depth: number): void {
    for (const { opener, middles, closer } of this.open.splice(depth)) {
      this.blocks.set(opener, { opener, middles, closer: undefined });
      this.blame(
        opener,
        says('asm-no-end', { name: this.statements[opener]!.name!.name }),
        `write ${closer} after its last line`,
      );
    }
  }

  private blame(index: number, said: Said, hint?: string): void {
    const statement = this.statements[index]!;
    const { start, end } = statement.name!;
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

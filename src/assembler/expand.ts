/**
 * Chooses what is read: files and those they include, the text of macros, and the lines that conditions and
 * repetitions let through. Everything else goes on to the pass as it is.
 */
import { baseName, didYouMean } from '../source';
import { placeBytes } from './data';
import { directivesByName } from './directive-table';
import { directiveHandlers } from './directives';
import { formOf, pseudoFormOf } from './forms';
import { SourceFrame } from './frames';
import {
  type Macro,
  defineMacro,
  expandMacro,
  macroArguments,
  macroForm,
  repeatedLines,
  writtenArguments,
} from './macros';
import { nameOperand, operandsFit, textOperand } from './operands';
import type { Included } from './included';
import { parse } from './parse';
import type { Pass } from './pass';
import type { Block, Expression, Node, Operation, Statement, Tree } from './syntax';
import { says } from './rules';

/** Files within files and macros within macros. */
const deepest = 200;
/** Blocks within blocks, through files and macros. */
const deepestBlocks = 600;
/** Statements, and characters of them, that macros, repetitions and included files make; a runaway one ends here. */
const mostStatements = 1_000_000;
const mostText = 64 * 1024 * 1024;
/** Characters that take as long to read as a piece of a macro's body to fill in. */
const pieceCost = 16;

/** What a directive that chooses does; the index of the statement to go on with. */
type Control = (expander: Expander, tree: Tree, index: number, statement: Operation) => number;

const controls: ReadonlyMap<string, Control> = new Map(
  Object.entries<Control>({
    '.include': (expander, _tree, index, statement) => (expander.include(statement), index + 1),
    '.incbin': (expander, _tree, index, statement) => (expander.placeFile(statement), index + 1),
    '.macro': (expander, tree, index, statement) => expander.define(tree, index, statement),
    '.rept': (expander, tree, index, statement) => expander.repeat(tree, index, statement),
    '.irp': (expander, tree, index, statement) => expander.repeatFor(tree, index, statement),
    '.if': (expander, tree, index, statement) => expander.choose(tree, index, statement),
    '.ifdef': (expander, tree, index, statement) => expander.choose(tree, index, statement),
    '.ifndef': (expander, tree, index, statement) => expander.choose(tree, index, statement),
    '.elseif': (_expander, _tree, index) => index + 1,
    '.else': (_expander, _tree, index) => index + 1,
    '.endif': (_expander, _tree, index) => index + 1,
    '.endm': (_expander, _tree, index) => index + 1,
    '.endr': (_expander, _tree, index) => index + 1,
  }),
);

export class Expander {
  private readonly macros = new Map<string, Macro>();
  private expansions = 0;
  /** How much may still come from macros, repetitions and included files. */
  private statementsLeft = mostStatements;
  private textLeft = mostText;
  private repeating = 0;
  private nesting = 0;
  /** On the way out of macros that nest too deeply. */
  private leaving = false;
  /** A macro without an end: lines with parameters in them are taken for its body. */
  private bodyWithoutEnd = false;

  constructor(
    private readonly pass: Pass,
    private readonly included: Included,
  ) {
    pass.macroNames = { [Symbol.iterator]: () => this.macros.keys() };
  }

  /** Reads statements of a tree, in the frame that the pass is in. */
  read(tree: Tree, from: number, to: number): void {
    const { statements } = tree;
    const { counted } = this;
    const opener = statements[from - 1] ?? statements[0];
    if (this.nesting++ === deepestBlocks && opener)
      this.pass.say(opener, says('asm-block-nesting', { deepestBlocks }));
    for (let index = from; index < to && this.nesting <= deepestBlocks;) {
      const statement = statements[index];
      if (!statement || this.leaving || (counted && !this.spend(statement))) break;
      if (this.bodyWithoutEnd && tree.file.text.slice(statement.start, statement.end).includes('\\')) index++;
      else index = this.statement(tree, index, statement);
    }
    this.nesting--;
  }

  /** True where the main file's text is not read for the first time. */
  private get counted(): boolean {
    return this.repeating > 0 || this.pass.frame.parent !== undefined;
  }

  /** Takes from what macros, repetitions and included files may make; says once that it is used up. */
  private spend(node: Node, statements = 1, text = node.end - node.start): boolean {
    if (this.usedUp) return false;
    this.statementsLeft -= statements;
    this.textLeft -= text;
    if (this.usedUp)
      this.pass.say(
        node,
        this.statementsLeft <= 0
          ? says('asm-too-many-statements', { mostStatements })
          : says('asm-too-much-text', { mostText: mostText / 2 ** 20 }),
        'does a macro use itself without end?',
      );
    return !this.usedUp;
  }

  private get usedUp(): boolean {
    return this.statementsLeft <= 0 || this.textLeft <= 0;
  }

  private statement(tree: Tree, index: number, statement: Statement): number {
    const { pass } = this;
    switch (statement.kind) {
      case 'instruction':
        if (!this.use(statement)) pass.instruction(statement);
        return index + 1;
      case 'directive':
        return this.directive(tree, index, statement);
      case 'assignment':
        pass.problems(statement);
        pass.labels(statement);
        pass.constant(statement.name, statement.operands[0], 'again');
        return index + 1;
      default:
        pass.problems(statement);
        pass.labels(statement);
        return index + 1;
    }
  }

  private directive(tree: Tree, index: number, statement: Operation): number {
    const { pass } = this;
    const { name } = statement.name;
    const row = directivesByName.get(name);
    const handler = directiveHandlers.get(name);
    const control = controls.get(name);
    if (!row || (!handler && !control)) {
      if (!this.use(statement)) this.unknownDirective(statement);
      return index + 1;
    }
    pass.problems(statement);
    pass.labels(statement);
    const fits = operandsFit(pass, row, statement);
    if (control) return control(this, tree, index, statement);
    if (fits) handler?.(pass, statement);
    return index + 1;
  }

  private unknownDirective(statement: Operation): void {
    const { name } = statement.name;
    this.pass.labels(statement);
    this.pass.say(statement.name, says('asm-unknown-directive', { name }), () =>
      didYouMean(name, [...directivesByName.keys(), ...this.macros.keys()]),
    );
  }

  include(statement: Statement): void {
    const [operand] = statement.operands;
    if (!operand) return;
    const path = textOperand(this.pass, operand);
    if (path === undefined) return;
    const tree = this.included.tree(this.pass.frame.file, path);
    if (!tree) return this.pass.say(operand, says('asm-file-missing', { path }));
    for (let frame: SourceFrame | undefined = this.pass.frame; frame; frame = frame.parent)
      if (!frame.macro && frame.file.path === tree.file.path)
        return this.pass.say(operand, says('asm-includes-itself', { baseName: baseName(path) }));
    this.inside(new SourceFrame(tree.file, this.pass.frame, statement), tree, statement);
  }

  placeFile(statement: Operation): void {
    const [operand] = statement.operands;
    const path = operand && textOperand(this.pass, operand);
    if (!operand || path === undefined) return;
    const bytes = this.included.bytes(this.pass.frame.file, path);
    if (bytes) placeBytes(this.pass, bytes, statement);
    else this.pass.say(operand, says('asm-file-missing', { path }));
  }

  /** Reads a whole tree in a frame of its own. */
  private inside(frame: SourceFrame, tree: Tree, use: Statement): void {
    const outer = this.pass.frame;
    if (frame.depth > deepest) {
      const what = frame.macro ? `the macro ${frame.macro.name}` : 'this file';
      this.pass.say(use, says('asm-nesting', { what, deepest }), 'does it use itself without end?');
      this.leaving = true;
    } else {
      this.pass.frame = frame;
      this.read(tree, 0, tree.statements.length);
      this.pass.frame = outer;
    }
    if (!outer.macro) this.leaving = false;
  }

  define(tree: Tree, index: number, opener: Operation): number {
    const { closer } = blockAt(tree, index);
    if (closer === undefined) {
      this.bodyWithoutEnd = true;
      return index + 1;
    }
    const macro = defineMacro(this.pass.frame, tree, opener, tree.statements[closer]);
    if (macro && this.mayDefine(macro)) this.macros.set(macro.name, macro);
    return closer + 1;
  }

  private mayDefine(macro: Macro): boolean {
    const { name, definition, parameters } = macro;
    const other = this.macros.get(name);
    const related = other && [{ span: other.frame.span(other.definition), message: 'first defined here' }];
    const twice = parameters.find((parameter, index) => macro.indexes.get(parameter.name) !== index);
    if (other) this.pass.say(definition, says('asm-macro-defined-twice', { name }), undefined, related);
    else if (formOf(name) || pseudoFormOf(name))
      this.pass.say(definition, says('asm-macro-named-instruction', { name }));
    else if (directivesByName.has(name))
      this.pass.say(definition, says('asm-macro-named-directive', { name }));
    else if (twice)
      this.pass.say(definition, says('asm-macro-parameter-twice', { name, parameter: twice.name }));
    else return true;
    return false;
  }

  /** Reads the text that a use of a macro stands for; false if the statement is none. */
  private use(statement: Operation): boolean {
    const macro = this.macros.get(statement.name.name);
    if (!macro) return false;
    const { pass } = this;
    pass.labels(statement);
    const text = pass.frame.file.text.slice(statement.name.end, statement.end);
    const values = macroArguments(macro, writtenArguments(text));
    if ('message' in values) {
      pass.say(statement, values, `like this: ${macroForm(macro)}`, [
        { span: macro.frame.span(macro.definition), message: 'defined here' },
      ]);
      return true;
    }
    this.expand(macro, values, statement);
    return true;
  }

  /** Reads what a macro stands for. */
  private expand(macro: Macro, values: readonly string[], statement: Statement): void {
    const { pass } = this;
    if (this.usedUp) return;
    const frame = expandMacro(macro, values, this.expansions++, pass.frame, statement);
    if (!frame) pass.say(statement, says('asm-macro-too-long', { name: macro.name }));
    else if (this.spend(statement, 0, frame.file.text.length + macro.pieces.length * pieceCost))
      this.inside(frame, parse(frame.file), statement);
  }

  /** `.irp`: the lines once for each value. */
  repeatFor(tree: Tree, index: number, statement: Operation): number {
    const { closer } = blockAt(tree, index);
    if (closer === undefined) return index + 1;
    const [parameter] = statement.operands;
    if (!parameter || !nameOperand(this.pass, parameter)) return closer + 1;
    const lines = repeatedLines(this.pass.frame, tree, statement, tree.statements[closer]);
    const list = tree.file.text.slice(parameter.end, statement.end).replace(/^\s*,/, '');
    const values = writtenArguments(list);
    for (const value of values) if (lines) this.expand(lines, [value], statement);
    return closer + 1;
  }

  repeat(tree: Tree, index: number, statement: Statement): number {
    const { closer } = blockAt(tree, index);
    if (closer === undefined) return index + 1;
    const count = this.count(statement.operands[0]);
    this.repeating++;
    for (let time = 0; time < count && this.spend(statement); time++) this.read(tree, index + 1, closer);
    this.repeating--;
    return closer + 1;
  }

  private count(operand: Expression | undefined): number {
    if (!operand || operand.kind === 'missing') return 0;
    const count = this.pass.evaluator.known(operand, 'the count') ?? 0;
    if (count < 0) this.pass.say(operand, says('asm-negative-count', { count }));
    return count;
  }

  /** Reads the first branch of an `.if` whose condition holds. */
  choose(tree: Tree, index: number, statement: Statement): number {
    const { middles, closer } = blockAt(tree, index);
    if (closer === undefined) return index + 1;
    const heads = [index, ...middles];
    if (this.counted && !this.spend(statement, middles.length)) return closer + 1;
    this.checkOrder(tree, middles);
    for (const [at, head] of heads.entries()) {
      const statement = tree.statements[head];
      if (statement && at > 0) this.pass.problems(statement);
      if (!statement || !this.holds(statement)) continue;
      this.read(tree, head + 1, heads[at + 1] ?? closer);
      break;
    }
    return closer + 1;
  }

  private checkOrder(tree: Tree, middles: readonly number[]): void {
    const heads = middles.map(index => tree.statements[index]);
    const last = heads.findIndex(head => head?.name?.name === '.else');
    const next = last < 0 ? undefined : heads[last + 1];
    if (next?.name)
      this.pass.say(
        next,
        says('asm-after-else', { name: next.name.name }),
        'there is one .else, and it comes last',
      );
  }

  private holds(statement: Statement): boolean {
    const name = statement.name?.name;
    if (name === '.else') return true;
    const [operand] = statement.operands;
    if (!operand || operand.kind === 'missing') return false;
    if (name === '.if' || name === '.elseif')
      return (this.pass.evaluator.known(operand, 'the condition') ?? 0) !== 0;
    const defined = nameOperand(this.pass, operand);
    if (!defined) return false;
    const isMacro = !defined.quoted && this.macros.has(defined.name);
    return (this.pass.symbols.isDefined(defined) || isMacro) === (name === '.ifdef');
  }
}

function blockAt(tree: Tree, index: number): Block {
  const block = tree.blocks.get(index);
  if (!block) throw new Error(`no block starts at statement ${index} of ${tree.file.path}`);
  return block;
}

/**
 * One reading of a source from start to end: what it has defined and written so far, and where it is. A branch
 * that turns out not to reach its label makes another pass necessary, and so does a name of the source's own that
 * was taken for one of the platform's.
 */
import type { DebugInfo } from '../image';
import { foreignHabits, meantByForeign } from '../isa';
import { directivesByName } from './directive-table';
import { Encoder } from './encode';
import { Evaluator, type EvaluationState } from './evaluate';
import { Fixups, type Slot, isLiteral } from './fixups';
import { type SourceFrame, type Hint, type Related, Reporter } from './frames';
import { mnemonics, registerNamed } from './forms';
import { LineTable } from './lines';
import { type SectionBuilder, Sections } from './sections';
import { type Said, didYouMean } from '../source';
import { Sym, Symbols, type Thunk, type Value } from './symbols';
import type { NameNode, Node, Operation, Expression, Statement } from './syntax';
import { UnwindTable } from './cfi';
import { says } from './rules';

export interface PassOptions {
  readonly debug: DebugInfo<string> | undefined;
  /** Platform constants whose names the source defines itself. */
  readonly own: ReadonlySet<string>;
  /** Branches that need their long form, by number. */
  readonly far: ReadonlySet<number>;
  /** Instructions before the end of its reach at which a branch gets its long form. */
  readonly margin: number;
}

export class Pass implements EvaluationState {
  readonly reporter = new Reporter();
  readonly sections = new Sections();
  readonly symbols: Symbols;
  readonly evaluator: Evaluator;
  readonly fixups: Fixups;
  readonly lines: LineTable;
  readonly unwind = new UnwindTable();
  readonly encoder: Encoder;
  complete = false;
  /** The last word of code. */
  emitted = 0;
  /** Names of the macros, for hints. */
  macroNames: Iterable<string> = [];
  /** Constants of the platform that the source turns out to define itself. */
  readonly redefined: string[] = [];
  private hereSection: SectionBuilder;
  private hereOffset = 0;
  private readonly warned = new Set<SectionBuilder>();

  constructor(
    public frame: SourceFrame,
    options: PassOptions,
  ) {
    this.symbols = new Symbols(options.own);
    this.evaluator = new Evaluator(this);
    this.fixups = new Fixups(this, this.evaluator, options);
    this.lines = new LineTable(options.debug);
    this.encoder = new Encoder(this, options.far);
    this.hereSection = this.sections.current;
  }

  get here(): Value {
    const symbol = new Sym('.');
    symbol.section = this.hereSection;
    symbol.offset = this.hereOffset;
    return symbol.reference;
  }

  say(node: Node, said: Said, hint?: Hint, related?: Related): void {
    this.reporter.say(this.frame, node, said, hint, related);
  }

  /** Reports what the parser found. */
  problems(statement: Statement): void {
    if (statement.problems)
      for (const { said, hint, ...node } of statement.problems) this.say(node, said, hint);
  }

  /** Defines the labels of a statement; `.` is this place until the next. */
  labels(statement: Statement): void {
    for (const label of statement.labels) this.label(label);
    this.hereSection = this.sections.current;
    this.hereOffset = this.hereSection.size;
  }

  instruction(statement: Operation): void {
    this.enterCode(statement);
    this.labels(statement);
    this.lines.instruction(this.sections.current, this.frame, statement);
    if (this.encoder.instruction(statement)) this.problems(statement);
    else this.unknownInstruction(statement);
  }

  private unknownInstruction({ name: node, operands }: Operation): void {
    const { name } = node;
    const meant = () =>
      habit(name, operands) ??
      didYouMean(name, [...mnemonics(), ...this.macroNames]) ??
      (operands.length === 0 ? `a label ends with a colon: ${name}:` : undefined);
    if (node.name.includes('\\')) this.say(node, says('asm-macro-only', { name }));
    else this.say(node, says('asm-unknown-instruction', { name }), meant);
    this.emit(0);
  }

  /** Says where code cannot stand, and aligns it so that one error does not bring on others. */
  private enterCode(statement: Statement): void {
    const section = this.sections.current;
    if (section.flags.execute && (section.size & 3) === 0) return;
    if (section.size & 3) {
      this.say(statement, says('asm-instruction-alignment'), 'write .align 4 before it');
      section.grow(4 - (section.size & 3));
    }
    if (section.flags.execute || this.warned.has(section)) return;
    this.warned.add(section);
    const rule = section.flags.zero ? 'asm-code-in-zeros' : 'asm-not-executable';
    this.say(statement, says(rule, { name: section.name }), 'write .text before it');
  }

  emit(word: number): void {
    this.emitted = word;
    this.sections.current.word(word);
  }

  /** Has a value written at the end of the section, once it is known. */
  fixup(slot: Slot, value: Value | Thunk, node: Node, branch = -1): void {
    const section = this.sections.current;
    this.fixups.add({ slot, section, offset: section.size, value, frame: this.frame, node, branch });
  }

  private label(node: NameNode): void {
    const { name } = node;
    const first = name.charCodeAt(0);
    const numeric = first >= 48 && first <= 57;
    if (numeric ? !/^\d+$/.test(name) : !this.mayDefine(node)) {
      if (numeric) this.say(node, says('asm-not-a-label', { name }), 'a label is a name, or a number');
      return;
    }
    const symbol = numeric ? this.symbols.nextLocal(Number(name)) : this.symbols.named(node);
    if (symbol.platform) this.redefined.push(name);
    else if (symbol.defined) return this.duplicate(symbol, node);
    symbol.section = this.sections.current;
    symbol.offset = symbol.section.size;
    this.define(symbol, node);
  }

  private define(symbol: Sym, node: Node): void {
    symbol.definition = { node, frame: this.frame };
  }

  /** True if the source may give a meaning to this name. */
  private mayDefine(node: NameNode): boolean {
    const { name } = node;
    if (registerNamed(node) !== undefined)
      this.say(
        node,
        says('asm-register-as-symbol', { name }),
        `as the name of a symbol it is written "${name}"`,
      );
    else if (name.includes('\\')) this.say(node, says('asm-macro-only', { name }));
    else if (name === '.') this.say(node, says('asm-dot'));
    else if (this.sections.get(name)) this.say(node, says('asm-section-as-symbol', { name }));
    else return true;
    return false;
  }

  private duplicate(symbol: Sym, node: Node): void {
    if (symbol.platform)
      return this.say(node, says('asm-platform-constant', { name: symbol.name, number: symbol.number }));
    const { definition: first } = symbol;
    const related = first && [{ span: first.frame.span(first.node), message: 'first defined here' }];
    this.say(node, says('asm-defined-twice', { name: symbol.name.split('\0')[0] }), undefined, related);
  }

  /** `.equ`, which defines once, and `=`, which may define again. */
  constant(node: NameNode, expression: Expression, defines: 'once' | 'again'): void {
    const assignable = defines === 'again';
    if (!this.mayDefine(node)) return;
    const value = this.evaluator.value(expression) ?? { symbol: undefined, number: 0 };
    const symbol = this.symbols.named(node);
    const again = (assignable && symbol.assignable) || symbol.platform;
    if (symbol.platform) this.redefined.push(node.name);
    if (symbol.defined && !again) {
      const same =
        symbol.number !== undefined &&
        typeof value !== 'function' &&
        !value.symbol &&
        value.number === symbol.number;
      if (!same) this.duplicate(symbol, node);
      return;
    }
    this.assign(symbol, value);
    symbol.assignable = assignable;
    this.define(symbol, node);
  }

  private assign(symbol: Sym, value: Value | Thunk): void {
    symbol.section = symbol.number = symbol.later = undefined;
    if (typeof value === 'function') symbol.later = value;
    else if (!value.symbol) symbol.number = value.number;
    else if (value.symbol.section) {
      symbol.section = value.symbol.section;
      symbol.offset = value.symbol.offset + value.number;
    } else symbol.later = () => this.evaluator.resolve(value);
  }
}

/** What somebody means who writes as for another assembler. */
function habit(name: string, operands: readonly Expression[]): string | undefined {
  const [first] = operands;
  const last = operands.at(-1);
  const foreign = meantByForeign(name, last !== undefined && isLiteral(last));
  if (foreign !== undefined) return `did you mean ${foreign}?`;
  if (directivesByName.has(`.${name}`)) return `a directive starts with a dot: .${name}`;
  if (first?.kind === 'name' && directivesByName.has(first.name))
    return `a label ends with a colon: ${name}:`;
  return foreignHabits.get(name);
}

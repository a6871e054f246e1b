/**
 * Macro expansion: where the tokens of the uses come from, and rescanning (C99 6.10.3.4). Tokens come from a stack of contexts over the file: an expansion
 * is a context, its macro is active while the context is on the stack, and a name of an active macro is painted
 * so that it never expands. Reading on past the end of a context ends the expansion, as in gcc.
 */
import { type Said, SourceFile, type Span } from '../../source';
import type { MacroUse, PreprocessorWatcher } from '../watch';
import { spanning } from '../reporter';
import { Lexeme, extentOf, spell } from './lexeme';
import type { Builtin, Macro, Report } from './macros';
import { Substitution, type Argument, type Helper } from './substitution';
import { says } from '../rules';

/** Where tokens come from below all expansions. */
export interface Source {
  /** The next token; directives are carried out on the way. `end` repeats at the end. */
  next(): Lexeme;
  /** The token that comes next, if no directive and no end of a file stands before it. */
  peek(): Lexeme | undefined;
}

/** Macros that are more than a text. */
export interface Builtins {
  /** What the macro is at its use. */
  value(name: Builtin, use: Lexeme): Lexeme;
  /** `_Pragma` does what its string says. */
  pragma(text: Lexeme): void;
}

interface Context {
  readonly lexemes: readonly Lexeme[];
  next: number;
  readonly macro: Macro | undefined;
  /** Nothing is read past its end: an argument, or a directive's line. */
  readonly isolated: boolean;
}

/** Tokens that expansions may make in all, and arguments in arguments: beyond is a runaway, not a program. */
const expansionLimit = 1_000_000;
const depthLimit = 400;

const isolatedEnd = new Lexeme('end', '', { file: new SourceFile('', '') }, 0, 0, false, true, undefined);

export class Expander {
  private readonly contexts: Context[] = [];
  private made = 0;
  private depth = 0;
  /** The ) of the last macro call. */
  private closing: Lexeme | undefined;
  private readonly helper: Helper;

  constructor(
    private readonly macros: ReadonlyMap<string, Macro>,
    private readonly source: Source,
    private readonly builtins: Builtins,
    private readonly report: Report,
    private readonly watcher: PreprocessorWatcher | undefined,
  ) {
    this.helper = {
      expand: lexemes => this.expand(lexemes),
      report,
      limit: expansionLimit,
      runaway: (use, said) => this.runaway(use.span, said),
    };
  }

  /** The next token after expansion; `end` at the end of the file, or of the isolated context. */
  next(): Lexeme {
    for (let space = false; ;) {
      const lexeme = this.contexts.length === 0 ? this.source.next() : this.raw();
      const macro = lexeme.kind === 'identifier' ? this.macros.get(lexeme.text) : undefined;
      const entered = macro && !lexeme.painted && this.enter(macro, lexeme);
      if (!entered) return space && !lexeme.space ? lexeme.spaced(true) : lexeme;
      // The white space before what expands to nothing stays.
      if (this.top()?.lexemes.length === 0) space ||= lexeme.space;
    }
  }

  /** All of a list expanded by itself, as an argument or the line of a directive is. */
  expand(lexemes: readonly Lexeme[], each: (lexeme: Lexeme) => Lexeme = lexeme => lexeme): Lexeme[] {
    if (this.depth >= depthLimit) {
      this.runaway(lexemes[0]?.span, says('c-macro-nesting'));
      return [...lexemes];
    }
    this.depth++;
    const bottom = this.contexts.length;
    this.contexts.push({ lexemes, next: 0, macro: undefined, isolated: true });
    const result: Lexeme[] = [];
    for (let lexeme = this.next(); lexeme.kind !== 'end'; lexeme = this.next()) result.push(each(lexeme));
    while (this.contexts.length > bottom) this.pop();
    this.depth--;
    return result;
  }

  /** The next token as it is, but painted if it names an active macro. */
  raw(): Lexeme {
    for (let context = this.top(); context; context = this.top()) {
      const lexeme = context.lexemes[context.next];
      if (lexeme) {
        context.next++;
        return this.paint(lexeme);
      }
      if (context.isolated) return isolatedEnd;
      this.pop();
    }
    return this.source.next();
  }

  private top(): Context | undefined {
    return this.contexts[this.contexts.length - 1];
  }

  private pop(): void {
    const context = this.contexts.pop();
    if (context?.macro) context.macro.active = false;
  }

  private paint(lexeme: Lexeme): Lexeme {
    if (lexeme.kind !== 'identifier' || lexeme.painted || !this.macros.get(lexeme.text)?.active)
      return lexeme;
    return lexeme.paint();
  }

  /** The token that `raw` would give; expansions that are over end here already. */
  private peek(): Lexeme | undefined {
    for (let context = this.top(); context; context = this.top()) {
      const lexeme = context.lexemes[context.next];
      if (lexeme || context.isolated) return lexeme;
      this.pop();
    }
    return this.source.peek();
  }

  /** Starts the expansion of a macro at its name; false if it is not used as a macro here. */
  private enter(macro: Macro, name: Lexeme): boolean {
    if (this.made > expansionLimit) return false;
    if (macro.parameters && this.peek()?.text !== '(') return false;
    const list = macro.parameters ? this.readArguments(macro, name) : [];
    const end = macro.parameters ? this.closing : name;
    const body = list ? this.bodyOf(macro, name, list) : [];
    if (this.watcher) this.watcher.macroUsed(useOf(macro, name, list ?? [], end, body));
    if (!list || this.made > expansionLimit) return true;
    if (body[0]) body[0] = body[0].spaced(name.space);
    this.made += body.length;
    for (const lexeme of body) if (lexeme.text.length > 100) this.made += lexeme.text.length / 10;
    if (this.made > expansionLimit) this.runaway(name.span, says('c-macro-runaway', { name: macro.name }));
    macro.active = true;
    this.contexts.push({ lexemes: body, next: 0, macro, isolated: false });
    return true;
  }

  /** What the use at `name` becomes. */
  private bodyOf(macro: Macro, name: Lexeme, list: readonly Argument[]): Lexeme[] {
    const { parameters, builtin } = macro;
    if (parameters && builtin) this.pragma(macro, name, list[0]?.lexemes ?? []);
    if (!parameters && builtin) return [this.builtins.value(builtin, name)];
    if (!parameters && macro.plain) return macro.body.map(lexeme => lexeme.at(name));
    return new Substitution(macro, name, list, this.helper).run();
  }

  private pragma(macro: Macro, name: Lexeme, operand: readonly Lexeme[]): void {
    const [text] = operand;
    if (text?.kind === 'string' && operand.length === 1) this.builtins.pragma(text);
    else this.complain(macro, name, says('c-pragma-string', { name: macro.name }));
  }

  private runaway(span: Span | undefined, said: Said): void {
    this.made = Infinity;
    this.report({ ...said, ...(span && { span }) });
  }

  /** The arguments of the use at `name`; undefined, and reported, if they do not fit. */
  private readArguments(macro: Macro, name: Lexeme): Argument[] | undefined {
    const parameters = macro.parameters ?? [];
    this.raw();
    let argument: Lexeme[] = [];
    const found = [argument];
    const read: Lexeme[] = [];
    for (let depth = 0; ;) {
      const lexeme = this.raw();
      if (lexeme.kind === 'end') {
        this.complain(macro, name, says('c-macro-unclosed', { name: macro.name }));
        this.giveBack(read);
        return undefined;
      }
      read.push(lexeme);
      this.closing = lexeme;
      const separator = lexeme.kind === 'punctuator' ? lexeme.text : '';
      if (separator === ')' && depth === 0) break;
      if (separator === '(') depth++;
      else if (separator === ')') depth--;
      const rest = macro.variadic && found.length === parameters.length;
      if (separator === ',' && depth === 0 && !rest) found.push((argument = []));
      else argument.push(lexeme);
    }
    if (parameters.length === 0 && found.length === 1 && argument.length === 0) found.pop();
    const omitted = macro.variadic && found.length === parameters.length - 1;
    if (omitted) found.push([]);
    if (found.length !== parameters.length) {
      this.complain(macro, name, wrongCount(macro, found.length));
      return undefined;
    }
    return found.map((lexemes, at) => ({ lexemes, omitted: omitted && at === found.length - 1 }));
  }

  /** Where a ) is missing, the lines after that of the macro's name are what they would be without it. */
  private giveBack(read: readonly Lexeme[]): void {
    const next = read.findIndex(lexeme => lexeme.first);
    if (next < 0 || this.contexts.some(({ isolated }) => isolated)) return;
    this.contexts.push({ lexemes: read.slice(next), next: 0, macro: undefined, isolated: false });
  }

  private complain(macro: Macro, name: Lexeme, said: Said): void {
    const related = [{ span: macro.span, message: `${macro.name} is defined here` }];
    this.report({ ...said, span: name.span, ...(!macro.builtin && { related }) });
  }
}

function useOf(
  macro: Macro,
  { span: name }: Lexeme,
  list: readonly Argument[],
  end: Lexeme | undefined,
  body: readonly Lexeme[],
): MacroUse {
  const parameters = list.map(({ lexemes }) => extentOf(lexemes));
  const extent = end ? spanning(name, end.span) : name;
  return { macro, name, extent, parameters, text: () => spell(body) };
}

function wrongCount(macro: Macro, given: number): Said {
  const wanted = (macro.parameters ?? []).length - (macro.variadic ? 1 : 0);
  if (wanted === 0) return says('c-macro-no-arguments', { name: macro.name, given });
  const many = wanted === 1 ? '1 argument' : `${wanted} arguments`;
  return says('c-macro-arguments', {
    name: macro.name,
    atLeast: macro.variadic ? 'at least ' : '',
    count: many,
    given,
  });
}

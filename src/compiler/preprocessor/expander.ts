/**
 * Macro expansion (C99 6.10.3.1 to 6.10.3.4). Tokens come from a stack of contexts over the file: an expansion
 * is a context, its macro is active while the context is on the stack, and a name of an active macro is painted
 * so that it never expands. Reading on past the end of a context ends the expansion, as in gcc.
 */
import { SourceFile, type Span } from '../../source';
import { Lexeme } from './lexeme';
import type { Builtin, Macro, Report } from './macros';
import { paste, stringify } from './operators';

/** Where tokens come from below all expansions. */
export interface Source {
  /** The next token; directives are carried out on the way. `end` repeats at the end. */
  next(): Lexeme;
  /** The token that comes next, if no directive and no end of a file stands before it. */
  peek(): Lexeme | undefined;
}

interface Context {
  readonly lexemes: readonly Lexeme[];
  next: number;
  readonly macro: Macro | undefined;
  /** Nothing is read past its end: an argument, or a directive's line. */
  readonly isolated: boolean;
}

/** Tokens that expansions may make in all, and arguments in arguments: beyond is a runaway, not a program. */
const expansionLimit = 2_000_000;
const depthLimit = 400;

const isolatedEnd = new Lexeme('end', '', new SourceFile('', ''), 0, 0, false, true, undefined);

export class Expander {
  private readonly contexts: Context[] = [];
  private made = 0;
  private depth = 0;

  constructor(
    private readonly macros: ReadonlyMap<string, Macro>,
    private readonly source: Source,
    private readonly builtin: (name: Builtin, use: Lexeme) => Lexeme,
    private readonly report: Report,
  ) {}

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
      this.runaway(lexemes[0]?.span, 'macro calls nest too deeply here');
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

  /** The token that `raw` would give, without ending anything that `raw` would not. */
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
    let body: Lexeme[];
    if (macro.parameters) {
      const use = this.readArguments(macro, name);
      if (!use) return true;
      if (macro.builtin && use[0]!.lexemes.map(lexeme => lexeme.kind).join() !== 'string')
        this.complain(macro, name, `${macro.name} takes one string`);
      body = this.substitute(macro, name, use);
    } else if (macro.builtin) body = [this.builtin(macro.builtin, name)];
    else if (macro.plain) body = macro.body.map(lexeme => lexeme.at(name));
    else body = this.substitute(macro, name, []);
    if (this.made > expansionLimit) return true;
    if (body[0]) body[0] = body[0].spaced(name.space);
    this.made += body.length;
    for (const lexeme of body) if (lexeme.text.length > 100) this.made += lexeme.text.length / 10;
    if (this.made > expansionLimit) this.runaway(name.span, `${macro.name} expands to too much`);
    macro.active = true;
    this.contexts.push({ lexemes: body, next: 0, macro, isolated: false });
    return true;
  }

  private runaway(span: Span | undefined, message: string): void {
    this.made = Infinity;
    this.report({ severity: 'error', message, ...(span && { span }) });
  }

  /** The arguments of the use at `name`; undefined, and reported, if they do not fit. */
  private readArguments(macro: Macro, name: Lexeme): Argument[] | undefined {
    const parameters = macro.parameters!;
    this.raw();
    const found: Lexeme[][] = [[]];
    for (let depth = 0; ;) {
      const lexeme = this.raw();
      if (lexeme.kind === 'end') {
        this.complain(macro, name, `the arguments of ${macro.name} have no )`);
        return undefined;
      }
      const separator = lexeme.kind === 'punctuator' ? lexeme.text : '';
      if (separator === ')' && depth === 0) break;
      if (separator === '(') depth++;
      else if (separator === ')') depth--;
      const rest = macro.variadic && found.length === parameters.length;
      if (separator === ',' && depth === 0 && !rest) found.push([]);
      else found[found.length - 1]!.push(lexeme);
    }
    if (parameters.length === 0 && found.length === 1 && found[0]!.length === 0) found.pop();
    const omitted = macro.variadic && found.length === parameters.length - 1;
    if (omitted) found.push([]);
    if (found.length !== parameters.length) {
      this.complain(macro, name, wrongCount(macro, found.length));
      return undefined;
    }
    return found.map((lexemes, at) => ({ lexemes, omitted: omitted && at === found.length - 1 }));
  }

  private complain(macro: Macro, name: Lexeme, message: string): void {
    const related = [{ span: macro.span, message: `${macro.name} is defined here` }];
    this.report({ severity: 'error', message, span: name.span, ...(!macro.builtin && { related }) });
  }

  /** The body with `#` and `##` carried out and the parameters replaced. */
  private substitute(macro: Macro, name: Lexeme, list: readonly Argument[]): Lexeme[] {
    const { body, parameters = [] } = macro;
    const result: Lexeme[] = [];
    const argument = (lexeme: Lexeme | undefined): Argument | undefined =>
      lexeme?.kind === 'identifier' ? list[parameters.indexOf(lexeme.text)] : undefined;
    for (let at = 0; at < body.length && result.length <= expansionLimit; at++) {
      const lexeme = body[at]!;
      const given = argument(lexeme);
      if (isHash(lexeme) && parameters.length > 0 && macro.parameters) {
        result.push(this.string(argument(body[++at])!, name, lexeme));
      } else if (isPaste(lexeme)) {
        at = this.pasteNext(macro, name, list, at, result);
      } else if (!given) {
        result.push(lexeme.at(name));
      } else {
        const operand = isPaste(body[at + 1]);
        const lexemes = operand ? given.lexemes : (given.expanded ??= this.expand(given.lexemes));
        if (lexemes.length === 0) result.push(placemarker(lexeme, name));
        else append(result, lexemes, lexeme);
      }
    }
    return withoutPlacemarkers(result);
  }

  /** The argument as a string literal: the operator `#`. */
  private string(argument: Argument, use: Lexeme, operator: Lexeme): Lexeme {
    const text = stringify(argument.lexemes);
    if (text === undefined) this.runaway(use.span, 'this macro makes too long a string');
    return use.become('string', text ?? '""', { spelled: operator.span }).spaced(operator.space);
  }

  /** Carries out the `##` at `at`; gives the index of the last token of the body that it took. */
  private pasteNext(
    macro: Macro,
    name: Lexeme,
    list: readonly Argument[],
    at: number,
    result: Lexeme[],
  ): number {
    const { body, parameters = [] } = macro;
    const next = body[at + 1]!;
    const index = next.kind === 'identifier' ? parameters.indexOf(next.text) : -1;
    const given = list[index];
    let right: readonly Lexeme[] = [next.at(name)];
    let last = at + 1;
    if (isHash(next) && parameters.length > 0) {
      const operand = list[parameters.indexOf(body[++last]!.text)]!;
      right = [this.string(operand, name, next)];
    } else if (given) right = given.lexemes;
    const left = result[result.length - 1]!;
    const rest = macro.variadic && index === parameters.length - 1;
    if (rest && left.kind === 'punctuator' && left.text === ',') {
      // GNU: `, ## __VA_ARGS__` drops the comma where the rest is left out, and pastes nothing otherwise.
      if (given!.omitted || (right.length === 0 && parameters.length === 1))
        result[result.length - 1] = placemarker(next, name);
      else append(result, right, next);
      return last;
    }
    if (right.length === 0) return last;
    result.pop();
    if (left.kind === 'end') result.push(right[0]!.spaced(left.space));
    else result.push(...this.pasteTwo(macro, name, left, right[0]!, body[at]!));
    for (let other = 1; other < right.length; other++) result.push(right[other]!);
    return last;
  }

  private pasteTwo(macro: Macro, name: Lexeme, left: Lexeme, right: Lexeme, operator: Lexeme): Lexeme[] {
    const pasted = paste(left, right, name, operator);
    if (pasted) return [pasted];
    this.report({
      severity: 'error',
      message: `## cannot join ${left.spelling} and ${right.spelling}: ${left.spelling}${right.spelling} is no token`,
      span: name.span,
      related: [{ span: operator.span, message: `the ## in ${macro.name} is here` }],
    });
    return [left, right.spaced(false)];
  }
}

interface Argument {
  /** As the use has them. */
  readonly lexemes: readonly Lexeme[];
  /** The rest of a variadic macro, not even a comma before it. */
  readonly omitted: boolean;
  /** After expansion by themselves; made when a parameter needs it. */
  expanded?: readonly Lexeme[];
}

function isPaste(lexeme: Lexeme | undefined): boolean {
  return lexeme?.kind === 'punctuator' && lexeme.text === '##';
}

function isHash(lexeme: Lexeme): boolean {
  return lexeme.kind === 'punctuator' && lexeme.text === '#';
}

/** Stands for an empty argument (6.10.3.3 paragraph 2). */
function placemarker(parameter: Lexeme, use: Lexeme): Lexeme {
  return use.become('end', '').spaced(parameter.space);
}

/** White space before a placemarker stays. */
function withoutPlacemarkers(lexemes: readonly Lexeme[]): Lexeme[] {
  const result: Lexeme[] = [];
  let space = false;
  for (const lexeme of lexemes) {
    if (lexeme.kind === 'end') space ||= lexeme.space;
    else {
      result.push(space && !lexeme.space ? lexeme.spaced(true) : lexeme);
      space = false;
    }
  }
  return result;
}

/** Puts tokens in place of a parameter; white space before them is that of the parameter. */
function append(result: Lexeme[], lexemes: readonly Lexeme[], parameter: Lexeme): void {
  for (let at = 0; at < lexemes.length; at++)
    result.push(at === 0 ? lexemes[at]!.spaced(parameter.space) : lexemes[at]!);
}

function wrongCount(macro: Macro, given: number): string {
  const wanted = macro.parameters!.length - (macro.variadic ? 1 : 0);
  if (wanted === 0) return `${macro.name} takes no arguments, but here are ${given}`;
  const many = wanted === 1 ? '1 argument' : `${wanted} arguments`;
  return `${macro.name} takes ${macro.variadic ? 'at least ' : ''}${many}, not ${given}`;
}

/** What one use of a macro makes of its body: parameters replaced, `#` and `##` carried out (C99 6.10.3.1 to 6.10.3.3). */
import type { Said } from '../../source';
import type { Lexeme } from './lexeme';
import { type Macro, type Report, closes, isOptional } from './macros';
import { paste, stringify } from './operators';
import { says } from '../rules';

export interface Argument {
  /** As the use has them. */
  readonly lexemes: readonly Lexeme[];
  /** The rest of a variadic macro, not even a comma before it. */
  readonly omitted: boolean;
  /** After expansion by themselves; made when a parameter needs it. */
  expanded?: readonly Lexeme[];
}

/** What a substitution needs of the expander. */
export interface Helper {
  expand(lexemes: readonly Lexeme[]): readonly Lexeme[];
  readonly report: Report;
  /** Tokens that one body may become. */
  readonly limit: number;
  /** Says that an expansion got out of hand. */
  runaway(use: Lexeme, said: Said): void;
}

export class Substitution {
  private readonly result: Lexeme[] = [];
  private readonly parameters: readonly string[];
  private at = 0;

  constructor(
    private readonly macro: Macro,
    private readonly use: Lexeme,
    private readonly list: readonly Argument[],
    private readonly helper: Helper,
  ) {
    this.parameters = macro.parameters ?? [];
  }

  run(): Lexeme[] {
    const { body } = this.macro;
    while (this.result.length <= this.helper.limit) {
      const lexeme = body[this.at++];
      if (!lexeme) break;
      this.step(lexeme);
    }
    return withoutPlacemarkers(this.result);
  }

  /** Carries out one token of the body, with the operand that follows an operator. */
  private step(lexeme: Lexeme): void {
    if (this.isHash(lexeme)) return void this.result.push(this.string(lexeme));
    if (isPaste(lexeme)) return this.paste(lexeme);
    if (isOptional(lexeme)) return this.append(this.optional(), lexeme);
    const given = this.argument(lexeme);
    if (!given) return void this.result.push(lexeme.at(this.use));
    const operand = isPaste(this.macro.body[this.at]);
    const lexemes = operand ? given.lexemes : (given.expanded ??= this.helper.expand(given.lexemes));
    if (lexemes.length === 0) this.result.push(this.placemarker(lexeme));
    else this.append(lexemes, lexeme);
  }

  private argument(lexeme: Lexeme): Argument | undefined {
    return lexeme.kind === 'identifier' ? this.list[this.parameters.indexOf(lexeme.text)] : undefined;
  }

  /** What `__VA_OPT__( … )` stands for: its text where the rest is not empty, else nothing (C23 6.10.5.1). */
  private optional(): readonly Lexeme[] {
    const { macro, use, list, helper, at } = this;
    const end = closes(macro.body, at) ?? at;
    this.at = end + 1;
    const rest = list.at(-1);
    if (!rest || (rest.expanded ??= helper.expand(rest.lexemes)).length === 0) return [];
    return new Substitution({ ...macro, body: macro.body.slice(at + 1, end) }, use, list, helper).run();
  }

  /** What stands after an operator, which cannot end a body. */
  private operand(): Lexeme {
    const lexeme = this.macro.body[this.at++];
    if (!lexeme) throw new Error(`an operator ends the body of ${this.macro.name}`);
    return lexeme;
  }

  /** `#` is an operator in a function-like macro alone. */
  private isHash(lexeme: Lexeme): boolean {
    return lexeme.kind === 'punctuator' && lexeme.text === '#' && this.macro.parameters !== undefined;
  }

  /** The argument after `#` as a string literal. */
  private string(operator: Lexeme): Lexeme {
    const text = stringify(this.argument(this.operand())?.lexemes ?? []);
    if (text === undefined) this.helper.runaway(this.use, says('c-string-runaway'));
    return this.use.become('string', text ?? '""', { spelled: operator.span }).spaced(operator.space);
  }

  /** Joins the last token that is there with the first of what follows `##`. */
  private paste(operator: Lexeme): void {
    const { result, use, list, macro } = this;
    const next = this.operand();
    const given = this.argument(next);
    const right = isOptional(next)
      ? this.optional()
      : (given?.lexemes ?? [this.isHash(next) ? this.string(next) : next.at(use)]);
    const left = result.at(-1);
    if (!left) throw new Error(`## starts the body of ${macro.name}`);
    const rest = macro.variadic && given !== undefined && given === list.at(-1);
    if (rest && left.kind === 'punctuator' && left.text === ',') return this.commaAndRest(given, next);
    const [first, ...others] = right;
    if (!first) return;
    result.pop();
    if (left.kind === 'end') result.push(first.spaced(left.space));
    else result.push(...this.join(left, first, operator));
    for (const other of others) result.push(other);
  }

  /** GNU: `, ## __VA_ARGS__` drops the comma where the rest is left out, and pastes nothing otherwise. */
  private commaAndRest(rest: Argument, parameter: Lexeme): void {
    if (rest.omitted || (rest.lexemes.length === 0 && this.parameters.length === 1))
      this.result[this.result.length - 1] = this.placemarker(parameter);
    else this.append(rest.lexemes, parameter);
  }

  private join(left: Lexeme, right: Lexeme, operator: Lexeme): Lexeme[] {
    const pasted = paste(left, right, this.use, operator);
    if (pasted) return [pasted];
    this.helper.report({
      ...says('c-paste-result', { left: left.spelling, right: right.spelling }),
      span: this.use.span,
      related: [{ span: operator.span, message: `the ## in ${this.macro.name} is here` }],
    });
    return [left, right.spaced(false)];
  }

  /** Stands for an empty argument (6.10.3.3 paragraph 2). */
  private placemarker(parameter: Lexeme): Lexeme {
    return this.use.become('end', '').spaced(parameter.space);
  }

  /** Puts tokens in place of a parameter; white space before them is that of the parameter. */
  private append(lexemes: readonly Lexeme[], parameter: Lexeme): void {
    if (lexemes.length === 0) this.result.push(this.placemarker(parameter));
    for (const [at, lexeme] of lexemes.entries())
      this.result.push(at === 0 ? lexeme.spaced(parameter.space) : lexeme);
  }
}

function isPaste(lexeme: Lexeme | undefined): boolean {
  return lexeme?.kind === 'punctuator' && lexeme.text === '##';
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

/**
 * Parses operands: expressions with C's operators and precedence, memory operands and strings.
 * A function is a production, and its comment is that production.
 */
import { instructions, pseudoInstructions, registerNumber } from '../isa';
import { directivesByName } from './directive-table';
import { Char, Class, Scanner } from './scanner';
import { characterValue } from './strings';
import type { Expression, LocalNode, MissingNode, NameNode, NumberNode, StringNode } from './syntax';
import { says } from './rules';

/** Binary operators, longest first among those that start alike, with how tightly they bind. */
export const binaryOperators: readonly (readonly [operator: string, precedence: number])[] = [
  ['||', 1],
  ['&&', 2],
  ['|', 3],
  ['^', 4],
  ['&', 5],
  ['==', 6],
  ['!=', 6],
  ['<<', 8],
  ['>>', 8],
  ['<=', 7],
  ['>=', 7],
  ['<', 7],
  ['>', 7],
  ['+', 9],
  ['-', 9],
  ['*', 10],
  ['/', 10],
  ['%', 10],
];

/** Deeper than any expression that a person or a compiler writes. */
const deepest = 200;
/** Operators of an expression, in all its parentheses; a tree of them may be that deep. */
const mostTerms = 1000;

/** What takes values as operands. */
const mnemonics: ReadonlySet<string> = new Set([
  '=',
  ...[...instructions, ...pseudoInstructions].map(({ mnemonic }) => mnemonic),
]);

/** A name in quotes; `.` alone is none, nor is what a macro has yet to fill in. */
const quotedName = /"([A-Za-z_$][\w.$]*|\.[\w.$]+)"/y;

export class ExpressionParser extends Scanner {
  /** The mnemonic or directive whose operands are read; `=` for an assignment. */
  protected operation = '=';
  private depth = 0;
  private terms = 0;

  /** operand: text | memory | expression */
  protected operand(): Expression {
    const code = this.peek();
    if (code === Char.quote && !this.takesSymbols()) return this.string();
    if (code === Char.open) {
      const base = this.registerInParentheses();
      if (base) return base;
    }
    const value = this.expression();
    this.skipBlanks();
    return this.peek() === Char.open ? this.memory(value) : value;
  }

  /** memory: expression? '(' expression ')' */
  private memory(offset: Expression): Expression {
    this.at++;
    this.skipBlanks();
    const base = this.expression();
    const end = this.closeParenthesis(base.end);
    return { kind: 'memory', start: offset.start, end, offset, base };
  }

  /** `(sp)`: only a register in parentheses is a memory operand without an offset; `(4)` is an expression. */
  private registerInParentheses(): Expression | undefined {
    const start = this.at;
    this.at++;
    this.skipBlanks();
    if (this.classAt(this.at) === Class.letter) {
      const base = this.nameNode();
      this.skipBlanks();
      if (this.peek() === Char.close && registerNumber(base.name) !== undefined) {
        this.at++;
        return { kind: 'memory', start, end: this.at, offset: undefined, base };
      }
    }
    this.at = start;
    return undefined;
  }

  /** expression: binary ('?' expression ':' expression)? */
  protected expression(): Expression {
    if (this.depth === 0) this.terms = 0;
    if (++this.depth > deepest) return this.tooDeep();
    const condition = this.binary(this.unary(), 1);
    const whole = this.peek() === Char.question ? this.conditional(condition) : condition;
    this.depth--;
    return whole;
  }

  private conditional(condition: Expression): Expression {
    this.at++;
    this.skipBlanks();
    const yes = this.expression();
    this.skipBlanks();
    if (this.peek() === Char.colon) this.at++;
    else this.problem(this.at, this.at, says('asm-colon-expected'), 'write it as: condition ? yes : no');
    this.skipBlanks();
    const no = this.expression();
    return { kind: 'conditional', start: condition.start, end: no.end, condition, yes, no };
  }

  private tooDeep(): MissingNode {
    this.depth--;
    const start = this.at;
    const end = this.skipRest();
    this.problem(start, end, says('asm-expression-nesting'));
    return { kind: 'missing', start, end };
  }

  /** binary: unary (operator unary)*, by precedence climbing */
  private binary(left: Expression, lowest: number): Expression {
    for (;;) {
      this.skipBlanks();
      const found = this.classAt(this.at) === Class.operator ? this.operator() : undefined;
      if (!found || found[1] < lowest) return left;
      if (++this.terms > mostTerms) return this.tooLong(left);
      const [operator, precedence] = found;
      this.at += operator.length;
      this.skipBlanks();
      const right = this.binary(this.unary(), precedence + 1);
      left = { kind: 'binary', start: left.start, end: right.end, operator, left, right };
    }
  }

  private tooLong(left: Expression): Expression {
    this.problem(this.at, this.skipRest(), says('asm-expression-length'));
    return left;
  }

  private operator(): readonly [string, number] | undefined {
    if (this.atEnd) return undefined;
    return binaryOperators.find(([operator]) => this.text.startsWith(operator, this.at));
  }

  /** unary: ('-' | '~' | '!' | '+') unary | primary */
  private unary(): Expression {
    const code = this.peek();
    if (code !== Char.minus && code !== Char.tilde && code !== Char.exclamation && code !== Char.plus)
      return this.primary();
    if (++this.depth > deepest) return this.tooDeep();
    const start = this.at;
    this.at++;
    this.skipBlanks();
    const operand = this.unary();
    this.depth--;
    return { kind: 'unary', start, end: operand.end, operator: this.text.charAt(start), operand };
  }

  /** primary: name | '"' name '"' | number | character | '(' expression ')' | '%' name '(' expression ')' */
  private primary(): Expression {
    const kind = this.classAt(this.at);
    if (kind === Class.letter) return this.nameNode();
    if (kind === Class.digit) return this.number();
    switch (this.peek()) {
      case Char.apostrophe:
        return this.character();
      case Char.open:
        return this.parenthesized();
      case Char.percent:
        return this.modifier();
      case Char.quote:
        return this.takesSymbols() ? (this.quotedName() ?? this.string()) : this.missing();
      default:
        return this.missing();
    }
  }

  private parenthesized(): Expression {
    this.at++;
    this.skipBlanks();
    const inner = this.expression();
    this.closeParenthesis(inner.end);
    return inner;
  }

  private closeParenthesis(end: number): number {
    this.skipBlanks();
    if (this.peek() === Char.close) return ++this.at;
    this.problem(end, this.at, says('asm-parenthesis-expected'));
    return end;
  }

  private modifier(): Expression {
    const start = this.at;
    this.at++;
    const name = this.nameNode();
    this.skipBlanks();
    if (this.peek() !== Char.open) {
      this.problem(start, this.at, says('asm-modifier-expected'));
      return { kind: 'missing', start, end: this.at };
    }
    this.at++;
    this.skipBlanks();
    const operand = this.expression();
    return { kind: 'modifier', start, end: this.closeParenthesis(operand.end), name, operand };
  }

  protected nameNode(): NameNode {
    const start = this.at;
    const name = this.readName();
    return { kind: 'name', start, end: this.at, name };
  }

  /** number: decimal | 0x | 0b | 0o | digits 'b' | digits 'f' */
  private number(): NumberNode | LocalNode {
    const start = this.at;
    let value = 0;
    let kind = this.classAt(this.at);
    for (; kind === Class.digit; kind = this.classAt(++this.at)) value = value * 10 + this.peek() - 48;
    if (kind !== Class.letter && (this.at - start === 1 || this.text.charCodeAt(start) !== 48))
      return { kind: 'number', start, end: this.at, value };
    return this.prefixedNumber(start);
  }

  private prefixedNumber(start: number): NumberNode | LocalNode {
    this.skipWord();
    const end = this.at;
    const word = this.text.slice(start, end);
    if (/^\d+[bf]$/.test(word))
      return { kind: 'local', start, end, number: parseInt(word, 10), forward: word.endsWith('f') };
    if (/^(0x[\da-f]+|0b[01]+|0o[0-7]+|0+)$/i.test(word))
      return { kind: 'number', start, end, value: Number(word) };
    if (/^0\d+$/.test(word))
      this.problem(
        start,
        end,
        says('asm-ambiguous-number', { word }),
        `write ${word.replace(/^0+/, '')} or 0o${word.replace(/^0+/, '')}`,
      );
    else
      this.problem(
        start,
        end,
        says('asm-not-a-number', { word }),
        'numbers are written 10, 0xa, 0b1010 or 0o12',
      );
    return { kind: 'number', start, end, value: 0 };
  }

  private character(): NumberNode {
    const start = this.at;
    const closed = this.skipQuoted();
    const value = closed ? characterValue(this.text.slice(start + 1, this.at - 1)) : undefined;
    if (!closed) this.problem(start, this.at, says('asm-unclosed-character'));
    else if (value === undefined) this.problem(start, this.at, says('asm-character'));
    return { kind: 'number', start, end: this.at, value: value ?? 0 };
  }

  /** `"name"`; undefined, and nothing read, where what stands in the quotes cannot be a name. */
  protected quotedName(): NameNode | undefined {
    quotedName.lastIndex = this.at;
    const [text] = quotedName.exec(this.text) ?? [];
    if (text === undefined) return undefined;
    const start = this.at;
    this.at += text.length;
    return { kind: 'name', start, end: this.at, name: text.slice(1, -1), quoted: true };
  }

  /** Whether quotes in the operands hold names, not texts: a macro's arguments and some directives take texts. */
  private takesSymbols(): boolean {
    const directive = directivesByName.get(this.operation);
    return directive ? !directive.form.includes('"') : mnemonics.has(this.operation);
  }

  private string(): StringNode {
    const start = this.at;
    if (!this.skipQuoted()) this.problem(start, this.at, says('asm-unclosed-string'));
    return { kind: 'string', start, end: this.at };
  }

  /** Nothing that starts an operand stands here; goes on to where the next may start. */
  private missing(): MissingNode {
    const start = this.at;
    let end = start;
    while (!this.atEnd && !/[,()]/.test(this.text.charAt(this.at))) {
      if (this.peek() === Char.quote || this.peek() === Char.apostrophe) this.skipQuoted();
      else this.at++;
      end = this.at;
      this.skipBlanks();
    }
    if (end === start) this.problem(start, start, says('asm-operand-expected'));
    else
      this.problem(
        start,
        end,
        says('asm-not-an-operand', { text: this.text.slice(start, end) }),
        addressIn(this.text.slice(start, end)),
      );
    return { kind: 'missing', start, end };
  }
}

/** For who puts addresses in brackets. */
function addressIn(text: string): string | undefined {
  const [, register, offset = '0'] = /^\[\s*(\w+)\s*(?:[+,]\s*(-?\w+))?\s*\]$/.exec(text) ?? [];
  return register === undefined ? undefined : `an address is written ${offset}(${register})`;
}

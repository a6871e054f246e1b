/** Parses C expressions (C99 6.5). Each method is a production. */
import { precedenceOf } from '../../c';
import { DebuggerError } from '../errors';
import {
  type CType,
  basicTypes,
  charType,
  doubleType,
  intType,
  longLongType,
  pointerTo,
  unsignedLongLongType,
  unsignedType,
} from '../values/types';
import { type Token, tokens, unescape } from './lexer';
import type { BinaryOperator, Expression, UnaryOperator } from './syntax';

/** The names of types where the expression stands. */
export interface TypeNames {
  /** A typedef, or with the keyword a tag: `pte_t`, `struct proc`. */
  type(name: string): CType | undefined;
}

const unaryOperators = ['+', '-', '!', '~', '&', '*', '++', '--'];
const basicWords = new Set([
  'void',
  'char',
  'short',
  'int',
  'long',
  'signed',
  'unsigned',
  '_Bool',
  'float',
  'double',
]);
const qualifiers = new Set(['const', 'volatile', 'restrict']);
const deepest = 200;

export function parse(text: string, names: TypeNames): Expression {
  return new Parser(text, names).whole();
}

class Parser {
  private readonly list: readonly Token[];
  private at = 0;
  private depth = 0;

  constructor(
    text: string,
    private readonly names: TypeNames,
  ) {
    this.list = tokens(text);
  }

  whole(): Expression {
    if (this.ended) throw new DebuggerError('bad-expression', 'there is no expression');
    const expression = this.expression();
    if (!this.ended) throw this.unexpected();
    return expression;
  }

  /** expression: assignment { "," assignment } */
  private expression(): Expression {
    let left = this.assignment();
    while (this.accept(',')) {
      const right = this.assignment();
      left = { kind: 'comma', left, right, start: left.start, end: right.end };
    }
    return left;
  }

  /** assignment: conditional [ ( "=" | "+=" | … ) assignment ] */
  private assignment(): Expression {
    const left = this.conditional();
    const match = /^(|[-+*/%&|^]|<<|>>)=$/.exec(this.token.kind === 'operator' ? this.token.text : '');
    if (!match) return left;
    this.advance();
    const right = this.nested(() => this.assignment());
    const operator = match[1] as BinaryOperator | '';
    return { kind: 'assign', ...(operator && { operator }), left, right, start: left.start, end: right.end };
  }

  /** conditional: binary [ "?" expression ":" conditional ] */
  private conditional(): Expression {
    const condition = this.binary(1);
    if (!this.accept('?')) return condition;
    const then = this.nested(() => this.expression());
    this.expect(':');
    const otherwise = this.nested(() => this.conditional());
    return { kind: 'conditional', condition, then, otherwise, start: condition.start, end: otherwise.end };
  }

  /** binary: cast { operator binary }, by precedence */
  private binary(lowest: number): Expression {
    let left = this.cast();
    for (;;) {
      const { kind, text } = this.token;
      const level = kind === 'operator' ? precedenceOf.get(text) : undefined;
      if (level === undefined || level < lowest) return left;
      this.advance();
      const right = this.nested(() => this.binary(level + 1));
      left = {
        kind: 'binary',
        operator: text as BinaryOperator,
        left,
        right,
        start: left.start,
        end: right.end,
      };
    }
  }

  /** cast: "(" type-name ")" cast | unary */
  private cast(): Expression {
    const { start } = this.token;
    if (!this.is('(') || !this.startsType(this.at + 1)) return this.unary();
    this.advance();
    const type = this.typeName();
    this.expect(')');
    const operand = this.nested(() => this.cast());
    return { kind: 'cast', type, operand, start, end: operand.end };
  }

  /** unary: postfix | operator cast | "sizeof" ( unary | "(" type-name ")" ) */
  private unary(): Expression {
    const { kind, text, start } = this.token;
    if (kind === 'operator' && unaryOperators.includes(text)) {
      this.advance();
      const operand = this.nested(() => this.cast());
      return { kind: 'unary', operator: text as UnaryOperator, operand, start, end: operand.end };
    }
    if (kind !== 'name' || text !== 'sizeof') return this.postfix();
    this.advance();
    if (!this.is('(') || !this.startsType(this.at + 1)) {
      const of = this.nested(() => this.unary());
      return { kind: 'size', of, isType: false, start, end: of.end };
    }
    this.advance();
    const of = this.typeName();
    return { kind: 'size', of, isType: true, start, end: this.expect(')').end };
  }

  /** postfix: primary { "[" expression "]" | "." name | "->" name | "++" | "--" | "(" … ")" } */
  private postfix(): Expression {
    let of = this.primary();
    for (;;) {
      const { start } = of;
      if (this.accept('[')) {
        const at = this.nested(() => this.expression());
        of = { kind: 'index', of, at, start, end: this.expect(']').end };
      } else if (this.is('.') || this.is('->')) {
        const arrow = this.advance().text === '->';
        const name = this.name('the name of a member');
        of = { kind: 'member', of, name: name.text, arrow, start, end: name.end };
      } else if (this.is('++') || this.is('--')) {
        const { text, end } = this.advance();
        of = { kind: 'postfix', operator: text as '++' | '--', operand: of, start, end };
      } else if (this.is('(')) of = { kind: 'call', of, start, end: this.skipArguments() };
      else return of;
    }
  }

  /** primary: number | character | string | register | [ module "::" ] name | "(" expression ")" */
  private primary(): Expression {
    const token = this.token;
    const { kind, text, start, end } = token;
    if (kind === 'operator' && text === '(') {
      this.advance();
      const inner = this.nested(() => this.expression());
      return { ...inner, start, end: this.expect(')').end };
    }
    if (kind === 'operator' || kind === 'end') throw this.unexpected();
    this.advance();
    if (kind === 'number') return { ...numberLiteral(text), start, end };
    if (kind === 'character')
      return { kind: 'number', value: characterValue(text), type: intType, start, end };
    if (kind === 'string') return this.string(token);
    if (kind === 'register') return { kind: 'register', name: text.slice(1), start, end };
    if (!this.accept('::')) return { kind: 'name', name: text, start, end };
    const name = this.name('a name');
    return { kind: 'name', name: name.text, module: text, start, end: name.end };
  }

  /** Strings that stand side by side are one. */
  private string({ text, start, end }: Token): Expression {
    let inside = text.slice(1, -1);
    while (this.token.kind === 'string') {
      inside += this.token.text.slice(1, -1);
      end = this.advance().end;
    }
    return { kind: 'string', bytes: Uint8Array.from([...unescape(inside), 0]), start, end };
  }

  /** type-name: specifiers { "*" } [ "(" "*" ")" "(" … ")" ] { "[" number "]" } */
  private typeName(): CType {
    let type = this.specifiers();
    for (;;) {
      if (this.accept('*')) type = pointerTo(type);
      else if (this.token.kind === 'name' && qualifiers.has(this.token.text)) this.advance();
      else break;
    }
    if (this.is('(') && this.list[this.at + 1]?.text === '*') return this.functionPointer(type);
    return this.arrays(type);
  }

  private arrays(element: CType): CType {
    if (!this.accept('[')) return element;
    const token = this.token;
    if (token.kind !== 'number') throw this.unexpected();
    this.advance();
    this.expect(']');
    const { value } = numberLiteral(token.text);
    return { kind: 'array', element: this.arrays(element), count: Number(value) };
  }

  /** What it takes is not asked: nothing is called. */
  private functionPointer(returns: CType): CType {
    this.advance();
    this.advance();
    this.expect(')');
    if (!this.is('(')) throw this.unexpected();
    this.skipArguments();
    return pointerTo({ kind: 'function', returns, parameters: [], variadic: true });
  }

  private specifiers(): CType {
    const words: string[] = [];
    let type: CType | undefined;
    const { start } = this.token;
    while (this.token.kind === 'name') {
      const { text } = this.token;
      if (qualifiers.has(text)) this.advance();
      else if (!type && basicWords.has(text)) words.push(this.advance().text);
      else if (!type && words.length === 0) type = this.namedType();
      else break;
    }
    type ??= basicType(words);
    if (!type)
      throw new DebuggerError(
        'bad-expression',
        `${words.join(' ') || 'this'} is no type (column ${start + 1})`,
      );
    return type;
  }

  private namedType(): CType {
    const { text, start } = this.advance();
    const tagged = text === 'struct' || text === 'union' || text === 'enum';
    const name = tagged ? `${text} ${this.name(`the name of the ${text}`).text}` : text;
    const type = this.names.type(name);
    if (!type) throw new DebuggerError('bad-expression', `there is no type ${name} (column ${start + 1})`);
    return type;
  }

  private startsType(at: number): boolean {
    const token = this.list[at];
    if (token?.kind !== 'name') return false;
    const { text } = token;
    if (basicWords.has(text) || qualifiers.has(text) || ['struct', 'union', 'enum'].includes(text))
      return true;
    return this.list[at + 1]?.text !== '::' && this.names.type(text) !== undefined;
  }

  /** To the parenthesis that closes the one here; its end. */
  private skipArguments(): number {
    let open = 0;
    do {
      const { kind, text } = this.advance();
      if (kind === 'end') throw this.unexpected();
      if (text === '(') open++;
      if (text === ')') open--;
    } while (open > 0);
    return this.list[this.at - 1]!.end;
  }

  private nested(production: () => Expression): Expression {
    if (++this.depth > deepest)
      throw new DebuggerError('bad-expression', 'the expression is nested too deep');
    const expression = production();
    this.depth--;
    return expression;
  }

  private get ended(): boolean {
    return this.token.kind === 'end';
  }

  private get token(): Token {
    return this.list[this.at]!;
  }

  private is(text: string): boolean {
    return this.token.kind === 'operator' && this.token.text === text;
  }

  private advance(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.at++;
    return token;
  }

  private accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.advance();
    return true;
  }

  private expect(text: string): Token {
    if (!this.is(text)) throw this.unexpected(`${text} is missing`);
    return this.advance();
  }

  private name(what: string): Token {
    if (this.token.kind !== 'name') throw this.unexpected(`${what} is missing`);
    return this.advance();
  }

  private unexpected(what?: string): DebuggerError {
    const { kind, text, start } = this.token;
    const where = kind === 'end' ? 'at the end' : `at ${text} (column ${start + 1})`;
    return new DebuggerError(
      'bad-expression',
      what
        ? `${what} ${where}`
        : kind === 'end'
          ? 'the expression is not complete'
          : `${text} makes no sense here (column ${start + 1})`,
    );
  }
}

function numberLiteral(text: string): { kind: 'number'; value: bigint | number; type: CType } {
  if (/^(\d+\.\d*|\.\d+|\d+(?=[eE]))([eE][+-]?\d+)?[fFlL]?$/.test(text) && !/^0[xX]/.test(text))
    return { kind: 'number', value: parseFloat(text), type: doubleType };
  const match = /^(0[xX][\da-fA-F]+|0[bB][01]+|\d+)([uU]?(?:l|L|ll|LL)?|(?:l|L|ll|LL)[uU])$/.exec(text);
  if (!match) throw new DebuggerError('bad-expression', `${text} is no number`);
  const [, digits = '', suffix = ''] = match;
  if (/^0\d*[89]/.test(digits)) throw new DebuggerError('bad-expression', `${text} is no octal number`);
  const value = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return {
    kind: 'number',
    value,
    type: literalType(value, /[uU]/.test(suffix), /ll/i.test(suffix), !/^[1-9]/.test(digits)),
  };
}

/** C99 6.4.4.1: the first type that the value fits; one that is not decimal may be unsigned. */
function literalType(value: bigint, unsigned: boolean, long: boolean, bits: boolean): CType {
  if (value >= 1n << 64n) throw new DebuggerError('bad-expression', `${value} is too large for any type`);
  if (!long && !unsigned && value < 1n << 31n) return intType;
  if (!long && (unsigned || bits) && value < 1n << 32n) return unsignedType;
  return unsigned || value >= 1n << 63n ? unsignedLongLongType : longLongType;
}

function characterValue(text: string): bigint {
  const bytes = unescape(text.slice(1, -1));
  if (bytes.length !== 1) throw new DebuggerError('bad-expression', `${text} is not one character`);
  return BigInt.asIntN(charType.size * 8, BigInt(bytes[0]!));
}

/** `long unsigned int` is `unsigned long`. */
function basicType(words: readonly string[]): CType | undefined {
  const has = (word: string) => words.includes(word);
  const longs = words.filter(word => word === 'long').length;
  const sign = has('unsigned') ? 'unsigned' : has('signed') && has('char') ? 'signed' : '';
  const others = words.filter(word => !['signed', 'unsigned', 'long', 'int'].includes(word));
  const body = [...Array.from({ length: longs }, () => 'long'), ...others];
  if (body.length === 0 && has('int') && !has('unsigned')) body.push('int');
  const name = [sign, ...body].filter(Boolean).join(' ') || (has('signed') ? 'int' : '');
  return basicTypes.find(([known]) => known === name)?.[1];
}

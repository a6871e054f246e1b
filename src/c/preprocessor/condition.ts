/**
 * The expression of `#if` and `#elif` (C99 6.10.1): all values are intmax_t or uintmax_t, 64 bits here. Errors in
 * an operand that is not evaluated are still errors, but for a division by zero.
 */
import type { Said, Span } from '../../source';
import { characterValue, numberValue } from '../literals';
import { precedenceOf } from '../precedence';
import type { Lexeme } from './lexeme';
import type { Report } from './macros';
import { says } from '../rules';

/** Whether the expression, macros expanded and `defined` replaced, is true; undefined, and reported, if it is none. */
export function evaluateCondition(
  lexemes: readonly Lexeme[],
  directive: Span,
  report: Report,
): boolean | undefined {
  try {
    const parser = new ConditionParser(lexemes, directive);
    return parser.whole().bits !== 0n;
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    report({ ...error.said, span: error.span });
    return undefined;
  }
}

interface Value {
  /** As intmax_t or uintmax_t has it. */
  readonly bits: bigint;
  readonly unsigned: boolean;
}

class ConditionError extends Error {
  constructor(
    readonly said: Said,
    readonly span: Span,
  ) {
    super(said.message);
  }
}

const depthLimit = 300;

class ConditionParser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly lexemes: readonly Lexeme[],
    private readonly directive: Span,
  ) {}

  whole(): Value {
    if (this.lexemes.length === 0) throw new ConditionError(says('c-condition-missing'), this.directive);
    const value = this.comma(true);
    const rest = this.lexemes[this.at];
    if (rest?.text === ')') throw new ConditionError(says('c-condition-parenthesis'), rest.span);
    if (rest) throw new ConditionError(says('c-condition-trailing', { token: rest.spelling }), rest.span);
    return value;
  }

  /** comma: conditional (',' conditional)* */
  private comma(live: boolean): Value {
    let value = this.conditional(live);
    while (this.accept(',')) value = this.conditional(live);
    return value;
  }

  /** conditional: binary ('?' comma ':' conditional)? */
  private conditional(live: boolean): Value {
    if (++this.depth > depthLimit) throw new ConditionError(says('c-condition-nesting'), this.here());
    const condition = this.binary(1, live);
    let value = condition;
    const question = this.lexemes[this.at]?.span ?? this.here();
    if (this.accept('?')) {
      const chosen = condition.bits !== 0n;
      const yes = this.comma(live && chosen);
      if (!this.accept(':')) throw new ConditionError(says('c-condition-colon'), question);
      const no = this.conditional(live && !chosen);
      value = convert(chosen ? yes : no, yes.unsigned || no.unsigned);
    }
    this.depth--;
    return value;
  }

  /** binary: unary (operator binary)* */
  private binary(lowest: number, live: boolean): Value {
    let left = this.unary(live);
    for (;;) {
      const operator = this.lexemes[this.at];
      if (operator?.kind !== 'punctuator') return left;
      const precedence = precedenceOf.get(operator.text);
      if (precedence === undefined || precedence < lowest) return left;
      this.at++;
      const decided =
        (operator.text === '&&' && left.bits === 0n) || (operator.text === '||' && left.bits !== 0n);
      const right = this.binary(precedence + 1, live && !decided);
      left = this.operate(operator, left, right, live);
    }
  }

  /** unary: ('+' | '-' | '!' | '~') unary | primary */
  private unary(live: boolean): Value {
    const operators: string[] = [];
    for (let next = this.lexemes[this.at]; next && isUnary(next); next = this.lexemes[++this.at])
      operators.push(next.text);
    let value = this.primary(live);
    for (const operator of operators.reverse()) {
      if (operator === '-') value = wrap(-value.bits, value.unsigned);
      if (operator === '~') value = wrap(~value.bits, value.unsigned);
      if (operator === '!') value = truth(value.bits === 0n);
    }
    return value;
  }

  /** primary: number | character | identifier | '(' comma ')' */
  private primary(live: boolean): Value {
    const lexeme = this.lexemes[this.at];
    if (!lexeme) throw new ConditionError(says('c-condition-end'), this.here());
    this.at++;
    if (lexeme.kind === 'number') return number(lexeme);
    if (lexeme.kind === 'character') return character(lexeme);
    if (lexeme.kind === 'identifier') return { bits: 0n, unsigned: false };
    if (lexeme.text !== '(') throw new ConditionError(unfit(lexeme), lexeme.span);
    const value = this.comma(live);
    if (!this.accept(')')) throw new ConditionError(says('c-condition-unclosed'), lexeme.span);
    return value;
  }

  private accept(text: string): boolean {
    const lexeme = this.lexemes[this.at];
    if (lexeme?.kind !== 'punctuator' || lexeme.text !== text) return false;
    this.at++;
    return true;
  }

  private here(): Span {
    const lexeme = this.lexemes[Math.min(this.at, this.lexemes.length - 1)];
    return lexeme?.span ?? this.directive;
  }

  private operate(operator: Lexeme, left: Value, right: Value, live: boolean): Value {
    switch (operator.text) {
      case '||':
        return truth(left.bits !== 0n || right.bits !== 0n);
      case '&&':
        return truth(left.bits !== 0n && right.bits !== 0n);
      case '<<':
      case '>>':
        return shift(left, operator.text === '<<', right);
    }
    const unsigned = left.unsigned || right.unsigned;
    const a = convert(left, unsigned).bits;
    const b = convert(right, unsigned).bits;
    if (operator.text === '/' || operator.text === '%') {
      if (b === 0n && live) throw new ConditionError(says('c-condition-zero'), operator.span);
      if (b === 0n) return { bits: 0n, unsigned };
    }
    return arithmetic(operator.text, a, b, unsigned);
  }
}

function isUnary({ kind, text }: Lexeme): boolean {
  return kind === 'punctuator' && (text === '-' || text === '+' || text === '!' || text === '~');
}

function unfit(lexeme: Lexeme): Said {
  if (lexeme.kind === 'string') return says('c-condition-string');
  if (['=', '++', '--'].includes(lexeme.text) || /^[^<>=!]+=$/.test(lexeme.text))
    return says('c-condition-operator', { token: lexeme.text });
  return says('c-condition-value', { token: lexeme.spelling });
}

function number(lexeme: Lexeme): Value {
  const literal = numberValue(lexeme);
  if ('problem' in literal) throw new ConditionError(literal.problem, lexeme.span);
  return wrap(literal.value, literal.suffix.unsigned || literal.value >= 1n << 63n);
}

function character(lexeme: Lexeme): Value {
  const literal = characterValue(lexeme);
  if ('problem' in literal) throw new ConditionError(literal.problem, lexeme.span);
  return { bits: BigInt(literal.value), unsigned: false };
}

function truth(value: boolean): Value {
  return { bits: value ? 1n : 0n, unsigned: false };
}

function wrap(bits: bigint, unsigned: boolean): Value {
  return { bits: unsigned ? BigInt.asUintN(64, bits) : BigInt.asIntN(64, bits), unsigned };
}

function convert(value: Value, unsigned: boolean): Value {
  return value.unsigned === unsigned ? value : wrap(value.bits, unsigned);
}

/** As gcc: a negative count shifts the other way, and a large one shifts everything out. */
function shift(value: Value, left: boolean, count: Value): Value {
  const towards = count.bits < 0n ? !left : left;
  const size = count.bits < 0n ? -count.bits : count.bits;
  const by = size > 64n ? 64n : size;
  return wrap(towards ? value.bits << by : value.bits >> by, value.unsigned);
}

function arithmetic(operator: string, a: bigint, b: bigint, unsigned: boolean): Value {
  switch (operator) {
    case '|':
      return wrap(a | b, unsigned);
    case '^':
      return wrap(a ^ b, unsigned);
    case '&':
      return wrap(a & b, unsigned);
    case '==':
      return truth(a === b);
    case '!=':
      return truth(a !== b);
    case '<':
      return truth(a < b);
    case '<=':
      return truth(a <= b);
    case '>':
      return truth(a > b);
    case '>=':
      return truth(a >= b);
    case '+':
      return wrap(a + b, unsigned);
    case '-':
      return wrap(a - b, unsigned);
    case '*':
      return wrap(a * b, unsigned);
    case '/':
      return wrap(a / b, unsigned);
    case '%':
      return wrap(a % b, unsigned);
  }
  throw new Error(`no operator ${operator} in a condition`);
}

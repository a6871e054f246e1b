/** Works out expressions: exact integers, or the address of a symbol plus an integer. */
import { highHalf, lowHalf } from '../isa';
import { registerNamed } from './forms';
import type { SourceFrame, Reporter } from './frames';
import type { Sections } from './sections';
import type { Symbols, Sym, Thunk, Value } from './symbols';
import { type Said, didYouMean } from '../source';
import type { BinaryNode, Expression, LocalNode, NameNode, Node } from './syntax';
import { says } from './rules';

/** Says that an expression depends on what has not been read yet. */
export const later = Symbol('later');

const bad = undefined;

export const lowest = -0x8000_0000;
export const highest = 0xffff_ffff;

/** Constants that each need the next; more than a person writes, and few enough for the stack. */
const longestChain = 500;

const number = (value: number): Value => ({ symbol: undefined, number: value });

/** What an evaluation reads and writes. */
export interface EvaluationState {
  frame: SourceFrame;
  readonly reporter: Reporter;
  readonly symbols: Symbols;
  readonly sections: Sections;
  /** The address of the statement: `.`. */
  readonly here: Value;
  /** True once everything has been read: what is unknown then stays so. */
  complete: boolean;
}

export class Evaluator {
  /** How many constants are being worked out, each because the one before needs it. */
  private chain = 0;

  constructor(private readonly scope: EvaluationState) {}

  /** The value of an expression, or a thunk for one that must wait; undefined after an error. */
  value(node: Expression): Value | Thunk | undefined {
    if (node.kind === 'number' && Number.isSafeInteger(node.value)) return number(node.value);
    const result = this.eager(node);
    return result === later ? this.defer(node) : result;
  }

  /** A value that must be known now; undefined after an error. */
  known(node: Expression, what: string): number | undefined {
    const result = this.eager(node);
    if (result === bad) return undefined;
    if (result !== later && !result.symbol) return result.number;
    const culprit = result === later ? undefined : result.symbol?.name;
    this.say(
      node,
      says('asm-known-constant', { what }),
      culprit === undefined
        ? undefined
        : `${culprit.split('\0')[0]} is ${result !== later && result.symbol?.section ? 'an address' : 'not defined before this line'}`,
    );
    return undefined;
  }

  private eager(node: Expression): Value | typeof later | undefined {
    switch (node.kind) {
      case 'number':
        if (Number.isSafeInteger(node.value)) return number(node.value);
        this.say(node, says('asm-number-too-wide'));
        return bad;
      case 'name':
        return this.symbol(node);
      case 'local':
        return this.local(node);
      case 'unary': {
        const operand = this.eager(node.operand);
        return isValue(operand) ? this.unary(node, node.operator, operand) : operand;
      }
      case 'binary': {
        const left = this.eager(node.left);
        const right = this.eager(node.right);
        if (left === bad || right === bad) return bad;
        return left === later || right === later ? later : this.binary(node, left, right);
      }
      case 'conditional': {
        const condition = this.eager(node.condition);
        if (!isValue(condition)) return condition;
        if (condition.symbol) return later;
        return this.eager(condition.number !== 0 ? node.yes : node.no);
      }
      case 'modifier': {
        const operand = this.eager(node.operand);
        return isValue(operand) ? this.half(node.name, operand) : operand;
      }
      default:
        return this.noValue(node);
    }
  }

  /** The same, to be worked out when everything is known; what may change until then is read now. */
  private defer(node: Expression): Thunk {
    const { frame } = this.scope;
    const thunk = this.freeze(node);
    return () => {
      const outer = this.scope.frame;
      this.scope.frame = frame;
      const value = thunk();
      this.scope.frame = outer;
      return value;
    };
  }

  private freeze(node: Expression): Thunk {
    switch (node.kind) {
      case 'unary': {
        const operand = this.freeze(node.operand);
        return () => chain(operand(), value => settled(this.unary(node, node.operator, value)));
      }
      case 'binary': {
        const left = this.freeze(node.left);
        const right = this.freeze(node.right);
        return () => chain(left(), a => chain(right(), b => settled(this.binary(node, a, b))));
      }
      case 'conditional': {
        const [condition, yes, no] = [node.condition, node.yes, node.no].map(part => this.freeze(part)) as [
          Thunk,
          Thunk,
          Thunk,
        ];
        return () =>
          chain(condition(), value =>
            this.constant(node.condition, value) ? (value.number !== 0 ? yes() : no()) : bad,
          );
      }
      case 'modifier': {
        const operand = this.freeze(node.operand);
        return () => chain(operand(), value => settled(this.half(node.name, value)));
      }
      default: {
        const value = this.eager(node);
        return () => (isValue(value) ? this.resolve(value) : bad);
      }
    }
  }

  /** With everything read: a symbol that is a constant becomes its number. */
  resolve(value: Value): Value | undefined {
    const { symbol } = value;
    if (!symbol || symbol.section) return value;
    if (symbol.number !== undefined) return number(symbol.number + value.number);
    if (!symbol.later) return value;
    const thunk = symbol.later;
    symbol.later = () => this.circular(symbol);
    const result = ++this.chain > longestChain ? this.tooLong(symbol) : thunk();
    this.chain--;
    symbol.later = () => result;
    return result && { symbol: result.symbol, number: result.number + value.number };
  }

  private tooLong(symbol: Sym): undefined {
    this.blame(symbol, says('asm-constant-chain', { name: symbol.name, longestChain }));
  }

  private circular(symbol: Sym): undefined {
    this.blame(symbol, says('asm-circular', { name: symbol.name }));
  }

  private blame({ definition }: Sym, fault: Said): void {
    if (definition) this.scope.reporter.say(definition.frame, definition.node, fault);
  }

  private symbol(node: NameNode): Value | undefined {
    if (node.name === '.') return this.scope.here;
    const symbol = this.scope.symbols.named(node);
    if (symbol.number !== undefined) return number(symbol.number);
    if (symbol.use === undefined) this.firstUse(symbol, node);
    return symbol.use === undefined ? bad : symbol.reference;
  }

  private firstUse(symbol: Sym, node: NameNode): void {
    if (registerNamed(node) !== undefined) this.say(node, says('asm-register-as-value', { name: node.name }));
    else if (node.name.includes('\\')) this.say(node, says('asm-macro-only', { name: node.name }));
    else symbol.use = { node, frame: this.scope.frame };
  }

  private local(node: LocalNode): Value | undefined {
    const symbol = this.scope.symbols.local(node.number, node.forward);
    if (!symbol) {
      this.say(node, says('asm-no-label-before', { number: node.number }));
      return bad;
    }
    symbol.use ??= { node, frame: this.scope.frame };
    return symbol.reference;
  }

  private noValue(node: Expression): undefined {
    if (node.kind === 'missing') return bad;
    this.say(node, node.kind === 'string' ? says('asm-string-as-number') : says('asm-value-expected'));
  }

  private half(name: NameNode, value: Value): Value | typeof later | undefined {
    if (value.symbol) {
      if (!this.scope.complete) return later;
      this.say(name, says('asm-modifier-alone', { name: name.name }));
      return bad;
    }
    if (name.name === 'hi') return number(highHalf(value.number));
    if (name.name === 'lo') return number(lowHalf(value.number));
    return this.unknownModifier(name);
  }

  unknownModifier(name: NameNode): undefined {
    this.say(
      name,
      says('asm-modifier', { name: name.name }),
      didYouMean(name.name, ['hi', 'lo'])?.replace('mean ', 'mean %') ?? 'there are %hi and %lo',
    );
  }

  private unary(
    node: Node,
    operator: string,
    { symbol, number: value }: Value,
  ): Value | typeof later | undefined {
    if (operator === '+') return { symbol, number: value };
    if (symbol) return this.scope.complete ? this.notConstant(node, operator) : later;
    if (operator === '-') return number(-value);
    return number(operator === '~' ? -value - 1 : value === 0 ? 1 : 0);
  }

  private binary(node: BinaryNode, left: Value, right: Value): Value | typeof later | undefined {
    const { operator } = node;
    if (isAddress(left) && isAddress(right)) return this.addresses(node, left, right);
    if (!left.symbol && !right.symbol) return this.arithmetic(node, left.number, right.number);
    if (operator === '+') return { symbol: left.symbol ?? right.symbol, number: left.number + right.number };
    if (operator === '-' && !right.symbol) return { symbol: left.symbol, number: left.number - right.number };
    return this.scope.complete ? this.notConstant(node, operator) : later;
  }

  private addresses(node: BinaryNode, left: Address, right: Address): Value | typeof later | undefined {
    const { operator } = node;
    if (operator === '-' || comparison.has(operator)) {
      const distance = difference(left, right);
      if (distance !== undefined) return this.arithmetic(node, distance, 0);
    }
    if (!this.scope.complete) return later;
    return operator === '-' ? this.notOneSection(node, left, right) : this.notConstant(node, operator);
  }

  private notOneSection(node: BinaryNode, left: Address, right: Address): undefined {
    const unknown = [left.symbol, right.symbol].find(symbol => !symbol.section);
    const why = unknown
      ? `${unknown.name} is not defined in this file`
      : 'these labels are in different sections';
    this.say(node, says('asm-label-distance', { why }));
  }

  private notConstant(node: Node, operator: string): undefined {
    this.say(node, says('asm-address-arithmetic', { operator }));
  }

  private constant(node: Node, value: Value): boolean {
    if (value.symbol) this.notConstant(node, '?');
    return !value.symbol;
  }

  private arithmetic(node: BinaryNode, left: number, right: number): Value | undefined {
    if (right === 0 && (node.operator === '/' || node.operator === '%')) {
      this.say(node, says('asm-division-by-zero'));
      return bad;
    }
    const result = calculate(node.operator, left, right);
    if (Number.isSafeInteger(result)) return number(result);
    this.say(node, says('asm-overflow', { left, operator: node.operator, right }));
    return bad;
  }

  private say(node: Node, said: Said, hint?: string): void {
    this.scope.reporter.say(this.scope.frame, node, said, hint);
  }
}

const comparison = new Set(['==', '!=', '<', '>', '<=', '>=']);

/** A value that is not a number alone. */
interface Address extends Value {
  readonly symbol: Sym;
}

function isAddress(value: Value): value is Address {
  return value.symbol !== undefined;
}

function isValue(value: Value | typeof later | undefined): value is Value {
  return value !== bad && value !== later;
}

/** Once everything has been read, nothing can wait any longer. */
function settled(value: Value | typeof later | undefined): Value | undefined {
  if (value === later) throw new Error('an expression waits though everything has been read');
  return value;
}

function chain(value: Value | undefined, next: (value: Value) => Value | undefined): Value | undefined {
  return value && next(value);
}

/** Bytes from one place to another in the same section; undefined where that is not known. */
function difference(left: Address, right: Address): number | undefined {
  const [a, b] = [left.symbol, right.symbol];
  if (a === b) return left.number - right.number;
  if (!a.section || a.section !== b.section) return undefined;
  return a.offset + left.number - b.offset - right.number;
}

const bit = (value: boolean): number => (value ? 1 : 0);
const is32 = (value: number): boolean => value === (value | 0);

/** Bits of integers of any size, in two's complement; the fast way where both are 32 bits. */
function bitwise(
  a: number,
  b: number,
  narrow: (a: number, b: number) => number,
  wide: (a: bigint, b: bigint) => bigint,
): number {
  return is32(a) && is32(b) ? narrow(a, b) : Number(wide(BigInt(a), BigInt(b)));
}

function shift(value: number, count: number): number {
  if (count < -64 || count > 64) return NaN;
  return count < 0 ? Math.floor(value / 2 ** -count) : value * 2 ** count;
}

function calculate(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return Math.trunc(a / b);
    case '%':
      return a % b;
    case '&':
      return bitwise(
        a,
        b,
        (x, y) => x & y,
        (x, y) => x & y,
      );
    case '|':
      return bitwise(
        a,
        b,
        (x, y) => x | y,
        (x, y) => x | y,
      );
    case '^':
      return bitwise(
        a,
        b,
        (x, y) => x ^ y,
        (x, y) => x ^ y,
      );
    case '<<':
      return b < 0 ? NaN : shift(a, b);
    case '>>':
      return b < 0 ? NaN : shift(a, -b);
    case '==':
      return bit(a === b);
    case '!=':
      return bit(a !== b);
    case '<':
      return bit(a < b);
    case '>':
      return bit(a > b);
    case '<=':
      return bit(a <= b);
    case '>=':
      return bit(a >= b);
    case '&&':
      return bit(a !== 0 && b !== 0);
    case '||':
      return bit(a !== 0 || b !== 0);
    default:
      throw new Error(`no operator is written ${operator}`);
  }
}

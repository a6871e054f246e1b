/** Evaluates C expressions on the memory and registers that a frame sees. */
import { DebuggerError } from '../errors';
import { assign, decayed } from '../values/assign';
import type { Space } from '../values/space';
import {
  type CType,
  type PlainType,
  charType,
  intType,
  memberOf,
  plain,
  pointerTo,
  sizeOf,
  typeText,
  unsignedType,
} from '../values/types';
import {
  type Scalar,
  type Value,
  constantPlace,
  isScalar,
  memoryPlace,
  partOf,
  readScalar,
  valueOf,
} from '../values/value';
import { type Typed, calculate, promoted, wrap } from './arithmetic';
import type { BinaryOperator, Expression, UnaryOperator } from './syntax';

/** What names mean where the expression stands. */
export interface Names {
  readonly space: Space;
  /** Throws if there is nothing of that name. */
  value(name: string, module: string | undefined): Value;
  register(name: string): Value;
}

export interface EvaluateOptions {
  /** Assignments are refused where only a look was asked for. */
  readonly effects: boolean;
}

export function evaluate(expression: Expression, names: Names, options: EvaluateOptions): Value {
  return new Evaluator(names, options).value(expression);
}

class Evaluator {
  constructor(
    private readonly names: Names,
    private readonly options: EvaluateOptions,
  ) {}

  value(expression: Expression): Value {
    switch (expression.kind) {
      case 'number':
        return valueOf(expression.type, expression.value);
      case 'string':
        return {
          type: { kind: 'array', element: charType, count: expression.bytes.length },
          place: constantPlace(expression.bytes),
        };
      case 'name':
        return this.names.value(expression.name, expression.module);
      case 'register':
        return this.names.register(expression.name);
      case 'unary':
        return this.unary(expression.operator, expression.operand);
      case 'postfix':
        return this.step(expression.operand, expression.operator, true);
      case 'binary':
        return this.binary(expression.operator, expression.left, expression.right);
      case 'assign':
        return this.assignment(expression.left, expression.right, expression.operator);
      case 'conditional':
        return this.value(this.truth(expression.condition) ? expression.then : expression.otherwise);
      case 'comma':
        this.value(expression.left);
        return this.value(expression.right);
      case 'cast':
        return this.cast(expression.type, expression.operand);
      case 'size':
        return this.size(expression.of, expression.isType);
      case 'member':
        return this.member(expression.of, expression.name, expression.arrow);
      case 'index':
        return this.dereference(this.add(this.typed(expression.of), this.typed(expression.at), 1n));
      case 'call':
        throw new DebuggerError(
          'bad-expression',
          'functions cannot be called: the debugger only looks at the machine',
        );
    }
  }

  private unary(operator: UnaryOperator, operand: Expression): Value {
    switch (operator) {
      case '&':
        return this.address(operand);
      case '*':
        return this.dereference(this.typed(operand));
      case '++':
      case '--':
        return this.step(operand, operator, false);
      case '!':
        return valueOf(intType, this.truth(operand) ? 0n : 1n);
      default:
        return this.sign(operator, this.typed(operand));
    }
  }

  private sign(operator: '+' | '-' | '~', { type, scalar }: Typed): Value {
    const result = promoted(type);
    if (plain(result).kind === 'pointer' || (operator === '~' && typeof scalar === 'number'))
      throw new DebuggerError('bad-expression', `${operator} does not work on ${typeText(type)}`);
    const value = operator === '+' ? scalar : operator === '-' ? -scalar : ~(scalar as bigint);
    return valueOf(result, wrap(value, result));
  }

  private address(operand: Expression): Value {
    const { type, place, bit } = this.value(operand);
    if (bit) throw new DebuggerError('bad-expression', 'a bit-field has no address');
    if (place.address === undefined)
      throw new DebuggerError('bad-expression', 'this has no address: it stands in a register, or nowhere');
    return valueOf(pointerTo(type), BigInt(place.address));
  }

  private dereference({ type, scalar }: Typed): Value {
    const pointer = plain(type);
    if (pointer.kind !== 'pointer')
      throw new DebuggerError('bad-expression', `* works on pointers, and this is of type ${typeText(type)}`);
    if (plain(pointer.target).kind === 'void')
      throw new DebuggerError(
        'bad-expression',
        'a void * says nothing about what it points to: cast it, as in *(int *)p',
      );
    return { type: pointer.target, place: memoryPlace(this.names.space, Number(scalar)) };
  }

  private step(operand: Expression, operator: '++' | '--', after: boolean): Value {
    const target = this.value(operand);
    const before = this.typedOf(target);
    const sum = this.add(before, { type: intType, scalar: 1n }, operator === '++' ? 1n : -1n);
    this.store(target, valueOf(sum.type, sum.scalar));
    return after ? valueOf(before.type, before.scalar) : target;
  }

  private binary(operator: BinaryOperator, left: Expression, right: Expression): Value {
    if (operator === '&&') return valueOf(intType, this.truth(left) && this.truth(right) ? 1n : 0n);
    if (operator === '||') return valueOf(intType, this.truth(left) || this.truth(right) ? 1n : 0n);
    const { type, scalar } = this.operate(operator, this.typed(left), this.typed(right));
    return valueOf(type, scalar);
  }

  private operate(operator: BinaryOperator, left: Typed, right: Typed): Typed {
    const pointers = [left, right].filter(({ type }) => plain(type).kind === 'pointer').length;
    if (pointers === 0) return calculate(operator, left, right);
    if (operator === '+' && pointers === 1) return this.add(left, right, 1n);
    if (operator === '-' && pointers === 2) return this.distance(left, right);
    if (operator === '-' && plain(left.type).kind === 'pointer') return this.add(left, right, -1n);
    if (!['==', '!=', '<', '>', '<=', '>='].includes(operator))
      throw new DebuggerError('bad-expression', `${operator} does not work on pointers`);
    const address = ({ scalar }: Typed): Typed => ({
      type: unsignedType,
      scalar: wrap(scalar, unsignedType),
    });
    return calculate(operator, address(left), address(right));
  }

  /** A sum of which one may be a pointer, which then counts in elements. */
  private add(left: Typed, right: Typed, sign: bigint): Typed {
    if (plain(right.type).kind === 'pointer' && plain(left.type).kind !== 'pointer')
      return this.add(right, left, sign);
    const pointer = plain(left.type);
    if (pointer.kind !== 'pointer') return calculate(sign > 0n ? '+' : '-', left, right);
    if (typeof right.scalar !== 'bigint' || plain(right.type).kind === 'pointer')
      throw new DebuggerError('bad-expression', `${typeText(right.type)} cannot be added to a pointer`);
    const scalar = (left.scalar as bigint) + sign * right.scalar * BigInt(sizeOf(pointer.target) || 1);
    return { type: left.type, scalar: wrap(scalar, left.type) };
  }

  private distance(left: Typed, right: Typed): Typed {
    const { target } = plain(left.type) as Extract<PlainType, { kind: 'pointer' }>;
    const bytes = BigInt.asIntN(32, (left.scalar as bigint) - (right.scalar as bigint));
    return { type: intType, scalar: bytes / BigInt(sizeOf(target) || 1) };
  }

  private assignment(left: Expression, right: Expression, operator: BinaryOperator | undefined): Value {
    const target = this.value(left);
    if (!operator) this.store(target, this.value(right));
    else {
      const { type, scalar } = this.operate(operator, this.typedOf(target), this.typed(right));
      this.store(
        target,
        valueOf(type, wrap(scalar, plain(target.type).kind === 'float' ? type : target.type)),
      );
    }
    return target;
  }

  private store(target: Value, source: Value): void {
    if (!this.options.effects)
      throw new DebuggerError('bad-expression', 'nothing is assigned here: this is only a look');
    assign(target, source);
  }

  private cast(type: CType, operand: Expression): Value {
    const target = plain(type);
    const value = this.value(operand);
    if (target.kind === 'void') return { type, place: constantPlace(new Uint8Array(0)) };
    if (!isScalar(target)) {
      if (typeText(plain(value.type)) === typeText(target)) return value;
      throw new DebuggerError('bad-expression', `nothing can be cast to ${typeText(type)}`);
    }
    return valueOf(type, wrap(this.typedOf(value).scalar, type));
  }

  private size(of: CType | Expression, isType: boolean): Value {
    const type = isType ? (of as CType) : this.value(of as Expression).type;
    const size = sizeOf(type);
    if (size === 0) throw new DebuggerError('bad-expression', `${typeText(type)} has no size`);
    return valueOf(unsignedType, BigInt(size));
  }

  private member(of: Expression, name: string, arrow: boolean): Value {
    let value = this.value(of);
    const { kind } = plain(value.type);
    if (kind === 'pointer' && !arrow)
      throw new DebuggerError('bad-expression', `this is a pointer: ->${name}, not .${name}`);
    if ((kind === 'struct' || kind === 'union') && arrow)
      throw new DebuggerError('bad-expression', `this is no pointer: .${name}, not ->${name}`);
    if (kind === 'pointer' || kind === 'array') value = this.dereference(this.typedOf(value));
    const type = plain(value.type);
    if (type.kind !== 'struct' && type.kind !== 'union')
      throw new DebuggerError('bad-expression', `${typeText(value.type)} has no members`);
    const member = memberOf(type, name);
    if (!member) throw new DebuggerError('bad-expression', `${typeText(type)} has no member ${name}`);
    const { bit, offset } = member;
    return { type: member.type, place: partOf(value.place, offset), ...(bit && { bit }) };
  }

  private truth(expression: Expression): boolean {
    const { scalar } = this.typed(expression);
    return scalar !== 0n && scalar !== 0;
  }

  private typed(expression: Expression): Typed {
    return this.typedOf(this.value(expression));
  }

  /** As an operand: arrays and functions become pointers. */
  private typedOf(value: Value): Typed {
    const type = plain(value.type);
    const pointer = decayed(value);
    if (pointer !== undefined)
      return { type: pointerTo(type.kind === 'array' ? type.element : value.type), scalar: pointer };
    const scalar: Scalar | undefined = readScalar(value);
    if (scalar !== undefined) return { type: value.type, scalar };
    if (!isScalar(type))
      throw new DebuggerError(
        'bad-expression',
        `a value of type ${typeText(value.type)} cannot be used like that`,
      );
    const { address } = value.place;
    const what =
      address === undefined
        ? 'the value is not known here'
        : `no memory is mapped at 0x${address.toString(16)}`;
    throw new DebuggerError('no-memory', what);
  }
}

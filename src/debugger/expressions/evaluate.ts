/** Evaluates typed C expressions on the memory and registers that a frame sees. */
import { type Expression, shifted } from '../../c';
import { useOf } from '../../events';
import { type CType, intType, isScalar, printType } from '../../image';
import { DebuggerError } from '../errors';
import type { Space } from '../values/space';
import {
  type Scalar,
  type Value,
  type ValuePlace,
  constantPlace,
  memberOf,
  memoryPlace,
  partOf,
  readScalar,
  valueOf,
  whyUnreadable,
} from '../values/value';
import { arithmetic, compare, convertScalar, isTrue } from './arithmetic';
import { sized } from './arrays';
import type { FrameNames } from './names';
import { decays } from './looks';
import { isPlaced } from './symbols';

export interface EvaluateOptions {
  /** Stores what is assigned; absent where only a look was asked for: assignments are refused. */
  store?(target: Value, source: Value): void;
}

/** A tree may be evaluated wherever its names mean the same. */
export function evaluate(tree: Expression, names: FrameNames, options: EvaluateOptions): Value {
  const value = new Evaluator(names, options).value(tree);
  return { ...value, type: sized(value.type, names) };
}

/** Whether a condition is true, as C has it. */
export function holds(tree: Expression, names: FrameNames): boolean {
  return new Evaluator(names, {}).truth(tree);
}

/** A scalar, and the memory that it means as an address; undefined: that of the frame. */
interface Origin {
  readonly scalar: Scalar;
  readonly space: Space | undefined;
}

/** The same; or so many bytes from the start of what has no address, as a string literal has none. */
interface Located extends Origin {
  readonly within?: ValuePlace;
}

type Of<Kind extends Expression['kind']> = Expression & { readonly kind: Kind };

class Evaluator {
  constructor(
    private readonly names: FrameNames,
    private readonly options: EvaluateOptions,
  ) {}

  /** With its place, where it has one. */
  value(e: Expression): Value {
    switch (e.kind) {
      case 'variable':
        return this.variable(e);
      case 'member':
        return { ...memberOf(this.value(e.object), e.member), type: e.type };
      case 'dereference':
        return this.dereference(e);
      case 'string':
        return { type: e.type, place: constantPlace(e.bytes) };
      case 'assign':
        return this.store(this.value(e.target), this.value(e.value));
      case 'update':
        return this.update(e);
      case 'increment':
        return this.increment(e);
      case 'conditional':
        return this.value(this.truth(e.condition) ? e.then : e.otherwise);
      case 'comma':
        this.value(e.left);
        return this.value(e.right);
      case 'cast':
        return this.cast(e);
      default:
        if (e.type.kind === 'pointer') return this.withOrigin(e);
        return valueOf(e.kind === 'number' ? e.type : computed(e.type), this.scalar(e));
    }
  }

  private withOrigin(e: Expression): Value {
    const { scalar, space } = this.origin(e);
    return valueOf(e.type, scalar, space);
  }

  /** The value of an expression of scalar type. */
  private scalar(e: Expression): Scalar {
    switch (e.kind) {
      case 'number':
      case 'real':
        return e.value;
      case 'address':
      case 'offset':
        return this.origin(e).scalar;
      case 'negate':
        return convertScalar(-this.scalar(e.operand), e.type);
      case 'complement':
        return convertScalar(~this.integer(e.operand), e.type);
      case 'not':
        return this.truth(e.operand) ? 0n : 1n;
      case 'binary':
        return arithmetic(e.operator, this.scalar(e.left), this.scalar(e.right), e.type);
      case 'shift':
        return shifted(e.operator, this.integer(e.left), this.integer(e.right), e.type);
      case 'compare':
        return compare(e.operator, this.scalar(e.left), this.scalar(e.right)) ? 1n : 0n;
      case 'difference':
        return BigInt.asIntN(32, this.integer(e.left) - this.integer(e.right)) / BigInt(e.scale);
      case 'logical':
        return this.logical(e) ? 1n : 0n;
      case 'cast':
        return convertScalar(this.scalar(e.operand), e.type);
      case 'call':
        throw bad('functions cannot be called: the debugger only looks at the machine');
      case 'variable':
      case 'member':
      case 'dereference':
      case 'assign':
      case 'update':
      case 'increment':
      case 'conditional':
      case 'comma':
        return this.read(this.value(e));
      default:
        throw bad('this can only be done by a program: the debugger only looks at the machine');
    }
  }

  /** The same, and whose memory it means as an address: that of the process which it comes from. */
  private origin(e: Expression): Origin {
    const { within, ...origin } = this.located(e);
    if (within) throw bad('this has no address: it stands in a register, or nowhere');
    return origin;
  }

  private located(e: Expression): Located {
    switch (e.kind) {
      case 'address':
        return this.addressOf(e.object);
      case 'offset': {
        const { scalar, ...rest } = this.located(e.pointer);
        const offset = this.integer(e.index) * BigInt(e.scale);
        return { scalar: convertScalar(BigInt(scalar) + offset, e.type), ...rest };
      }
      case 'cast': {
        const { scalar, ...rest } = this.located(e.operand);
        return { scalar: convertScalar(scalar, e.type), ...rest };
      }
      case 'binary': {
        const [left, right] = [this.origin(e.left), this.origin(e.right)];
        const scalar = arithmetic(e.operator, left.scalar, right.scalar, e.type);
        return { scalar, space: this.isOther(left.space) ? left.space : (right.space ?? left.space) };
      }
      case 'variable':
      case 'member':
      case 'dereference':
      case 'assign':
      case 'update':
      case 'increment':
      case 'conditional':
      case 'comma': {
        const value = this.value(e);
        return { scalar: this.read(value), space: value.place.space };
      }
      default:
        return { scalar: this.scalar(e), space: undefined };
    }
  }

  private isOther(space: Space | undefined): boolean {
    return space !== undefined && space.pid !== this.names.space.pid;
  }

  private integer(e: Expression): bigint {
    return BigInt(this.scalar(e));
  }

  truth(e: Expression): boolean {
    return decays(e) ? this.value(e).place.address !== 0 : isTrue(this.scalar(e));
  }

  private logical({ operator, left, right }: Of<'logical'>): boolean {
    return operator === '&&' ? this.truth(left) && this.truth(right) : this.truth(left) || this.truth(right);
  }

  private variable({ symbol, type }: Of<'variable'>): Value {
    if (!isPlaced(symbol)) throw bad('there is no memory here for a value that is put together');
    return { type, place: symbol.place(this.names) };
  }

  private dereference({ pointer, type }: Of<'dereference'>): Value {
    if (type.kind === 'void')
      throw bad('a void * says nothing about what it points to: cast it, as in *(int *)p');
    const { scalar, space = this.names.space, within } = this.located(pointer);
    return { type, place: within ? partOf(within, Number(scalar)) : memoryPlace(space, Number(scalar)) };
  }

  private addressOf(object: Expression): Located {
    const { place } = this.value(object);
    const { address, space } = place;
    if (place.absent !== undefined) throw bad(whyUnreadable(place));
    return address === undefined ? { scalar: 0n, space, within: place } : { scalar: BigInt(address), space };
  }

  private cast(e: Of<'cast'>): Value {
    if (e.type.kind !== 'void') return this.withOrigin(e);
    this.value(e.operand);
    return { type: e.type, place: constantPlace(new Uint8Array(0)) };
  }

  private update({ operator, target, value, computation }: Of<'update'>): Value {
    const old = this.value(target);
    const before = convertScalar(this.read(old), computation);
    const by = this.scalar(value);
    const result =
      operator === '<<' || operator === '>>'
        ? shifted(operator, BigInt(before), BigInt(by), computation)
        : arithmetic(operator, before, by, computation);
    return this.store(old, valueOf(target.type, convertScalar(result, target.type)));
  }

  private increment({ target, by, postfix, type }: Of<'increment'>): Value {
    const old = this.value(target);
    const before = this.read(old);
    const step = convertScalar(BigInt(by), type.kind === 'float' ? type : intType);
    const after = typeof before === 'bigint' ? before + BigInt(step) : before + Number(step);
    const stored = this.store(old, valueOf(type, convertScalar(after, type)));
    return postfix ? valueOf(type, before, old.place.space) : stored;
  }

  private store(target: Value, source: Value): Value {
    if (!this.options.store) throw bad('nothing is assigned here: this is only a look');
    this.options.store(target, source);
    return target;
  }

  private read(value: Value): Scalar {
    const scalar = readScalar(value);
    if (scalar !== undefined) return scalar;
    if (!isScalar(value.type)) throw bad(`a value of type ${printType(value.type)} cannot be used like that`);
    throw new DebuggerError('no-memory', whyUnreadable(value.place));
  }
}

/** What is computed from a number that stands for something is a plain number; from an address it is one still. */
function computed(type: CType): CType {
  const use = useOf(type);
  return use === undefined || use === 'address' ? type : { ...type, use: undefined, alias: undefined };
}

const bad = (message: string) => new DebuggerError('bad-expression', message);

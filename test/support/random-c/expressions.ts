/** Random C expressions with a defined value: divisors are not zero, shifts in range, indices inside. */
import { Random } from '../random';
import {
  descend,
  descendToRecord,
  promotedField,
  read,
  recordsIn,
  rootOf,
  sameScalar,
  within,
} from './places';
import { asInteger } from './reals';
import { Scope, Sequence, type FunctionType, type Place, type Variable } from './scope';
import { common, promoted, randomScalar, scalars, type RecordType, type Scalar, type Type } from './types';

/** An expression; `level` is its precedence, 0 for the comma to 15 for a name. */
export interface Expression {
  readonly text: string;
  readonly scalar: Scalar;
  readonly level: number;
}

const levels = { comma: 0, assign: 1, conditional: 2, or: 3, and: 4, unary: 13, postfix: 14, primary: 15 };

// prettier-ignore
const binary: readonly [string, number][] = [
  ['*', 12], ['+', 11], ['-', 11], ['+', 11], ['-', 11], ['&', 7], ['^', 6], ['|', 5],
];
// prettier-ignore
const comparisons: readonly [string, number][] = [
  ['<', 9], ['<=', 9], ['>', 9], ['>=', 9], ['==', 8], ['!=', 8],
];

const divisors = [2, 3, 4, 5, 7, 8, 10, 16, 100, 255, 256, 641, 1000, 65536, -2, -3, -8, -10, -1000];
const edges = ['127', '128', '255', '256', '32767', '32768', '65535', '65536', '2147483647', '0x7fffffff'];
const wideEdges = [
  '9223372036854775807',
  '0x7fffffffffffffff',
  '4294967295',
  '4294967296',
  '0x123456789abcdef',
];

const nothing = new Scope(new Random(0), undefined);

export class Expressions {
  private sequence = new Sequence();
  private constantOnly = false;
  private blocks = 0;

  constructor(
    private readonly random: Random,
    private readonly functions: readonly FunctionType[],
    private readonly enumerators: readonly string[],
    /** How often the place is passed; calls must not get too many. */
    private readonly times: () => number,
    private readonly spend: (cost: number) => void,
  ) {}

  /** A full expression: the start of a new sequence. */
  full(scope: Scope, depth = this.depth()): Expression {
    this.sequence = new Sequence();
    return this.any(scope, depth);
  }

  /** The two sides of an assignment, which are one full expression. */
  assignment(
    scope: Scope,
    target: (index: () => string) => Place | undefined,
  ): [Place, Expression] | undefined {
    this.sequence = new Sequence();
    const place = target(() => this.any(scope, 1).text);
    if (!place) return undefined;
    this.sequence.used.add(rootOf(place.text));
    return [place, this.any(scope, this.depth())];
  }

  /** The same sequence goes on. */
  more(scope: Scope, depth: number): Expression {
    return this.any(scope, depth);
  }

  private depth(): number {
    return this.random.percent(6) ? this.random.between(5, 7) : this.random.between(1, 4);
  }

  /** A constant expression of numbers alone (C99 6.6). */
  constant(depth: number): string {
    this.constantOnly = true;
    const expression = this.any(nothing, depth);
    this.constantOnly = false;
    return this.wrap(expression, levels.conditional);
  }

  private any(scope: Scope, depth: number): Expression {
    this.spend(1);
    if (depth <= 0) return this.leaf(scope);
    const { random } = this;
    const kind = random.below(100);
    if (kind < 30) return this.binary(scope, depth);
    if (kind < 38) return this.shift(scope, depth);
    if (kind < 46) return this.divide(scope, depth);
    if (kind < 54) return this.compare(scope, depth);
    if (kind < 59) return this.logical(scope, depth);
    if (kind < 64) return this.conditional(scope, depth);
    if (kind < 72) return this.unary(scope, depth);
    if (kind < 80) return this.cast(scope, depth);
    if (this.constantOnly) return this.literal();
    if (kind < 86) return this.call(scope, depth) ?? this.leaf(scope);
    if (kind < 91) return this.sideEffect(scope, depth) ?? this.leaf(scope);
    if (kind < 93) return this.comma(scope, depth);
    if (kind < 95) return this.character(scope, depth);
    if (kind < 96) return this.statementExpression(scope, depth);
    if (kind < 97) return this.chosenRecord(scope, depth) ?? this.leaf(scope);
    if (kind < 98) return this.chosenElement(scope, depth) ?? this.leaf(scope);
    if (kind < 99) return this.pointerTest(scope, depth) ?? this.leaf(scope);
    return this.fromReal(scope, depth);
  }

  /** In parentheses where it must be, and now and then where it need not. */
  private wrap({ text, level }: Expression, lowest: number): string {
    return level < lowest || this.random.percent(8) ? `(${text})` : text;
  }

  private binary(scope: Scope, depth: number): Expression {
    const [operator, level] = this.random.pick(binary);
    const left = this.any(scope, depth - 1);
    const right = this.any(scope, depth - 1);
    const text = `${this.wrap(left, level)} ${operator} ${this.wrap(right, level + 1)}`;
    return { text, scalar: common(left.scalar, right.scalar), level };
  }

  private compare(scope: Scope, depth: number): Expression {
    const [operator, level] = this.random.pick(comparisons);
    const left = this.wrap(this.any(scope, depth - 1), level);
    const right = this.wrap(this.any(scope, depth - 1), level + 1);
    return { text: `${left} ${operator} ${right}`, scalar: 'int', level };
  }

  private logical(scope: Scope, depth: number): Expression {
    const and = this.random.percent(50);
    const level = and ? levels.and : levels.or;
    const left = this.wrap(this.any(scope, depth - 1), level);
    const right = this.wrap(this.any(scope, depth - 1), level + 1);
    return { text: `${left} ${and ? '&&' : '||'} ${right}`, scalar: 'int', level };
  }

  private shift(scope: Scope, depth: number): Expression {
    const left = this.any(scope, depth - 1);
    const scalar = promoted(left.scalar);
    const { bits } = scalars[scalar];
    const count = this.random.percent(40)
      ? String(this.random.below(bits))
      : `(${this.wrap(this.any(scope, depth - 2), 8)} & ${bits - 1})`;
    const operator = this.random.percent(50) ? '<<' : '>>';
    return { text: `${this.wrap(left, 10)} ${operator} ${count}`, scalar, level: 10 };
  }

  /** `/` and `%`: neither by zero nor the least number by −1. */
  private divide(scope: Scope, depth: number): Expression {
    const { random } = this;
    const operator = random.pick(['/', '%']);
    const left = this.any(scope, depth - 1);
    this.spend(60);
    if (random.percent(40)) {
      const text = `${this.wrap(left, 12)} ${operator} ${random.pick(divisors)}`;
      return { text, scalar: promoted(left.scalar), level: 12 };
    }
    const right = this.any(scope, depth - 1);
    const scalar = common(left.scalar, right.scalar);
    if (!scalars[scalar].signed) {
      const text = `${this.wrap(left, 12)} ${operator} (${this.wrap(right, 5)} | 1)`;
      return { text, scalar, level: 12 };
    }
    if (this.constantOnly || random.percent(40)) {
      const text = `${this.wrap(left, 12)} ${operator} ((${this.wrap(right, 7)} & ${random.pick([7, 255, 65535])}) + 1)`;
      return { text, scalar, level: 12 };
    }
    const name = `${operator === '/' ? 'divide' : 'modulo'}${scalars[scalar].bits}`;
    return this.callText(name, [left, right], scalar);
  }

  private callText(name: string, list: readonly Expression[], scalar: Scalar): Expression {
    const text = `${name}(${list.map(argument => this.wrap(argument, levels.assign)).join(', ')})`;
    return { text, scalar, level: levels.postfix };
  }

  private conditional(scope: Scope, depth: number): Expression {
    const condition = this.wrap(this.any(scope, depth - 1), levels.or);
    const yes = this.any(scope, depth - 1);
    const no = this.any(scope, depth - 1);
    const text = `${condition} ? ${this.wrap(yes, levels.comma)} : ${this.wrap(no, levels.conditional)}`;
    return { text, scalar: common(yes.scalar, no.scalar), level: levels.conditional };
  }

  private unary(scope: Scope, depth: number): Expression {
    const operator = this.random.pick(['-', '~', '!', '+']);
    const operand = this.any(scope, depth - 1);
    const text = this.wrap(operand, levels.unary);
    const space = text.startsWith(operator) ? ' ' : '';
    const scalar = operator === '!' ? 'int' : promoted(operand.scalar);
    return { text: `${operator}${space}${text}`, scalar, level: levels.unary };
  }

  private cast(scope: Scope, depth: number): Expression {
    const scalar = randomScalar(this.random);
    return {
      text: `(${scalar})${this.wrap(this.any(scope, depth - 1), levels.unary)}`,
      scalar,
      level: levels.unary,
    };
  }

  private comma(scope: Scope, depth: number): Expression {
    const left = this.wrap(this.any(scope, depth - 1), levels.assign);
    const right = this.any(scope, depth - 1);
    return {
      text: `(${left}, ${this.wrap(right, levels.assign)})`,
      scalar: right.scalar,
      level: levels.primary,
    };
  }

  private character(scope: Scope, depth: number): Expression {
    const index = this.wrap(this.any(scope, depth - 1), 8);
    const text = `"${this.random.pick(['abcdefg', '\\0\\x7f\\377\\n\\t\\"\\\\', 'Toy32!?'])}"[${index} & 7]`;
    return { text, scalar: 'char', level: levels.postfix };
  }

  /** A call of a pure function that gives a scalar, or a record of which one field is taken. */
  private call(scope: Scope, depth: number): Expression | undefined {
    const callable = this.functions.filter(
      ({ pure, returns, cost }) =>
        pure && returns && returns.kind !== 'pointer' && cost * this.times() < 20_000,
    );
    if (callable.length === 0) return undefined;
    const callee = this.random.pick(callable);
    const list = this.arguments(callee, scope, depth - 1);
    if (!list) return undefined;
    this.spend(callee.cost);
    const text = `${callee.name}(${list.join(', ')})`;
    return this.valueOf(text, callee.returns!, scope);
  }

  /** A scalar in a value that is no place: an array in it is indexed all the same. */
  private valueOf(text: string, type: Type, scope: Scope): Expression {
    const place = descend(this.random, text, type, () => this.index(scope));
    return { text: read(place), scalar: promotedField(place), level: levels.postfix };
  }

  /** A member of one of two records. */
  private chosenRecord(scope: Scope, depth: number): Expression | undefined {
    const first = this.anyRecord(scope);
    const second = first && this.record(first.record.name, scope);
    if (!second) return undefined;
    const condition = this.wrap(this.any(scope, depth - 1), levels.or);
    return this.valueOf(
      `(${condition} ? ${first.text} : ${second})`,
      { kind: 'record', record: first.record },
      scope,
    );
  }

  /** GNU: a block with a value. */
  private statementExpression(scope: Scope, depth: number): Expression {
    const { random } = this;
    const scalar = randomScalar(random);
    const name = `e${this.blocks++}`;
    const start = this.wrap(this.any(scope, depth - 1), levels.assign);
    const inner = new Scope(random, scope, [
      { name, type: { kind: 'scalar', scalar }, writable: true, shared: false, isolated: true },
    ]);
    this.sequence.used.add(name);
    const change = this.any(inner, depth - 1).text;
    const text = `({ ${scalar} ${name} = ${start}; ${name} ${random.pick(['+=', '^=', '=', '*='])} ${change}; ${name}; })`;
    return { text, scalar, level: levels.primary };
  }

  /** An element of one of two rows. */
  private chosenElement(scope: Scope, depth: number): Expression | undefined {
    const { changed, used } = this.sequence;
    const find = (like?: Scalar) =>
      scope.find(({ name, type }) => {
        const of =
          type.kind === 'array' ? type.of : type.kind === 'pointer' && type.length > 1 ? type.to : undefined;
        return !changed.has(name) && of?.kind === 'scalar' && (like === undefined || of.scalar === like);
      });
    const first = find();
    if (first?.type.kind !== 'array' || first.type.of.kind !== 'scalar') return undefined;
    const { scalar } = first.type.of;
    const second = find(scalar)!;
    used.add(first.name).add(second.name);
    const condition = this.wrap(this.any(scope, depth - 1), levels.or);
    const index = this.wrap(this.any(scope, depth - 2), 8);
    const rows = `(${condition} ? ${first.name} : ${second.name})`;
    const text = this.random.percent(50) ? `${rows}[${index} & 1]` : `(*(${rows} + (${index} & 1)))`;
    return { text, scalar, level: levels.postfix };
  }

  /** What an address is worth as a truth value, and whether two are the same. */
  private pointerTest(scope: Scope, depth: number): Expression | undefined {
    const { random } = this;
    const variable = scope.find(({ type }) => type.kind === 'pointer' || type.kind === 'array');
    if (!variable) return undefined;
    const length = variable.type.kind === 'array' ? variable.type.length : 1;
    const address = variable.type.kind === 'pointer' ? variable.name : `&${variable.name}`;
    const kind = random.below(6);
    if (kind === 5 && variable.type.kind === 'array') {
      const [from, to] = random.list(2, () => `&${variable.name}[${within(this.index(scope), length)}]`);
      return { text: `(int)(${to} - ${from})`, scalar: 'int', level: levels.unary };
    }
    if (kind === 0) return { text: `!${address}`, scalar: 'int', level: levels.unary };
    if (kind === 1) return { text: `(_Bool)${address}`, scalar: '_Bool', level: levels.unary };
    if (kind === 2) return { text: `${address} != 0`, scalar: 'int', level: 8 };
    if (kind === 3) {
      const yes = this.any(scope, depth - 1);
      const text = `(${address} ? ${this.wrap(yes, levels.comma)} : 1)`;
      return { text, scalar: common(yes.scalar, 'int'), level: levels.primary };
    }
    const { text } = this.any(scope, depth - 1);
    return { text: `(${address} && (${text}))`, scalar: 'int', level: levels.primary };
  }

  private fromReal(scope: Scope, depth: number): Expression {
    this.spend(400);
    const integer = () => `(${this.any(scope, depth - 2).text})`;
    const text = `(int)(${asInteger({ random: this.random, names: [], integer })})`;
    return { text, scalar: 'int', level: levels.unary };
  }

  /** Undefined if there is nothing that fits. */
  arguments(callee: FunctionType, scope: Scope, depth: number): string[] | undefined {
    const list = callee.parameters.map(type => this.argument(type, scope, depth));
    return list.includes(undefined) ? undefined : (list as string[]);
  }

  private argument(type: Type, scope: Scope, depth: number): string | undefined {
    if (type.kind === 'scalar') return this.wrap(this.any(scope, Math.min(depth, 2)), levels.assign);
    if (type.kind === 'record') return this.record(type.record.name, scope);
    if (type.kind === 'pointer') return this.pointer(type, scope);
    return undefined;
  }

  /** A whole record of that type. */
  record(name: string, scope: Scope): string | undefined {
    return this.recordPlace(
      scope,
      record => record.name === name,
      () => true,
    )?.text;
  }

  private anyRecord(scope: Scope): { text: string; record: RecordType } | undefined {
    return this.recordPlace(
      scope,
      () => true,
      () => true,
    );
  }

  /** A place with a record in it, perhaps deep inside of a variable. */
  recordPlace(
    scope: Scope,
    wanted: (record: RecordType) => boolean,
    usable: (variable: Variable) => boolean,
  ): { text: string; record: RecordType } | undefined {
    const { changed, used } = this.sequence;
    const variable = scope.find(
      each => !changed.has(each.name) && usable(each) && recordsIn(each.type).some(wanted),
    );
    if (!variable) return undefined;
    used.add(variable.name);
    return descendToRecord(this.random, variable.name, variable.type, wanted, () => this.index(scope));
  }

  /** An address that so many elements stand at. */
  private pointer({ to, length }: Type & { kind: 'pointer' }, scope: Scope): string | undefined {
    const { changed, used } = this.sequence;
    const variable = scope.find(({ name, type, writable }) => {
      if (!writable || changed.has(name)) return false;
      if (to.kind === 'record') return type.kind === 'record' && type.record === to.record;
      return type.kind === 'array' && sameScalar(type.of, to) && type.length >= length;
    });
    if (!variable) return undefined;
    used.add(variable.name);
    if (variable.type.kind !== 'array') return `&${variable.name}`;
    const first = this.random.below(variable.type.length - length + 1);
    return first === 0
      ? variable.name
      : this.random.pick([`&${variable.name}[${first}]`, `${variable.name} + ${first}`]);
  }

  /** `x++` and the like in an isolated variable that the full expression does not name otherwise. */
  private sideEffect(scope: Scope, depth: number): Expression | undefined {
    const { used, changed } = this.sequence;
    const variable = scope.find(
      ({ name, type, isolated, writable }) =>
        isolated && writable && type.kind !== 'pointer' && !used.has(name) && !changed.has(name),
    );
    if (!variable) return undefined;
    changed.add(variable.name);
    const place = this.place(variable, () => this.index(scope));
    const { text, level } = this.change(place, scope, depth);
    const scalar = promoted(place.scalar, place.width);
    if (place.width === undefined) return { text, scalar: place.scalar, level };
    // Of one of 33 to 63 bits gcc computes with as many: a cast says another type.
    if (scalars[place.scalar].bits < 64) return { text, scalar, level };
    return { text: `(${scalar})(${text})`, scalar, level: levels.unary };
  }

  private change({ text, scalar }: Place, scope: Scope, depth: number): { text: string; level: number } {
    if (scalar !== '_Bool' && this.random.percent(60)) {
      const operator = this.random.pick(['++', '--']);
      return this.random.percent(50)
        ? { text: `${operator}${text}`, level: levels.unary }
        : { text: `${text}${operator}`, level: levels.postfix };
    }
    const operator = this.random.pick(['=', '=', '+=', '^=', '*=', '-=']);
    const value = this.wrap(this.any(scope, depth - 1), levels.assign);
    return { text: `${text} ${operator} ${value}`, level: levels.assign };
  }

  private leaf(scope: Scope): Expression {
    if (this.constantOnly || this.random.percent(25)) return this.literal();
    const { changed, used } = this.sequence;
    const variable = scope.find(({ name }) => !changed.has(name));
    if (!variable) return this.literal();
    used.add(variable.name);
    const place = this.place(variable, () => this.index(scope));
    return { text: read(place), scalar: promotedField(place), level: levels.postfix };
  }

  /** An index that is read in the same sequence. */
  private index(scope: Scope): string {
    const plain = scope.find(
      ({ name, type, isolated }) => isolated && type.kind === 'scalar' && !this.sequence.changed.has(name),
    );
    if (this.random.percent(12)) return this.any(scope, 2).text;
    if (!plain || this.random.percent(30)) return String(this.random.below(8));
    this.sequence.used.add(plain.name);
    return plain.name;
  }

  /** A way from a variable down to a scalar in it. */
  place(variable: Variable, index: () => string): Place {
    return descend(this.random, variable.name, variable.type, index);
  }

  literal(): Expression {
    const { random } = this;
    const kind = random.below(100);
    if (kind < 8 && this.enumerators.length)
      return { text: random.pick(this.enumerators), scalar: 'int', level: levels.primary };
    if (kind < 14)
      return {
        text: random.pick(["'a'", "'\\n'", "'\\0'", "'\\377'", "'\\''"]),
        scalar: 'int',
        level: levels.primary,
      };
    if (kind < 50) return signed(random.between(-20, 100));
    if (kind < 62) return this.edge('int', random.pick(edges), random.pick(['', '', 'u']));
    if (kind < 72) return this.edge('long long', random.pick(wideEdges), random.pick(['LL', 'ULL']));
    if (kind < 75) return { text: '(-2147483647 - 1)', scalar: 'int', level: levels.primary };
    if (kind < 78)
      return { text: '(-9223372036854775807LL - 1)', scalar: 'long long', level: levels.primary };
    if (kind < 82) return { text: '0xffffffff', scalar: 'unsigned', level: levels.primary };
    if (kind < 90) return { text: `${random.below(0x7fffffff)}u`, scalar: 'unsigned', level: levels.primary };
    return signed(random.below(0x7fffffff));
  }

  private edge(scalar: Scalar, text: string, suffix: string): Expression {
    const unsigned = suffix.toLowerCase().startsWith('u');
    const type: Scalar = unsigned ? (scalar === 'int' ? 'unsigned' : 'unsigned long long') : scalar;
    return { text: text + suffix, scalar: type, level: levels.primary };
  }
}

function signed(value: number): Expression {
  return { text: String(value), scalar: 'int', level: value < 0 ? levels.unary : levels.primary };
}

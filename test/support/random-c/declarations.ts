/** Random C declarations: every variable has a value from the start. */
import type { Random } from '../random';
import { Expressions } from './expressions';
import { constantInitialiser } from './records';
import type { FunctionType, Scope, Variable } from './scope';
import { anyScalar, declare, scalarType, type RecordType, type Type } from './types';

export interface Surroundings {
  readonly random: Random;
  readonly functions: readonly FunctionType[];
  readonly records: readonly RecordType[];
  readonly enumerators: readonly string[];
}

/** What declarations and statements of one function share. */
export abstract class Declarations {
  cost = 0;
  protected times = 1;
  protected names = 0;
  protected readonly random: Random;
  protected readonly expressions: Expressions;

  constructor(
    protected readonly surroundings: Surroundings,
    protected readonly pure: boolean,
    protected readonly returns: Type | undefined,
  ) {
    const { random, functions, enumerators } = surroundings;
    this.random = random;
    this.expressions = new Expressions(
      random,
      functions,
      enumerators,
      () => this.times,
      cost => (this.cost += cost * this.times),
    );
  }

  protected name(prefix: string): string {
    return `${prefix}${this.names++}`;
  }

  protected add(scope: Scope, name: string, type: Type, more: Partial<Variable> = {}): void {
    scope.variables.push({ name, type, writable: true, shared: false, isolated: true, ...more });
  }

  // Declarations.

  protected declaration(scope: Scope): string[] {
    const { random, surroundings } = this;
    const kind = random.below(100);
    if (kind < 65) return this.scalarDeclaration(scope);
    if (kind < 77) return this.arrayDeclaration(scope);
    if (kind < 90 && surroundings.records.length) return this.recordDeclaration(scope);
    if (kind < 92) return this.pointerToPointer(scope) ?? this.scalarDeclaration(scope);
    return this.pointerDeclaration(scope) ?? this.scalarDeclaration(scope);
  }

  protected scalarDeclaration(scope: Scope): string[] {
    const type = anyScalar(this.random);
    const name = this.name('v');
    if (!this.pure && this.random.percent(8)) {
      this.add(scope, name, type, { isolated: false });
      const start = constantInitialiser(this.random, type, () => this.expressions.constant(2));
      return [`static ${declare(type, name)} = ${start};`];
    }
    const value = this.expressions.full(scope);
    const isolated = this.random.percent(85);
    this.add(scope, name, type, { isolated });
    const keyword =
      isolated && this.random.percent(8)
        ? 'register '
        : isolated && this.random.percent(5)
          ? 'volatile '
          : '';
    return [`${keyword}${declare(type, name)} = ${value.level < 1 ? `(${value.text})` : value.text};`];
  }

  protected arrayDeclaration(scope: Scope): string[] {
    const { random } = this;
    const name = this.name('a');
    if (random.percent(6)) {
      this.add(
        scope,
        name,
        { kind: 'array', of: scalarType('char'), length: 64 },
        { isolated: random.percent(50) },
      );
      return [
        `char ${name}[64] = ${random.pick(['"a longer string that takes more than a few words"', '"forty" " bytes " "of a string in three parts"'])};`,
      ];
    }
    if (random.percent(15)) {
      this.add(scope, name, { kind: 'array', of: scalarType('char'), length: 8 });
      return [
        `char ${name}[8] = ${random.pick(['"seven c"', '"eight ch"', '"a\\nb"', '""', "{ 'x', 66 }"])};`,
      ];
    }
    if (this.times === 1 && random.percent(2)) {
      this.cost += 20_000;
      this.add(
        scope,
        name,
        { kind: 'array', of: scalarType('long long'), length: 8192 },
        { isolated: false },
      );
      return [`long long ${name}[8192] = { ${random.between(1, 99)} };`];
    }
    const row: Type = { kind: 'array', of: anyScalar(random), length: random.pick([2, 4, 8]) };
    const type: Type = random.percent(15) ? { kind: 'array', of: row, length: random.pick([2, 4]) } : row;
    const value = random.percent(50) ? constantInitialiser(random, type) : this.listOfValues(scope, type);
    this.add(scope, name, type, { isolated: random.percent(50) });
    return [`${declare(type, name)} = ${value};`];
  }

  /** Values that are no constants, where the elements are scalars. */
  protected listOfValues(scope: Scope, type: Type): string {
    if (type.kind !== 'array' || type.of.kind !== 'scalar') return constantInitialiser(this.random, type);
    const list = this.random.list(this.random.between(1, type.length), () => {
      const { text, level } = this.expressions.full(scope, 1);
      return level < 1 ? `(${text})` : text;
    });
    return `{ ${list.join(', ')} }`;
  }

  protected recordDeclaration(scope: Scope): string[] {
    const { random } = this;
    const type: Type = { kind: 'record', record: random.pick(this.surroundings.records) };
    const name = this.name('r');
    const copied = random.percent(40) ? this.recordValue(scope, type) : undefined;
    const value = copied ?? constantInitialiser(random, type);
    this.add(scope, name, type, { isolated: random.percent(50) });
    return [`${declare(type, name)} = ${value};`];
  }

  /** A pointer to a variable, or into an array. */
  protected pointerDeclaration(scope: Scope): string[] | undefined {
    const target = scope.find(variable => this.mayPointAt(variable));
    if (!target) return undefined;
    const name = this.name('p');
    const [type, address] = this.addressOf(target);
    this.add(scope, name, type, { shared: target.shared, isolated: false });
    return [`${declare(type.to, `*${name}`)} = ${address};`];
  }

  protected mayPointAt({ type, writable, isolated, shared }: Variable): boolean {
    return (
      writable &&
      !isolated &&
      !(this.pure && shared) &&
      (type.kind === 'record' || type.kind === 'scalar' || isRow(type))
    );
  }

  protected addressOf({ name, type }: Variable): [Type & { kind: 'pointer' }, string] {
    const { random } = this;
    if (type.kind !== 'array') return [{ kind: 'pointer', to: type, length: 1 }, `&${name}`];
    const length = random.pick([1, 2]);
    const first = random.below(type.length - length + 1);
    return [
      { kind: 'pointer', to: type.of, length },
      random.pick([`&${name}[${first}]`, `${name} + ${first}`]),
    ];
  }

  protected pointerToPointer(scope: Scope): string[] | undefined {
    const target = scope.find(({ type, name }) => type.kind === 'pointer' && !name.startsWith('g'));
    if (target?.type.kind !== 'pointer') return undefined;
    const name = this.name('pp');
    this.add(
      scope,
      name,
      { kind: 'pointer', to: target.type, length: 1 },
      { shared: target.shared, isolated: false },
    );
    return [`${declare(target.type, `*${name}`)} = &${target.name};`];
  }

  /** A value of a record's type: a variable, a call, a compound literal. */
  protected recordValue(scope: Scope, type: Type & { kind: 'record' }): string | undefined {
    const { random } = this;
    const callable = this.surroundings.functions.filter(
      ({ returns, pure, cost }) =>
        returns?.kind === 'record' &&
        returns.record === type.record &&
        (pure || !this.pure) &&
        cost * this.times < 20_000,
    );
    if (callable.length && random.percent(50)) {
      const text = this.callText(random.pick(callable), scope);
      if (text) return text;
    }
    if (random.percent(6)) {
      const name = this.name('t');
      const value = constantInitialiser(random, type);
      return `({ ${type.record.name} ${name} = ${value}; ${name}; })`;
    }
    if (random.percent(20)) return `(${type.record.name})${constantInitialiser(random, type)}`;
    this.expressions.full(scope, 0);
    return this.expressions.record(type.record.name, scope);
  }

  protected callText(callee: FunctionType, scope: Scope): string | undefined {
    this.expressions.full(scope, 0);
    const list = this.expressions.arguments(callee, scope, 2);
    if (!list) return undefined;
    this.cost += callee.cost * this.times;
    return `${callee.name}(${list.join(', ')})`;
  }
}

/** An array of scalars. */
export function isRow(type: Type): boolean {
  return type.kind === 'array' && type.of.kind === 'scalar' && type.length >= 2;
}

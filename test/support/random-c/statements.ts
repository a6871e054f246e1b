/** Random C statements: every loop ends, every variable has a value, jumps go forward. */
import { Declarations, isRow } from './declarations';
import { realBlock, variableArrayBlock } from './blocks';
import { Scope, type Place, type Variable } from './scope';
import { declare, promoted, scalars, scalarType, type Scalar } from './types';

/** The body of one function. */
export class Body extends Declarations {
  private loops = 0;

  /** Declarations, statements and the last return. */
  text(scope: Scope, length: number): string[] {
    const lines = this.random
      .list(this.random.percent(10) ? 12 : this.random.between(1, 5), () => this.declaration(scope))
      .flat();
    lines.push(...this.statements(scope, length, 3));
    const end = this.returnStatement(scope);
    return end ? [...lines, end] : lines;
  }

  private statements(scope: Scope, count: number, depth: number): string[] {
    return this.random.list(count, () => this.statement(scope, depth)).flat();
  }

  private block(outer: Scope, depth: number, count = this.random.between(1, 4)): string[] {
    const scope = new Scope(this.random, outer);
    const declarations = this.random.percent(30) ? this.declaration(scope) : [];
    return indent([...declarations, ...this.statements(scope, count, depth - 1)]);
  }

  private statement(scope: Scope, depth: number): string[] {
    const kind = this.random.below(100);
    if (depth > 0 && this.cost < 60_000) {
      if (kind < 10) return this.ifStatement(scope, depth);
      if (kind < 18) return this.forLoop(scope, depth);
      if (kind < 22) return this.whileLoop(scope, depth);
      if (kind < 27) return this.switchStatement(scope, depth);
      if (kind < 30) return this.forwardGoto(scope, depth);
      if (kind < 33) return ['{', ...this.block(scope, depth), '}'];
      if (kind < 37) return this.arrayLoop(scope);
    }
    if (kind < 43) return this.declaration(scope);
    if (kind < 46) return this.pointerWalk(scope) ?? this.assignment(scope);
    if (kind === 46 && this.random.percent(50)) return this.blockOfMore(scope);
    if (kind < 47) return this.repoint(scope) ?? this.assignment(scope);
    if (kind < 52) return this.step(scope);
    if (kind < 58) return this.copyRecord(scope);
    if (kind < 66) return this.callStatement(scope);
    if (kind < 80) return this.compound(scope);
    if (kind < 83) return this.discard(scope);
    return this.assignment(scope);
  }

  /** A pointer goes to another variable of the same type. */
  private repoint(scope: Scope): string[] | undefined {
    const pointer = scope.find(({ type, name }) => type.kind === 'pointer' && /^p\d/.test(name));
    if (pointer?.type.kind !== 'pointer') return undefined;
    const { to, length } = pointer.type;
    const target = scope.find(variable => {
      const { type } = variable;
      if (!this.mayPointAt(variable)) return false;
      if (to.kind === 'record') return type.kind === 'record' && type.record === to.record;
      return length === 1 && to.kind === 'scalar' && type.kind === 'scalar' && type.scalar === to.scalar;
    });
    // A variable of an inner block would be gone when the block ends.
    if (!target || !scope.variables.includes(pointer)) return undefined;
    return [`${pointer.name} = &${target.name};`];
  }

  /** A pointer that steps to and fro in an array; where it stands is known all the time. */
  private pointerWalk(scope: Scope): string[] | undefined {
    const { random } = this;
    const array = scope.find(({ type }) => isRow(type));
    const sum = scope.find(({ type, isolated, writable }) => type.kind === 'scalar' && isolated && writable);
    if (array?.type.kind !== 'array' || !sum) return undefined;
    const { length, of } = array.type;
    const name = this.name('w');
    let at = random.below(length);
    const lines = [`${declare(of, `*${name}`)} = ${array.name} + ${at};`];
    for (let step = random.between(2, 6); step > 0; step--) {
      const other = random.below(length);
      const moves: [boolean, string, number][] = [
        [at < length, `*${name}++`, at + 1],
        [at + 1 < length, `*++${name}`, at + 1],
        [at > 0, `*--${name}`, at - 1],
        [at > 0 && at < length, `*${name}--`, at - 1],
        [true, `${name}[${other - at}]`, at],
        [true, `*(${name} + ${other - at})`.replace('+ -', '- '), at],
        [true, `*(${name} ${other < at ? '-=' : '+='} ${Math.abs(other - at)})`, other],
        [true, `(int)(${name} - ${array.name})`, at],
        [true, `(${name} > ${array.name})`, at],
        [true, `(${name} == &${array.name}[${other}])`, at],
      ];
      const [, text, next] = random.pick(moves.filter(([possible]) => possible));
      at = next;
      lines.push(`${sum.name} ${random.pick(['+=', '^=', '-='])} ${text};`);
    }
    return ['{', ...indent(lines), '}'];
  }

  /** A block with what only blocks here have: floating-point variables, or an array of variable length. */
  private blockOfMore(scope: Scope): string[] {
    const sum = scope.find(({ type, isolated, writable }) => type.kind === 'scalar' && isolated && writable);
    if (!sum) return this.assignment(scope);
    const surroundings = {
      random: this.random,
      name: (prefix: string) => this.name(prefix),
      integer: () => `(${this.expressions.full(scope, 2).text})`,
    };
    this.cost += 2000 * this.times;
    const make = this.random.percent(50) ? realBlock : variableArrayBlock;
    return ['{', ...indent(make(surroundings, sum.name)), '}'];
  }

  // Expressions as statements.

  private target(scope: Scope): (index: () => string) => Place | undefined {
    const variable = scope.find(each => this.mayWrite(each));
    return index => variable && this.expressions.place(variable, index);
  }

  private mayWrite({ writable, shared }: Variable): boolean {
    return writable && !(this.pure && shared);
  }

  private assignment(scope: Scope): string[] {
    const pair = this.expressions.assignment(scope, this.target(scope));
    if (!pair) return this.scalarDeclaration(scope);
    const [{ text }, value] = pair;
    return [`${text} = ${value.text};`];
  }

  private compound(scope: Scope): string[] {
    const { random } = this;
    const pair = this.expressions.assignment(scope, this.target(scope));
    if (!pair) return this.scalarDeclaration(scope);
    const [{ text, scalar, width }, value] = pair;
    const kind = random.below(100);
    const bits = scalars[promoted(scalar, width)].bits;
    if (kind < 6) return [`${text} ${random.pick(['<<=', '>>='])} ${random.below(bits)};`];
    if (kind < 15) return [`${text} ${random.pick(['<<=', '>>='])} (${value.text}) & ${bits - 1};`];
    if (kind < 25) return [`${text} ${random.pick(['/=', '%='])} ((${value.text}) & 63) + 1;`];
    if (kind < 30) return [`${text} ${random.pick(['/=', '%='])} ${random.pick([3, 7, 10, 8, -5, 1000])};`];
    return [`${text} ${random.pick(['+=', '-=', '*=', '&=', '|=', '^='])} ${value.text};`];
  }

  private step(scope: Scope): string[] {
    const pair = this.expressions.assignment(scope, this.target(scope));
    if (!pair || pair[0].scalar === '_Bool') return [';'];
    const [{ text }] = pair;
    return [this.random.pick([`${text}++;`, `++${text};`, `${text}--;`, `--${text};`])];
  }

  /** Expressions whose value nobody wants, and conditional ones that have none. */
  private discard(scope: Scope): string[] {
    const { text } = this.expressions.full(scope, 2);
    const other = this.expressions.more(scope, 2).text;
    return [
      this.random.pick([
        `${text};`,
        `(void)(${text});`,
        `(${text}) ? (void)(${other}) : (void)0;`,
        `${text}, ${other};`,
      ]),
    ];
  }

  private copyRecord(scope: Scope): string[] {
    this.expressions.full(scope, 0);
    const target = this.expressions.recordPlace(
      scope,
      () => true,
      variable => this.mayWrite(variable),
    );
    if (!target) return this.assignment(scope);
    const value = this.recordValue(scope, { kind: 'record', record: target.record });
    return value ? [`${target.text} = ${value};`] : [';'];
  }

  /** A function that writes what others see stands alone, or is all of the right side. */
  private callStatement(scope: Scope): string[] {
    const callable = this.surroundings.functions.filter(
      ({ pure, cost }) => (pure || !this.pure) && cost * this.times < 20_000,
    );
    if (callable.length === 0) return this.assignment(scope);
    const callee = this.random.pick(callable);
    const text = this.callText(callee, scope);
    if (!text) return [';'];
    if (callee.returns?.kind !== 'scalar') return [`${text};`];
    const target = scope.find(
      ({ type, isolated, writable }) => type.kind === 'scalar' && isolated && writable,
    );
    return [target && !text.includes(`${target.name}`) ? `${target.name} = ${text};` : `(void)${text};`];
  }

  private returnStatement(scope: Scope): string | undefined {
    if (!this.returns) return undefined;
    if (this.returns.kind === 'record')
      return `return ${this.recordValue(scope, this.returns) ?? `(${this.returns.record.name}){ 0 }`};`;
    return `return ${this.expressions.full(scope, 3).text};`;
  }

  // Control flow.

  private ifStatement(scope: Scope, depth: number): string[] {
    if (this.loops && this.random.percent(15))
      return [`if (${this.expressions.full(scope, 2).text}) ${this.random.pick(['break;', 'continue;'])}`];
    const lines = [`if (${this.expressions.full(scope).text}) {`, ...this.block(scope, depth)];
    if (this.random.percent(20)) {
      lines.push(`} else if (${this.expressions.full(scope).text}) {`, ...this.block(scope, depth));
    }
    if (this.random.percent(20)) {
      const leave = this.returnStatement(scope) ?? 'return;';
      return [
        ...lines,
        `  ${this.loops && this.random.percent(70) ? this.random.pick(['break;', 'continue;']) : leave}`,
        '}',
      ];
    }
    if (this.random.percent(50)) lines.push('} else {', ...this.block(scope, depth));
    return [...lines, '}'];
  }

  /** Runs `make` as the body of a loop that goes round so many times. */
  private inLoop(count: number, make: () => string[]): string[] {
    this.times *= count;
    this.loops++;
    const lines = make();
    this.loops--;
    this.times /= count;
    return lines;
  }

  private forLoop(scope: Scope, depth: number): string[] {
    const { random } = this;
    const count = random.between(1, this.times > 20 ? 3 : 9);
    const name = this.name('i');
    const scalar: Scalar = random.pick([
      'int',
      'int',
      'unsigned',
      'short',
      'long long',
      'unsigned char',
    ] as const);
    const inner = new Scope(random, scope);
    this.add(inner, name, scalarType(scalar), { writable: false });
    const [head, step] = random.pick([
      [`${scalar} ${name} = 0; ${name} < ${count}; ${name}++`, ''],
      [`${scalar} ${name} = ${count}; ${name} > 0; ${name}--`, ''],
      [`${scalar} ${name} = 1; ${name} <= ${count * 3}; ${name} += 3`, ''],
      [`${scalar} ${name} = ${count}; ${name};`, `${name}--;`],
    ]);
    const lines = this.inLoop(count, () => this.block(inner, depth));
    const continues = lines.some(line => line.includes('continue;'));
    if (step && continues) return [`for (${head} ${name}--) {`, ...lines, '}'];
    return [`for (${head}) {`, ...lines, ...(step ? [`  ${step}`] : []), '}'];
  }

  private whileLoop(scope: Scope, depth: number): string[] {
    const { random } = this;
    const count = random.between(1, this.times > 20 ? 3 : 8);
    const name = this.name('n');
    const inner = new Scope(random, scope);
    this.add(inner, name, scalarType('int'), { writable: false });
    const lines = this.inLoop(count, () => this.block(inner, depth));
    if (random.percent(25))
      return [
        '{',
        `  int ${name} = 0;`,
        `  ${random.pick(['for (;;)', 'while (1)'])} {`,
        `    if (${name}++ >= ${count}) break;`,
        ...indent(lines),
        '  }',
        '}',
      ];
    if (random.percent(40))
      return [
        '{',
        `  int ${name} = 0;`,
        '  do {',
        ...indent(lines),
        `  } while (++${name} < ${count});`,
        '}',
      ];
    const condition = random.percent(50)
      ? `${name}-- > 0`
      : `${name}-- > 0 && ${this.expressions.full(scope, 2).text.replace(/^(.*)$/, '($1)')}`;
    return ['{', `  int ${name} = ${count};`, `  while (${condition}) {`, ...indent(lines), '  }', '}'];
  }

  private switchStatement(scope: Scope, depth: number): string[] {
    const { random } = this;
    if (random.percent(20)) return this.tableSwitch(scope);
    const { text } = this.expressions.full(scope, 2);
    const mask = random.pick([3, 7, 7, 15]);
    const lines = [random.percent(80) ? `switch ((${text}) & ${mask}) {` : `switch (${text}) {`];
    const values = random.list(random.between(1, 6), () => random.below(mask + 1));
    for (const value of new Set(random.percent(15) ? [...values, 1000, -1, 100000] : values)) {
      lines.push(
        `  case ${value}:`,
        ...indent(['{', ...this.block(scope, depth, random.between(0, 2)), '}']),
      );
      if (random.percent(75)) lines.push('    break;');
    }
    if (random.percent(60)) lines.push('  default:', ...indent(['{', ...this.block(scope, depth, 1), '}']));
    else lines.push('    ;');
    return [...lines, '}'];
  }

  /** Many small cases, dense or wide apart, on a value of any type. */
  private tableSwitch(scope: Scope): string[] {
    const { random } = this;
    const { text } = this.expressions.full(scope, 2);
    const [value, label] = random.pick<[string, (at: number) => string]>([
      [`(${text}) & 31`, at => `${at}`],
      [`(signed char)((${text}) & 31) - 12`, at => `${at - 12}`],
      [`((${text}) & 31) * 1000`, at => `${at * 1000}`],
      [`((long long)((${text}) & 31) << 32) + 5`, at => `(${at}LL << 32) + 5`],
      [`(unsigned char)(${text})`, at => `${at * 8}`],
      [`(unsigned char)(${text})`, at => `${at * 8} ... ${at * 8 + 3}`],
      [
        `((long long)(${text}) & 31) * 0x100000010LL`,
        at => `${at}LL * 0x100000010LL - 1 ... ${at}LL * 0x100000010LL + 5`,
      ],
      [`(int)(${text}) % 1000`, at => `${at * 40 - 600} ... ${at * 40 - 580}`],
      [`((unsigned)(${text}) & 31u) + 0x80000000u`, at => `0x80000000u + ${at}`],
    ]);
    const lines = random
      .list(32, at => at)
      .filter(() => random.percent(70))
      .flatMap(at => {
        const step = this.random.percent(70) ? ' break;' : '';
        return [`  case ${label(at)}: ${this.compound(scope).join(' ')}${step}`];
      });
    return [`switch (${value}) {`, ...lines, '  default:;', '}'];
  }

  private forwardGoto(scope: Scope, depth: number): string[] {
    const label = this.name('out');
    return [
      this.random.percent(15)
        ? `goto ${label};`
        : `if (${this.expressions.full(scope, 2).text}) goto ${label};`,
      '{',
      ...this.block(scope, depth),
      '}',
      `${label}:;`,
    ];
  }

  /** A walk over an array, by index or by pointer. */
  private arrayLoop(scope: Scope): string[] {
    const { random } = this;
    const array = scope.find(({ type }) => isRow(type));
    const sum = scope.find(({ type, isolated, writable }) => type.kind === 'scalar' && isolated && writable);
    if (array?.type.kind !== 'array' || sum?.type.kind !== 'scalar') return this.assignment(scope);
    const { name, type } = array;
    const { length, of } = type;
    this.cost += length * 10 * this.times;
    const item = this.name('q');
    const operator = random.pick(['+=', '^=', '-=']);
    const factor =
      sum.type.scalar === '_Bool' ? '' : ` ${random.pick(['*', '+', '&'])} ${random.between(1, 9)}`;
    switch (random.below(4)) {
      case 0:
        return [
          `for (${declare(of, `*${item}`)} = ${name}; ${item} < ${name} + ${length}; ${item}++) ${sum.name} ${operator} *${item}${factor};`,
        ];
      case 1:
        return [
          `for (${declare(of, `*${item}`)} = ${name} + ${length}; ${item} != ${name}; ) ${sum.name} ${operator} *--${item}${factor};`,
        ];
      case 2:
        return [
          `for (${declare(of, `*${item}`)} = &${name}[0], *${item}e = &${name}[${length}]; ${item} < ${item}e; ) {`,
          `  ${sum.name} ${operator} *${item}++${factor};`,
          `  ${sum.name} ${operator} (int)(${item}e - ${item});`,
          '}',
        ];
      default:
        return [
          `for (int ${item} = 0; ${item} < ${length}; ${item}++) ${sum.name} ${operator} ${random.pick([`${name}[${item}]`, `*(${name} + ${item})`, `${item}[${name}]`])}${factor};`,
        ];
    }
  }
}

function indent(lines: readonly string[]): string[] {
  return lines.map(line => `  ${line}`);
}

/**
 * Random C programs whose output the language defines, so that two compilers must agree on it. They need nothing
 * but `putchar`, and print every result and in the end every global variable.
 */
import { Random } from './random';
import { Expressions } from './random-c/expressions';
import type { Surroundings } from './random-c/declarations';
import { Body } from './random-c/statements';
import { realPrelude } from './random-c/reals';
import { constantInitialiser, randomRecord, recordText, unions } from './random-c/records';
import { Scope, type FunctionType, type Variable } from './random-c/scope';
import { declare, randomScalar, scalarType, type RecordType, type Type } from './random-c/types';

export function randomProgram(seed: number): string {
  return new Program(new Random(seed)).text();
}

const prelude = `int putchar(int);
static void show(const char *name, unsigned long long value) {
  while (*name) putchar(*name++);
  putchar('=');
  for (int shift = 60; shift >= 0; shift -= 4) {
    int digit = (int)(value >> shift) & 15;
    putchar(digit < 10 ? '0' + digit : 'a' + digit - 10);
  }
  putchar('\\n');
}
static int divide32(int a, int b) { return b == 0 || (b == -1 && a == -2147483647 - 1) ? a : a / b; }
static int modulo32(int a, int b) { return b == 0 || (b == -1 && a == -2147483647 - 1) ? b : a % b; }
static long long divide64(long long a, long long b) { return b == 0 || (b == -1 && a == -9223372036854775807LL - 1) ? a : a / b; }
static long long modulo64(long long a, long long b) { return b == 0 || (b == -1 && a == -9223372036854775807LL - 1) ? b : a % b; }
static unsigned long long gather(int count, ...) {
  __builtin_va_list list;
  unsigned long long sum = 0;
  __builtin_va_start(list, count);
  for (int i = 0; i < count; i++)
    sum = sum * 31 + (i % 3 == 1 ? (unsigned long long)__builtin_va_arg(list, long long) : __builtin_va_arg(list, unsigned));
  __builtin_va_end(list);
  return sum;
}
`;

class Program {
  private readonly records: RecordType[] = [];
  private readonly functions: FunctionType[] = [];
  private readonly enumerators: string[] = [];
  private readonly lines: string[] = [];
  private readonly globals: Scope;

  constructor(private readonly random: Random) {
    this.globals = new Scope(random, undefined);
  }

  text(): string {
    const { random } = this;
    this.addEnumerators();
    for (const union of unions) this.lines.push(recordText(union));
    for (let number = random.below(4); number > 0; number--) this.addRecord();
    for (let number = random.between(3, 8); number > 0; number--) this.addGlobal();
    for (let number = random.between(2, 7); number > 0; number--) this.addFunction();
    this.addTable();
    for (let number = random.between(0, 2); number > 0; number--) this.addFunction();
    return [prelude, realPrelude, ...this.lines, this.mainFunction()].join('\n');
  }

  private get surroundings(): Surroundings {
    const { random, functions, records, enumerators } = this;
    return { random, functions, records: [...records, ...unions], enumerators };
  }

  private addEnumerators(): void {
    const names = this.random.list(this.random.below(5), at => `E${at}`);
    if (names.length === 0) return;
    const list = names.map(name =>
      this.random.percent(50)
        ? `${name} = ${this.random.percent(50) ? this.random.between(-300, 300) : `(int)((${this.constant()}) % 10000)`}`
        : name,
    );
    this.enumerators.push(...names);
    this.lines.push(`enum { ${list.join(', ')} };`);
  }

  private addRecord(): void {
    const record = randomRecord(this.random, this.records.length, this.records);
    this.records.push(record);
    this.lines.push(recordText(record));
  }

  private addGlobal(): void {
    const { random } = this;
    const name = `g${this.globals.variables.length}`;
    const type = this.globalType();
    const constant = random.percent(10);
    const words = `${random.percent(50) ? 'static ' : ''}${constant ? 'const ' : random.percent(8) ? 'volatile ' : ''}`;
    const value =
      constant || random.percent(75) ? ` = ${constantInitialiser(random, type, () => this.constant())}` : '';
    this.lines.push(`${words}${declare(type, name)}${value};`);
    const addressable = !words.includes('const') && !words.includes('volatile');
    this.globals.variables.push({ name, type, writable: !constant, shared: true, isolated: false });
    if (!addressable || type.kind !== 'array' || type.of.kind !== 'scalar' || !random.percent(40)) return;
    const pointer: Type = { kind: 'pointer', to: type.of, length: 2 };
    this.lines.push(`${declare(pointer, `${name}p`)} = &${name}[${random.below(type.length - 1)}];`);
    this.globals.variables.push({
      name: `${name}p`,
      type: pointer,
      writable: true,
      shared: true,
      isolated: false,
    });
  }

  private constant(): string {
    const nobody = new Expressions(
      this.random,
      [],
      this.enumerators,
      () => 1,
      () => undefined,
    );
    return nobody.constant(this.random.between(1, 3));
  }

  private globalType(): Type {
    const { random } = this;
    const kind = random.below(100);
    const scalar = scalarType(randomScalar(random));
    if (kind < 40) return scalar;
    if (kind < 65) return { kind: 'array', of: scalar, length: random.pick([2, 4, 8, 16]) };
    if (kind < 72)
      return {
        kind: 'array',
        of: { kind: 'array', of: scalar, length: random.pick([2, 4]) },
        length: random.pick([2, 4]),
      };
    const record: Type = { kind: 'record', record: random.pick([...this.records, ...unions]) };
    return kind < 90 ? record : { kind: 'array', of: record, length: random.pick([2, 4]) };
  }

  private addFunction(signature?: { returns: Type; parameters: Type[]; pure: boolean }): void {
    const { random } = this;
    const name = `f${this.functions.length}`;
    const pure = signature?.pure ?? random.percent(60);
    const returns = signature ? signature.returns : this.returnType();
    const parameters =
      signature?.parameters ??
      random.list(random.below(random.percent(20) ? 11 : 6), () => this.parameterType(pure));
    const variables = parameters.map((type, at): Variable => {
      const pointer = type.kind === 'pointer';
      return {
        name: `x${at}`,
        type,
        writable: true,
        shared: pointer,
        isolated: !pointer && random.percent(80),
      };
    });
    const recursion = this.recursion(name, returns, parameters, variables);
    const body = new Body(this.surroundings, pure, returns);
    const lines = body.text(new Scope(random, this.globals, variables), random.between(1, 8));
    const list = parameters.map((type, at) => declare(type, `x${at}`)).join(', ') || 'void';
    const head = `${random.percent(70) ? 'static ' : ''}${returns ? declare(returns, `${name}(${list})`) : `void ${name}(${list})`}`;
    if (random.percent(30)) this.lines.push(`${head};`);
    this.lines.push(`${head} {\n${[...recursion, ...lines].map(line => `  ${line}\n`).join('')}}\n`);
    this.functions.push({
      name,
      returns,
      parameters,
      pure,
      cost: (body.cost + 20) * (recursion.length ? 6 : 1),
    });
  }

  /** A local variable that holds the result of the same function for a smaller first argument. */
  private recursion(
    name: string,
    returns: Type | undefined,
    parameters: readonly Type[],
    variables: Variable[],
  ): string[] {
    const [first] = parameters;
    if (!returns || first?.kind !== 'scalar' || first.scalar === '_Bool' || !this.random.percent(20))
      return [];
    const list = variables.map((variable, at) => (at === 0 ? 'x0 - 1' : variable.name)).join(', ');
    const otherwise = returns.kind === 'record' ? `(${returns.record.name}){ 0 }` : '1';
    variables.push({ name: 'again', type: returns, writable: true, shared: false, isolated: true });
    return [`${declare(returns, 'again')} = x0 > 0 && x0 < 6 ? ${name}(${list}) : ${otherwise};`];
  }

  private returnType(): Type | undefined {
    const { random } = this;
    if (random.percent(12)) return undefined;
    if (random.percent(25)) return { kind: 'record', record: random.pick([...this.records, ...unions]) };
    return scalarType(randomScalar(random));
  }

  private parameterType(pure: boolean): Type {
    const { random } = this;
    const kind = random.below(100);
    if (kind < 65) return scalarType(randomScalar(random));
    const record: Type = { kind: 'record', record: random.pick([...this.records, ...unions]) };
    if (kind < 82) return record;
    if (pure || kind < 90) return { kind: 'pointer', to: scalarType(randomScalar(random)), length: 2 };
    return { kind: 'pointer', to: record, length: 1 };
  }

  /** Functions of one type, called through a table and through a pointer that is chosen. */
  private addTable(): void {
    const { random } = this;
    const first = this.functions.length;
    const returns = scalarType(randomScalar(random));
    const parameters = random.list(random.below(4), () => scalarType(randomScalar(random)));
    const members = random.list(2, () => `f${first + random.below(2)}`);
    for (let at = 0; at < 2; at++) this.addFunction({ returns, parameters, pure: true });
    const cost = 10 + Math.max(...this.functions.slice(first).map(callee => callee.cost));
    const list = parameters.map(type => declare(type, '')).join(', ') || 'void';
    this.lines.push(`static ${declare(returns, `(*table[2])(${list})`)} = { ${members.join(', ')} };`);
    for (const name of ['table[0]', '(*table[1])', `(g_choice & 1 ? f${first} : f${first + 1})`])
      this.functions.push({ name, returns, parameters, pure: true, cost });
    this.lines.push('static int g_choice = 1;');
    this.addEntries(first, returns, parameters, cost);
  }

  /** A table of records with a string, a function and an address in each. */
  private addEntries(first: number, returns: Type, parameters: readonly Type[], cost: number): void {
    const list = parameters.map(type => declare(type, '')).join(', ') || 'void';
    const target = this.globals.variables.find(
      ({ type, writable }) => writable && type.kind === 'array' && type.of.kind === 'scalar',
    );
    if (
      target?.type.kind !== 'array' ||
      this.lines.some(line => line.includes(`volatile ${declare(target.type, target.name)}`))
    )
      return;
    const { of, length } = target.type;
    this.lines.push(
      `static struct entry {\n  const char *name;\n  ${declare(returns, `(*call)(${list})`)};\n  ${declare(of, '*place')};\n} entries[2] = {`,
      `  { "one", f${first}, ${target.name} + ${this.random.below(length)} },`,
      `  { .place = &${target.name}[${this.random.below(length)}], .call = &f${first + 1}, .name = "two" + 1 },\n};`,
    );
    const entry = `entries[g_choice & 1]`;
    for (const name of [`${entry}.call`, `(*entries[0].call)`])
      this.functions.push({ name, returns, parameters, pure: true, cost });
    const pointer: Type = { kind: 'pointer', to: of, length: 1 };
    this.globals.variables.push({
      name: `${entry}.place`,
      type: pointer,
      writable: true,
      shared: true,
      isolated: false,
    });
  }

  // The main function.

  private mainFunction(): string {
    const lines = this.functions.flatMap(callee =>
      this.random.list(this.random.between(1, 2), () => this.callAndShow(callee)).flat(),
    );
    lines.push(`show("gather", gather(5, 1, -2LL, 3u, ${this.random.below(1000)}, 5LL));`);
    for (const { name, type } of this.globals.variables) lines.push(...showAll(name, name, type));
    return `int main(void) {\n${[...lines, 'return 0;'].map(line => `  ${line}\n`).join('')}}\n`;
  }

  private callAndShow({ name, returns, parameters, cost }: FunctionType): string[] {
    if (cost > 200_000) return [];
    const list = parameters.map(type => this.constantArgument(type));
    if (list.includes(undefined)) return [];
    const call = `${name}(${list.join(', ')})`;
    if (!returns) return [`${call};`];
    if (returns.kind !== 'record') return [`show("${name}", (unsigned long long)${call});`];
    return [
      '{',
      `  ${returns.record.name} result = ${call};`,
      ...showAll(name, 'result', returns).map(line => `  ${line}`),
      '}',
    ];
  }

  private constantArgument(type: Type): string | undefined {
    const { random } = this;
    if (type.kind === 'record') return `(${type.record.name})${constantInitialiser(random, type)}`;
    if (type.kind === 'scalar') return constantInitialiser(random, type);
    if (type.kind !== 'pointer') return undefined;
    if (type.to.kind === 'record') return `&(${type.to.record.name})${constantInitialiser(random, type.to)}`;
    return `(${declare(type.to, '[]')}){ ${random.list(4, () => random.between(-99, 99)).join(', ')} }`;
  }
}

/** Prints every scalar in a variable. */
function showAll(label: string, text: string, type: Type): string[] {
  switch (type.kind) {
    case 'scalar':
      return [`show("${label}", (unsigned long long)${text});`];
    case 'array':
      return Array.from({ length: type.length }, (_, at) =>
        showAll(`${label}[${at}]`, `${text}[${at}]`, type.of),
      ).flat();
    case 'record': {
      const fields = type.record.name.startsWith('union')
        ? type.record.fields.slice(0, 1)
        : type.record.fields;
      return fields.flatMap(field => showAll(`${label}.${field.name}`, `${text}.${field.name}`, field.type));
    }
    case 'pointer':
      return showAll(`*${label}`, `(*${text})`, type.to);
  }
}

/** Checks that a value from a file is debug information: its shape, and that every index and address is in range. */
import type { DebugInfo, TypeRow } from './debug-info';

/** What is wrong with a value, starting with the path to it (`.lines[3].file is not …`); undefined if nothing is. */
type Check = (value: unknown) => string | undefined;

/** More nested blocks than this are damage: whoever walks them may do so recursively. */
const deepestBlock = 1000;

/** What is wrong with the value as debug information of an executable; undefined if nothing is. */
export function debugProblem(value: unknown): string | undefined {
  const counted = fields({ files: list(text), types: list(anything) })(value);
  if (counted) return describe(counted);
  const { files, types } = value as { files: string[]; types: unknown[] };
  const shape = debugShape(files.length, types.length)(value);
  if (shape) return describe(shape);
  return orderProblem((value as DebugInfo).lines) ?? cycleProblem((value as DebugInfo).types);
}

function describe(problem: string): string {
  return problem
    .replace(/^\./, '')
    .replace(/^ is/, 'it is')
    .replace(/(\.blocks\[\d+\]){5,}/, '.blocks[…]');
}

const anything: Check = () => undefined;
const text: Check = value => (typeof value === 'string' ? undefined : ' is not text');
const flag: Check = value => (typeof value === 'boolean' ? undefined : ' is not true or false');

function whole(low: number, high: number): Check {
  return value =>
    Number.isInteger(value) && (value as number) >= low && (value as number) <= high
      ? undefined
      : ` is not a whole number from ${low} to ${high}`;
}

const count = whole(0, 0xffff_ffff);
const offset = whole(-0x8000_0000, 0x7fff_ffff);
const register = whole(0, 15);

function oneOf(...values: readonly unknown[]): Check {
  return value => (values.includes(value) ? undefined : ` is not one of ${values.join(', ')}`);
}

function optional(check: Check): Check {
  return value => (value === undefined ? undefined : check(value));
}

function list(check: Check): Check {
  return value => {
    if (!Array.isArray(value)) return ' is not a list';
    for (let i = 0; i < value.length; i++) {
      const problem = check(value[i]);
      if (problem) return `[${i}]${problem}`;
    }
    return undefined;
  };
}

function fields(checks: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(checks);
  return value => {
    if (typeof value !== 'object' || value === null) return ' is not an object';
    for (const [name, check] of entries) {
      const problem = check((value as Record<string, unknown>)[name]);
      if (problem) return `.${name}${problem}`;
    }
    return undefined;
  };
}

/** One set of fields for each value of `kind`. */
function kinds(variants: Readonly<Record<string, Check>>): Check {
  const byKind = new Map(Object.entries(variants));
  const kind = fields({ kind: oneOf(...byKind.keys()) });
  return value => kind(value) ?? byKind.get((value as { kind: string }).kind)?.(value);
}

function all(...checks: readonly Check[]): Check {
  return value => {
    for (const check of checks) {
      const problem = check(value);
      if (problem) return problem;
    }
    return undefined;
  };
}

const range = all(fields({ start: count, end: count }), value => {
  const { start, end } = value as { start: number; end: number };
  return start <= end ? undefined : ' ends before it starts';
});

function debugShape(files: number, types: number): Check {
  const file = whole(0, files - 1);
  const type = whole(0, types - 1);
  const place = kinds({
    register: fields({ register }),
    frame: fields({ offset }),
    memory: fields({ address: count }),
    constant: fields({ value: value => (Number.isFinite(value) ? undefined : ' is not a number') }),
  });
  const places = list(all(place, fields({ range: optional(range) })));
  const variable = fields({
    name: text,
    type,
    file,
    line: count,
    places,
    indirect: optional(flag),
    sizes: optional(list(places)),
  });
  return fields({
    lines: list(
      fields({
        address: count,
        file,
        line: count,
        column: count,
        statement: flag,
        prologueEnd: optional(flag),
      }),
    ),
    statements: optional(list(fields({ file, line: count, lastLine: count }))),
    functions: list(
      all(
        range,
        fields({ name: text, file, line: count, type, parameters: list(variable), body: block(variable, 1) }),
      ),
    ),
    globals: list(variable),
    types: list(typeShape(type)),
    unwind: list(
      all(
        range,
        fields({
          cfa: fields({ register, offset }),
          saved: list(fields({ register, offset })),
          outermost: optional(flag),
        }),
      ),
    ),
  });
}

function block(variable: Check, depth: number): Check {
  if (depth > deepestBlock) return () => ' is nested too deep';
  const outer = all(range, fields({ variables: list(variable), blocks: list(anything) }));
  return value => {
    const problem = outer(value);
    if (problem) return problem;
    const { blocks } = value as { blocks: unknown[] };
    return blocks.length > 0 ? fields({ blocks: list(block(variable, depth + 1)) })(value) : undefined;
  };
}

function typeShape(type: Check): Check {
  const aggregate = fields({
    name: optional(text),
    size: count,
    members: list(
      fields({
        name: text,
        type,
        offset: count,
        bit: optional(fields({ offset: count, width: count })),
      }),
    ),
  });
  return kinds({
    void: anything,
    integer: fields({ name: text, size: oneOf(1, 2, 4, 8), signed: flag, character: optional(flag) }),
    boolean: fields({ name: text, size: oneOf(1) }),
    float: fields({ name: text, size: oneOf(4, 8) }),
    pointer: fields({ target: type }),
    array: fields({ element: type, count: optional(count) }),
    struct: aggregate,
    union: aggregate,
    enum: fields({
      name: optional(text),
      size: oneOf(0, 1, 2, 4, 8),
      signed: optional(flag),
      enumerators: list(
        fields({ name: text, value: whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) }),
      ),
    }),
    function: fields({ returns: type, parameters: list(type), variadic: flag }),
    typedef: fields({ name: text, target: type }),
  });
}

function orderProblem(lines: DebugInfo['lines']): string | undefined {
  const index = lines.findIndex((row, i) => row.address < (lines[i - 1]?.address ?? 0));
  return index < 0 ? undefined : `lines[${index}] is not in order of address`;
}

/** The types that a type holds by value: no type may hold itself so, or it has no size. */
function heldBy(type: TypeRow): readonly number[] {
  if (type.kind === 'typedef') return [type.target];
  if (type.kind === 'array') return [type.element];
  return type.kind === 'struct' || type.kind === 'union' ? type.members.map(member => member.type) : [];
}

/** The types that a type is spelt with: a circle needs a struct or union, which has a name of its own. */
function speltWith(type: TypeRow): readonly number[] {
  switch (type.kind) {
    case 'typedef':
    case 'pointer':
      return [type.target];
    case 'array':
      return [type.element];
    case 'function':
      return [type.returns, ...type.parameters];
    default:
      return [];
  }
}

function cycleProblem(types: readonly TypeRow[]): string | undefined {
  return circle(types, heldBy, 'holds') ?? circle(types, speltWith, 'is made of');
}

/** Takes away, again and again, what no remaining type refers to; what is left then refers to itself. */
function circle(
  types: readonly TypeRow[],
  referred: (type: TypeRow) => readonly number[],
  how: string,
): string | undefined {
  const targets = types.map(referred);
  const users = new Uint32Array(types.length);
  const add = (at: number, by: number) => (users[at] = (users[at] ?? 0) + by);
  for (const target of targets.flat()) add(target, 1);
  const free = [...users.keys()].filter(index => users[index] === 0);
  for (let index = free.pop(); index !== undefined; index = free.pop())
    for (const target of targets[index] ?? []) if (add(target, -1) === 0) free.push(target);
  const left = targets.findIndex((held, index) => held.length > 0 && (users[index] ?? 0) > 0);
  return left < 0 ? undefined : `types[${left}] ${how} itself`;
}

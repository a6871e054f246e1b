/** As much of the WebAssembly binary format as the engines need (WebAssembly Core Specification 1.0, chapter 5). */

/** Opcodes that take no immediate, but for `block`, `loop` and `if` (a type), `br` and `brIf` (a depth) and `call`. */
// prettier-ignore
export const op = {
  block: 0x02, loop: 0x03, if: 0x04, else: 0x05, end: 0x0b, br: 0x0c, brIf: 0x0d, brTable: 0x0e, return: 0x0f,
  call: 0x10, callIndirect: 0x11, drop: 0x1a, select: 0x1b, localGet: 0x20, localSet: 0x21, localTee: 0x22,
  load: 0x28, loadFloat64: 0x2b, load8s: 0x2c, load8u: 0x2d, load16s: 0x2e, load16u: 0x2f, store: 0x36, store8: 0x3a, store16: 0x3b,
  const: 0x41, const64: 0x42,
  eqz: 0x45, eq: 0x46, ne: 0x47, ltS: 0x48, ltU: 0x49, gtU: 0x4b, geS: 0x4e, geU: 0x4f,
  add: 0x6a, sub: 0x6b, mul: 0x6c, divS: 0x6d, divU: 0x6e, remS: 0x6f, remU: 0x70,
  and: 0x71, or: 0x72, xor: 0x73, shl: 0x74, shrS: 0x75, shrU: 0x76,
  sub64: 0x7d, mul64: 0x7e, shrS64: 0x87, shrU64: 0x88, wrap: 0xa7, extendS: 0xac, extendU: 0xad, truncate64: 0xb0,
} as const;

/** Types: a 32-bit integer, no value, a function, any function in a table. */
export const i32 = 0x7f;
export const none = 0x40;
const functionType = 0x60;
const anyFunction = 0x70;

/** A growing sequence of bytes. */
export class Code {
  private bytes = new Uint8Array(256);
  length = 0;

  byte(value: number): this {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = value;
    return this;
  }

  /** Opcodes and other single bytes. */
  op(...values: readonly number[]): this {
    for (const value of values) this.byte(value);
    return this;
  }

  /** LEB128. */
  unsigned(value: number): this {
    if (value >= 0 && value <= 0x7f) return this.byte(value);
    let rest = value >>> 0;
    for (; rest > 0x7f; rest >>>= 7) this.byte((rest & 0x7f) | 0x80);
    return this.byte(rest);
  }

  signed(value: number): this {
    let rest = value | 0;
    for (; rest < -0x40 || rest > 0x3f; rest >>= 7) this.byte((rest & 0x7f) | 0x80);
    return this.byte(rest & 0x7f);
  }

  const(value: number): this {
    return this.byte(op.const).signed(value);
  }

  get(local: number): this {
    return this.byte(op.localGet).unsigned(local);
  }

  set(local: number): this {
    return this.byte(op.localSet).unsigned(local);
  }

  tee(local: number): this {
    return this.byte(op.localTee).unsigned(local);
  }

  br(depth: number): this {
    return this.byte(op.br).unsigned(depth);
  }

  brIf(depth: number): this {
    return this.byte(op.brIf).unsigned(depth);
  }

  /** A function of this module, by its index. */
  call(index: number): this {
    return this.byte(op.call).unsigned(index);
  }

  /** A load or store at a constant offset from the address on the stack. */
  memory(opcode: number, offset: number): this {
    return this.op(opcode, 0).unsigned(offset);
  }

  append(other: Code): this {
    const more = other.array();
    this.reserve(more.length);
    this.bytes.set(more, this.length);
    this.length += more.length;
    return this;
  }

  array(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(0, this.length);
  }

  private reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** A function of i32 parameters and results; more locals of that type follow the parameters. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: number;
  readonly results: 0 | 1;
  readonly locals: number;
  readonly body: Code;
}

/** The signature of what `callIndirect` calls, type 0 of every module: `(i32, i32) → i32`. */
const calledType = { parameters: 2, results: 1 } as const;

/** A function that a module calls and does not have. */
export type Callee = Pick<WasmFunction, 'name' | 'parameters' | 'results'>;

/**
 * A module that exports functions by name, and imports `machine.memory`, `machine.table` if it calls by it, and its callees;
 * their indices come before its own functions'.
 */
export function moduleOf(
  functions: readonly WasmFunction[],
  { callsByTable, callees }: { callsByTable: boolean; callees: readonly Callee[] },
): Uint8Array<ArrayBuffer> {
  const code = new Code().op(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  const section = (id: number, write: (content: Code) => void) => {
    const content = new Code();
    write(content);
    code.byte(id).unsigned(content.length).append(content);
  };
  section(1, content => writeTypes(content, [calledType, ...callees, ...functions]));
  section(2, content => writeImports(content, callsByTable, callees));
  section(3, content => {
    content.unsigned(functions.length);
    for (const index of functions.keys()) content.unsigned(1 + callees.length + index);
  });
  section(7, content => writeExports(content, functions, callees.length));
  section(10, content => {
    content.unsigned(functions.length);
    for (const each of functions) writeBody(content, each);
  });
  return code.array();
}

function writeTypes(code: Code, types: readonly Pick<WasmFunction, 'parameters' | 'results'>[]): void {
  code.unsigned(types.length);
  for (const { parameters, results } of types) {
    code.byte(functionType).unsigned(parameters);
    for (let index = 0; index < parameters; index++) code.byte(i32);
    code.unsigned(results);
    for (let index = 0; index < results; index++) code.byte(i32);
  }
}

function writeImports(code: Code, callsByTable: boolean, callees: readonly Callee[]): void {
  const [callee, table, memory] = [0, 1, 2];
  const named = (name: string) => writeName(writeName(code, 'machine'), name);
  code.unsigned((callsByTable ? 2 : 1) + callees.length);
  for (const [index, { name }] of callees.entries())
    named(name)
      .byte(callee)
      .unsigned(1 + index);
  named('memory').op(memory, 0, 1);
  if (callsByTable) named('table').op(table, anyFunction, 0, 1);
}

function writeExports(code: Code, functions: readonly WasmFunction[], first: number): void {
  code.unsigned(functions.length);
  for (const [index, { name }] of functions.entries())
    writeName(code, name)
      .byte(0)
      .unsigned(first + index);
}

function writeName(code: Code, name: string): Code {
  code.unsigned(name.length);
  for (const letter of name) code.byte(letter.charCodeAt(0));
  return code;
}

function writeBody(code: Code, { locals, body }: WasmFunction): void {
  const head = locals > 0 ? new Code().unsigned(1).unsigned(locals).byte(i32) : new Code().unsigned(0);
  code.unsigned(head.length + body.length + 1);
  code.append(head).append(body).byte(op.end);
}

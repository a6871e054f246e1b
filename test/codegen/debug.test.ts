/** Debug information, held against the running machine: where variables are, and how frames unwind. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DebugInfo, Executable } from '../../src/image';
import { decode, flowOf } from '../../src/isa';
import { Machine } from '../../src/machine';
import { compileText, linkBare, objectOf } from '../support/bare';
import {
  type FrameState,
  bytesOf,
  callerOf,
  debugOf,
  frameOf,
  functionAt,
  rowAt,
  show,
  variablesAt,
} from '../support/debug-reader';
import { randomProgram } from '../support/random-c';

const path = join(__dirname, 'debug.c');

interface Expectation {
  readonly line: number;
  readonly name: string;
  readonly values: readonly string[];
}

function expectations(text: string): Expectation[] {
  return text.split('\n').flatMap((content, line) => {
    const comment = /\/\* (\w+ = .*) \*\//.exec(content)?.[1] ?? '';
    return [...comment.matchAll(/(\w+) =((?: (?!\w+ =)\S+)+)/g)].map(([, name, values]) => ({
      line,
      name: name!,
      values: values!.trim().split(' '),
    }));
  });
}

/** The value of a variable as a debugger would show it. */
function valueOf(debug: DebugInfo, machine: Machine, frame: FrameState, name: string): string {
  const local = variablesAt(debug, frame.pc).filter(each => each.name === name);
  const withValue = local.filter(each => bytesOf(debug, machine, frame, each));
  const variable = withValue.at(-1) ?? local.at(-1) ?? debug.globals.find(each => each.name === name);
  const bytes = variable && bytesOf(debug, machine, frame, variable);
  return bytes ? show(debug, bytes, variable.type).replaceAll(' ', '_') : '-';
}

/** First addresses of the statement rows of a line. */
function startsOf(debug: DebugInfo, line: number): number[] {
  const rows = debug.lines.filter(
    row => row.line === line && row.statement && debug.files[row.file] === path,
  );
  const functions = new Map<unknown, number>();
  for (const row of rows) {
    const owner = functionAt(debug, row.address);
    if (owner && !functions.has(owner)) functions.set(owner, row.address);
  }
  return [...functions.values()];
}

function load(executable: Executable): Machine {
  const machine = new Machine({});
  machine.load(executable);
  return machine;
}

/** Runs to the end and notes what each expectation sees. */
function observe(executable: Executable, wanted: readonly Expectation[]): Map<Expectation, string[]> {
  const debug = debugOf(executable);
  const machine = load(executable);
  const seen = new Map(wanted.map(each => [each, [] as string[]]));
  const places = new Map(wanted.map(each => [each, startsOf(debug, each.line)]));
  for (const address of [...places.values()].flat()) machine.setBreakpoint(address);
  for (let stop = machine.run(1e7); stop.reason === 'breakpoint'; stop = machine.run(1e7)) {
    const frame = frameOf(machine);
    for (const each of wanted)
      if (places.get(each)!.includes(stop.address))
        seen.get(each)!.push(valueOf(debug, machine, frame, each.name));
  }
  return seen;
}

describe('places of variables', () => {
  const text = readFileSync(path, 'utf8');
  const executable = linkBare([objectOf(text, path)]);
  const wanted = expectations(text);
  const seen = observe(executable, wanted);
  for (const each of wanted)
    it(`${each.name} on line ${each.line + 1}`, () => assert.deepEqual(seen.get(each), each.values));
});

const isCall = (word: number): boolean => flowOf(decode(word)!) === 'call';

/** Steps through a program and holds the unwound stack against the calls and returns that have happened. */
function checkUnwinding(text: string, most: number): void {
  const executable = linkBare([objectOf(text, 'unwind.c')]);
  const debug = debugOf(executable);
  const machine = load(executable);
  const calls: { back: number; registers: readonly number[] }[] = [];
  const main = executable.symbols.find(each => each.name === 'main')!.address;
  let inside = false;
  for (let step = 0; step < most; step++) {
    const before = frameOf(machine);
    if (machine.run(1).reason !== 'budget') return;
    const now = frameOf(machine);
    const jumped = now.pc !== before.pc + 4;
    if (isCall(machine.readWord(before.pc)!))
      calls.push({ back: before.pc + 4, registers: before.registers });
    else if (jumped && calls.length > 0 && now.pc === calls.at(-1)!.back) calls.pop();
    inside ||= now.pc === main;
    if (inside && calls.length > 0 && functionAt(debug, now.pc)) compareStack(debug, machine, now, calls);
  }
}

function compareStack(
  debug: DebugInfo,
  machine: Machine,
  top: FrameState,
  calls: readonly { back: number; registers: readonly number[] }[],
): void {
  let frame: FrameState | undefined = top;
  for (const { back, registers } of [...calls].reverse()) {
    frame = callerOf(debug, machine, frame);
    const where = `at ${top.pc.toString(16)} in ${functionAt(debug, top.pc)?.name}`;
    assert.equal(frame?.pc, back >>> 0, `return address ${where}`);
    for (const kept of [2, 3, 13, 14, 15])
      assert.equal(frame.registers[kept], registers[kept], `register ${kept} of the caller ${where}`);
  }
}

describe('unwinding', () => {
  it('is exact at every instruction of a program', () => checkUnwinding(readFileSync(path, 'utf8'), 5000));
  for (const seed of [1, 2, 3])
    it(`is exact in random program ${seed}`, () => checkUnwinding(randomProgram(seed), 6000));
});

describe('debug information', () => {
  const source = `struct list { int value; struct list *next; };
typedef struct list list_t;
extern int elsewhere;
static inline int unused(int x) { return x; }
int f(list_t *list, int) {
  for (; list; list = list->next)
    if (list->value > elsewhere)
      return 1;
  return 0;
}
`;
  const { debug } = compileText(source, 'lists.c');

  it('has types that refer to each other', () => {
    const named = (name: string) => debug.types.find(type => 'name' in type && type.name === name);
    const list = named('list') as DebugInfo['types'][number] & { kind: 'struct' };
    const next = debug.types[list.members[1]!.type];
    assert.equal(list.size, 8);
    assert.ok(next?.kind === 'pointer' && debug.types[next.target] === list);
    assert.ok(named('list_t')?.kind === 'typedef');
  });

  it('has the functions that have code, with the parameters that have names', () => {
    assert.deepEqual(
      debug.functions.map(({ name, line, parameters }) => [name, line, parameters.map(each => each.name)]),
      [['f', 4, ['list']]],
    );
    assert.deepEqual(debug.globals, []);
  });

  it('has a row for every statement, and one where the prologue ends', () => {
    const rows = debugOf(
      linkBare([objectOf(`int elsewhere;${source}int main(void) { return f(0, 1); }`, 'lists.c')]),
    );
    const own = rows.functions.find(({ name }) => name === 'f')!;
    const lines = rows.lines.filter(row => row.address >= own.start && row.address < own.end);
    assert.deepEqual(
      [...new Set(lines.map(row => row.line))].sort((a, b) => a - b),
      [5, 6, 7, 8, 9],
    );
    assert.equal(lines.filter(row => row.prologueEnd).length, 1);
    assert.equal(rowAt(rows, own.start)?.line, 5);
  });
});

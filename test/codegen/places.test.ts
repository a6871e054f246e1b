/**
 * Variables in registers against the same variables in memory: every local of a random program once more, volatile,
 * must have the same value wherever both programs stop.
 */
import assert from 'node:assert/strict';
import { compile } from '../../src/codegen';
import type { Executable } from '../../src/image';
import { Machine } from '../../src/machine';
import { SourceFile, hasErrors } from '../../src/source';
import { assembleText, hostFiles, linkBare } from '../support/bare';
import { bytesOf, debugOf, frameOf, functionAt, show, variablesAt } from '../support/debug-reader';
import { randomProgram } from '../support/random-c';

/** Macros that put every variable into memory and leave lines and columns as they are. */
const inMemory = Object.fromEntries(
  ['int', 'short', 'char', 'long', '_Bool'].map(name => [name, `volatile ${name}`]),
);

function build(text: string, defines: Record<string, string>): Executable {
  const { assembly, debug, diagnostics } = compile(new SourceFile('random.c', text), {
    files: hostFiles,
    defines,
  });
  assert.ok(!hasErrors(diagnostics));
  return linkBare([assembleText(assembly, 'random.toy', debug)]);
}

/**
 * Addresses of the statement rows of the program, by line and column. Not those of closing braces: a return from
 * further up comes there too, past declarations that were never reached.
 */
function statements(executable: Executable, text: string): Map<string, Set<number>> {
  const { lines, files } = debugOf(executable);
  const texts = text.split('\n');
  const found = new Map<string, Set<number>>();
  for (const row of lines) {
    if (!row.statement || files[row.file] !== 'random.c' || texts[row.line]![row.column] === '}') continue;
    const key = `${row.line}:${row.column}`;
    found.set(key, (found.get(key) ?? new Set()).add(row.address));
  }
  return found;
}

interface Stop {
  readonly place: string;
  /** By name and line of declaration. */
  readonly values: ReadonlyMap<string, string>;
}

/** The values of all visible variables, each time the program comes to one of the places. */
function trace(executable: Executable, text: string, places: readonly string[], most: number): Stop[] {
  const debug = debugOf(executable);
  const machine = new Machine({});
  machine.load(executable);
  const rows = statements(executable, text);
  const names = new Map(places.map(place => [[...rows.get(place)!][0]!, place]));
  for (const address of names.keys()) machine.setBreakpoint(address);
  const stops: Stop[] = [];
  for (
    let stop = machine.run(1e7);
    stop.reason === 'breakpoint' && stops.length < most;
    stop = machine.run(1e7)
  ) {
    const frame = frameOf(machine);
    const values = new Map<string, string>();
    for (const variable of variablesAt(debug, frame.pc)) {
      const bytes = bytesOf(debug, machine, frame, variable);
      if (bytes)
        values.set(`${variable.name} of line ${variable.line + 1}`, show(debug, bytes, variable.type));
    }
    stops.push({ place: `${functionAt(debug, frame.pc)?.name} ${names.get(stop.address)}`, values });
  }
  return stops;
}

function compare(left: Stop, right: Stop): void {
  assert.equal(left.place, right.place);
  assert.deepEqual(
    [...left.values.keys()],
    [...right.values.keys()],
    `variables with a value at ${left.place}`,
  );
  for (const [name, value] of left.values)
    assert.equal(value, right.values.get(name), `${name} at ${left.place}`);
}

function check(seed: number): void {
  const text = randomProgram(seed);
  const [inRegisters, other] = [build(text, {}), build(text, inMemory)];
  const [rows, otherRows] = [statements(inRegisters, text), statements(other, text)];
  const places = [...rows.keys()].filter(
    place => rows.get(place)!.size === 1 && otherRows.get(place)?.size === 1,
  );
  const [stops, otherStops] = [trace(inRegisters, text, places, 600), trace(other, text, places, 600)];
  assert.ok(stops.length > 10);
  assert.equal(stops.length, otherStops.length);
  stops.forEach((stop, index) => compare(stop, otherStops[index]!));
}

describe('variables in registers', () => {
  const first = Number(process.env.SEED ?? 1);
  const count = Number(process.env.COUNT ?? 6);
  for (let seed = first; seed < first + count; seed++)
    it(`are what they would be in memory, seed ${seed}`, () => check(seed));
});

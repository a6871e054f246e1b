/** The last stage: a typed file in, assembly text and debug information out. */
import type { DebugInfo } from '../image';
import type { FunctionSymbol, ObjectSymbol, Program } from '../c/ast';
import type { Reporter } from '../c/reporter';
import { emitConstants, emitObject } from './data';
import { generateFunction } from './function';
import { symbolText } from './operands';
import { Unit } from './unit';

export interface Generated {
  readonly assembly: string;
  readonly debug: DebugInfo<string>;
}

export function generate(program: Program, report: Reporter): Generated {
  const unit = new Unit(report);
  const text: string[] = [];
  for (const { text: assembly } of program.assembly) text.push('\t.text', assembly);
  for (const symbol of program.functions) {
    if (!symbol.body || !isNeeded(symbol)) continue;
    text.push(generateFunction(unit, symbol, symbol.body));
    for (const each of symbol.body.statics) emitObject(unit, each);
  }
  for (const symbol of program.objects) emitGlobal(unit, symbol);
  text.push(...references(unit, program));
  const files = unit.files;
  const header = files.map((path, index) => `\t.file ${index} "${path.replace(/["\\]/g, '\\$&')}"`);
  const lines = [...header, ...text, ...unit.data, ...emitConstants(unit)];
  return { assembly: `${lines.join('\n')}\n`, debug: debugOf(unit, files) };
}

/** Weak names that are defined elsewhere, if at all; and what the library brings for values that are passed. */
function references(unit: Unit, { functions, objects }: Program): string[] {
  const weak = [
    ...functions.filter(each => each.weak && !each.body && each.used),
    ...objects.filter(each => each.weak && each.state === 'declared'),
  ];
  return [
    ...weak.map(({ label }) => `\t.weak ${symbolText(label)}`),
    ...[...unit.required].map(name => `\t.global ${name}`),
  ];
}

/** An inline function that nothing refers to costs nothing. */
function isNeeded(symbol: FunctionSymbol): boolean {
  return symbol.used || symbol.linkage === 'external' || !symbol.inline;
}

function emitGlobal(unit: Unit, symbol: ObjectSymbol): void {
  if (symbol.state === 'declared') return;
  emitObject(unit, symbol);
  // Where it is depends on the thread, which places do not tell.
  if (symbol.name === '' || symbol.threadLocal) return;
  unit.globals.push({
    name: symbol.name,
    type: unit.types.index(symbol.type),
    file: unit.file(symbol.span),
    line: unit.line(symbol.span),
    places: [{ kind: 'memory', address: symbol.label }],
  });
}

/** Lines and unwinding are not here: the assembler takes them from `.loc` and `.cfi_…` in the text. */
function debugOf(unit: Unit, files: readonly string[]): DebugInfo<string> {
  return {
    files,
    lines: [],
    statements: unit.statements,
    functions: unit.functions,
    globals: unit.globals,
    types: unit.types.rows,
    unwind: [],
  };
}

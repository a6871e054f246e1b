/** Macros: their definition in pieces, and the text that a use of one stands for. */
import { type Said, SourceFile } from '../source';
import { SourceFrame, type Segment } from './frames';
import type { Node, Operation, ParameterNode, Statement, Tree } from './syntax';
import { says } from './rules';

export interface Macro {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** The index of each parameter, by name. */
  readonly indexes: ReadonlyMap<string, number>;
  readonly definition: Node;
  /** Where it was defined. */
  readonly frame: SourceFrame;
  readonly pieces: readonly Piece[];
}

interface Parameter {
  readonly name: string;
  /** Absent if a use must give an argument. */
  readonly fallback: string | undefined;
  /** All arguments that are left, with their commas. */
  readonly takesRest: boolean;
}

/** A part of the body: text as it stands, or what goes in its place. */
interface Piece extends Node {
  readonly stands: 'text' | 'number' | 'nothing' | 'argument';
  readonly text: string;
  readonly parameter: number;
}

/** Characters of one expansion; more than any macro that a person writes. */
const longestExpansion = 256 * 1024;

/** Reads the definition that a `.macro` statement opens; undefined if it has no name. */
export function defineMacro(
  frame: SourceFrame,
  tree: Tree,
  opener: Statement,
  closer: Statement | undefined,
): Macro | undefined {
  const { text } = tree.file;
  const [name, ...parameters] = opener.operands;
  if (!name) return undefined;
  const start = text.indexOf('\n', opener.end) + 1 || text.length;
  const end = Math.max(start, closer ? closer.start : text.length);
  const heads = parameters.filter((node): node is ParameterNode => node.kind === 'parameter');
  const list = heads.map(({ name: { name }, fallback, takesRest }) => ({
    name,
    takesRest,
    fallback: fallback && text.slice(fallback.start, fallback.end),
  }));
  const indexes = new Map([...list.entries()].reverse().map(([index, { name }]) => [name, index]));
  const nameText = text.slice(name.start, name.end);
  return {
    name: nameText,
    parameters: list,
    indexes,
    definition: name,
    frame,
    pieces: pieces(text, start, end, indexes),
  };
}

/** The lines up to the end of an `.irp`, in which its parameter stands for one value after another. */
export function repeatedLines(
  frame: SourceFrame,
  tree: Tree,
  opener: Operation,
  closer: Statement | undefined,
): Macro | undefined {
  const { text } = tree.file;
  const [parameter] = opener.operands;
  if (parameter?.kind !== 'name') return undefined;
  const start = text.indexOf('\n', opener.end) + 1 || text.length;
  const end = Math.max(start, closer ? closer.start : text.length);
  const indexes = new Map([[parameter.name, 0]]);
  return {
    name: opener.name.name,
    parameters: [{ name: parameter.name, fallback: undefined, takesRest: false }],
    indexes,
    definition: opener,
    frame,
    pieces: pieces(text, start, end, indexes),
  };
}

function pieces(text: string, start: number, end: number, parameters: ReadonlyMap<string, number>): Piece[] {
  const found: Piece[] = [];
  const pattern = /\\(@|\(\)|[A-Za-z_$][\w$]*)/g;
  let from = start;
  const verbatim = (to: number) => {
    if (to > from)
      found.push({ stands: 'text', text: text.slice(from, to), parameter: -1, start: from, end: to });
  };
  for (const match of text.slice(start, end).matchAll(pattern)) {
    const parameter = parameters.get(match[1] ?? '') ?? -1;
    const stands = match[1] === '@' ? 'number' : match[1] === '()' ? 'nothing' : 'argument';
    if (stands === 'argument' && parameter < 0) continue;
    const at = start + match.index;
    verbatim(at);
    from = at + match[0].length;
    found.push({ stands, text: '', parameter, start: at, end: from });
  }
  verbatim(end);
  return found;
}

/** The arguments of a use by parameter, or what is wrong with them. */
export function macroArguments(macro: Macro, written: readonly string[]): readonly string[] | Said {
  const values: (string | undefined)[] = macro.parameters.map(() => undefined);
  let position = 0;
  for (const argument of written) {
    const [, key, value] = /^([A-Za-z_$][\w$]*)\s*=(?!=)\s*([^]*)$/.exec(argument) ?? [];
    const index = macro.indexes.get(key ?? '') ?? -1;
    const rest = macro.parameters[Math.min(position, values.length) - 1];
    if (index >= 0) values[index] = value;
    else if (rest?.takesRest) values[position - 1] += `, ${argument}`;
    else if (position >= values.length)
      return says('asm-macro-arguments', {
        name: macro.name,
        count: count(values.length),
        given: written.length,
      });
    else values[position++] = argument;
  }
  const whole: string[] = [];
  for (const [index, { name, fallback, takesRest }] of macro.parameters.entries()) {
    const value = values[index] || (fallback ?? (takesRest ? '' : undefined));
    if (value === undefined) return says('asm-macro-argument-missing', { name: macro.name, parameter: name });
    whole.push(value);
  }
  return whole;
}

const count = (number: number): string =>
  number === 0 ? 'no arguments' : number === 1 ? 'one argument' : `${number} arguments`;

/** How a macro is used, for hints. */
export function macroForm({ name, parameters }: Macro): string {
  const list = parameters.map(({ name: parameter, fallback, takesRest }) =>
    takesRest ? `${parameter} ...` : fallback === undefined ? parameter : `${parameter}=${fallback}`,
  );
  return `${name} ${list.join(', ')}`.trim();
}

/** The arguments of a statement as they are written, split at commas outside of quotes and parentheses. */
export function writtenArguments(text: string): string[] {
  const list: string[] = [];
  let depth = 0;
  let from = 0;
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[(),]/g)) {
    if (match[0] === '(') depth++;
    else if (match[0] === ')') depth--;
    else if (match[0] === ',' && depth <= 0) {
      list.push(text.slice(from, match.index).trim());
      from = match.index + 1;
    }
  }
  const last = text.slice(from).trim();
  return list.length === 0 && last === '' ? [] : [...list, last];
}

/** The text of a use as a frame of its own; undefined if it is too long. */
export function expandMacro(
  macro: Macro,
  values: readonly string[],
  number: number,
  parent: SourceFrame,
  use: Statement,
): SourceFrame | undefined {
  const segments: Segment[] = [];
  let text = '';
  for (const { stands, text: verbatim, parameter, start, end } of macro.pieces) {
    segments.push({ at: text.length, start, end, verbatim: stands === 'text' });
    if (stands === 'text') text += verbatim;
    else if (stands === 'number') text += number;
    else if (stands === 'argument') text += values[parameter];
    if (text.length > longestExpansion) return undefined;
  }
  const file = new SourceFile(macro.frame.file.path, text);
  return new SourceFrame(file, parent, use, { name: macro.name, frame: macro.frame, segments });
}

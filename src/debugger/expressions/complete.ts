/** Completions for expressions: names in scope, members after `.` and `->`, registers after `$`, names of a module after `::`. */
import { controlRegisters, registers } from '../../isa';
import type { Completion } from '../api';
import { type Token, expressionTokens } from '../../c';
import { type CType, allMembers, printType } from '../../image';
import { SourceFile } from '../../source';
import { DebuggerError } from '../errors';
import type { Module } from '../images/module';
import type { Modules } from '../images/modules';
import type { FrameNames } from './names';
import { parse } from './parse';

const most = 500;

export interface CompleteSources {
  readonly names: FrameNames;
  readonly modules: Modules;
}

/** What can stand at a column of the text. */
export function complete(text: string, column: number, sources: CompleteSources): Completion[] {
  const before = text.slice(0, column);
  const [prefix] = /\w*$/.exec(before) ?? [''];
  const start = column - prefix.length;
  const head = before.slice(0, start);
  return candidates(head, sources)
    .filter(({ text: name }) => name.toLowerCase().startsWith(prefix.toLowerCase()))
    .slice(0, most)
    .map(candidate => ({ ...candidate, start, length: prefix.length }));
}

type Candidate = Omit<Completion, 'start' | 'length'>;

function candidates(head: string, sources: CompleteSources): Candidate[] {
  const { names } = sources;
  const object = objectBefore(head);
  if (object !== undefined) return members(object, names);
  if (/\$$/.test(head)) return registerNames();
  const [, first, inner] = /(\w+(?:\.\w+)?)::(?:(\w+)::)?\s*$/.exec(head) ?? [];
  if (first !== undefined) return qualified(first, inner, sources);
  return unique([
    ...names.locals().map(info => variable(info.name, printType(names.variable(info).type))),
    ...(names.module ? ofModule(names.module) : []),
    ...registerNames(),
    { text: 'kernel::', kind: 'module', detail: 'names of the kernel' },
  ]);
}

/** Behind `module::`, `function::` or `module::function::`. */
function qualified(
  first: string,
  inner: string | undefined,
  { names, modules }: CompleteSources,
): Candidate[] {
  const module = modules.named(first);
  if (module && inner === undefined) return ofModule(module);
  const owner = module ?? names.module;
  if (!owner) return [];
  const files = inner === undefined ? owner.filesNamed(first) : [];
  if (files.length > 0) return ofFiles(files, owner);
  return unique(
    owner.statics(inner ?? first).map(info => variable(info.name, printType(owner.typeOf(info)))),
  );
}

/** Variables and functions of these files. */
function ofFiles(files: readonly number[], owner: Module): Candidate[] {
  const isHere = ({ file }: { readonly file: number }) => files.includes(file);
  const { globals, functions } = owner.debug;
  return unique([
    ...globals.filter(isHere).map(info => variable(info.name, printType(owner.typeOf(info)))),
    ...functions.filter(isHere).map((info): Candidate => ({
      text: info.name,
      detail: printType(owner.types.get(info.type)),
      kind: 'function',
    })),
  ]);
}

const variable = (text: string, detail: string): Candidate => ({ text, detail, kind: 'variable' });

function members(object: string, names: FrameNames): Candidate[] {
  const type = typeOf(object, names);
  const record = type?.kind === 'pointer' || type?.kind === 'array' ? pointed(type) : type;
  if (record?.kind !== 'record') return [];
  return allMembers(record.definition).map((row): Candidate => ({
    text: row.name,
    detail: printType(row.type),
    kind: 'field',
  }));
}

const pointed = (type: CType & { kind: 'pointer' | 'array' }): CType =>
  type.kind === 'pointer' ? type.target : type.element;

function typeOf(text: string, names: FrameNames): CType | undefined {
  try {
    return parse(text, names).type;
  } catch (error) {
    if (error instanceof DebuggerError) return undefined;
    throw error;
  }
}

/** What stands before the `.` or `->` that the text ends with: `table[i]`, `(*p).next`, `$sp`. */
function objectBefore(head: string): string | undefined {
  const tokens = expressionTokens(new SourceFile('', head)).tokens.slice(0, -1);
  const operator = tokens.at(-1);
  const last = tokens.at(-2);
  if (!operator || !last || !isSelector(operator)) return undefined;
  const first = operandStart(tokens, tokens.length - 2);
  return first && head.slice(first.span.start, last.span.end);
}

/** The first token of the postfix expression that ends with a token. */
function operandStart(tokens: readonly Token[], end: number): Token | undefined {
  let at = end;
  while (tokens[at]?.text === ']') at = opening(tokens, at) - 1;
  if (tokens[at]?.text === ')') at = opening(tokens, at);
  const first = tokens[at];
  const before = tokens[at - 1];
  return before && isSelector(before) ? operandStart(tokens, at - 2) : first;
}

const isSelector = ({ text }: Token): boolean => text === '.' || text === '->';

/** Where the bracket that is closed at a token opens; −1 if it does not. */
function opening(tokens: readonly Token[], end: number): number {
  let depth = 0;
  for (let at = end; at >= 0; at--) {
    const text = tokens[at]?.text;
    if (text === ']' || text === ')') depth++;
    else if ((text === '[' || text === '(') && --depth === 0) return at;
  }
  return -1;
}

const registerNames = (): Candidate[] =>
  [
    ...registers,
    ...controlRegisters,
    { name: 'pc', summary: 'the address of the next instruction' },
    { name: 'count', summary: 'the clock' },
  ].map(({ name, summary }) => ({ text: name, detail: summary, kind: 'register' as const }));

function ofModule({ debug, types, symbols }: Module): Candidate[] {
  return unique([
    ...debug.globals.map(info => variable(info.name, printType(types.get(info.type)))),
    ...debug.functions.map((info): Candidate => ({
      text: info.name,
      detail: printType(types.get(info.type)),
      kind: 'function',
    })),
    ...symbols.all
      .filter(row => /^\w+$/.test(row.name))
      .map((row): Candidate => ({
        text: row.name,
        kind: symbols.isCode(row.address) ? 'function' : 'variable',
      })),
    ...[...types.enumerators.values()].map((row): Candidate => ({
      text: row.name,
      detail: String(row.value),
      kind: 'enumerator',
    })),
  ]);
}

function unique(list: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return list.filter(({ text }) => !seen.has(text) && seen.add(text));
}

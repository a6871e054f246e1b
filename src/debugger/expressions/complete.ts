/** Completions for expressions: names in scope, members after `.` and `->`, registers after `$`, names of a module after `::`. */
import { controlRegisters, registers } from '../../isa';
import type { Completion } from '../api';
import { DebuggerError } from '../errors';
import type { Module } from '../images/module';
import type { Modules } from '../images/modules';
import { allMembers, plain, typeText } from '../values/types';
import type { Value } from '../values/value';
import type { FrameNames } from './names';

const most = 500;

export interface CompleteSources {
  readonly names: FrameNames;
  readonly modules: Modules;
  evaluate(text: string): Value;
}

/** What can stand at a column of the text. */
export function complete(text: string, column: number, sources: CompleteSources): Completion[] {
  const before = text.slice(0, column);
  const [, prefix = ''] = /(\w*)$/.exec(before)!;
  const start = column - prefix.length;
  const head = before.slice(0, start);
  return candidates(head, sources)
    .filter(({ text: name }) => name.toLowerCase().startsWith(prefix.toLowerCase()))
    .slice(0, most)
    .map(candidate => ({ ...candidate, start, length: prefix.length }));
}

type Candidate = Omit<Completion, 'start' | 'length'>;

function candidates(head: string, sources: CompleteSources): Candidate[] {
  const { names, modules } = sources;
  const member = /([\w.$:[\]>-]*[\w\])])\s*(?:\.|->)\s*$/.exec(head);
  if (member) return members(member[1]!, sources);
  if (/\$$/.test(head)) return registerNames();
  const module = /(\w+)::\s*$/.exec(head);
  if (module) {
    const named = modules.named(module[1]!);
    return named ? ofModule(named) : [];
  }
  return unique([
    ...names.locals().map(info => variable(info.name, typeText(names.module!.types.get(info.type)))),
    ...(names.module ? ofModule(names.module) : []),
    ...registerNames(),
    { text: 'kernel::', kind: 'module', detail: 'names of the kernel' },
  ]);
}

const variable = (text: string, detail: string): Candidate => ({ text, detail, kind: 'variable' });

function members(path: string, { evaluate }: CompleteSources): Candidate[] {
  try {
    let type = plain(evaluate(path).type);
    if (type.kind === 'pointer') type = plain(type.target);
    if (type.kind !== 'struct' && type.kind !== 'union') return [];
    return allMembers(type).map(row => ({
      text: row.name,
      detail: typeText(row.type),
      kind: 'field' as const,
    }));
  } catch (error) {
    if (error instanceof DebuggerError) return [];
    throw error;
  }
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
    ...debug.globals.map(info => variable(info.name, typeText(types.get(info.type)))),
    ...debug.functions.map((info): Candidate => ({
      text: info.name,
      detail: typeText(types.get(info.type)),
      kind: 'function',
    })),
    ...symbols.all
      .filter(row => /^\w+$/.test(row.name))
      .map((row): Candidate => ({
        text: row.name,
        kind: symbols.isCode(row.address) ? 'function' : 'variable',
      })),
    ...[...types.enumerators()].map((row): Candidate => ({
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

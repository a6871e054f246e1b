/** Whole statements to fill in. */
import type { Entity } from '../../c';
import type { Completion } from '../results';
import type { CDocument } from './document';

const snippet = (label: string, detail: string, text: string): Completion => ({
  label,
  kind: 'snippet',
  detail,
  documentation: '',
  snippet: text,
  rank: 5,
});

const inFunctions = [
  snippet('for', 'a loop with a counter', 'for (int ${1:i} = 0; ${1:i} < ${2:n}; ${1:i}++) {\n\t$0\n}'),
  snippet('while', 'a loop', 'while (${1:condition}) {\n\t$0\n}'),
  snippet('do', 'a loop that tests at its end', 'do {\n\t$0\n} while (${1:condition});'),
  snippet('if', 'a condition', 'if (${1:condition}) {\n\t$0\n}'),
  snippet('switch', 'a choice', 'switch (${1:value}) {\ncase ${2:0}:\n\t$0\n\tbreak;\n}'),
];

const atFileScope = [
  snippet('main', 'where a program starts', 'int main(int argc, char *argv[])\n{\n\t$0\n\treturn 0;\n}'),
  snippet('struct', 'a struct', 'struct ${1:name} {\n\t$0\n};'),
];

export function snippetsAt(
  { index, path }: CDocument,
  offset: number,
  visible: readonly Entity[],
): Completion[] {
  if (!index.scopeAt(path, offset)?.owner) return atFileScope;
  return [...inFunctions, ...visible.flatMap(switchOver).slice(0, 10)];
}

/** A `switch` with all cases of a variable that is an enum. */
function switchOver({ name, kind, type }: Entity): Completion[] {
  if ((kind !== 'variable' && kind !== 'parameter') || type?.kind !== 'enum') return [];
  const cases = type.definition.enumerators.map((each, at) => `case ${each.name}:\n\t$${at + 1}\n\tbreak;\n`);
  return [
    snippet(`switch (${name})`, 'a choice with all its cases', `switch (${name}) {\n${cases.join('')}}`),
  ];
}

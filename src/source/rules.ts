/**
 * What tools can say, as tables: each rule is a row with its code, its level and its sentence. Every diagnostic is
 * made from a row, so that the terminal, the editor and the documentation know it by the same code.
 */
import type { Diagnostic, Severity } from './diagnostic';
import { present } from './present';

export interface Rule<Sentence extends string = string> {
  readonly level: Severity;
  /** One plain sentence without a full stop; a value stands as `${name}`. */
  readonly sentence: Sentence;
  /** Of a warning: what switches it beside its own code, the nearest first: `unused-label`, `unused`, `all`. */
  readonly options?: readonly string[];
}

/** Rules by code. A code begins with the tool that says it: `c-`, `asm-`, `link-`, `build-`. */
export type RuleTable = Readonly<Record<string, Rule>>;

/** A diagnostic without its place. */
export type Said = Pick<Diagnostic, 'code' | 'severity' | 'message'>;

type NamesIn<Sentence extends string> = Sentence extends `${string}\${${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

export type ValuesOf<Sentence extends string> = Readonly<
  Record<NamesIn<Sentence>, string | number | bigint | undefined>
>;

/** The values of a sentence as an argument; none where it has none. */
type Given<Sentence extends string> = [NamesIn<Sentence>] extends [never] ? [] : [ValuesOf<Sentence>];

export const error = <Sentence extends string>(sentence: Sentence): Rule<Sentence> => ({
  level: 'error',
  sentence,
});

export const warning = <Sentence extends string>(
  sentence: Sentence,
  ...options: string[]
): Rule<Sentence> => ({
  level: 'warning',
  sentence,
  options,
});

/** How the rules of a table are said: by code, with the values that the sentence needs. */
export function sayer<Table extends RuleTable>(
  table: Table,
): <Code extends keyof Table & string>(code: Code, ...given: Given<Table[Code]['sentence']>) => Said {
  return (code, ...given) => {
    const { level, sentence } = present<Rule>(table[code], `rule ${code}`);
    return { code, severity: level, message: filled(sentence, given[0] ?? {}) };
  };
}

function filled(sentence: string, values: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\$\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

/** Macro definitions (C99 6.10.3): what `#define` says, checked, and when two definitions are the same. */
import { type Diagnostic, type Said, type Span, present } from '../../source';
import { spell, type Lexeme } from './lexeme';
import { says } from '../rules';

export interface Macro {
  readonly name: string;
  /** The name in the definition. */
  readonly span: Span;
  /** Undefined for an object-like macro. With `variadic` the last collects the rest. */
  readonly parameters: readonly string[] | undefined;
  readonly variadic: boolean;
  readonly body: readonly Lexeme[];
  /** The body holds `#` or `##` operators or parameters: it cannot be copied as it is. */
  readonly plain: boolean;
  /** Its value depends on where it is used. */
  readonly builtin?: Builtin;
  /** It is being expanded: its name stays as it is until that ends. */
  active: boolean;
}

export type Builtin = '__LINE__' | '__FILE__' | '__COUNTER__' | '_Pragma';

export type Report = (diagnostic: Diagnostic) => void;

/** Names that can be neither defined nor undefined (6.10.8). */
export const reservedMacros: ReadonlySet<string> = new Set(['defined', '__VA_ARGS__', '_Pragma']);

/** The definition that follows `#define`; undefined, and reported, if it is none. */
export function parseDefinition(line: readonly Lexeme[], directive: Span, report: Report): Macro | undefined {
  const name = macroName(line, directive, report);
  if (!name) return undefined;
  let bodyStart = 1;
  let list: ParameterList | undefined;
  if (line[1]?.text === '(' && !line[1].space) {
    list = parseParameters(line, report);
    if (!list) return undefined;
    bodyStart = list.next;
  } else if (line[1] && !line[1].space) {
    const { span } = line[1];
    report({
      ...says('c-macro-blank', { name: name.text }),
      span,
    });
  }
  const body = line.slice(bodyStart);
  for (const lexeme of body) if (lexeme.problem && lexeme.kind !== 'punctuator') report(lexeme.problem);
  if (!checkBody(body, list, report)) return undefined;
  const operators = body.some(({ text, kind }) => kind === 'punctuator' && text === '##');
  return {
    name: name.text,
    span: name.span,
    parameters: list?.names,
    variadic: list?.variadic ?? false,
    body,
    plain: !operators && !list?.names.length,
    active: false,
  };
}

/** The name after `#define`, `#undef`, `#ifdef` and `#ifndef`. */
export function macroName(line: readonly Lexeme[], directive: Span, report: Report): Lexeme | undefined {
  const name = line[0];
  if (!name) {
    report({ ...says('c-macro-name-missing'), span: directive });
    return undefined;
  }
  if (name.kind !== 'identifier') {
    report({ ...says('c-macro-name', { name: name.spelling }), span: name.span });
    return undefined;
  }
  return name;
}

interface ParameterList {
  readonly names: readonly string[];
  readonly variadic: boolean;
  /** Index of the first token after it. */
  readonly next: number;
}

/** `( a, b, ... )`, or GNU's `( a, rest... )`. */
function parseParameters(line: readonly Lexeme[], report: Report): ParameterList | undefined {
  const names: string[] = [];
  const fail = (at: number, said: Said): undefined => {
    report({ ...said, span: present(line[at] ?? line.at(-1), 'definition').span });
  };
  let at = 2;
  if (line[at]?.text === ')') return { names, variadic: false, next: at + 1 };
  for (; ; at++) {
    const lexeme = line[at];
    if (lexeme?.text === '...') {
      names.push('__VA_ARGS__');
      return line[at + 1]?.text === ')'
        ? { names, variadic: true, next: at + 2 }
        : fail(at + 1, says('c-parameters-end'));
    }
    if (!lexeme) return fail(at, says('c-parameters-unclosed'));
    if (lexeme.kind !== 'identifier') return fail(at, says('c-parameter-name'));
    if (lexeme.text === '__VA_ARGS__') return fail(at, says('c-parameter-variadic'));
    if (names.includes(lexeme.text)) return fail(at, says('c-parameter-twice', { name: lexeme.text }));
    names.push(lexeme.text);
    at++;
    const after = line[at]?.text;
    if (after === ')') return { names, variadic: false, next: at + 1 };
    if (after === '...' && line[at + 1]?.text === ')') return { names, variadic: true, next: at + 2 };
    if (after !== ',')
      return fail(at, after === undefined ? says('c-parameters-unclosed') : says('c-parameters-comma'));
  }
}

/** The constraints of 6.10.3.2 and 6.10.3.3. */
function checkBody(body: readonly Lexeme[], list: ParameterList | undefined, report: Report): boolean {
  for (const end of [body[0], body[body.length - 1]])
    if (end?.text === '##' && end.kind === 'punctuator') {
      report({ ...says('c-paste-operand'), span: end.span });
      return false;
    }
  for (const [at, lexeme] of body.entries()) {
    if (lexeme.text === '__VA_ARGS__' && !list?.names.includes('__VA_ARGS__')) {
      report({ ...says('c-variadic-outside'), span: lexeme.span });
      return false;
    }
    if (isOptional(lexeme) && !(list?.variadic && closes(body, at + 1))) {
      report({ ...says('c-va-opt'), span: lexeme.span });
      return false;
    }
    if (!list || lexeme.text !== '#' || lexeme.kind !== 'punctuator') continue;
    const next = body[at + 1];
    if (next?.kind === 'identifier' && list.names.includes(next.text)) continue;
    report({ ...says('c-stringify-operand'), span: lexeme.span });
    return false;
  }
  return true;
}

export const isOptional = ({ kind, text }: Lexeme): boolean => kind === 'identifier' && text === '__VA_OPT__';

/** The index of the parenthesis that closes the one at `open`; undefined where there is none. */
export function closes(body: readonly Lexeme[], open: number): number | undefined {
  if (body[open]?.text !== '(') return undefined;
  let depth = 0;
  for (let at = open; at < body.length; at++) {
    const { kind, text } = present(body[at], 'token of a macro');
    if (kind !== 'punctuator') continue;
    if (text === '(') depth++;
    else if (text === ')' && --depth === 0) return at;
  }
  return undefined;
}

/** Whether a second definition says the same as the first (6.10.3 paragraph 2). */
export function sameDefinition(first: Macro, second: Macro): boolean {
  if (first.builtin || second.builtin) return false;
  if (first.variadic !== second.variadic || first.body.length !== second.body.length) return false;
  if ((first.parameters === undefined) !== (second.parameters === undefined)) return false;
  if (first.parameters?.join() !== second.parameters?.join()) return false;
  return spell(first.body) === spell(second.body);
}

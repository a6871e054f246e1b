/** `#pragma GCC diagnostic`: what changes the levels of warnings from a place in the text on. */
import { type Said, type Span, suggest } from '../../source';
import { says } from '../rules';
import type { Level } from './levels';
import { warningNames } from './names';

/** `at` counts the tokens that come before it. */
export type DiagnosticPragma = { readonly at: number } & (
  { readonly action: 'push' | 'pop' } | { readonly action: Level; readonly name: string }
);

interface Word {
  readonly text: string;
  readonly kind: string;
  readonly span: Span;
}

type Complain = (said: Said, span: Span, hint?: string) => void;

/** pragma = ( "GCC" | "clang" ) "diagnostic" ( "push" | "pop" | level string ) */
export function diagnosticPragma(
  line: readonly Word[],
  at: number,
  complain: Complain,
): DiagnosticPragma | undefined {
  const [tool, word, action, option] = line;
  if ((tool?.text !== 'GCC' && tool?.text !== 'clang') || word?.text !== 'diagnostic') return undefined;
  if (action?.text === 'push' || action?.text === 'pop') return { at, action: action.text };
  const level = levels.get(action?.text ?? '');
  if (level === undefined || option?.kind !== 'string') {
    complain(says('c-pragma-diagnostic'), (action ?? word).span);
    return undefined;
  }
  const name = option.text.slice(1, -1).replace(/^-W/, '');
  // What is to be ignored and is not there is ignored.
  if (level !== 'ignored' && !warningNames.has(name)) {
    const close = suggest(name, warningNames);
    complain(says('c-unknown-warning', { name }), option.span, close && `did you mean "-W${close}"?`);
    return undefined;
  }
  return { at, action: level, name };
}

const levels: ReadonlyMap<string, Level> = new Map([
  ['ignored', 'ignored'],
  ['warning', 'warning'],
  ['error', 'error'],
]);

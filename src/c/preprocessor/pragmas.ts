/** `#pragma` (C99 6.10.6): `once`, macros that are put aside and taken back, `pack`, and the levels of warnings. */
import type { Said, Span } from '../../source';
import { says } from '../rules';
import { type DiagnosticPragma, diagnosticPragma } from '../warnings/pragmas';
import type { Lexeme } from './lexeme';
import type { Macro } from './macros';
import { Packing } from './packing';

export class Pragmas {
  /** Paths of the files that say `#pragma once`. */
  readonly once = new Set<string>();
  readonly diagnostic: DiagnosticPragma[] = [];
  readonly packing = new Packing((said, span) => this.complain(said, span));
  /** What `push_macro` keeps: of each name the definitions, or that there was none. */
  private readonly pushed = new Map<string, (Macro | undefined)[]>();

  constructor(
    private readonly macros: Map<string, Macro>,
    private readonly complain: (said: Said, span: Span, hint?: string) => void,
  ) {}

  /** `at` counts the tokens that come before it. */
  read(line: readonly Lexeme[], path: string, at: number): void {
    const [name] = line;
    if (name?.text === 'once') this.once.add(path);
    else if (name?.text === 'push_macro' || name?.text === 'pop_macro') this.macro(name, line);
    else if (name?.text === 'pack') this.packing.read(name, line);
    const diagnostic = diagnosticPragma(line, at, this.complain);
    if (diagnostic) this.diagnostic.push(diagnostic);
  }

  private macro(name: Lexeme, [, open, text, close]: readonly Lexeme[]): void {
    if (open?.text !== '(' || text?.kind !== 'string' || close?.text !== ')')
      return this.complain(says('c-pragma-macro', { name: name.text }), name.span);
    if (name.text === 'push_macro') this.pushMacro(text.text.slice(1, -1));
    else this.popMacro(text.text.slice(1, -1));
  }

  private pushMacro(name: string): void {
    this.pushed.set(name, [...(this.pushed.get(name) ?? []), this.macros.get(name)]);
  }

  /** Without a push before it nothing happens, as with gcc. */
  private popMacro(name: string): void {
    const stack = this.pushed.get(name);
    if (!stack || stack.length === 0) return;
    const macro = stack.pop();
    if (macro) this.macros.set(name, macro);
    else this.macros.delete(name);
  }
}

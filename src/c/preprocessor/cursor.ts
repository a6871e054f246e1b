/** A place in a file that is being read, with the conditionals that are open in it (C99 6.10.1). */
import { type Span, lastAtMost } from '../../source';
import type { Lexeme } from './lexeme';
import type { LexedFile } from './lexer';

export interface Conditional {
  /** The `#if`, `#ifdef` or `#ifndef`. */
  readonly span: Span;
  /** A group of it was read, or is. */
  taken: boolean;
  /** Its `#else`. */
  otherwise?: Span;
}

/** Directives that start another group of a conditional. */
const others = new Set(['else', 'elif', 'elifdef', 'elifndef']);

export class Cursor {
  /** Index of the next token. */
  next = 0;
  readonly conditionals: Conditional[] = [];
  /** What `#line` says: added to the line numbers of the file, and instead of its path. */
  lineShift = 0;
  presumedPath: string;

  constructor(
    readonly lexed: LexedFile,
    /** The `#include`; undefined for the main file. */
    readonly from: Span | undefined,
  ) {
    this.presumedPath = lexed.file.path;
  }

  /** The token to come; at the end of the file the one that ends it. */
  get current(): Lexeme {
    return this.lexed.lexemes[this.next] ?? this.lexed.end;
  }

  /** Takes the directive's `#` and the rest of its line. */
  takeLine(): { hash: Lexeme; line: Lexeme[] } {
    const { lexemes } = this.lexed;
    const hash = this.current;
    let end = this.next + 1;
    while (lexemes[end]?.first === false) end++;
    const line = lexemes.slice(this.next + 1, end);
    this.next = end;
    return { hash, line };
  }

  /** Goes on at the next `#elif`, `#else` or `#endif` of the innermost conditional, or at the end of the file. */
  skipGroup(): void {
    const { lexemes, directives } = this.lexed;
    let depth = 0;
    for (const hash of directives.slice(lastAtMost(directives, this.next - 1, hash => hash) + 1)) {
      const name = lexemes[hash + 1];
      const directive = name?.first ? '' : name?.text;
      if (directive === 'if' || directive === 'ifdef' || directive === 'ifndef') depth++;
      else if (directive === 'endif' || (depth === 0 && directive !== undefined && others.has(directive))) {
        this.next = hash;
        if (depth-- === 0) return;
      }
    }
    this.next = lexemes.length - 1;
  }
}

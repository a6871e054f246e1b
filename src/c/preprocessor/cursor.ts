/** A place in a file that is being read, with the conditionals that are open in it (C99 6.10.1). */
import type { Span } from '../../source';
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

  /** Takes the directive's `#` and the rest of its line. */
  takeLine(): { hash: Lexeme; line: Lexeme[] } {
    const { lexemes } = this.lexed;
    const hash = lexemes[this.next]!;
    let end = this.next + 1;
    while (!lexemes[end]!.first) end++;
    const line = lexemes.slice(this.next + 1, end);
    this.next = end;
    return { hash, line };
  }

  /** Goes on at the next `#elif`, `#else` or `#endif` of the innermost conditional, or at the end of the file. */
  skipGroup(): void {
    const { lexemes, directives } = this.lexed;
    let depth = 0;
    for (let at = firstNotBelow(directives, this.next); at < directives.length; at++) {
      const hash = directives[at]!;
      const name = lexemes[hash + 1]!;
      const directive = name.first ? '' : name.text;
      if (directive === 'if' || directive === 'ifdef' || directive === 'ifndef') depth++;
      else if (directive === 'endif' || (depth === 0 && (directive === 'else' || directive === 'elif'))) {
        this.next = hash;
        if (depth-- === 0) return;
      }
    }
    this.next = lexemes.length - 1;
  }
}

/** Index of the first of the rising numbers that is at least `limit`. */
function firstNotBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

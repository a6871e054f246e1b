/** Collects what the stages of the compiler have to say, each thing once. */
import type { Diagnostic, Said, Span } from '../source';

export type Related = NonNullable<Diagnostic['related']>;

export class Reporter {
  readonly diagnostics: Diagnostic[] = [];
  private readonly known = new Set<string>();
  errors = 0;

  say(span: Span, said: Said, hint?: string, related?: Related): void {
    const key = `${span.file.path}:${span.start}:${said.message}`;
    if (this.known.has(key)) return;
    this.known.add(key);
    this.diagnostics.push({ ...said, span, ...(hint && { hint }), ...(related && { related }) });
    if (said.severity === 'error') this.errors++;
  }
}

/** The span from one place to another; where they lie in different files (an `#include` between them) the first. */
export function spanning(first: Span, last: Span): Span {
  if (first === last || first.file !== last.file) return first;
  if (first.start <= last.start && first.end >= last.end) return first;
  return {
    file: first.file,
    start: Math.min(first.start, last.start),
    end: Math.max(first.end, last.end),
  };
}

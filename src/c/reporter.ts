/** Collects what the stages of the compiler have to say, each thing once. */
import type { Diagnostic, Span } from '../source';

export type Related = NonNullable<Diagnostic['related']>;

export class Reporter {
  readonly diagnostics: Diagnostic[] = [];
  private readonly said = new Set<string>();
  errors = 0;

  error(span: Span, message: string, hint?: string, related?: Related): void {
    if (this.add({ severity: 'error', message, span, ...(hint && { hint }), ...(related && { related }) }))
      this.errors++;
  }

  warning(span: Span, message: string, hint?: string, related?: Related): void {
    this.add({ severity: 'warning', message, span, ...(hint && { hint }), ...(related && { related }) });
  }

  private add(diagnostic: Diagnostic): boolean {
    const { span, message } = diagnostic;
    const key = `${span?.file.path}:${span?.start}:${message}`;
    if (this.said.has(key)) return false;
    this.said.add(key);
    this.diagnostics.push(diagnostic);
    return true;
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

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

  /** What is said meanwhile comes in the order of the source, file by file. */
  inOrder(work: () => void): void {
    const { diagnostics } = this;
    const before = diagnostics.length;
    work();
    const said = diagnostics.splice(before);
    const files = [...new Set(said.map(({ span }) => span?.file))];
    for (const file of files) {
      const rows = said.filter(({ span }) => span?.file === file);
      diagnostics.push(...rows.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0)));
    }
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

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

/** The name among `names` that a misspelt one most likely meant. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(3, Math.ceil(name.length / 3)) + 1;
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

/** Diagnostics by the file that they are about. What several open documents say about a shared header shows there once. */
import type { Diagnostic } from '../source';

export class Publisher {
  /** By document, then by the path of the file that it says something about. */
  private readonly said = new Map<string, ReadonlyMap<string, readonly Diagnostic[]>>();

  constructor(private readonly publish: (path: string, diagnostics: readonly Diagnostic[]) => void) {}

  /** All that a document has to say, in the place of what it has said before. */
  say(document: string, diagnostics: readonly Diagnostic[]): void {
    this.replace(document, byFile(document, diagnostics));
  }

  /** The document is not open any more. */
  takeBack(document: string): void {
    this.replace(document, new Map());
  }

  private replace(document: string, byFile: ReadonlyMap<string, readonly Diagnostic[]>): void {
    const before = this.said.get(document) ?? new Map<string, readonly Diagnostic[]>();
    if (byFile.size > 0) this.said.set(document, byFile);
    else this.said.delete(document);
    for (const path of new Set([...before.keys(), ...byFile.keys()])) this.publish(path, this.about(path));
  }

  private about(path: string): Diagnostic[] {
    const found = new Map<string, Diagnostic>();
    for (const byFile of this.said.values())
      for (const diagnostic of byFile.get(path) ?? []) {
        const { code, span, message } = diagnostic;
        const key = `${code} ${span?.start} ${span?.end} ${message}`;
        if (!found.has(key)) found.set(key, diagnostic);
      }
    return [...found.values()];
  }
}

/** Diagnostics by the path of the file that they are about, those of the document itself first, if there are none of it too. */
export function byFile(document: string, diagnostics: readonly Diagnostic[]): Map<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>([[document, []]]);
  for (const diagnostic of diagnostics) {
    const path = diagnostic.span?.file.path ?? document;
    const list = found.get(path);
    if (list) list.push(diagnostic);
    else found.set(path, [diagnostic]);
  }
  return found;
}

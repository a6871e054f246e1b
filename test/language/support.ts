/** A text with `|` as the cursor, and the document around it. */
import { AssemblyDocument, type Workspace } from '../../src/language';
import { MemoryFiles, SourceFile } from '../../src/source';

/** Other files by path; `main.toy` is the document. */
export function workspaceOf(others: Readonly<Record<string, string>> = {}): Workspace {
  const bytes = Object.entries(others).map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
  return { files: new MemoryFiles(new Map(bytes)), includePaths: ['include'] };
}

export function withCursor(marked: string, others: Readonly<Record<string, string>> = {}) {
  const offset = marked.indexOf('|');
  if (offset < 0) throw new Error(`no cursor in ${JSON.stringify(marked)}`);
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const workspace = workspaceOf(others);
  return { document: new AssemblyDocument(new SourceFile('main.toy', text), workspace), offset, workspace };
}

/** A span as the text of its line with the span in brackets: `main.toy: j [loop]`. */
export function show({ file, start, end }: { file: SourceFile; start: number; end: number }): string {
  const { line, column } = file.position(start);
  const text = file.line(line);
  const to = Math.min(text.length, column + end - start);
  return `${file.path}: ${`${text.slice(0, column)}[${text.slice(column, to)}]${text.slice(to)}`.trim()}`;
}

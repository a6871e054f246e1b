/** Proves that a changed text means what it meant: it is assembled before and after. */
import { assemble } from '../../assembler';
import { type FileReader, SourceFile } from '../../source';
import type { Edit } from '../results';
import type { Workspace } from '../workspace';
import type { AssemblyDocument } from './document';

/** A name, and the one that takes its place. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** Whether the document assembles to the same with these edits, in it and in what it includes, but for a name that is another. */
export function isProven(
  document: AssemblyDocument,
  edits: readonly Edit[],
  workspace: Workspace,
  renaming?: Renaming,
): boolean {
  const texts = new Map(document.trees.map(({ file }) => [file.path, edited(file, edits)]));
  const files = withTexts(workspace.files, texts);
  const { file, tree } = document;
  const after = new SourceFile(file.path, texts.get(file.path) ?? file.text);
  const before = meaning(assemble(file, { ...workspace, tree }), renaming);
  return before === meaning(assemble(after, { ...workspace, files }), renaming);
}

function edited({ path, text }: SourceFile, edits: readonly Edit[]): string {
  const own = edits.filter(({ span }) => span.file.path === path).sort((a, b) => b.span.start - a.span.start);
  return own.reduce(
    (text, { span, text: by }) => text.slice(0, span.start) + by + text.slice(span.end),
    text,
  );
}

function withTexts(files: FileReader, texts: ReadonlyMap<string, string>): FileReader {
  const encoder = new TextEncoder();
  return {
    read(path) {
      const text = texts.get(path);
      return text === undefined ? files.read(path) : encoder.encode(text);
    },
  };
}

/** All that others can tell of an object, in one text. */
function meaning({ object, diagnostics }: ReturnType<typeof assemble>, renaming?: Renaming): string {
  const named = (name: string) => (name === renaming?.from ? renaming.to : name);
  return JSON.stringify([
    diagnostics.map(({ code, message }) => [code, renaming ? '' : message]),
    object.symbols
      .map(({ name, binding, kind, place, size }) =>
        JSON.stringify([named(name), binding, kind, place, size]),
      )
      .sort(),
    object.sections.map(({ name, bytes, size, alignment, relocations }) => [
      ...[name, size, alignment, String(bytes)],
      relocations.map(({ kind, offset, symbol, addend }) => [kind, offset, named(symbol), addend]),
    ]),
  ]);
}

/**
 * The sources around a document: those that are open, those in its folder, and those that come with the tools. Each is understood when
 * something that it may know is asked for, and kept as long as what it was made from stays the same.
 */
import { type FileReader, Reads, SourceFile, folderOf, textOf } from '../../source';
import { type Standard, standardNamed } from '../../c';
import { type CDocument, type Language, understood } from './document';

export interface ListedFiles extends FileReader {
  /** Names of a folder's entries. */
  list(folder: string): readonly string[];
}

interface Unit {
  readonly text: Uint8Array;
  readonly document: CDocument;
}

export class Units {
  private standard: Standard | undefined;
  private readonly known = new Map<string, Unit>();
  private readonly texts = new WeakMap<Uint8Array, string>();

  constructor(
    readonly files: ListedFiles,
    readonly includePaths: readonly string[],
    readonly bundled: readonly string[],
    private readonly open: () => readonly string[],
  ) {}

  /** Which C the sources are, by its name; that of the compiler where there is none of this name. */
  writtenIn(standard: string): void {
    this.standard = standardNamed(standard);
    this.known.clear();
  }

  get language(): Language {
    const { includePaths, standard } = this;
    return { includePaths, standard };
  }

  /** The C sources that may belong to one program with this one. */
  around(path: string): string[] {
    const own = [...this.open(), ...this.beside(path)];
    return [...new Set(own.filter(each => each.endsWith('.c')))];
  }

  /** The sources in the folder of this one, in C and in assembly. */
  beside(path: string): string[] {
    const folder = folderOf(path);
    const bundled = this.bundled.filter(other => folderOf(other) === folder);
    const all =
      bundled.length > 0
        ? bundled
        : this.files.list(folder).map(name => (folder ? `${folder}/${name}` : name));
    return all.filter(isSource);
  }

  /** Those of some sources that have all of these words, understood. */
  mentioning(paths: readonly string[], ...words: readonly string[]): CDocument[] {
    return paths.flatMap(path => {
      const text = this.textOf(path);
      return text !== undefined && words.every(word => text.includes(word)) ? (this.unit(path) ?? []) : [];
    });
  }

  unit(path: string): CDocument | undefined {
    const text = this.files.read(path);
    if (!text) return undefined;
    const known = this.known.get(path);
    if (known?.text === text && known.document.reads.hold) return known.document;
    const file = new SourceFile(path, this.textOf(path) ?? '');
    const document = understood(file, new Reads(this.files), this.language, known?.document);
    this.known.set(path, { text, document });
    return document;
  }

  /** A file as text; undefined if there is none. */
  textOf(path: string): string | undefined {
    const bytes = this.files.read(path);
    if (!bytes) return undefined;
    const known = this.texts.get(bytes);
    if (known !== undefined) return known;
    const text = textOf(bytes);
    this.texts.set(bytes, text);
    return text;
  }
}

const isSource = (name: string): boolean => /\.(c|toy)$/.test(name);

/** The preprocessor's own view of a token: what the parser sees, and what macro expansion needs to know. */
import type { Diagnostic, SourceFile, Span } from '../../source';
import { spanning } from '../reporter';
import type { Token, TokenKind } from '../token';

/** What few tokens have. */
interface Rare {
  readonly spelled?: Span;
  /** It names a macro that was being expanded: it stays as it is (C99 6.10.3.4). */
  readonly painted?: boolean;
  /** How the source has it, where `text` is what that stands for: a digraph, a keyword. */
  readonly spelling?: string;
  /** Why it is no good token. */
  readonly problem?: Diagnostic;
  readonly packing?: number;
}

/** The text that tokens were cut from, in its newest version. */
export interface Place {
  file: SourceFile;
}

/** There are a million of these in a large source, so it keeps few fields and makes its span when asked. */
export class Lexeme implements Token {
  constructor(
    readonly kind: TokenKind,
    readonly text: string,
    private readonly place: Place,
    private start: number,
    private end: number,
    /** White space or a comment stands before it. */
    readonly space: boolean,
    /** It is the first of its line. */
    readonly first: boolean,
    private readonly rare: Rare | undefined,
  ) {}

  get span(): Span {
    const { place, start, end, rare } = this;
    const { file } = place;
    return rare?.spelled ? { file, start, end, spelled: rare.spelled } : { file, start, end };
  }

  get spelled(): Span | undefined {
    return this.rare?.spelled;
  }

  get painted(): boolean {
    return this.rare?.painted ?? false;
  }

  get problem(): Diagnostic | undefined {
    return this.rare?.problem;
  }

  get packing(): number | undefined {
    return this.rare?.packing;
  }

  /** As the source has it. */
  get spelling(): string {
    return this.rare?.spelling ?? this.text;
  }

  /** Where it starts in its file. */
  get offset(): number {
    return this.start;
  }

  /** The text before it has become longer. */
  move(by: number): void {
    this.start += by;
    this.end += by;
  }

  /** Whether it is the same token as one that stands so far before it, in another version of the text. */
  isLike(other: Lexeme, by: number): boolean {
    return (
      this.start === other.start + by &&
      this.end === other.end + by &&
      this.kind === other.kind &&
      this.text === other.text
    );
  }

  /** A copy in the middle of a line. */
  spaced(space: boolean): Lexeme {
    return new Lexeme(this.kind, this.text, this.place, this.start, this.end, space, false, this.rare);
  }

  paint(): Lexeme {
    const rare = { ...this.rare, painted: true };
    return new Lexeme(this.kind, this.text, this.place, this.start, this.end, this.space, false, rare);
  }

  /** This token of a macro's definition as it stands at a use. */
  at(use: Lexeme, spelled: Span = this.spelled ?? this.span): Lexeme {
    const rare = { ...this.rare, spelled };
    return new Lexeme(this.kind, this.text, use.place, use.start, use.end, this.space, false, rare);
  }

  /** This `struct` or `union` where `#pragma pack` says so many bytes. */
  packed(packing: number): Lexeme {
    const rare = { ...this.rare, packing };
    return new Lexeme(this.kind, this.text, this.place, this.start, this.end, this.space, this.first, rare);
  }

  /** The same, as another word for it; itself where there is none. */
  meaning(word: string | undefined): Lexeme {
    if (word === undefined || this.kind !== 'identifier') return this;
    return this.become(this.kind, word, { ...this.rare, spelling: this.text });
  }

  /** Another token in the same place. */
  become(kind: TokenKind, text: string, rare?: Rare): Lexeme {
    return new Lexeme(kind, text, this.place, this.start, this.end, this.space, false, rare);
  }
}

/** The spellings in a row, one blank where there was white space. */
export function spell(lexemes: readonly Lexeme[]): string {
  return lexemes.map((lexeme, at) => (at > 0 && lexeme.space ? ' ' : '') + lexeme.spelling).join('');
}

/** From the first to the last; undefined if there are none. */
export function extentOf(lexemes: readonly Lexeme[]): Span | undefined {
  const [first, last] = [lexemes[0], lexemes.at(-1)];
  return first && last && spanning(first.span, last.span);
}

/** The lowest stage: moves over the characters of a source, line by line, and reads names and numbers from it. */
import type { SourceFile, Said } from '../source';
import type { Node, SyntaxProblem } from './syntax';
import { says } from './rules';

/** Characters by code. A class per character keeps the scanner at one load and one test for each. */
export const enum Class {
  other = 0,
  letter = 1,
  digit = 2,
  blank = 3,
  operator = 4,
}

const classes = new Uint8Array(128);
const mark = (characters: string, value: Class) => {
  for (const character of characters) classes[character.charCodeAt(0)] = value;
};
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.$\\', Class.letter);
mark('0123456789', Class.digit);
mark(' \t\r\f\v\u0000', Class.blank);
mark('+-*/%<>=!&|^?:', Class.operator);

export const enum Char {
  newline = 10,
  space = 32,
  quote = 34,
  hash = 35,
  percent = 37,
  apostrophe = 39,
  open = 40,
  close = 41,
  star = 42,
  plus = 43,
  comma = 44,
  minus = 45,
  slash = 47,
  colon = 58,
  semicolon = 59,
  equals = 61,
  question = 63,
  at = 64,
  backslash = 92,
  tilde = 126,
  exclamation = 33,
}

export class Scanner {
  at = 0;
  /** The line of the text that `at` is in. */
  line = 0;
  protected readonly text: string;
  protected comments: Node[] = [];
  protected problems: SyntaxProblem[] | undefined;
  /** False once no comment closes any more, so that it is not looked for again. */
  private moreCloses = true;

  constructor(protected readonly file: SourceFile) {
    this.text = file.text;
  }

  /** Notes what is wrong; where something is wrong already, that says enough. */
  protected problem(start: number, end: number, said: Said, hint?: string): void {
    const last = this.problems?.[this.problems.length - 1];
    if (last && last.end >= start) return;
    (this.problems ??= []).push(hint === undefined ? { start, end, said } : { start, end, said, hint });
  }

  /** The character here; NaN at the end of the text. */
  protected peek(): number {
    return this.text.charCodeAt(this.at);
  }

  protected classAt(at: number): Class {
    const code = this.text.charCodeAt(at);
    return classes[code] ?? Class.other;
  }

  /** Goes past blanks, and comments that end on the same line. */
  protected skipBlanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 32 || (code < 128 && classes[code] === Class.blank)) this.at++;
      else if (code !== Char.slash || !this.skipShortComment()) return;
    }
  }

  /** The statement is over here: line end, end of text or a comment that reaches to the line end. */
  protected get atEnd(): boolean {
    const code = this.text.charCodeAt(this.at);
    if (code === Char.newline || code === Char.hash || code !== code) return true;
    if (code !== Char.slash) return false;
    const next = this.text.charCodeAt(this.at + 1);
    return next === Char.slash || next === Char.star;
  }

  /** Goes past blanks, line ends and comments to where a statement starts. */
  protected skipToStatement(): void {
    for (;;) {
      this.skipBlanks();
      const code = this.text.charCodeAt(this.at);
      if (code === Char.newline) {
        this.at++;
        this.line++;
      } else if (code === Char.hash || (code === Char.slash && this.atEnd)) this.skipComment();
      else return;
    }
  }

  private skipShortComment(): boolean {
    if (this.text.charCodeAt(this.at + 1) !== Char.star) return false;
    const close = this.commentClose();
    if (close < 0 || this.text.slice(this.at, close).includes('\n')) return false;
    this.comments.push({ start: this.at, end: close + 2 });
    this.at = close + 2;
    return true;
  }

  /** Where the comment that starts here is closed; −1 if there is none. */
  private commentClose(): number {
    if (!this.moreCloses) return -1;
    const close = this.text.indexOf('*/', this.at + 2);
    this.moreCloses = close >= 0;
    return close;
  }

  private skipComment(): void {
    const start = this.at;
    const block = this.peek() === Char.slash && this.text.charCodeAt(start + 1) === Char.star;
    const close = block ? this.commentClose() : -1;
    if (close >= 0) {
      for (
        let at = this.text.indexOf('\n', start);
        at >= 0 && at < close;
        at = this.text.indexOf('\n', at + 1)
      )
        this.line++;
      this.at = close + 2;
    } else {
      const newline = this.text.indexOf('\n', start);
      this.at = newline < 0 ? this.text.length : newline;
      if (block) this.problem(start, start + 2, says('asm-unclosed-comment'));
    }
    this.comments.push({ start, end: this.at });
  }

  /** Goes to the end of the statement, past strings whole; the offset after the last character that is no blank. */
  protected skipRest(): number {
    let end = this.at;
    for (;;) {
      this.skipBlanks();
      if (this.atEnd) return end;
      if (this.peek() === Char.quote || this.peek() === Char.apostrophe) this.skipQuoted();
      else this.at++;
      end = this.at;
    }
  }

  /** Goes past a string or character constant; false if the line ends first. */
  protected skipQuoted(): boolean {
    const quote = this.peek();
    this.at++;
    for (;;) {
      const code = this.peek();
      if (code === Char.newline || code !== code) return false;
      this.at++;
      if (code === quote) return true;
      if (code === Char.backslash && this.peek() !== Char.newline && this.at < this.text.length) this.at++;
    }
  }

  /** Reads a name, in which `\name`, `\@` and `\()` may stand for what a macro puts there. */
  protected readName(): string {
    const start = this.at;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === Char.backslash) this.skipBackslash();
      else if (classes[code] === Class.letter || classes[code] === Class.digit) this.at++;
      else return this.text.slice(start, this.at);
    }
  }

  private skipBackslash(): void {
    this.at++;
    if (this.peek() === Char.at) this.at++;
    else if (this.text.startsWith('()', this.at)) this.at += 2;
  }

  /** Goes past digits and letters, which together should make a number. */
  protected skipWord(): void {
    for (
      let kind = this.classAt(this.at);
      kind === Class.digit || kind === Class.letter;
      kind = this.classAt(++this.at)
    );
  }
}

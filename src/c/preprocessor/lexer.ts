/**
 * Cuts a text into preprocessing tokens (C99 5.1.1.2 phases 2 and 3, 6.4). The whole file at once, and once:
 * directives and skipped groups are found in the result, so a header that is included again is not read again.
 */
import {
  type Change,
  type Diagnostic,
  type SourceFile,
  type Span,
  changeOf,
  lastAtMost,
  present,
} from '../../source';
import { type LexicalRules, defaultLexicalRules } from '../standards';
import type { TokenKind } from '../token';
import { Lexeme, type Place } from './lexeme';
import { removeSplices, type Splices } from './splices';
import { says } from '../rules';

export interface LexedFile {
  readonly file: SourceFile;
  /** The last is of kind `end`, and the first of its line. */
  readonly lexemes: readonly Lexeme[];
  readonly end: Lexeme;
  /** Indices of the `#` that start a directive. */
  readonly directives: readonly number[];
  /** The macro whose absence all of the file depends on: `#ifndef X` … `#endif` around everything. */
  readonly guard: string | undefined;
  /** What holds even in a group that is skipped. */
  readonly problems: readonly Diagnostic[];
  /** What it takes to cut the next version of the text. */
  readonly place: Place;
  readonly rules: LexicalRules;
  /** Tokens with a problem. */
  readonly faulty: readonly Lexeme[];
  readonly isSpliced: boolean;
}

export function lex(file: SourceFile, rules: LexicalRules = defaultLexicalRules): LexedFile {
  return new Lexer(file, rules).run();
}

/** A text cut again after a change, the lines that differ alone. What the text was cut into before is used up. */
export function lexAgain(before: LexedFile, file: SourceFile): LexedFile {
  const change = changeOf(before.file, file);
  const isApart = ({ offset }: Lexeme) => offset < change.start || offset >= change.oldEnd;
  // What is said of a place in the text would have to move with it, and so would what was spliced.
  const isPlain = before.rules.lineComments && !before.isSpliced && before.problems.length === 0;
  if (!isPlain || before.faulty.some(isApart)) return lex(file, before.rules);
  before.place.file = file;
  return new Lexer(file, before.rules, before.place).resume(before, change);
}

const enum Class {
  Other,
  Space,
  Newline,
  Letter,
  Digit,
  Quote,
  Punctuator,
}

const classes = new Uint8Array(128);
for (const char of ' \t\v\f\r') classes[char.charCodeAt(0)] = Class.Space;
classes[10] = Class.Newline;
for (const char of 'abcdefghijklmnopqrstuvwxyz_$') {
  classes[char.charCodeAt(0)] = Class.Letter;
  classes[char.toUpperCase().charCodeAt(0)] = Class.Letter;
}
for (const char of '0123456789') classes[char.charCodeAt(0)] = Class.Digit;
for (const char of `"'`) classes[char.charCodeAt(0)] = Class.Quote;
for (const char of '[](){}.-+&*~!/%<>^|?:;=,#') classes[char.charCodeAt(0)] = Class.Punctuator;

/** Longest first; one character alone is always a punctuator. */
const punctuators = new Map<number, readonly string[]>();
for (const text of '%:%: ... <<= >>= -> ++ -- << >> <= >= == != && || *= /= %= += -= &= ^= |= ## <: :> <% %> %:'.split(
  ' ',
))
  punctuators.set(text.charCodeAt(0), [...(punctuators.get(text.charCodeAt(0)) ?? []), text]);

/** What may stand before a quote, as part of the literal (C11 6.4.5). */
const encodings = new Set(['u8', 'u', 'U', 'L']);

const digraphs: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '<:': '[',
    ':>': ']',
    '<%': '{',
    '%>': '}',
    '%:': '#',
    '%:%:': '##',
  }),
);

/** A list with others in the place of its rows from one index up to another: the list itself, unless they are too many to be handed over. */
function replaced<Row>(list: Row[], from: number, to: number, others: readonly Row[]): readonly Row[] {
  if (others.length > 10_000) return [...list.slice(0, from), ...others, ...list.slice(to)];
  list.splice(from, to - from, ...others);
  return list;
}

class Lexer {
  private readonly text: string;
  private readonly splices: Splices | undefined;
  /** How many tokens of the version before come first. */
  private kept = 0;
  private readonly lexemes: Lexeme[] = [];
  private readonly directives: number[] = [];
  private readonly problems: Diagnostic[] = [];
  private readonly faulty: Lexeme[] = [];
  private at = 0;
  private first = true;
  private space = false;
  private toldLineComment = false;

  constructor(
    private readonly file: SourceFile,
    private readonly rules: LexicalRules,
    private readonly place: Place = { file },
  ) {
    this.splices = removeSplices(file.text, rules.trigraphs);
    this.text = this.splices?.text ?? file.text;
  }

  run(): LexedFile {
    while (this.at < this.text.length) this.step();
    this.end();
    return this.result(this.lexemes);
  }

  /** From the last token before the change to the first one behind it that is as it was; there all goes on as before. */
  resume(before: LexedFile, change: Change): LexedFile {
    if (this.splices) return this.run();
    const { lexemes, directives } = before;
    this.kept = lastAtMost(lexemes, change.start - 1, ({ offset }) => offset) + 1;
    const last = lexemes[this.kept - 1];
    if (last) {
      for (let at = 0; (directives[at] ?? Infinity) < this.kept; at++)
        this.directives.push(directives[at] ?? 0);
      this.at = last.span.end;
      this.first = false;
    }
    const by = change.newEnd - change.oldEnd;
    let other = this.kept;
    while (this.at < this.text.length) {
      const { length } = this.lexemes;
      this.step();
      const lexeme = this.lexemes.at(-1);
      if (!lexeme || this.lexemes.length === length || lexeme.offset < change.newEnd) continue;
      while ((lexemes[other]?.offset ?? Infinity) + by < lexeme.offset) other++;
      const same = lexemes[other];
      // What comes behind this name may depend on what stands before it.
      if (same && same.kind !== 'end' && lexeme.text !== 'include' && lexeme.isLike(same, by))
        return this.joined(before, other + 1, by);
    }
    this.end();
    return this.joined(before, lexemes.length, 0);
  }

  /** The tokens of the version before that are kept, those of this one, and from one on the others of before, moved. */
  private joined({ lexemes, directives }: LexedFile, from: number, by: number): LexedFile {
    const shift = this.kept + this.lexemes.length - from;
    if (by !== 0) for (let at = from; at < lexemes.length; at++) lexemes[at]?.move(by);
    for (const at of directives) if (at >= from) this.directives.push(at + shift);
    const all = replaced(lexemes as Lexeme[], this.kept, from, this.lexemes);
    return this.result(all);
  }

  private step(): void {
    const code = this.text.charCodeAt(this.at);
    switch (code < 128 ? classes[code] : Class.Other) {
      case Class.Space:
        this.space = true;
        this.at++;
        break;
      case Class.Newline:
        this.first = this.space = true;
        this.at++;
        break;
      case Class.Letter:
        this.identifier(code);
        break;
      case Class.Digit:
        this.number();
        break;
      case Class.Quote:
        this.quoted(this.at, code);
        break;
      case Class.Punctuator:
        this.punctuator(code);
        break;
      default:
        this.stray(code);
    }
  }

  private end(): void {
    this.first = true;
    this.push('end', this.at, '');
  }

  private result(lexemes: readonly Lexeme[]): LexedFile {
    const { file, directives, problems, place, rules, faulty, splices } = this;
    const end = present(lexemes.at(-1), 'end of a text');
    const guard = findGuard(lexemes, directives);
    return { file, lexemes, end, directives, guard, problems, place, rules, faulty, isSpliced: !!splices };
  }

  private span(start: number, end: number): Span {
    const { splices, file } = this;
    return splices
      ? { file, start: splices.original(start), end: splices.original(end - 1) + 1 }
      : { file, start, end };
  }

  /** The token from `start` to the current place. */
  private push(
    kind: TokenKind,
    start: number,
    text: string,
    rare?: { spelling: string } | { problem: Diagnostic },
  ): Lexeme {
    const { splices, place, at, space, first } = this;
    const from = splices ? splices.original(start) : start;
    const to = splices && at > start ? splices.original(at - 1) + 1 : from + at - start;
    const lexeme = new Lexeme(kind, text, place, from, to, space, first, rare);
    this.lexemes.push(lexeme);
    if (rare && 'problem' in rare) this.faulty.push(lexeme);
    this.first = this.space = false;
    return lexeme;
  }

  private identifier(code: number): void {
    const { text } = this;
    const start = this.at;
    let at = start + 1;
    let hash = code;
    for (; at < text.length; at++) {
      const next = text.charCodeAt(at);
      if (next >= 128 || (classes[next] !== Class.Letter && classes[next] !== Class.Digit)) break;
      hash = (Math.imul(hash, 31) + next) | 0;
    }
    this.at = at;
    if (at <= start + 2) {
      const quote = text.charCodeAt(at);
      if ((quote === 34 || quote === 39) && encodings.has(text.slice(start, at)))
        return this.quoted(start, quote);
    }
    const name = shared(text, start, at, hash);
    this.push('identifier', start, name);
    if (name === 'include' && this.kept + this.lexemes.length - 2 === this.directives.at(-1))
      this.headerName();
  }

  /** After `#include`: `<name>` and `"name"` are tokens of their own, without escapes (6.4.7). */
  private headerName(): void {
    const { text } = this;
    for (; text[this.at] === ' ' || text[this.at] === '\t'; this.at++) this.space = true;
    const open = text[this.at];
    if (open !== '<' && open !== '"') return;
    let end = this.at + 1;
    while (end < text.length && text[end] !== '\n' && text[end] !== (open === '<' ? '>' : '"')) end++;
    if (end >= text.length || text[end] === '\n') return;
    const start = this.at;
    this.at = end + 1;
    this.push('string', start, text.slice(start, this.at));
  }

  /** A preprocessing number (6.4.8): more than the parser will take. */
  private number(): void {
    const { text } = this;
    const start = this.at++;
    for (; this.at < text.length; this.at++) {
      const code = text.charCodeAt(this.at);
      if (code >= 128) break;
      if (classes[code] === Class.Letter || classes[code] === Class.Digit || code === 46) continue;
      if (code === 39 /* ' */ && separates(text, this.at)) continue;
      const exponent = (code === 43 || code === 45) && 'eEpP'.includes(text.charAt(this.at - 1));
      if (!exponent) break;
    }
    this.push('number', start, text.slice(start, this.at));
  }

  private quoted(start: number, quote: number): void {
    const { text } = this;
    const open = text.indexOf(text.charAt(this.at), start);
    let at = open + 1;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === quote || code === 10) break;
      at += code === 92 && text.charCodeAt(at + 1) !== 10 ? 2 : 1;
    }
    const kind = quote === 34 ? 'string' : 'character';
    if (text.charCodeAt(at) === quote) {
      this.at = at + 1;
      this.push(kind, start, text.slice(start, this.at));
      return;
    }
    this.at = Math.min(at, text.length);
    const end = text.charCodeAt(this.at - 1) === 13 ? this.at - 1 : this.at;
    const whole = text.slice(start, end).replace(/(?<!\\)((?:\\\\)*)\\$/, '$1') + text[open];
    const problem: Diagnostic = {
      ...says('c-unclosed-quote', { kind }),
      span: this.span(open, open + 1),
      hint:
        kind === 'string' ? 'close it with "' : "close it with '; an apostrophe starts a character constant",
    };
    this.push(kind, start, whole, { problem });
  }

  private punctuator(code: number): void {
    const { text, at } = this;
    const next = text.charCodeAt(at + 1);
    if (code === 47 && (next === 42 || (next === 47 && this.isLineComment()))) return this.comment(next);
    if (code === 46 && next >= 48 && next <= 57) return this.number();
    const long = punctuators.get(code)?.find(candidate => text.startsWith(candidate, at));
    this.at += long?.length ?? 1;
    const directive = this.first;
    const spelling = long ?? text.charAt(at);
    const meant = digraphs.get(spelling) ?? spelling;
    this.push('punctuator', at, meant, meant === spelling ? undefined : { spelling });
    if (directive && meant === '#') this.directives.push(this.kept + this.lexemes.length - 1);
  }

  /**
   * C89 has no such comments: there `//*` is a division, as it always was, and all else that looks like one is taken for one,
   * with an error at the first, as gcc does.
   */
  private isLineComment(): boolean {
    const { text, at, rules } = this;
    if (rules.lineComments) return true;
    if (text.charCodeAt(at + 2) === 42) return false;
    if (!this.toldLineComment)
      this.problems.push({ ...says('c-line-comment'), span: this.span(at, at + 2), hint: 'write /* … */' });
    return (this.toldLineComment = true);
  }

  private comment(second: number): void {
    const { text, at } = this;
    const found = second === 47 ? text.indexOf('\n', at) : text.indexOf('*/', at + 2);
    this.space = true;
    if (second === 47) this.at = found < 0 ? text.length : found;
    else this.at = found < 0 ? text.length : found + 2;
    if (found < 0 && second === 42)
      this.problems.push({
        ...says('c-unclosed-comment'),
        span: this.span(at, at + 2),
        hint: 'close it with */',
      });
  }

  /** A character that starts no token; what the text is worth is decided when it reaches the parser. */
  private stray(code: number): void {
    const start = this.at;
    this.at += (code & 0xfc00) === 0xd800 && (this.text.charCodeAt(start + 1) & 0xfc00) === 0xdc00 ? 2 : 1;
    if (code === 0xa0 || code === 0xfeff) {
      this.space = true;
      return;
    }
    const text = this.text.slice(start, this.at);
    const problem: Diagnostic = {
      ...says('c-stray-character', { character: describe(text) }),
      span: this.span(start, this.at),
      ...strayHint(text),
    };
    this.push('punctuator', start, text, { problem });
  }
}

/** Whether the apostrophe stands between two digits (C23 6.4.4.1); hexadecimal ones look like letters. */
const separates = (text: string, at: number): boolean =>
  /^[0-9a-fA-F]'[0-9a-fA-F]$/.test(text.slice(at - 1, at + 2));

/** Names that were cut out last, by hash: a name that comes again is the same string, with its hash known. */
const names: string[] = new Array<string>(4096).fill('');

function shared(text: string, start: number, end: number, hash: number): string {
  const slot = hash & 4095;
  const name = names[slot] ?? '';
  if (name.length === end - start && text.startsWith(name, start)) return name;
  return (names[slot] = text.slice(start, end));
}

function describe(text: string): string {
  const point = text.codePointAt(0) ?? 0;
  const number = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  if (point < 32 || (point >= 0x7f && point < 0xa0)) return number;
  return point < 128 ? text : `${text} (${number})`;
}

function strayHint(text: string): { hint: string } | undefined {
  if ('“”„«»'.includes(text)) return { hint: 'use the plain quote "' };
  if ('‘’‚´'.includes(text)) return { hint: "use the plain quote '" };
  if ('–—−'.includes(text)) return { hint: 'use the plain minus -' };
  if (text === '\\') return { hint: 'a backslash joins lines only as the last character of its line' };
  if (/\p{L}/u.test(text)) return { hint: 'names are made of a-z, A-Z, 0-9 and _' };
  return undefined;
}

function findGuard(lexemes: readonly Lexeme[], directives: readonly number[]): string | undefined {
  const [hash, keyword, name, after] = lexemes;
  if (directives[0] !== 0 || !hash || keyword?.text !== 'ifndef' || keyword.first) return undefined;
  if (name?.kind !== 'identifier' || name.first || !after?.first) return undefined;
  let depth = 0;
  for (const [index, at] of directives.entries()) {
    const [word, next] = lexemes.slice(at + 1, at + 3);
    const directive = word?.first ? '' : word?.text;
    if (directive === 'if' || directive === 'ifdef' || directive === 'ifndef') depth++;
    if (depth === 1 && directive !== undefined && /^el/.test(directive)) return undefined;
    if (directive !== 'endif' || --depth > 0) continue;
    return index === directives.length - 1 && next?.kind === 'end' ? name.text : undefined;
  }
  return undefined;
}

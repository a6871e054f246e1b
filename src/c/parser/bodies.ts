/**
 * Function bodies that a text has in common with its last version are not read again: what was said in them, and what they use of
 * the file, is known. A body means the same as before if its text and its tokens are the same, and all tokens outside of bodies
 * before it are, in their order: only those declare what it can name. What a body does to the file beyond using its names (declare a
 * function by calling it) counts as outside; a body with errors is read again, since reading may go on behind it.
 */
import { type Change, type Diagnostic, type SourceFile, type Span, changeOf } from '../../source';
import type { Token } from '../token';
import type { Parser } from './parser';

interface KnownBody {
  readonly file: SourceFile;
  /** Where the line of the definition starts, and where the closing brace ends. */
  readonly start: number;
  readonly end: number;
  /** Indices of the tokens: outside before it from the first on, its own from the second on, and the one behind it. */
  readonly outside: number;
  readonly first: number;
  readonly last: number;
  /** Nothing if it must be read again. */
  readonly said: readonly Diagnostic[] | undefined;
  /** Functions and variables of the file. */
  readonly uses: ReadonlySet<string>;
}

export class Bodies {
  private readonly known: KnownBody[] = [];
  /** Those that were passed over. */
  private readonly unread = new Set<KnownBody>();
  private tokens: readonly Token[] = [];
  /** The token behind all that counts as outside so far. */
  private counted = 0;
  /** Whether all that is outside has been the same until now. */
  private same: boolean;
  /** What of each text is another one; it is known once the first body in it is come to. */
  private readonly changes = new Map<SourceFile, Change>();

  constructor(
    /** Those of the version before, until this one has been read. */
    private before?: Bodies,
    /** Read the body around this offset in any case. */
    private readonly wanted?: number,
  ) {
    this.same = before !== undefined;
  }

  /** Whether all have been read. */
  get areRead(): boolean {
    return this.unread.size === 0;
  }

  /** The definition around an offset, whose body has been read or not; undefined outside of all. */
  around(offset: number): { readonly text: string; readonly isRead: boolean } | undefined {
    const found = this.known.find(({ start, end }) => start < offset && offset < end);
    return found && { text: found.file.text.slice(found.start, found.end), isRead: !this.unread.has(found) };
  }

  /** Reads a body with `read`, or passes over it where all is known; `start` is the first token of its definition. */
  pass(p: Parser, start: Token, read: () => void): 'read' | 'known' {
    this.tokens = p.tokens;
    const first = p.position;
    const before = this.counterpart(first);
    const known = before && this.moved(before, start, first);
    if (known && replay(known, p)) {
      this.known.push(known);
      this.counted = known.last;
      this.unread.add(known);
      return 'known';
    }
    this.remember(p, start, read);
    return 'read';
  }

  /** All has been read. */
  finish(): void {
    this.before = undefined;
  }

  /** The body of the version before in the same place among those outside, if nothing before it has changed. */
  private counterpart(first: number): KnownBody | undefined {
    const { before, known, counted } = this;
    const other = before?.known[known.length];
    const length = first - counted;
    this.same &&=
      other !== undefined &&
      other.first - other.outside === length &&
      sameTokens(this.tokens, counted, before?.tokens ?? [], other.outside, length);
    return this.same ? other : undefined;
  }

  /** A known body where it stands now; undefined if it is another one, or must be read. */
  private moved(before: KnownBody, start: Token, first: number): KnownBody | undefined {
    const { file, start: at } = start.span;
    if (!before.said || !this.before) return undefined;
    const from = at - file.position(at).column;
    const end = from + before.end - before.start;
    const last = first + before.last - before.first;
    if (this.wanted !== undefined && from < this.wanted && this.wanted < end) return undefined;
    const isSame =
      file.path === before.file.path &&
      this.hasSameText(before, file, from) &&
      sameTokens(this.tokens, first, this.before.tokens, before.first, last - first);
    if (!isSame) return undefined;
    const said = before.said.map(each => movedDiagnostic(each, file, from - before.start));
    return { ...before, file, start: from, end, outside: this.counted, first, last, said };
  }

  /** Whether a body stands in the new text from an offset on; outside of the lines that differ only its place has to fit. */
  private hasSameText({ file: old, start, end }: KnownBody, file: SourceFile, from: number): boolean {
    if (old === file) return from === start;
    const change = this.changes.get(file) ?? changeOf(old, file);
    this.changes.set(file, change);
    if (end <= change.start) return from === start;
    const by = change.newEnd - change.oldEnd;
    if (start >= change.oldEnd) return from === start + by;
    return file.text.slice(from, from + end - start) === old.text.slice(start, end);
  }

  private remember(p: Parser, start: Token, read: () => void): void {
    const { report } = p;
    const first = p.position;
    const before = { said: report.diagnostics.length, errors: report.errors, reach: reachOf(p) };
    const uses = (p.fileUses = new Set<string>());
    read();
    p.fileUses = undefined;
    const { file, start: at } = start.span;
    const from = at - file.position(at).column;
    const { end } = p.previous.span;
    const said = report.diagnostics.slice(before.said);
    const isInside = (span: Span | undefined) =>
      span?.file === file && !span.spelled && from <= span.start && span.end <= end;
    const isAlone = reachOf(p) === before.reach;
    const isWhole =
      isAlone &&
      report.errors === before.errors &&
      said.every(each => [each, ...(each.related ?? [])].every(({ span }) => isInside(span))) &&
      !said.some(namesLine) &&
      this.tokens.slice(first, p.position).every(({ span }) => span.file === file);
    const place = { file, start: from, end, outside: this.counted, first, last: p.position };
    this.known.push({ ...place, said: isWhole ? said : undefined, uses });
    this.counted = isAlone ? p.position : first;
  }
}

/** Changes if a body does something to the file. */
const reachOf = (p: Parser): string =>
  [
    p.linked.size,
    p.fileScope.names.size,
    p.fileScope.tags.size,
    p.declaredWithin,
    p.unclosed,
    p.suspect?.start,
  ].join();

/** What is said of another line by its number is not true of a body that has moved. */
const namesLine = ({ message, hint = '' }: Diagnostic): boolean => /\blines? \d/.test(`${message} ${hint}`);

/** Says and notes what reading the body would; false if it does not stand for itself after all. */
function replay({ said = [], uses, last }: KnownBody, p: Parser): boolean {
  const symbols = [...uses].map(name => p.linked.get(name));
  if (symbols.includes(undefined)) return false;
  for (const symbol of symbols)
    if (symbol?.kind === 'function') symbol.used = true;
    else if (symbol) symbol.references = (symbol.references ?? 0) + 1;
  for (const { span, hint, related, ...rest } of said) if (span) p.report.say(span, rest, hint, related);
  p.goTo(last);
  return true;
}

function sameTokens(
  now: readonly Token[],
  start: number,
  before: readonly Token[],
  other: number,
  count: number,
): boolean {
  for (let at = 0; at < count; at++) {
    const [one, two] = [now[start + at], before[other + at]];
    if (one === two) continue;
    if (one?.text !== two?.text || one?.spelling !== two?.spelling || one?.packing !== two?.packing)
      return false;
  }
  return true;
}

function movedDiagnostic(diagnostic: Diagnostic, file: SourceFile, by: number): Diagnostic {
  const moved = ({ start, end }: Span): Span => ({ file, start: start + by, end: end + by });
  const { span, related } = diagnostic;
  return {
    ...diagnostic,
    ...(span && { span: moved(span) }),
    ...(related && { related: related.map(each => ({ ...each, span: moved(each.span) })) }),
  };
}

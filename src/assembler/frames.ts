/**
 * Where the assembler reads: a file, an included file or the text of a macro's use. A frame turns a place in what
 * is read into a place in what was written, and tells the way there.
 */
import { type Diagnostic, type Said, type SourceFile, type Span, lastAtMost } from '../source';
import { says } from './rules';
import type { Node, Statement } from './syntax';

/** A node, and where it was read. */
export interface Mention {
  readonly frame: SourceFrame;
  readonly node: Node;
}

/** A piece of expanded text and where it was written. */
export interface Segment {
  /** Offset in the expanded text. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  /** False for an argument: every place in it stands for the parameter as a whole. */
  readonly verbatim: boolean;
}

export type Related = NonNullable<Diagnostic['related']>;

export class SourceFrame {
  readonly depth: number;

  constructor(
    /** The file to blame, or the text of a macro's use, which `segments` lead back from. */
    readonly file: SourceFile,
    readonly parent: SourceFrame | undefined,
    /** The statement in the parent that brought us here. */
    readonly use: Statement | undefined,
    readonly macro?: {
      readonly name: string;
      readonly frame: SourceFrame;
      readonly segments: readonly Segment[];
    },
  ) {
    this.depth = parent ? parent.depth + 1 : 0;
  }

  span({ start, end }: Node): Span {
    if (!this.macro) return { file: this.file, start, end };
    const { frame, segments } = this.macro;
    const first = written(segments, start, 'start');
    return frame.span({ start: first, end: Math.max(first, written(segments, end, 'end')) });
  }

  /** The frame of the file that a person would look at, and the statement in it: a macro's use, not its body. */
  outermostUse(statement: Statement): { readonly frame: SourceFrame; readonly statement: Statement } {
    return this.macro && this.parent && this.use
      ? this.parent.outermostUse(this.use)
      : { frame: this, statement };
  }

  /** Where in the main file a place belongs. */
  mainPlace(node: Node): number {
    return this.parent && this.use ? this.parent.mainPlace(this.use) : node.start;
  }

  /** The uses that lead here, innermost first; of very many the first and the last ones. */
  trail(): Related {
    const uses = this.uses();
    return uses.length <= 6 ? uses : [...uses.slice(0, 3), ...uses.slice(-3)];
  }

  private uses(): Related {
    if (!this.parent || !this.use) return [];
    const message = this.macro ? `in this use of the macro ${this.macro.name}` : 'included here';
    return [{ span: this.parent.span(this.use), message }, ...this.parent.uses()];
  }
}

function written(segments: readonly Segment[], offset: number, edge: 'start' | 'end'): number {
  const isEnd = edge === 'end';
  const last = lastAtMost(segments, isEnd ? offset - 1 : offset, ({ at }) => at);
  const segment = segments[Math.max(0, last)];
  if (!segment) return 0;
  if (!segment.verbatim) return isEnd ? segment.end : segment.start;
  return Math.min(segment.start + offset - segment.at, segment.end);
}

/** What to do about an error; as a function where it takes time to find out. */
export type Hint = string | (() => string | undefined);

/** After so many reports nobody reads what it takes time to find out. */
const mostSearches = 200;

/** Things to say, after which there is no more; each may take a way through hundreds of macros to say. */
const mostReports = 20_000;

/** Collects what there is to say, each thing once. */
export class Reporter {
  private readonly found: { readonly place: number; readonly diagnostic: Diagnostic }[] = [];
  private readonly known = new Set<string>();
  /** What has been said in each frame: most of what a repetition repeats. */
  private readonly saidIn = new Map<SourceFrame, Set<string>>();
  private reports = 0;
  /** How often there was something to say, whether it was known already or not. */
  times = 0;

  say(frame: SourceFrame, node: Node, said: Said, hint?: Hint, explanations: Related = []): void {
    this.times++;
    if (!this.isNew(frame, node, said)) return;
    const span = frame.span(node);
    const related = [...explanations, ...frame.trail()];
    const key = `${span.file.path}\0${span.start}\0${said.message}\0${related.map(({ span: { start } }) => start).join()}`;
    if (this.known.has(key)) return;
    this.known.add(key);
    const found = typeof hint !== 'function' ? hint : this.found.length < mostSearches ? hint() : undefined;
    const diagnostic: Diagnostic = {
      ...said,
      span,
      ...(found !== undefined && { hint: found }),
      ...(related.length > 0 && { related }),
    };
    this.found.push({ place: frame.mainPlace(node), diagnostic });
  }

  private isNew(frame: SourceFrame, { start }: Node, { message }: Said): boolean {
    if (this.reports > mostReports) return false;
    const said = this.saidIn.get(frame) ?? new Set();
    const key = `${start}\0${message}`;
    if (said.has(key)) return false;
    this.saidIn.set(frame, said.add(key));
    if (++this.reports > mostReports) this.general(says('asm-too-many-reports', { mostReports }));
    return this.reports <= mostReports;
  }

  /** Reports what has no place in the text. */
  general(said: Said): void {
    if (this.known.has(said.message)) return;
    this.known.add(said.message);
    this.found.push({ place: Infinity, diagnostic: said });
  }

  /** In the order of the main file. */
  get diagnostics(): readonly Diagnostic[] {
    return this.found
      .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
      .map(row => row.diagnostic);
  }
}

/** The state of parsing: a cursor over the tokens, the scopes, and what has been declared so far. */
import type { Said, Span } from '../../source';
import type {
  CaseLabel,
  DeclareStatement,
  ErrorExpression,
  Expression,
  FunctionBody,
  FunctionSymbol,
  NamedSymbol,
  ObjectSymbol,
  TypedefSymbol,
} from '../ast';
import type { Reporter } from '../reporter';
import { Scope } from '../scope';
import { type Standard, defaultStandard, parserKeywords } from '../standards';
import type { Token } from '../token';
import { type CType, errorType, vaListType } from '../types/types';
import type { ParserWatcher, Role, ScopeKind } from '../watch';
import type { Bodies } from './bodies';
import { says } from '../rules';

/** Thrown after a syntax error has been reported, and caught where parsing can go on. */
export class SyntaxFailure extends Error {
  /** The expression that breaks off there is worth keeping. */
  constructor(readonly partial?: ErrorExpression) {
    super('a syntax error that has been reported');
  }
}

/** What statements know about the function around them. */
export interface FunctionContext {
  readonly symbol: FunctionSymbol;
  readonly returns: CType;
  readonly variadic: boolean;
  readonly parameters: FunctionBody['parameters'];
  readonly labels: Map<string, { defined?: Span; readonly uses: Span[] }>;
  readonly statics: ObjectSymbol[];
  loops: number;
  readonly switches: SwitchContext[];
}

export interface SwitchContext {
  readonly type: CType;
  readonly cases: CaseLabel[];
}

/** How a text other than a source file differs from C. */
export interface Dialect {
  /** What the text is called in messages. */
  readonly text: string;
  /** Builds `object@count`: so many objects in a row, from this one on. It binds looser than `+`, tighter than `<<`. */
  readonly repeated?: (report: Reporter, object: Expression, count: Expression, span: Span) => Expression;
  /** Checks and builds `target = value`. */
  readonly assign?: (report: Reporter, target: Expression, value: Expression) => Expression;
}

/** Levels of nesting that the recursive stages take without running out of stack. */
const deepest = 200;

export class Parser {
  token: Token;
  scope = new Scope();
  /** The outermost one. */
  readonly fileScope = this.scope;
  /** Functions and variables with linkage: a name stands for one thing in the whole file. */
  readonly linked = new Map<string, ObjectSymbol | FunctionSymbol>();
  readonly objects: ObjectSymbol[] = [];
  readonly functions: FunctionSymbol[] = [];
  readonly assembly: { text: string; span: Span }[] = [];
  /** Declarations of variables that hold the sizes of arrays of variable length, to be put before what uses them. */
  sizes: DeclareStatement[] = [];
  context: FunctionContext | undefined;
  dialect: Dialect | undefined;
  /** The operators of expressions that are not in parentheses. */
  readonly operators = new WeakMap<Expression, string>();
  /** The bytes of `__func__`. */
  functionName: Uint8Array | undefined;
  /** The file has ended within a block. */
  unclosed = false;
  /** Functions and variables of the file that the body being read names. */
  fileUses: Set<string> | undefined;
  /** How often a body has declared a function or variable that the whole file may know. */
  declaredWithin = 0;
  /** The braces of blocks that are open. */
  readonly braces: Span[] = [];
  /** The first whose closing brace is indented less than its line: most likely that is of another. */
  suspect: Span | undefined;
  /** The one that ends the text. */
  private readonly last: Token;
  private index = 0;
  private depth = 0;
  private labels = 0;

  constructor(
    readonly tokens: readonly Token[],
    readonly report: Reporter,
    readonly watcher?: ParserWatcher,
    readonly standard: Standard = defaultStandard,
    /** What is known of function bodies, so that they need not be read. */
    readonly bodies?: Bodies,
  ) {
    const last = tokens.at(-1);
    if (!last) throw new Error('a parser needs a token that ends the text');
    this.last = last;
    this.token = tokens[0] ?? last;
    const span = this.token.span;
    this.scope.names.set('__builtin_va_list', {
      kind: 'typedef',
      name: '__builtin_va_list',
      type: vaListType,
      span,
    });
  }

  /** The token before the current one. */
  get previous(): Token {
    return this.tokens[Math.max(0, this.index - 1)] ?? this.last;
  }

  /** The function that is read, where only statements can stand. */
  get inFunction(): FunctionContext {
    if (!this.context) throw new Error('a statement is read outside of functions');
    return this.context;
  }

  get atEnd(): boolean {
    return this.token.kind === 'end';
  }

  /** Index of the current token. */
  get position(): number {
    return this.index;
  }

  peek(ahead = 1): Token {
    return this.tokens[this.index + ahead] ?? this.last;
  }

  next(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.token = this.tokens[++this.index] ?? this.last;
    return token;
  }

  /** Passes over all tokens before one. */
  goTo(position: number): void {
    this.index = position;
    this.token = this.tokens[position] ?? this.last;
  }

  /** Whether the current token is this punctuator or keyword. */
  is(text: string): boolean {
    return this.token.text === text && this.token.kind !== 'string' && this.token.kind !== 'character';
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }

  expect(text: string, where: string): Token {
    if (this.is(text)) return this.next();
    return this.fail(this.token.span, says('c-expected', { what: text, where, found: this.describe() }));
  }

  /** A missing `;` at the end of a line is reported where it is missing, and parsing goes on with the next line. */
  expectSemicolon(after: string): void {
    if (this.accept(';')) return;
    const { file, end } = this.previous.span;
    this.reportMissing(';', after);
    const here = this.token.span;
    const newLine = here.file !== file || file.position(here.start).line !== file.position(end).line;
    if (!newLine && !this.is('}')) throw new SyntaxFailure();
  }

  /** Says that a `;` is missing after the last token that was read, and goes on as if it stood there. */
  assumeSemicolon(after: string): void {
    this.reportMissing(';', after);
    const { span } = this.previous;
    this.index--;
    this.token = { kind: 'punctuator', text: ';', span };
  }

  /** Says that a token is missing after the last one that was read. */
  reportMissing(text: string, after: string): void {
    const { file, end } = this.previous.span;
    this.report.say({ file, start: Math.max(0, end - 1), end }, says('c-missing', { what: text, after }));
  }

  describe(): string {
    if (this.atEnd) return `the end of the ${this.dialect?.text ?? 'file'}`;
    return this.token.kind === 'string' ? 'a string' : `'${wordOf(this.token)}'`;
  }

  fail(span: Span, said: Said, hint?: string): never {
    this.report.say(span, said, hint);
    throw new SyntaxFailure();
  }

  /** Runs a recursive production, unless it is nested too deeply for the stack. */
  nested<T>(production: () => T): T {
    if (this.depth >= deepest) this.fail(this.token.span, says('c-nesting', { deepest }));
    this.depth++;
    try {
      return production();
    } finally {
      this.depth--;
    }
  }

  /** Runs a production in a scope of its own. */
  scoped<T>(production: () => T, kind: ScopeKind = 'block', owner?: FunctionSymbol): T {
    const outer = this.scope;
    this.scope = new Scope(outer);
    this.watcher?.opened(kind, this.token.span, owner);
    try {
      return production();
    } finally {
      this.watcher?.closed(this.unclosed ? this.token.span : this.previous.span);
      this.scope = outer;
    }
  }

  /**
   * Runs a production in a scope that names already have around them: it counts only if something is declared there,
   * so that a chain of ten thousand is no deeper than one.
   */
  inner<T>(production: () => T): T {
    if (this.scope.names.size > 0 || this.scope.tags.size > 0) this.scope = new Scope(this.scope);
    return production();
  }

  /** Runs a production; after a syntax error in it skips to where the next one may start. */
  recovering<T>(production: () => T, keep?: (partial: Expression) => void): T | undefined {
    const start = this.index;
    try {
      return production();
    } catch (failure) {
      if (!(failure instanceof SyntaxFailure)) throw failure;
      if (failure.partial) keep?.(failure.partial);
      this.skipStatement(this.openSince(start, '{', '}'));
      if (this.index === start && !this.is('}')) this.next();
      return undefined;
    }
  }

  /** Runs a production and takes the token after it; a syntax error costs no more than what stands before that. */
  upTo(closer: string, where: string, production: () => Expression): Expression {
    const start = this.index;
    const { span } = this.token;
    try {
      const value = production();
      this.expect(closer, where);
      return value;
    } catch (failure) {
      if (!(failure instanceof SyntaxFailure) || !this.skipTo(closer, start)) throw failure;
      this.next();
      return failure.partial ?? { kind: 'error', type: errorType, span };
    }
  }

  /** Goes to the token that closes what was open at `start`, if no statement ends or starts before it. */
  skipTo(closer: string, start: number): boolean {
    let open = this.openSince(start, '([', ')]');
    for (let ahead = 0; ; ahead++) {
      const token = this.tokens[this.index + ahead];
      if (!token || token.kind === 'end' || statementKeywords.has(token.text)) return false;
      if (token.kind !== 'punctuator') continue;
      if (open === 0 && token.text === closer) {
        while (ahead-- > 0) this.next();
        return true;
      }
      if (';{}'.includes(token.text)) return false;
      if ('(['.includes(token.text)) open++;
      else if (')]'.includes(token.text) && open-- === 0) return false;
    }
  }

  /** Brackets that were opened since a token and are open still. */
  private openSince(start: number, openers: string, closers: string): number {
    let open = 0;
    for (const { text, kind } of this.tokens.slice(start, this.index)) {
      if (kind !== 'punctuator') continue;
      if (openers.includes(text)) open++;
      else if (closers.includes(text) && open > 0) open--;
    }
    return open;
  }

  /** Reports that an expression breaks off here; goes on with it where an operand may end. */
  breakOff(said: Said, partial: ErrorExpression): Expression {
    this.report.say(this.token.span, said);
    this.typed(partial);
    if (this.token.kind === 'punctuator' && ';),]:'.includes(this.token.text)) return partial;
    throw new SyntaxFailure(partial);
  }

  /** Tells of an expression that has been read. */
  typed(node: Expression): Expression {
    this.watcher?.expression(node);
    return node;
  }

  /** Out of open braces, then past the next `;`, or a block, or up to a closing brace. */
  private skipStatement(open: number): void {
    for (; open > 0 && !this.atEnd && !this.startsAfresh(); this.next()) {
      if (this.is('{')) open++;
      else if (this.is('}')) open--;
    }
    while (!this.atEnd && !this.is('}')) {
      if (this.accept(';')) return;
      if (this.is('{')) return this.skipBlock();
      if (this.startsAfresh()) return;
      this.next();
    }
  }

  /** Whether a line starts here that cannot go on with what is broken: a statement, or a declaration at the margin. */
  startsAfresh(): boolean {
    const { token, previous } = this;
    if (token.kind !== 'identifier' || token === previous) return false;
    const { column } = token.span.file.position(token.span.start);
    if (!this.startsLine()) return false;
    if (this.context && statementKeywords.has(token.text)) return true;
    return column === 0 && (declarationKeywords.has(token.text) || this.typedefNamed(token) !== undefined);
  }

  /** Whether the token is on another line than the one before it. */
  startsLine(): boolean {
    const [before, here] = [this.previous.span, this.token.span];
    return (
      before.file !== here.file ||
      before.file.position(before.start).line !== before.file.position(here.start).line
    );
  }

  skipBlock(): void {
    let open = 0;
    do {
      if (this.is('{')) open++;
      else if (this.is('}')) open--;
      this.next();
    } while (open > 0 && !this.atEnd);
    this.accept(';');
  }

  /** The typedef that the token names, if it does in this scope. */
  typedefNamed(token: Token): TypedefSymbol | undefined {
    if (token.kind !== 'identifier') return undefined;
    const symbol = this.scope.lookup(token.text);
    return symbol?.kind === 'typedef' ? symbol : undefined;
  }

  /** Enters a symbol into the current scope; the span is that of this declaration of it. */
  declare(symbol: NamedSymbol, span = symbol.span, role: Role = 'definition'): void {
    this.scope.names.set(symbol.name, symbol);
    this.watcher?.declared(symbol, span, role);
  }

  /** Notes that a label of the function is named, whether it has been met or not. */
  usesLabel(name: string, span: Span): void {
    const { labels } = this.inFunction;
    const known = labels.get(name);
    if (known) known.uses.push(span);
    else labels.set(name, { uses: [span] });
  }

  /** Takes the sizes that have come up since the last time. */
  takeSizes(from = 0): DeclareStatement[] {
    return this.sizes.splice(from);
  }

  /** A label for assembly that is unique in the file. */
  uniqueLabel(name: string): string {
    return `${name}.${++this.labels}`;
  }
}

/** Words that a statement or label starts with, and nothing else. */
const statementKeywords = new Set(
  'if while do for switch case default return goto break continue'.split(' '),
);

/** Words that start most declarations. */
const declarationKeywords = new Set(
  'typedef extern static __inline__ const struct union enum void char short int long signed unsigned _Bool'.split(
    ' ',
  ),
);

export const isIdentifier = (token: Token): boolean =>
  token.kind === 'identifier' && !parserKeywords.has(token.text);

/** A token as the source has it. */
export const wordOf = ({ text, spelling = text }: Token): string => spelling;

/** Reads the files, carries out directives (C99 6.10), and passes the other tokens through macro expansion. */
import { SourceFile, join, suggest, type Diagnostic, type Said, type Span } from '../../source';
import { type Standard, lexicalRules, predefinedBy, wordsOf } from '../standards';
import type { Token } from '../token';
import type { PreprocessorWatcher } from '../watch';
import { evaluateCondition } from './condition';
import { Cursor, type Conditional } from './cursor';
import { headerNames } from '../header-names';
import { Expander, type Source } from './expander';
import { Headers } from './includes';
import type { PreprocessOptions, Preprocessed } from '.';
import { extentOf, spell, type Lexeme } from './lexeme';
import { lex, type LexedFile } from './lexer';
import {
  macroName,
  parseDefinition,
  reservedMacros,
  sameDefinition,
  type Builtin,
  type Macro,
} from './macros';
import { Pragmas } from './pragmas';
import { builtinMacros, commandLine, predefined } from './predefined';
import { says } from '../rules';

/** Files in files, and files in all: beyond is a cycle, not a program. */
const includeDepthLimit = 200;
const includeLimit = 20_000;

const lexedPredefined = lex(predefined);

export class Preprocessor implements Source {
  private readonly macros = new Map<string, Macro>();
  private readonly cursors: Cursor[] = [];
  private readonly headers: Headers;
  private readonly expander: Expander;
  private readonly diagnostics: Diagnostic[] = [];
  private readonly reported = new Set<string>();
  private readonly pragmas = new Pragmas(this.macros, (said, span, hint) => this.error(said, span, hint));
  /** Those that have been read. */
  private readonly tokens: Token[] = [];
  private readonly words: ReadonlyMap<string, string>;
  private included = 0;
  private counter = 0;
  private readonly report = (diagnostic: Diagnostic) => this.addDiagnostic(diagnostic);

  constructor(
    private readonly options: PreprocessOptions & { readonly standard: Standard },
    private readonly watcher: PreprocessorWatcher | undefined,
  ) {
    this.words = wordsOf(options.standard);
    this.headers = new Headers(options.files, options.includePaths ?? [], lexicalRules(options.standard));
    const builtins = {
      value: (name: Builtin, use: Lexeme) => this.builtin(name, use),
      pragma: (text: Lexeme) => this.pragma(pragmaLine(text), this.cursor),
    };
    this.expander = new Expander(this.macros, this, builtins, this.report, watcher);
  }

  run(main: LexedFile): Preprocessed {
    for (const macro of builtinMacros()) this.macros.set(macro.name, macro);
    this.readFile(lexedPredefined);
    this.readFile(lex(new SourceFile(predefined.path, predefinedBy(this.options.standard))));
    if (this.options.defines) this.readFile(lex(commandLine(this.options.defines)));
    this.readFile(main);
    this.tokens.push(main.end);
    return { tokens: this.tokens, diagnostics: this.diagnostics, pragmas: this.pragmas.diagnostic };
  }

  private readFile(lexed: LexedFile): void {
    this.enterFile(lexed, undefined);
    for (;;) {
      const lexeme = this.expander.next();
      if (lexeme.kind === 'end') {
        this.leaveFile();
        if (this.cursors.length === 0) return;
      } else if (lexeme.problem && lexeme.kind === 'punctuator') this.report(lexeme.problem);
      else this.tokens.push(this.token(lexeme));
    }
  }

  /** Tokens of the preprocessor become those of the language here (C99 5.1.1.2 phase 7). */
  private token(lexeme: Lexeme): Token {
    if (lexeme.kind !== 'identifier') return lexeme;
    const token = lexeme.meaning(this.words.get(lexeme.text));
    const { bytes } = this.pragmas.packing;
    const isRecord = bytes !== undefined && (token.text === 'struct' || token.text === 'union');
    return isRecord ? token.packed(bytes) : token;
  }

  private get cursor(): Cursor {
    const cursor = this.cursors.at(-1);
    if (!cursor) throw new Error('no file is being read');
    return cursor;
  }

  /** How many files are being read up to the innermost that a span is in; 0: none. */
  private depthOf({ file }: Span): number {
    let depth = this.cursors.length;
    while (depth > 0 && this.cursors[depth - 1]?.lexed.file !== file) depth--;
    return depth;
  }

  private enterFile(lexed: LexedFile, from: Span | undefined): void {
    this.cursors.push(new Cursor(lexed, from));
  }

  private leaveFile(): void {
    for (const problem of this.cursor.lexed.problems) this.report(problem);
    for (const { span } of this.cursor.conditionals) this.report({ ...says('c-unclosed-conditional'), span });
    this.cursors.pop();
  }

  // Source: what the expander reads.

  next(): Lexeme {
    for (;;) {
      const { cursor } = this;
      const lexeme = cursor.current;
      if (isDirective(lexeme)) {
        this.directive(cursor);
        continue;
      }
      if (lexeme.kind !== 'end') cursor.next++;
      if (lexeme.problem && lexeme.kind !== 'punctuator') this.report(lexeme.problem);
      return lexeme;
    }
  }

  peek(): Lexeme | undefined {
    const lexeme = this.cursor.current;
    return lexeme.kind === 'end' || isDirective(lexeme) ? undefined : lexeme;
  }

  /** Once for each place and message; with the way by which its file came in. */
  private addDiagnostic(diagnostic: Diagnostic): void {
    const { span, message, related = [] } = diagnostic;
    const key = `${span?.file.path}:${span?.start}:${message}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    const all = [...related, ...(span ? this.includedFrom(span) : [])];
    this.diagnostics.push(all.length > related.length ? { ...diagnostic, related: all } : diagnostic);
  }

  /** The `#include` directives that lead to a place, innermost first. */
  private includedFrom(place: Span): { span: Span; message: string }[] {
    const spans = this.cursors.slice(0, this.depthOf(place)).flatMap(({ from }) => from ?? []);
    return spans
      .filter((span, at) => span.file !== spans[at + 1]?.file)
      .reverse()
      .slice(0, 8)
      .map(span => ({ span, message: 'included here' }));
  }

  private error(said: Said, span: Span, hint?: string): void {
    this.report({ ...said, span, ...(hint !== undefined && { hint }) });
  }

  // Directives.

  /** `#` name line */
  private directive(cursor: Cursor): void {
    const { hash, line } = cursor.takeLine();
    const name = line.shift();
    if (!name) return;
    const span = join(hash.span, name.span);
    if (name.kind === 'number') return this.line([name, ...line], span);
    const carryOut = name.kind === 'identifier' ? this.directives.get(name.text) : undefined;
    if (carryOut) return carryOut(line, span, cursor);
    const known = suggest(name.text, this.directives.keys());
    this.error(
      says('c-unknown-directive', { name: name.spelling }),
      span,
      known && `did you mean #${known}?`,
    );
  }

  private readonly directives: ReadonlyMap<string, (line: Lexeme[], span: Span, cursor: Cursor) => void> =
    new Map([
      ['define', (line, span) => this.define(line, span)],
      ['undef', (line, span) => this.undefine(line, span)],
      ['include', (line, span, cursor) => this.include(line, span, cursor)],
      ['if', (line, span, cursor) => this.open(span, cursor, this.condition(line, span))],
      ['ifdef', (line, span, cursor) => this.open(span, cursor, this.isDefined(line, span, 'ifdef'))],
      ['ifndef', (line, span, cursor) => this.open(span, cursor, !this.isDefined(line, span, 'ifndef'))],
      ['elif', (line, span, cursor) => this.elseIf(line, span, cursor)],
      ['elifdef', (line, span, cursor) => this.elseIfDefined('elifdef', line, span, cursor)],
      ['elifndef', (line, span, cursor) => this.elseIfDefined('elifndef', line, span, cursor)],
      ['else', (line, span, cursor) => this.else(line, span, cursor)],
      ['endif', (line, span, cursor) => this.endIf(line, span, cursor)],
      ['line', (line, span) => this.line(this.expandLine(line), span)],
      ['error', (line, span) => this.say('error', line, span)],
      ['warning', (line, span) => this.say('warning', line, span)],
      ['pragma', (line, _span, cursor) => this.pragma(line, cursor)],
    ]);

  private define(line: readonly Lexeme[], directive: Span): void {
    const macro = parseDefinition(line, directive, this.report);
    const [name] = line;
    if (!macro || !name || this.isReserved(name)) return;
    const before = this.macros.get(macro.name);
    if (before && !sameDefinition(before, macro)) this.redefined(before, macro);
    this.macros.set(macro.name, macro);
    this.watcher?.macroDefined(macro, join(directive, (line.at(-1) ?? name).span));
  }

  private redefined(before: Macro, { name, span }: Macro): void {
    this.report({
      ...says('c-macro-redefined', { name }),
      span,
      ...(!before.builtin && {
        hint: `#undef ${name} first if that is wanted`,
        related: [{ span: before.span, message: 'it was defined here' }],
      }),
    });
  }

  private undefine(line: readonly Lexeme[], directive: Span): void {
    const name = macroName(line, directive, this.report);
    if (!name || this.isReserved(name)) return;
    this.endOfLine(line, 1, 'undef');
    this.watcher?.macroUndefined(this.macros.get(name.text), name.span);
    this.macros.delete(name.text);
  }

  private isReserved(name: Lexeme): boolean {
    if (!reservedMacros.has(name.text)) return false;
    this.error(says('c-macro-reserved', { name: name.text }), name.span);
    return true;
  }

  private include(line: Lexeme[], directive: Span, cursor: Cursor): void {
    const header = headerName(line) ?? headerName(this.expandLine(line));
    const where = extentOf(line) ?? directive;
    if (!header || header.name === '') return this.error(says('c-include-name'), where);
    if (header.length < line.length && line[0]?.kind === 'string') this.endOfLine(line, 1, 'include');
    const found = this.headers.find(header.name, header.quoted, cursor.lexed.file);
    this.watcher?.included(where, header.name, 'lexed' in found ? found.lexed.file : undefined);
    if ('looked' in found) {
      const hint = hintAtMissing(header.name, found.looked);
      return this.error(says('c-header-missing', { name: header.name }), where, hint);
    }
    const { lexed } = found;
    if (this.pragmas.once.has(lexed.file.path) || (lexed.guard !== undefined && this.macros.has(lexed.guard)))
      return;
    if (this.cursors.length >= includeDepthLimit || ++this.included > includeLimit) {
      this.included = Infinity;
      return this.error(
        says('c-include-cycle', { name: header.name }),
        where,
        'start a header with #pragma once, so that it is read only once',
      );
    }
    this.enterFile(lexed, where);
  }

  private line(line: readonly Lexeme[], directive: Span): void {
    const [number, name] = line;
    if (!number || !/^\d+$/.test(number.text) || Number(number.text) > 0x7fff_ffff)
      return this.error(says('c-line-number'), number?.span ?? directive);
    const { cursor } = this;
    const next = cursor.lexed.file.position(directive.start).line + 1;
    cursor.lineShift = Number(number.text) - next - 1;
    if (name && name.kind !== 'string') return this.error(says('c-line-file'), name.span);
    if (name) cursor.presumedPath = name.text.slice(1, -1);
  }

  private say(severity: 'error' | 'warning', line: readonly Lexeme[], directive: Span): void {
    const last = line.at(-1);
    const span = last ? join(directive, last.span) : directive;
    const text = span.file.text
      .slice(directive.end, span.end)
      .replace(/\\\r?\n/g, '')
      .trim();
    const rule = severity === 'error' ? 'c-error-directive' : 'c-warning-directive';
    this.report({ ...says(rule, { text: text || `#${severity} without a message` }), span });
  }

  private pragma(line: readonly Lexeme[], { lexed }: Cursor): void {
    this.pragmas.read(line, lexed.file.path, this.tokens.length);
  }

  // Conditionals.

  private open(span: Span, cursor: Cursor, taken: boolean): void {
    cursor.conditionals.push({ span, taken });
    if (!taken) this.skipGroup(cursor);
  }

  /** Passes over a group that is not read. */
  private skipGroup(cursor: Cursor): void {
    const first = cursor.current;
    cursor.skipGroup();
    const next = cursor.current;
    if (this.watcher && first !== next) this.watcher.skipped({ ...first.span, end: next.span.start });
  }

  private isDefined(line: readonly Lexeme[], directive: Span, name: string): boolean {
    const macro = macroName(line, directive, this.report);
    this.endOfLine(line, 1, name);
    return macro !== undefined && this.isMacro(macro);
  }

  private elseIf(line: Lexeme[], span: Span, cursor: Cursor): void {
    this.otherGroup('elif', span, cursor, () => this.condition(line, span));
  }

  private elseIfDefined(name: 'elifdef' | 'elifndef', line: Lexeme[], span: Span, cursor: Cursor): void {
    const wanted = name === 'elifdef';
    this.otherGroup(name, span, cursor, () => this.isDefined(line, span, name) === wanted);
  }

  /** A group that is read if none before it was, and its condition holds. */
  private otherGroup(name: string, span: Span, cursor: Cursor, holds: () => boolean): void {
    const conditional = this.innermost(name, span, cursor);
    if (!conditional) return;
    if (conditional.otherwise) this.afterElse(name, span, conditional.otherwise);
    if (conditional.taken) return this.skipGroup(cursor);
    conditional.taken = holds();
    if (!conditional.taken) this.skipGroup(cursor);
  }

  private else(line: readonly Lexeme[], span: Span, cursor: Cursor): void {
    const conditional = this.innermost('else', span, cursor);
    if (!conditional) return;
    this.endOfLine(line, 0, 'else');
    if (conditional.otherwise) this.afterElse('else', span, conditional.otherwise);
    conditional.otherwise = span;
    if (conditional.taken) return this.skipGroup(cursor);
    conditional.taken = true;
  }

  private endIf(line: readonly Lexeme[], span: Span, cursor: Cursor): void {
    if (!this.innermost('endif', span, cursor)) return;
    this.endOfLine(line, 0, 'endif');
    cursor.conditionals.pop();
  }

  private innermost(name: string, span: Span, cursor: Cursor): Conditional | undefined {
    const conditional = cursor.conditionals[cursor.conditionals.length - 1];
    if (!conditional) this.error(says('c-stray-directive', { name }), span);
    return conditional;
  }

  private afterElse(name: string, span: Span, before: Span): void {
    this.report({
      ...says('c-after-else', { name }),
      span,
      related: [{ span: before, message: 'the #else is here' }],
    });
  }

  /** The value of an `#if`; one with an error counts as false. */
  private condition(line: readonly Lexeme[], directive: Span): boolean {
    const lexemes = this.expandLine(line, lexeme => this.defined(lexeme));
    return (
      evaluateCondition(
        lexemes.map(each => this.truth(each)),
        directive,
        this.report,
      ) ?? false
    );
  }

  /** In C23 `true` is 1 in conditions too; else it is an unknown name, which is 0 like `false`. */
  private truth(lexeme: Lexeme): Lexeme {
    if (lexeme.kind !== 'identifier' || this.words.get(lexeme.text) !== '__true') return lexeme;
    return lexeme.become('number', '1');
  }

  /** `__has_include(<name>)` as a number (C23 6.10.1). */
  private hasInclude(lexeme: Lexeme): Lexeme {
    const line: Lexeme[] = [];
    if (this.expander.raw().text !== '(') this.error(says('c-has-include'), lexeme.span);
    for (let next = this.expander.raw(); next.text !== ')' && next.kind !== 'end'; next = this.expander.raw())
      line.push(next);
    const header = headerName(line) ?? headerName(this.expandLine(line));
    if (!header) this.error(says('c-has-include'), lexeme.span);
    const found = header && this.headers.find(header.name, header.quoted, this.cursor.lexed.file);
    return lexeme.become('number', found && 'lexed' in found ? '1' : '0');
  }

  /** `defined NAME` and `defined(NAME)` as a number; other tokens as they are. */
  private defined(lexeme: Lexeme): Lexeme {
    if (lexeme.text === hasIncludeName && lexeme.kind === 'identifier') return this.hasInclude(lexeme);
    if (lexeme.text !== 'defined' || lexeme.kind !== 'identifier') return lexeme;
    const first = this.expander.raw();
    const parenthesis = first.text === '(';
    const name = parenthesis ? this.expander.raw() : first;
    if (name.kind !== 'identifier') this.error(says('c-defined-name'), lexeme.span);
    else if (parenthesis && this.expander.raw().text !== ')')
      this.error(says('c-defined-unclosed'), lexeme.span);
    return lexeme.become('number', this.isMacro(name) ? '1' : '0');
  }

  /** Whether a directive that asks for a macro finds it. */
  private isMacro(name: Lexeme): boolean {
    const macro = this.macros.get(name.text);
    if (name.kind === 'identifier') this.watcher?.macroTested(name.text, name.span, macro);
    return macro !== undefined || name.text === hasIncludeName;
  }

  /** The rest of a directive's line after expansion. */
  private expandLine(line: readonly Lexeme[], each?: (lexeme: Lexeme) => Lexeme): Lexeme[] {
    for (const { problem, kind } of line) if (problem && kind !== 'punctuator') this.report(problem);
    return this.expander.expand(line, each);
  }

  private endOfLine(line: readonly Lexeme[], at: number, name: string): void {
    if (line[at]) this.report({ ...says('c-directive-trailing', { name }), span: line[at].span });
  }

  // Macros that depend on where they are used.

  private builtin(name: Builtin, use: Lexeme): Lexeme {
    const at = this.cursors[this.depthOf(use.span) - 1] ?? this.cursor;
    switch (name) {
      case '__COUNTER__':
        return use.become('number', String(this.counter++));
      case '__FILE__': {
        const path = at.presumedPath.replace(/["\\]/g, '\\$&');
        return use.become('string', `"${path}"`);
      }
      case '__LINE__': {
        const line = at.lexed.file.position(use.span.start).line + 1 + at.lineShift;
        return use.become('number', String(line));
      }
      default:
        throw new Error(`the macro ${name} has no value of its own`);
    }
  }
}

/** An operator of conditions that `#ifdef` finds, so that a text can ask whether it is there. */
const hasIncludeName = '__has_include';

function hintAtMissing(name: string, looked: readonly string[]): string {
  const meant = suggest(
    name,
    headerNames.map(({ header }) => header),
  );
  if (meant !== undefined && meant !== name) return `did you mean <${meant}>?`;
  return looked.length > 0 ? `looked for ${looked.join(', ')}` : 'there is no folder to look in';
}

function isDirective(lexeme: Lexeme): boolean {
  return lexeme.first && lexeme.text === '#' && lexeme.kind === 'punctuator';
}

/** The line that the string of a `_Pragma` stands for (C99 6.10.9). */
function pragmaLine(string: Lexeme): readonly Lexeme[] {
  const text = string.text.slice(1, -1).replace(/\\(["\\])/g, '$1');
  const { lexemes } = lex(new SourceFile('', text));
  return lexemes.filter(({ kind }) => kind !== 'end').map(lexeme => lexeme.at(string));
}

/** What `#include` names, and how many tokens that takes. */
function headerName(line: readonly Lexeme[]): { name: string; quoted: boolean; length: number } | undefined {
  const first = line[0];
  if (first?.kind === 'string' && (first.text[0] === '"' || first.text[0] === '<'))
    return { name: first.text.slice(1, -1), quoted: first.text[0] === '"', length: 1 };
  const close = line.findIndex(lexeme => lexeme.text === '>');
  if (first?.text !== '<' || close < 0) return undefined;
  return { name: spell(line.slice(1, close)), quoted: false, length: close + 1 };
}

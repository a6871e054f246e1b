/** Where names of variables and registers stand whose values are shown in the text while a program is stopped there. */
import { parse, walk } from '../assembler';
import { lex } from '../c/preprocessor/lexer';
import { registerNumber, registers } from '../isa';
import { SourceFile } from '../source';

export interface NamePlace {
  /** As it is written. */
  readonly text: string;
  /** What it names: a variable, or a register by its first name. */
  readonly name: string;
  /** Zero-based. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

interface Name {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The names in the function around a line, from its start to the end of that line, each once a line. What is before it
 * has happened; what comes after it has not.
 */
export function inlineNames(text: string, language: 'c' | 'toy', line: number): NamePlace[] {
  const file = new SourceFile('', text);
  const end = file.offset({ line, column: Infinity });
  const names = language === 'c' ? namesOfC(file, end) : namesOfAssembly(file, line);
  const seen = new Set<string>();
  return names.flatMap(({ text, start, end }) => {
    const number = language === 'toy' ? registerNumber(text) : undefined;
    const name = number === undefined ? text : registers[number].name;
    const from = file.position(start);
    const key = `${from.line} ${name}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ text, name, line: from.line, start: from.column, end: from.column + end - start }];
  });
}

/** Identifiers but for those of members, of functions that are called, and in directives. */
function namesOfC(file: SourceFile, end: number): Name[] {
  const { lexemes } = lex(file);
  let depth = 0;
  let names: Name[] = [];
  let directive = false;
  for (const [at, { kind, text, first, span }] of lexemes.entries()) {
    if (span.start >= end) break;
    if (first) directive = text === '#';
    if (directive) continue;
    if (text === '{') depth++;
    if (text === '}') depth--;
    // What follows at the margin belongs to the next declaration.
    if (depth === 0 && (text === '}' || text === ';')) names = [];
    if (kind !== 'identifier') continue;
    const isMember = ['.', '->'].includes(lexemes[at - 1]?.text ?? '');
    const isCalled = lexemes[at + 1]?.text === '(';
    if (!isMember && !isCalled) names.push({ text, start: span.start, end: span.end });
  }
  return names;
}

/** Names in the operands of instructions, from the label that the routine starts with. */
function namesOfAssembly(file: SourceFile, line: number): Name[] {
  const before = parse(file).statements.filter(statement => statement.line <= line);
  let names: Name[] = [];
  for (const { kind, labels, operands } of before) {
    if (labels.some(({ name }) => !/^(\.L|\d)/.test(name))) names = [];
    if (kind !== 'instruction') continue;
    for (const operand of operands)
      walk(operand, node => {
        if (node.kind === 'name') names.push({ text: node.name, start: node.start, end: node.end });
      });
  }
  return names;
}

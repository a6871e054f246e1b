/**
 * The sources in `cases/`: what each line assembles to, or what is said about it, stands in a comment at its end.
 *
 *     #= 30400001 0002 03      the bytes: words, half-words and bytes by the number of digits, in hex
 *     # error: message {text}  a diagnostic of the line and the text it points at; ` & ` stands between several
 *     #^ error: …              the same for the line before, where a comment cannot stand in the line itself
 *
 * UPDATE_GOLDEN=1 writes the diagnostics that there are into the files; a person reads the difference.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assemble } from '../../src/assembler';
import type { ObjectFile } from '../../src/image';
import { type Diagnostic, type FileReader, SourceFile } from '../../src/source';
import { assertGolden } from '../support/golden';

const folder = fileURLToPath(new URL('cases/', import.meta.url));
const files: FileReader = {
  read(path) {
    try {
      return readFileSync(folder + path);
    } catch {
      return undefined;
    }
  },
};

const expectation = /\s*#\^? ((?:error|warning): .*)$/;

describe('assembler cases', () => {
  for (const name of readdirSync(folder).filter(name => name.endsWith('.toy'))) it(name, () => check(name));
});

function check(name: string): void {
  const text = readFileSync(folder + name, 'utf8');
  const { object, diagnostics } = assemble(new SourceFile(name, text), { files });
  const actual = withDiagnostics(text, diagnostics);
  assertGolden(folder + name, actual);
  const expected = [...text.matchAll(/#= (.*)/g)].map(match => littleEndian(match[1]!)).join('');
  if (expected !== '') assert.equal(contents(object), expected);
}

/** The text with the diagnostics of each line in a comment. */
function withDiagnostics(text: string, diagnostics: readonly Diagnostic[]): string {
  const byLine = new Map<number, string[]>();
  for (const diagnostic of diagnostics) {
    const line = mainLine(diagnostic);
    byLine.set(line, [...(byLine.get(line) ?? []), render(diagnostic)]);
  }
  const lines = text.split('\n');
  return lines
    .map((line, index) => {
      const above = line.startsWith('#^');
      const below = lines[index + 1]?.startsWith('#^') ?? false;
      const found = byLine.get(above ? index - 1 : index)?.join(' & ');
      if (above) return found === undefined ? '#^ error: none' : `#^ ${found}`;
      const bare = line.replace(expectation, '');
      return found === undefined || below ? bare : `${bare} # ${found}`;
    })
    .join('\n');
}

/** The line of the main file that a diagnostic belongs to: where it is, or where what it is in is used. */
function mainLine({ span, related = [] }: Diagnostic): number {
  const uses = related.filter(({ message }) => /^(in this use|included)/.test(message));
  const place = uses[uses.length - 1]?.span ?? span!;
  return place.file.position(place.start).line;
}

function render({ severity, message, hint, span, related = [] }: Diagnostic): string {
  const { start, end, file } = span!;
  const text = file.text.slice(start, end);
  const notes = related.map(
    ({ span, message }) => ` [${span.file.path}:${span.file.position(span.start).line + 1} ${message}]`,
  );
  return `${severity}: ${message} {${text}}${hint === undefined ? '' : ` (${hint})`}${notes.join('')}`;
}

/** Hex numbers as bytes in memory. */
function littleEndian(numbers: string): string {
  return numbers
    .trim()
    .split(/\s+/)
    .map(number => number.match(/../g)!.reverse().join(''))
    .join('');
}

function contents({ sections }: ObjectFile): string {
  return sections.map(({ bytes }) => Buffer.from(bytes).toString('hex')).join('');
}

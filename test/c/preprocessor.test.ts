import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Preprocessed, preprocess } from '../../src/c/preprocessor';
import { hasErrors, MemoryFiles, place, SourceFile } from '../../src/source';
import { assertGolden } from '../support/golden';
import { gcc, judgedBy } from '../support/judges';
import { tokenTexts } from './preprocessor-judge';

const folder = join(__dirname, 'preprocessor-cases');
const cases = readdirSync(folder).filter(name => name.endsWith('.c'));

function filesBelow(path = ''): [string, Uint8Array][] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap(entry => {
    const name = path === '' ? entry.name : `${path}/${entry.name}`;
    return entry.isDirectory()
      ? filesBelow(name)
      : [[name, new Uint8Array(readFileSync(join(folder, name)))]];
  });
}

const files = new MemoryFiles(new Map(filesBelow()));

function run(name: string): Preprocessed {
  const text = readFileSync(join(folder, name), 'utf8');
  return preprocess(new SourceFile(name, text), { files, includePaths: ['include'] });
}

/** The tokens, a line for each line of a file that they are seen on, then what there is to say. */
function describeResult({ tokens, diagnostics }: ReturnType<typeof run>): string {
  const lines: string[] = [];
  let last = '';
  for (const { kind, text, span } of tokens) {
    if (kind === 'end') break;
    const where = `${span.file.path}:${span.file.position(span.start).line + 1}`;
    if (where === last) lines[lines.length - 1] += ` ${text}`;
    else lines.push(`${where}: ${text}`);
    last = where;
  }
  for (const { severity, message, span, hint, related = [] } of diagnostics) {
    lines.push(`${place(span!)}: ${severity}: ${message}`);
    if (hint) lines.push(`  hint: ${hint}`);
    for (const other of related) lines.push(`  ${place(other.span)}: ${other.message}`);
  }
  return lines.map(line => `${line}\n`).join('');
}

describe('the preprocessor', () => {
  for (const name of cases) {
    it(`gives what is expected for ${name}`, () => {
      assertGolden(join(folder, name.replace(/\.c$/, '.expected')), describeResult(run(name)));
    });

    judgedBy('gcc', `agrees with gcc about ${name}`, () => {
      const { tokens, diagnostics } = run(name);
      const judge = gcc(['-E', '-P', '-undef', '-std=gnu99', '-Iinclude', name], { cwd: folder });
      assert.equal(hasErrors(diagnostics), judge.status !== 0, judge.errors);
      assert.equal(hasErrors(diagnostics), name.startsWith('error-') && name !== 'error-warnings.c');
      const ours = tokens
        .slice(0, -1)
        .map(({ kind, text, spelling = text }) => (kind === 'identifier' ? spelling : text));
      if (judge.status === 0) assert.deepEqual(ours, tokenTexts(judge.output));
    });
  }
});

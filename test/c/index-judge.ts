/** What must hold of every analysis, whatever the text is. */
import assert from 'node:assert/strict';
import type { Analysis, Entity, Mention } from '../../src/c';
import { type Span, SourceFile, type FileReader } from '../../src/source';

/** Reads files once: a header that is asked for again is not cut into tokens again. */
export function remembering(files: FileReader): FileReader {
  const known = new Map<string, Uint8Array | undefined>();
  return {
    read(path) {
      if (!known.has(path)) known.set(path, files.read(path));
      return known.get(path);
    },
  };
}

/** Names that `#` and `##` make stand at the operator. */
const made = (text: string): boolean => text === '#' || text === '##' || text === '%:%:';

function checkSpan(span: Span, what: string): void {
  const { file, start, end } = span;
  assert.ok(file instanceof SourceFile, what);
  assert.ok(
    0 <= start && start <= end && end <= file.text.length,
    `${what}: ${start} to ${end} of ${file.path}`,
  );
}

function checkMention({ entity, span, expansion }: Mention): void {
  checkSpan(span, entity.name);
  if (expansion) checkSpan(expansion, entity.name);
  const text = span.file.text.slice(span.start, span.end).replace(/\\[ \t]*\r?\n/g, '');
  assert.ok(text === entity.name || made(text), `${entity.kind} ${entity.name} where ${text} is written`);
}

function checkEntity(entity: Entity): void {
  if (entity.extent) checkSpan(entity.extent, entity.name);
  if (entity.kind === 'builtin' || entity.name === '') return;
  const declared = entity.mentions.some(({ role }) => role === 'definition' || role === 'declaration');
  assert.ok(declared, `${entity.kind} ${entity.name} is declared nowhere`);
}

export function checkAnalysis({ tree, index, diagnostics }: Analysis): void {
  const { tables } = index;
  assert.ok(tree.functions);
  tables.mentions.forEach(checkMention);
  tables.entities.forEach(checkEntity);
  for (const { start, end } of tables.scopes) [start, end].forEach(span => checkSpan(span, 'scope'));
  for (const { extent, parameters } of tables.expansions)
    [extent, ...parameters].forEach(span => span && checkSpan(span, 'expansion'));
  for (const { span } of tables.inclusions) checkSpan(span, 'inclusion');
  for (const span of tables.inactive) checkSpan(span, 'inactive');
  for (const { span } of tables.unresolved) checkSpan(span, 'unresolved');
  for (const { span, type } of tables.expressions) {
    checkSpan(span, 'expression');
    assert.ok(type);
  }
  for (const { span } of diagnostics) if (span) checkSpan(span, 'diagnostic');
}

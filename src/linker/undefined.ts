/** What to say about names that nothing defines. */
import type { ObjectFile } from '../image';
import { type Diagnostic, type Span, suggest } from '../source';
import type { Places } from './places';
import type { UndefinedUse } from './relocate';
import { says } from './rules';

/** Where a name may have been meant that nothing defines. */
export interface KnownObjects {
  readonly own: readonly ObjectFile[];
  readonly library: readonly ObjectFile[];
}

/** One error for each place of use. */
export function reportUndefined(
  uses: readonly UndefinedUse[],
  known: KnownObjects,
  places: Places,
): Diagnostic[] {
  const reported = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const { piece, relocation } of uses) {
    const { object, section } = piece;
    const { symbol } = relocation;
    const span = places.use(
      object,
      { section: section.name, offset: relocation.offset },
      symbol,
      relocation.span,
    );
    const key = `${symbol} ${span ? `${span.file.path} ${span.start}` : object.name}`;
    if (reported.has(key)) continue; // `la` is two relocations in one place
    reported.add(key);
    diagnostics.push(undefinedSymbol(symbol, object, span, hintFor(symbol, known)));
  }
  return diagnostics;
}

function undefinedSymbol(
  symbol: string,
  object: ObjectFile,
  span: Span | undefined,
  hint?: string,
): Diagnostic {
  const where = span ? '' : `, which ${object.name} uses`;
  return { ...says('link-undefined', { symbol, where }), span, ...(hint && { hint }) };
}

export function missingEntry(entry: string, known: KnownObjects): Diagnostic {
  const hint = hintFor(entry, known) ?? `the program starts at a global symbol of this name`;
  return { ...says('link-no-entry', { entry }), hint };
}

/** A local symbol of that name in what is one's own, or a global one of nearly that name. */
function hintFor(symbol: string, { own, library }: KnownObjects): string | undefined {
  const owner = own.find(({ symbols }) =>
    symbols.some(({ name, binding }) => name === symbol && binding === 'local'),
  );
  if (owner) return `${owner.name} has a '${symbol}' that is local to it: make it global`;
  const names = [...own, ...library].flatMap(({ symbols }) =>
    symbols
      .filter(({ binding, place }) => binding !== 'local' && place !== undefined)
      .map(({ name }) => name),
  );
  const name = suggest(symbol, names);
  return name && `did you mean '${name}'?`;
}

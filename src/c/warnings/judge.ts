/** Takes away the warnings that are switched off, and makes errors of those that count as such. */
import { type Diagnostic, type SourceFile, type Span, lastAtMost } from '../../source';
import type { Token } from '../token';
import { Levels } from './levels';
import { ruleOf } from './names';
import type { DiagnosticPragma } from './pragmas';

export interface Judged {
  readonly tokens: readonly Token[];
  readonly pragmas: readonly DiagnosticPragma[];
  /** As `Levels.of` takes them. */
  readonly options: readonly string[];
}

export function judge(
  diagnostics: readonly Diagnostic[],
  { tokens, pragmas, options }: Judged,
): Diagnostic[] {
  const levelsAt = levelsFor(Levels.of(options), tokens, pragmas);
  return diagnostics.flatMap(row => {
    if (row.severity !== 'warning') return [row];
    const level = levelsAt(row.span).of(row.code, ruleOf(row.code));
    if (level === 'ignored') return [];
    return [level === 'error' ? { ...row, severity: 'error' } : row];
  });
}

/** The levels that hold at a place. */
function levelsFor(
  start: Levels,
  tokens: readonly Token[],
  pragmas: readonly DiagnosticPragma[],
): (place: Span | undefined) => Levels {
  if (pragmas.length === 0) return () => start;
  const changes = changesFrom(start, pragmas);
  const order = new TokenOrder(tokens);
  return place => {
    const index = place ? order.before(place) : 0;
    return changes[lastAtMost(changes, index, ({ at }) => at)]?.levels ?? start;
  };
}

function changesFrom(start: Levels, pragmas: readonly DiagnosticPragma[]): { at: number; levels: Levels }[] {
  let levels = start;
  const pushed: Levels[] = [];
  return pragmas.map(pragma => {
    if ('name' in pragma) levels = levels.set(pragma.name, pragma.action);
    else if (pragma.action === 'push') pushed.push(levels);
    else levels = pushed.pop() ?? start;
    return { at: pragma.at, levels };
  });
}

/** Where a place in a file comes among the tokens of all files. */
class TokenOrder {
  private readonly files = new Map<SourceFile, { readonly start: number; readonly index: number }[]>();

  constructor(tokens: readonly Token[]) {
    tokens.forEach(({ span: { file, start } }, index) => {
      const known = this.files.get(file);
      if (!known) this.files.set(file, [{ start, index }]);
      // A file that is read again starts over: the first time counts.
      else if (start >= (known.at(-1)?.start ?? 0)) known.push({ start, index });
    });
  }

  /** The token at the place, or the one before it. */
  before({ file, start }: Span): number {
    const rows = this.files.get(file) ?? [];
    return rows[lastAtMost(rows, start, row => row.start)]?.index ?? 0;
  }
}

/** The index of one translation unit: what each name means, and what means which name where. */
import type { Span } from '../../source';
import type { Expression } from '../ast';
import type { Entity, Expansion, Inclusion, IndexScope, Mention } from './entities';

export interface IndexTables {
  readonly entities: readonly Entity[];
  /** In the order in which they were read. */
  readonly mentions: readonly Mention[];
  /** A scope comes before those in it; the first is that of the file. */
  readonly scopes: readonly IndexScope[];
  readonly expansions: readonly Expansion[];
  readonly inclusions: readonly Inclusion[];
  /** Groups that conditions took out. */
  readonly inactive: readonly Span[];
  /** Names that nothing declares. */
  readonly unresolved: readonly { readonly name: string; readonly span: Span }[];
  /** Every expression that was read, inner ones before those around them. */
  readonly expressions: readonly Expression[];
}

const holds = ({ file, start, end }: Span, path: string, offset: number): boolean =>
  file.path === path && start <= offset && offset <= end;

const width = ({ start, end }: Span): number => end - start;

export class NameIndex {
  private byFile: Map<string, Mention[]> | undefined;

  constructor(readonly tables: IndexTables) {}

  /** The mentions of a file in the order of its text, by where the name is written. */
  mentionsIn(path: string): readonly Mention[] {
    return (this.byFile ??= sortedByFile(this.tables.mentions)).get(path) ?? [];
  }

  /** What is named at an offset, its end included; several where a macro's text means several things. */
  at(path: string, offset: number): readonly Mention[] {
    return this.mentionsIn(path).filter(({ span }) => span.start <= offset && offset <= span.end);
  }

  /** The smallest expression around an offset. */
  expressionAt(path: string, offset: number): Expression | undefined {
    let best: Expression | undefined;
    for (const node of this.tables.expressions)
      if (holds(node.span, path, offset) && (!best || width(node.span) < width(best.span))) best = node;
    return best;
  }

  /** The innermost scope around an offset; that of the file where there is none. */
  scopeAt(path: string, offset: number): IndexScope | undefined {
    const [file] = this.tables.scopes;
    let best = file;
    for (const scope of this.tables.scopes) if (scope !== file && within(scope, path, offset)) best = scope;
    return best;
  }

  /** The names that can be used at an offset of the main file, inner ones before those that they hide. */
  visibleAt(path: string, offset: number): Entity[] {
    const found = new Map<string, Entity>();
    for (let scope = this.scopeAt(path, offset); scope; scope = scope.parent)
      for (const entity of scope.entities)
        if (isDeclaredBefore(entity, path, offset) && !found.has(nameSpace(entity)))
          found.set(nameSpace(entity), entity);
    return [...found.values()];
  }

  /** The macros that are defined at an offset of the main file. */
  macrosAt(path: string, offset: number): Entity[] {
    const found = new Map<string, Entity>();
    for (const { entity, role, span } of this.tables.mentions) {
      if (entity.kind !== 'macro' || (span.file.path === path && span.start >= offset)) continue;
      if (role === 'definition') found.set(entity.name, entity);
      else if (role === 'undefinition') found.delete(entity.name);
    }
    return [...found.values()];
  }

  /** The definitions of a thing; where it has none, its declarations. */
  definitions({ mentions }: Entity): readonly Mention[] {
    const definitions = mentions.filter(({ role }) => role === 'definition');
    return definitions.length > 0 ? definitions : mentions.filter(({ role }) => role === 'declaration');
  }
}

function sortedByFile(mentions: readonly Mention[]): Map<string, Mention[]> {
  const byFile = new Map<string, Mention[]>();
  for (const mention of mentions) {
    const { path } = mention.span.file;
    const list = byFile.get(path);
    if (list) list.push(mention);
    else byFile.set(path, [mention]);
  }
  for (const list of byFile.values()) list.sort((left, right) => left.span.start - right.span.start);
  return byFile;
}

function within({ start, end }: IndexScope, path: string, offset: number): boolean {
  if (start.file.path !== path || offset < start.start) return false;
  return end.file.path !== path || offset <= end.end;
}

/** Tags have a name space of their own (C99 6.2.3). */
const nameSpace = ({ kind, name }: Entity): string =>
  kind === 'struct' || kind === 'union' || kind === 'enum' ? `tag ${name}` : name;

function isDeclaredBefore({ mentions }: Entity, path: string, offset: number): boolean {
  const first = mentions[0];
  if (!first) return false;
  const { file, end } = first.expansion ?? first.span;
  return file.path !== path || end <= offset;
}

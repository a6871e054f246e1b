/** One assembly source as an editor has it, with the files that it includes and the names that they define. */
import {
  type Expression,
  Included,
  LintMemory,
  type NameNode,
  type Statement,
  type Tree,
  parse,
  reparse,
  walk,
} from '../../assembler';
import { registerNumber } from '../../isa';
import { type SourceFile, type Span, lazily } from '../../source';
import type { Workspace } from '../workspace';

export interface Definition {
  readonly name: string;
  readonly kind: 'label' | 'constant' | 'macro' | 'number';
  readonly tree: Tree;
  readonly statement: Statement;
  /** The name itself. */
  readonly node: NameNode;
}

/** A use of a name in an operand, or of a macro in the place of a mnemonic. */
export interface Use {
  readonly name: string;
  readonly tree: Tree;
  readonly statement: Statement;
  readonly node: Expression;
}

export class AssemblyDocument {
  readonly tree: Tree;
  /** The tree of the document, then those of the files that it includes, each once. */
  readonly trees: readonly Tree[];
  private readonly included: Included;
  /** What lints have found out about the versions so far. */
  readonly lints: LintMemory;
  private readonly byName = lazily(() => {
    const byName = new Map<string, Definition[]>();
    for (const tree of this.trees)
      for (const definition of definitionsIn(tree)) {
        const list = byName.get(definition.name);
        if (list) list.push(definition);
        else byName.set(definition.name, [definition]);
      }
    return byName;
  });

  constructor(
    readonly file: SourceFile,
    workspace: Workspace,
    /** The document before it was changed, which is used up. */
    before?: AssemblyDocument,
  ) {
    this.tree = before ? reparse(before.tree, file) : parse(file);
    this.included = new Included(workspace.files, workspace.includePaths);
    this.trees = withIncludes(this.tree, this.included);
    this.lints = before?.lints ?? new LintMemory();
  }

  /** The file that an `.include` of the document names. */
  includedFile(path: string): SourceFile | undefined {
    return this.included.tree(this.file, path)?.file;
  }

  /** Every definition of a name, in the document and what it includes. */
  definitionsOf(name: string): readonly Definition[] {
    return this.byName().get(name) ?? [];
  }

  definitions(): Definition[] {
    return [...this.byName().values()].flat();
  }

  /** Every use of a name, in the document and what it includes. */
  usesOf(name: string): Use[] {
    return this.trees.flatMap(tree => [...usesIn(tree)].filter(use => use.name === name));
  }
}

/** The name of an included file and where it is written; undefined for any other statement. */
export function includedPath(tree: Tree, statement: Statement): { path: string; span: Span } | undefined {
  const operand = statement.operands[0];
  if (statement.name?.name !== '.include' || operand?.kind !== 'string') return undefined;
  const { start, end } = operand;
  return { path: tree.file.text.slice(start + 1, end - 1), span: { file: tree.file, start, end } };
}

function withIncludes(tree: Tree, included: Included, seen = new Set([tree.file.path])): Tree[] {
  const trees = [tree];
  for (const statement of tree.statements) {
    const include = includedPath(tree, statement);
    const other = include && included.tree(tree.file, include.path);
    if (!other || seen.has(other.file.path)) continue;
    seen.add(other.file.path);
    trees.push(...withIncludes(other, included, seen));
  }
  return trees;
}

function* definitionsIn(tree: Tree): Iterable<Definition> {
  for (const statement of tree.statements) {
    for (const node of statement.labels)
      yield { name: node.name, kind: /^\d/.test(node.name) ? 'number' : 'label', tree, statement, node };
    const defined = definedByStatement(statement);
    if (defined) yield { ...defined, name: defined.node.name, tree, statement };
  }
}

function definedByStatement({
  kind,
  name,
  operands,
}: Statement): Pick<Definition, 'kind' | 'node'> | undefined {
  const [first] = operands;
  if (kind === 'assignment' && name) return { kind: 'constant', node: name };
  if (first?.kind !== 'name') return undefined;
  if (name?.name === '.equ') return { kind: 'constant', node: first };
  if (name?.name === '.macro') return { kind: 'macro', node: first };
  return undefined;
}

function* usesIn(tree: Tree): Iterable<Use> {
  for (const statement of tree.statements) {
    if (statement.kind === 'instruction' && statement.name)
      yield { name: statement.name.name, tree, statement, node: statement.name };
    const found: Use[] = [];
    const defined = definedByStatement(statement)?.node;
    for (const operand of statement.operands)
      walk(operand, node => {
        if (node === defined || operand.kind === 'parameter') return;
        if (node.kind === 'name' && isSymbol(node)) found.push({ name: node.name, tree, statement, node });
        if (node.kind === 'local') found.push({ name: String(node.number), tree, statement, node });
      });
    yield* found;
  }
}

/** Whether a name in an operand can stand for a symbol at all. */
export function isSymbol({ name, quoted }: Pick<NameNode, 'name' | 'quoted'>): boolean {
  return quoted ?? (name !== '.' && registerNumber(name) === undefined);
}

/** The definition that a numeric label's use `1b` or `1f` means: the nearest before or after it. */
export function numericTarget(document: AssemblyDocument, use: Use): Definition | undefined {
  if (use.node.kind !== 'local') return undefined;
  const { forward } = use.node;
  const own = document.definitionsOf(use.name).filter(({ tree }) => tree === use.tree);
  return forward
    ? own.find(({ node }) => node.start > use.node.start)
    : own.filter(({ node }) => node.start <= use.node.start).pop();
}

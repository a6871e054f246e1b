/** Labels and macros that nothing uses. */
import type { Said, Span } from '../../source';
import { type Statement, type Tree, walk } from '../syntax';
import { says } from './rules';

interface Unused {
  readonly said: Said;
  readonly span: Span;
  readonly hint?: string;
}

/** What a tree defines and neither it nor those that are included in it use. */
export function unused(tree: Tree, included: readonly Tree[], names: UsedNames): Unused[] {
  if (isHeader(tree)) return [];
  const others = new Set(included.flatMap(each => each.statements.flatMap(row => namesUsed(row, each))));
  const counts = names.of(tree);
  const used = { has: (name: string) => counts.has(name) || others.has(name) };
  const defining = tree.statements.filter(({ labels, kind }) => labels.length > 0 || kind === 'directive');
  return defining.flatMap(({ labels, name, kind, operands }): Unused[] => {
    const found = labels.filter(({ name }) => !used.has(name) && !/^\d|\\/.test(name));
    const [first] = operands;
    const isMacro = kind === 'directive' && name.name === '.macro' && first?.kind === 'name';
    return [
      ...found.map(label => ({
        said: says('asm-unused-label', { name: label.name }),
        hint: `other files see it with .global ${label.name}`,
        span: { file: tree.file, start: label.start, end: label.end },
      })),
      ...(isMacro && !used.has(first.name)
        ? [
            {
              said: says('asm-unused-macro', { name: first.name }),
              span: { file: tree.file, start: first.start, end: first.end },
            },
          ]
        : []),
    ];
  });
}

/** Whether a text only defines macros and constants, for those that include it. */
function isHeader({ statements, blocks }: Tree): boolean {
  let next = 0;
  return statements.every(({ kind, labels, name }, index) => {
    if (index < next) return true;
    if (name?.name === '.macro') next = blocks.get(index)?.closer ?? statements.length;
    return kind !== 'instruction' && labels.length === 0;
  });
}

/** The names that a source uses, counted; after a change only those of statements that have come or gone. */
export class UsedNames {
  private readonly counts = new Map<string, number>();
  private statements: readonly Statement[] = [];
  /** Of each statement. */
  private names: readonly (readonly string[])[] = [];

  of(tree: Tree): ReadonlyMap<string, number> {
    const { statements: old, names } = this;
    const now = tree.statements;
    const most = Math.min(old.length, now.length);
    let [first, last] = [0, 0];
    while (first < most && old[first] === now[first]) first++;
    while (last < most - first && old[old.length - 1 - last] === now[now.length - 1 - last]) last++;
    const come = now.slice(first, now.length - last).map(statement => namesUsed(statement, tree));
    for (const gone of names.slice(first, old.length - last)) this.count(gone, -1);
    for (const each of come) this.count(each, 1);
    this.names = [...names.slice(0, first), ...come, ...names.slice(old.length - last)];
    this.statements = now;
    return this.counts;
  }

  private count(names: readonly string[], by: number): void {
    for (const name of names) {
      const count = (this.counts.get(name) ?? 0) + by;
      if (count > 0) this.counts.set(name, count);
      else this.counts.delete(name);
    }
  }
}

/** Every name but those that are only defined; `.type` and `.size` do not use what they speak of. */
function namesUsed({ kind, name, operands }: Statement, { file }: Tree): string[] {
  const used = kind === 'instruction' ? [name.name] : [];
  const from = kind === 'directive' && ['.macro', '.type', '.size', '.local'].includes(name.name) ? 1 : 0;
  for (const operand of operands.slice(from))
    walk(operand, node => {
      if (node.kind === 'name') used.push(node.name);
      if (node.kind === 'string') used.push(file.text.slice(node.start + 1, node.end - 1));
    });
  return used;
}

/** Labels and macros that nothing uses. */
import type { Tree } from '../syntax';
import { walk } from '../syntax';
import type { Finding } from './flow';
import { says } from './rules';

/** What the first tree defines and neither it nor the others, which are included in it, use. */
export function unused(trees: readonly [Tree, ...Tree[]]): Finding[] {
  const used = new Set<string>();
  for (const tree of trees) addUsedNames(tree, used);
  const [tree] = trees;
  if (isHeader(tree)) return [];
  const defining = tree.statements.filter(({ labels, kind }) => labels.length > 0 || kind === 'directive');
  return defining.flatMap(({ labels, name, kind, operands }): Finding[] => {
    const found = labels.filter(label => !/^\d|\\/.test(label.name) && !used.has(label.name));
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

/** Every name but those that are only defined; `.type` and `.size` do not use what they speak of. */
function addUsedNames(tree: Tree, used: Set<string>): void {
  for (const { kind, name, operands } of tree.statements) {
    if (kind === 'instruction') used.add(name.name);
    const from = kind === 'directive' && ['.macro', '.type', '.size', '.local'].includes(name.name) ? 1 : 0;
    for (const operand of operands.slice(from))
      walk(operand, node => {
        if (node.kind === 'name') used.add(node.name);
        if (node.kind === 'string') used.add(tree.file.text.slice(node.start + 1, node.end - 1));
      });
  }
}

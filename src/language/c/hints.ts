/** Names of the parameters that literals are passed for. */
import type { Expression } from '../../c';
import type { CType } from '../../image';
import type { Span } from '../../source';
import type { Hint } from '../results';
import type { CDocument } from './document';

export function hints({ index, path, file }: CDocument, range: Span): Hint[] {
  const found = new Map<number, Hint>();
  for (const node of index.tables.expressions) {
    const { span } = node;
    if (node.kind !== 'call' || span.file.path !== path || span.spelled) continue;
    if (span.end < range.start || span.start > range.end) continue;
    const names = parametersOf(node.callee.type);
    node.parameters.forEach((parameter, at) => {
      const name = names[at];
      const offset = parameter.span.start;
      const isOwn = parameter.span.file.path === path && !parameter.span.spelled && offset > span.start;
      if (name !== undefined && isOwn && isLiteral(parameter))
        found.set(offset, { file, offset, text: `${name}:`, kind: 'parameter' });
    });
  }
  return [...found.values()].sort((one, other) => one.offset - other.offset);
}

function parametersOf(type: CType): readonly (string | undefined)[] {
  if (type.kind === 'pointer') return parametersOf(type.target);
  return type.kind === 'function' ? type.parameters.map(({ name }) => name) : [];
}

/** As it is written: what conversions make of it aside. */
function isLiteral(node: Expression): boolean {
  if (node.kind === 'cast') return isSame(node, node.operand) && isLiteral(node.operand);
  if (node.kind === 'address') return isSame(node, node.object) && isLiteral(node.object);
  return node.kind === 'number' || node.kind === 'real' || node.kind === 'string';
}

const isSame = (outer: Expression, inner: Expression): boolean =>
  outer.span.start === inner.span.start && outer.span.end === inner.span.end;

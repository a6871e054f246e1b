/** Parameters of macros and of `.irp`: a name at the head of a block, and `\name` wherever it stands in the lines of that block. */
import type { NameNode, Statement } from '../../assembler';
import type { Span } from '../../source';
import type { AssemblyDocument } from './document';
import { statementAt } from './place';

export interface Parameter {
  readonly name: string;
  /** At the head of the block. */
  readonly definition: Span;
  /** Behind the backslash, and where a use of the macro says which argument it gives. */
  readonly uses: readonly Span[];
  /** Names that are taken in the same block. */
  readonly others: readonly string[];
}

interface ParameterBlock {
  readonly opener: Statement;
  readonly heads: readonly NameNode[];
  /** The lines in which they stand for something. */
  readonly start: number;
  readonly end: number;
}

/** The parameter that an offset is at, where it is declared or used. */
export function parameterAt(document: AssemblyDocument, offset: number): Parameter | undefined {
  const blocks = blocksOf(document);
  for (const block of blocks) {
    const head = block.heads.find(({ start, end }) => start <= offset && offset <= end);
    if (head) return parameterOf(document, blocks, block, head);
  }
  const used = usesIn(document, 0, document.file.text.length).find(
    ({ start, end }) => start - 1 <= offset && offset <= end,
  );
  const owner = used ? ownerOf(blocks, used) : keyedAt(document, blocks, offset);
  return owner && parameterOf(document, blocks, owner.block, owner.head);
}

/** The parameter that a use of a macro names at an offset. */
function keyedAt(document: AssemblyDocument, blocks: readonly ParameterBlock[], offset: number) {
  const isHere = ({ file, start, end }: Span) => file === document.file && start <= offset && offset <= end;
  const used = statementAt(document, offset)?.name?.name;
  for (const block of blocks) {
    const [macro] = block.opener.operands;
    if (macro?.kind !== 'name' || macro.name !== used) continue;
    const head = block.heads.find(each => keysOf(document, block, each).some(isHere));
    if (head) return { block, head };
  }
  return undefined;
}

function parameterOf(
  document: AssemblyDocument,
  blocks: readonly ParameterBlock[],
  block: ParameterBlock,
  head: NameNode,
): Parameter {
  const { file } = document;
  const inLines = usesIn(document, block.start, block.end).filter(
    use => use.name === head.name && ownerOf(blocks, use)?.head === head,
  );
  return {
    name: head.name,
    definition: { file, start: head.start, end: head.end },
    uses: [...inLines.map(({ start, end }) => ({ file, start, end })), ...keysOf(document, block, head)],
    others: block.heads.filter(other => other !== head).map(({ name }) => name),
  };
}

/** In the order of the text: outer ones come first, and fill in their arguments first. */
function blocksOf({ tree }: AssemblyDocument): ParameterBlock[] {
  const { text } = tree.file;
  return [...tree.blocks.values()]
    .sort((one, other) => one.opener - other.opener)
    .flatMap(({ opener: index, closer }) => {
      const opener = tree.statements[index];
      const directive = opener?.name?.name;
      if (!opener || (directive !== '.macro' && directive !== '.irp')) return [];
      const heads = opener.operands.flatMap((operand, at): readonly NameNode[] => {
        if (operand.kind === 'parameter') return [operand.name];
        return directive === '.irp' && at === 0 && operand.kind === 'name' ? [operand] : [];
      });
      const start = text.indexOf('\n', opener.end) + 1 || text.length;
      const end = (closer === undefined ? undefined : tree.statements[closer]?.start) ?? text.length;
      return [{ opener, heads, start, end }];
    });
}

interface Use {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function usesIn({ file }: AssemblyDocument, from: number, to: number): Use[] {
  return [...file.text.slice(from, to).matchAll(/\\([A-Za-z_$][\w$]*)/g)].map(({ index, 1: name = '' }) => {
    const start = from + index + 1;
    return { name, start, end: start + name.length };
  });
}

/** The outermost block that has such a parameter is the one that fills it in. */
function ownerOf(blocks: readonly ParameterBlock[], { name, start }: Use) {
  const block = blocks.find(
    each => each.start <= start && start < each.end && each.heads.some(head => head.name === name),
  );
  const head = block?.heads.find(each => each.name === name);
  return block && head && { block, head };
}

/** `copy to=a0`: where uses of a macro name the parameter. */
function keysOf(document: AssemblyDocument, { opener }: ParameterBlock, { name }: NameNode): Span[] {
  const [macro] = opener.operands;
  if (opener.name?.name !== '.macro' || macro?.kind !== 'name') return [];
  const uses = document.usesOf(macro.name).filter(({ node, statement }) => node === statement.name);
  const key = new RegExp(`(?<=^|,)\\s*${name.replace(/\$/g, '\\$&')}(?=\\s*=(?!=))`, 'g');
  return uses.flatMap(({ tree: { file }, node, statement }) =>
    [...file.text.slice(node.end, statement.end).matchAll(key)].map(match => {
      const end = node.end + match.index + match[0].length;
      return { file, start: end - name.length, end };
    }),
  );
}

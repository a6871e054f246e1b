/** Reads the operands of directives, and says where they are not what they should be. */
import { directivesByName } from './directive-table';
import type { Pass } from './pass';
import { stringBytes } from './strings';
import type { Expression, NameNode, Statement } from './syntax';
import { says } from './rules';

export type Handler = (pass: Pass, statement: Statement) => void;

/** True if the statement has as many operands as its directive takes; reports it if not. */
export function operandsFit(pass: Pass, { name, operands, problems }: Statement): boolean {
  const {
    form,
    operands: [least, most],
  } = directivesByName.get(name!.name)!;
  if (operands.some(operand => operand.kind === 'missing')) return false;
  if (operands.length >= least && operands.length <= most) return true;
  const takes =
    most === 0
      ? 'takes no operands'
      : operands.length < least
        ? 'needs more operands'
        : 'takes fewer operands';
  if (!problems)
    pass.say(name!, says('asm-directive-operands', { name: name!.name, takes }), `like this: ${form}`);
  return false;
}

/** A name that stands as an operand; undefined after an error. */
export function nameOperand(pass: Pass, node: Expression): NameNode | undefined {
  if (node.kind === 'name' && node.name !== '.') return node;
  pass.say(node, says('asm-name-expected'));
  return undefined;
}

/** A text that stands as an operand; undefined after an error. */
export function textOperand(pass: Pass, node: Expression): string | undefined {
  const bytes = bytesOperand(pass, node);
  return bytes && new TextDecoder().decode(bytes);
}

/** The bytes of a string; undefined after an error. */
export function bytesOperand(pass: Pass, node: Expression): Uint8Array | undefined {
  if (node.kind !== 'string') {
    pass.say(node, says('asm-text-expected'));
    return undefined;
  }
  const { bytes, problems } = stringBytes(pass.frame.file.text.slice(node.start + 1, node.end - 1));
  for (const { offset, length, said } of problems) {
    const start = node.start + 1 + offset;
    pass.say({ start, end: start + length }, said, 'escapes are \\n \\t \\r \\0 \\\\ \\" \\x41 and \\101');
  }
  return bytes;
}

/** Directives that put data in a section. */
import { encode } from '../isa';
import { type Field, dataWidth, isLiteral, misfit, writeDouble } from './fixups';
import { pseudoFormOf } from './forms';
import { type Handler, bytesOperand } from './operands';
import type { Pass } from './pass';
import { type SectionBuilder, largestSection } from './sections';
import type { Expression, Node, Statement } from './syntax';
import { says } from './rules';

/** More than any page; alignment beyond it has no use. */
const largestAlignment = 0x1_0000;

/** What stands between aligned code: instructions that do nothing. */
const filler = encode(pseudoFormOf('nop')!.expansion[0]!.form.instruction, {});

function values(field: Field): Handler {
  const width = dataWidth[field]!;
  return (pass, { operands }) => {
    for (const operand of operands) datum(pass, operand, field, width);
  };
}

function datum(pass: Pass, operand: Expression, field: Field, width: number): void {
  const section = pass.sections.current;
  if (operand.kind === 'string') return pass.say(operand, says('asm-string-as-number'), 'use .ascii');
  const exact = field === 'dword' && isLiteral(operand) ? exactValue(pass, operand) : undefined;
  if (exact !== undefined) return wide(pass, operand, exact);
  const value = pass.evaluator.value(operand);
  if (value && (typeof value === 'function' || value.symbol)) {
    if (onlyZeros(pass, operand)) pass.fixup(field, value, operand, undefined, -1);
    section.grow(width);
    return;
  }
  const number = value?.number ?? 0;
  const problem = misfit(field, undefined, number);
  if (problem !== undefined) pass.say(operand, problem);
  const at = section.grow(width);
  if (number === 0 || problem !== undefined || !onlyZeros(pass, operand)) return;
  if (field === 'dword') writeDouble(section, at, BigInt(number));
  else section.patch(at, number, width);
}

/** The value of a literal of any size, which a JavaScript number could not hold exactly. */
function exactValue(pass: Pass, node: Expression): bigint | undefined {
  if (node.kind === 'number') {
    if (Number.isSafeInteger(node.value)) return BigInt(node.value);
    return BigInt(pass.frame.file.text.slice(node.start, node.end));
  }
  if (node.kind !== 'unary' || node.operator !== '-') return undefined;
  const value = exactValue(pass, node.operand);
  return value === undefined ? undefined : -value;
}

function wide(pass: Pass, operand: Expression, value: bigint): void {
  const section = pass.sections.current;
  if (value < -(2n ** 63n) || value >= 2n ** 64n) pass.say(operand, says('asm-too-wide', { value }));
  const at = section.grow(8);
  if (value !== 0n && onlyZeros(pass, operand)) writeDouble(section, at, value);
}

/** False, with an error, in a section that holds zeros only. */
function onlyZeros(pass: Pass, node: Node): boolean {
  const section = pass.sections.current;
  if (section.flags.zero)
    pass.say(node, says('asm-zeros-only', { name: section.name }), 'write .data before it');
  return !section.flags.zero;
}

function text(ending: number): Handler {
  return (pass, { operands }) => {
    const section = pass.sections.current;
    for (const operand of operands) {
      const bytes = bytesOperand(pass, operand);
      if (!bytes) continue;
      const at = section.grow(bytes.length + ending);
      if (bytes.length > 0 && onlyZeros(pass, operand)) section.bytes.set(bytes, at);
    }
  };
}

function space(pass: Pass, { operands: [countNode, fillNode] }: Statement): void {
  const section = pass.sections.current;
  const count = pass.evaluator.known(countNode!, 'the number of bytes');
  const fill = fillNode ? pass.evaluator.known(fillNode, 'the value to fill with') : 0;
  if (count === undefined || fill === undefined || !roomFor(pass, section, count, countNode!)) return;
  const problem = misfit('byte', undefined, fill);
  if (problem !== undefined) return pass.say(fillNode!, problem);
  const at = section.grow(count);
  if (fill !== 0 && onlyZeros(pass, fillNode!)) section.bytes.fill(fill, at, at + count);
}

function roomFor(pass: Pass, section: SectionBuilder, count: number, node: Node): boolean {
  if (count < 0) pass.say(node, says('asm-negative-size', { count }));
  else if (section.size + count > largestSection)
    pass.say(
      node,
      says('asm-section-too-large', { name: section.name, largestSection: largestSection / 2 ** 20 }),
    );
  else return true;
  return false;
}

function align(pass: Pass, { operands: [node] }: Statement): void {
  const section = pass.sections.current;
  const alignment = pass.evaluator.known(node!, 'the alignment');
  if (alignment === undefined) return;
  if (alignment < 1 || alignment > largestAlignment || !Number.isInteger(Math.log2(alignment)))
    return pass.say(node!, says('asm-alignment', { largestAlignment, alignment }));
  section.alignment = Math.max(section.alignment, alignment);
  const end = Math.ceil(section.size / alignment) * alignment;
  if (!section.flags.execute) section.grow(end - section.size);
  else {
    section.grow((end - section.size) & 3);
    while (section.size < end) section.word(filler);
  }
}

export const constantDirectives: Readonly<Record<string, Handler>> = {
  '.byte': values('byte'),
  '.half': values('half'),
  '.word': values('word'),
  '.dword': values('dword'),
  '.ascii': text(0),
  '.asciz': text(1),
  '.string': text(1),
  '.zero': space,
  '.space': space,
  '.align': align,
};

/** Directives that put data in a section. */
import { encode, instructionNamed } from '../isa';
import { type DataField, dataWidth, isLiteral, misfit, writeDouble } from './fixups';
import { type Handler, bytesOperand, taking } from './operands';
import type { Pass } from './pass';
import type { Expression, Node, Operation } from './syntax';
import { says } from './rules';

/** More than any page; alignment beyond it has no use. */
const largestAlignment = 0x1_0000;

/** What stands between aligned code: `addi zero, zero, 0`, which does nothing. */
const filler = encode(instructionNamed('addi'), {});

function values(field: DataField): Handler {
  return (pass, { operands }) => {
    for (const operand of operands) datum(pass, operand, field);
  };
}

function datum(pass: Pass, operand: Expression, field: DataField): void {
  const section = pass.sections.current;
  if (operand.kind === 'string') return pass.say(operand, says('asm-string-as-number'), 'use .ascii');
  if (!roomFor(pass, dataWidth[field], operand)) return;
  const exact = field === 'dword' && isLiteral(operand) ? exactValue(pass, operand) : undefined;
  if (exact !== undefined) return wide(pass, operand, exact);
  const value = pass.evaluator.value(operand);
  if (value && (typeof value === 'function' || value.symbol)) {
    if (onlyZeros(pass, operand)) pass.fixup({ field }, value, operand);
    section.grow(dataWidth[field]);
    return;
  }
  const number = value?.number ?? 0;
  const problem = misfit({ field }, number);
  if (problem !== undefined) pass.say(operand, problem);
  const at = section.grow(dataWidth[field]);
  if (number === 0 || problem !== undefined || !onlyZeros(pass, operand)) return;
  if (field === 'dword') writeDouble(section, at, BigInt(number));
  else section.patch(at, number, dataWidth[field]);
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

/** Digits of a number that a message repeats. */
const longestNumber = 50;

function wide(pass: Pass, operand: Expression, value: bigint): void {
  const section = pass.sections.current;
  if (value < -(2n ** 63n) || value >= 2n ** 64n) {
    const text = value.toString();
    pass.say(operand, says('asm-too-wide', { value: text.length > longestNumber ? 'this number' : text }));
  }
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
      if (!bytes || !roomFor(pass, bytes.length + ending, operand)) continue;
      const at = section.grow(bytes.length + ending);
      if (bytes.length > 0 && onlyZeros(pass, operand)) section.bytes.set(bytes, at);
    }
  };
}

const space = taking(1, (pass, [countNode, fillNode]) => {
  const section = pass.sections.current;
  const count = pass.evaluator.known(countNode, 'the number of bytes');
  const fill = fillNode ? pass.evaluator.known(fillNode, 'the value to fill with') : 0;
  if (count === undefined || fill === undefined || !roomFor(pass, count, countNode)) return;
  const problem = misfit({ field: 'byte' }, fill);
  if (fillNode && problem !== undefined) return pass.say(fillNode, problem);
  const at = section.grow(count);
  if (fillNode && fill !== 0 && onlyZeros(pass, fillNode)) section.bytes.fill(fill, at, at + count);
});

/** False, with an error, where the section cannot take so many bytes more. */
function roomFor(pass: Pass, count: number, node: Node): boolean {
  const problem = count < 0 ? says('asm-negative-size', { count }) : pass.sections.current.lacksRoom(count);
  if (problem) pass.say(node, problem);
  return !problem;
}

const align = taking(1, (pass, [node]) => {
  const alignment = pass.evaluator.known(node, 'the alignment');
  if (alignment !== undefined) alignTo(pass, alignment, node);
});

const alignToPower = taking(1, (pass, [node]) => {
  const power = pass.evaluator.known(node, 'the power of two');
  if (power !== undefined) alignTo(pass, 2 ** power, node);
});

function alignTo(pass: Pass, alignment: number, node: Node): void {
  const section = pass.sections.current;
  if (alignment < 1 || alignment > largestAlignment || !Number.isInteger(Math.log2(alignment)))
    return pass.say(node, says('asm-alignment', { largestAlignment, alignment }));
  section.alignment = Math.max(section.alignment, alignment);
  const end = Math.ceil(section.size / alignment) * alignment;
  if (!roomFor(pass, end - section.size, node)) return;
  if (!section.flags.execute) section.grow(end - section.size);
  else {
    section.grow((end - section.size) & 3);
    while (section.size < end) section.word(filler);
  }
}

/** Puts the bytes of a file into the section: without the first of them, and at most so many. */
export function placeBytes(pass: Pass, bytes: Uint8Array, { operands }: Operation): void {
  const [node, skipNode, countNode] = operands;
  const skip = skipNode ? pass.evaluator.known(skipNode, 'the number of bytes') : 0;
  const count = countNode ? pass.evaluator.known(countNode, 'the number of bytes') : bytes.length;
  if (!node || skip === undefined || count === undefined) return;
  const negative = [skip, count].find(number => number < 0);
  if (negative !== undefined) return pass.say(node, says('asm-negative-size', { count: negative }));
  const part = bytes.subarray(skip, skip + count);
  if (!roomFor(pass, part.length, node)) return;
  const section = pass.sections.current;
  const at = section.grow(part.length);
  if (part.length > 0 && onlyZeros(pass, node)) section.bytes.set(part, at);
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
  '.skip': space,
  '.align': align,
  '.balign': align,
  '.p2align': alignToPower,
};

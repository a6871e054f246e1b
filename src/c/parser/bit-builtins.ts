/** Built-in functions on bits, and arithmetic that tells whether it overflows: calls of the library, folded where constant. */
import type { Span } from '../../source';
import type { Expression } from '../ast';
import { printType } from '../../image';
import { says } from '../rules';
import { convertForAssignment } from '../semantics/assign';
import { convert, errorAt, isError, isNumber, number } from '../semantics/build';
import {
  boolType,
  intType,
  isInteger,
  isSigned,
  longLongType,
  pointerTo,
  sizeOf,
  unsignedLongLongType,
  unsignedShortType,
  unsignedType,
  voidType,
} from '../types/types';
import { libraryCall } from '../semantics/library-call';
import type { Parser } from './parser';

const onesIn = (value: bigint): number => value.toString(2).replaceAll('0', '').length;

/** What is counted in a number of so many bits. */
const counts: Readonly<Record<string, (value: bigint, bits: number) => number>> = {
  popcount: value => onesIn(value),
  parity: value => onesIn(value) & 1,
  clz: (value, bits) => (value === 0n ? bits : bits - value.toString(2).length),
  ctz: (value, bits) => (value === 0n ? bits : onesIn((value & -value) - 1n)),
  ffs: value => (value === 0n ? 0 : onesIn((value & -value) - 1n) + 1),
};

type BitBuiltin = readonly [name: string, build: (p: Parser, value: Expression, span: Span) => Expression];

/** `__builtin_popcount` and its like: of `unsigned`, with `l` of `unsigned long`, with `ll` of `unsigned long long`. */
export const bitCounts: readonly BitBuiltin[] = Object.entries(counts).flatMap(([name, count]) =>
  ['', 'l', 'll'].map((suffix): BitBuiltin => {
    const type = suffix === 'll' ? unsignedLongLongType : unsignedType;
    const mode = suffix === 'll' ? 'di' : 'si';
    return [
      `__builtin_${name}${suffix}`,
      (p, value, span) => {
        const operand = convertForAssignment(
          p.report,
          value,
          type,
          `the argument of __builtin_${name}${suffix}`,
        );
        if (isError(operand)) return errorAt(span);
        if (isNumber(operand)) return number(count(operand.value, type.size * 8), intType, span);
        return libraryCall(`__${name}${mode}2`, intType, [operand], span);
      },
    ];
  }),
);

/** `__builtin_bswap16` and its like. */
export const byteSwaps: readonly BitBuiltin[] = [unsignedShortType, unsignedType, unsignedLongLongType].map(
  type => [
    `__builtin_bswap${type.size * 8}`,
    (p, value, span) => {
      const operand = convertForAssignment(
        p.report,
        value,
        type,
        `the argument of __builtin_bswap${type.size * 8}`,
      );
      if (isError(operand)) return errorAt(span);
      if (isNumber(operand)) return number(swapped(operand.value, type.size), type, span);
      if (type.size === 8) return libraryCall('__bswapdi2', type, [operand], span);
      const whole = libraryCall('__bswapsi2', unsignedType, [convert(operand, unsignedType)], span);
      if (type.size === 4) return whole;
      const count = number(16, unsignedType, span);
      return convert(
        { kind: 'shift', operator: '>>', left: whole, right: count, type: unsignedType, span },
        type,
      );
    },
  ],
);

function swapped(value: bigint, size: number): bigint {
  let result = 0n;
  for (let byte = 0; byte < size; byte++) result = (result << 8n) | ((value >> BigInt(8 * byte)) & 0xffn);
  return result;
}

type Operands = readonly [Expression, Expression, Expression];
type CheckedBuiltin = readonly [name: string, build: (p: Parser, values: Operands, span: Span) => Expression];

/** `__builtin_add_overflow(a, b, &result)`, also with the types in its name, which say nothing that those do not. */
export const checkedArithmetic: readonly CheckedBuiltin[] = ['add', 'sub', 'mul'].flatMap(operation =>
  ['', 's', 'u', 'sl', 'ul', 'sll', 'ull'].map((prefix): CheckedBuiltin => {
    const [, sign = '', long = ''] = /^([su]?)(l*)$/.exec(prefix) ?? [];
    const name = `__builtin_${sign}${operation}${long}_overflow`;
    return [name, (p, values, span) => checked(p, name, operation, values, span)];
  }),
);

function checked(
  p: Parser,
  name: string,
  operation: string,
  [a, b, result]: Operands,
  span: Span,
): Expression {
  const { type } = result;
  const wrong = [a, b].find(each => !isInteger(each.type));
  if (wrong || type.kind !== 'pointer' || !isInteger(type.target)) {
    p.report.say(span, says('c-checked-operands', { name, type: printType((wrong ?? result).type) }));
    return errorAt(span);
  }
  const unsigned = [a.type, b.type, type.target].map(each => Number(isInteger(each) && !isSigned(each)));
  const form = unsigned.reduce((bits, bit, at) => bits | (bit << at), sizeOf(type.target) << 3);
  const call = libraryCall(
    `__checked_${operation}`,
    intType,
    [
      convert(a, longLongType),
      convert(b, longLongType),
      convert(result, pointerTo(voidType)),
      number(form, intType, span),
    ],
    span,
  );
  return convert(call, boolType);
}

/** Calls of `printf`, `scanf` and their like: whether the arguments are what the format asks for. */
import { cString } from '../../source';
import { printType, sizeOf } from '../../image';
import type { Expression, FormatAttribute } from '../ast';
import type { Reporter } from '../reporter';
import { isNullPointer } from '../semantics/build';
import { type CType, intType, unqualified } from '../types/types';
import { type Conversion, conversionsOf } from './conversions';
import { type Wanted, isInt, printed, scanned } from './format-types';
import { says } from './rules';
import { type Visitor, withoutCasts } from './walk';

type Call = Expression & { kind: 'call' };

export const formats = (report: Reporter): Visitor => ({
  expression(node) {
    if (node.kind !== 'call') return;
    const format = formatOf(node);
    const text = format && literalAt(node.parameters[format.string - 1]);
    if (format && text) check(report, node, format, text);
    else if (format) checkSecurity(report, node, format);
  },
});

function formatOf({ callee }: Call): FormatAttribute | undefined {
  if (callee.kind !== 'address' || callee.object.kind !== 'variable') return undefined;
  const { symbol } = callee.object;
  return symbol.kind === 'function' ? symbol.format : undefined;
}

/** `printf(text)`: a text that is no literal, and nothing that it could ask for. */
function checkSecurity(
  report: Reporter,
  { parameters }: Call,
  { kind, string, first }: FormatAttribute,
): void {
  const format = parameters[string - 1];
  if (kind !== 'printf' || first === 0 || !format || parameters.length > string) return;
  if (withoutCasts(format).kind === 'conditional') return;
  report.say(format.span, says('c-format-security'), `write "%s" before it`);
}

interface Literal {
  readonly text: string;
  readonly node: Expression;
}

function literalAt(parameter: Expression | undefined): Literal | undefined {
  const node = parameter && withoutCasts(parameter);
  if (node?.kind !== 'address' || node.object.kind !== 'string') return undefined;
  const { bytes, type } = node.object;
  return type.kind === 'array' && type.element.kind === 'integer' && type.element.size === 1
    ? { text: cString(bytes), node }
    : undefined;
}

function check(
  report: Reporter,
  call: Call,
  { kind, first }: FormatAttribute,
  { text, node }: Literal,
): void {
  if (text === '') report.say(node.span, says('c-format-zero-length'));
  const conversions = conversionsOf(kind, text);
  let next = first - 1;
  for (const conversion of conversions) {
    const wanted = (kind === 'printf' ? printed : scanned)(conversion);
    if (conversion.letter === '') return report.say(node.span, says('c-format-end'));
    const known = wanted !== undefined || !conversion.takes;
    if (!known && !'%m'.includes(conversion.letter))
      return report.say(node.span, says('c-format-unknown', { conversion: conversion.text }));
    if (first === 0) continue;
    const list = [
      ...Array<Wanted>(conversion.stars).fill(star),
      ...(conversion.takes && wanted ? [wanted] : []),
    ];
    for (const each of list) {
      const parameter = call.parameters[next++];
      if (!parameter) return report.say(node.span, says('c-format-missing', { conversion: conversion.text }));
      checkType(report, kind, conversion, each, parameter, next);
    }
  }
  const extra = first === 0 ? undefined : call.parameters[next];
  if (extra) report.say(extra.span, says('c-format-extra-args'));
}

/** A `*` takes a width. */
const star: Wanted = { type: intType, fits: type => isInt(type) };

function checkType(
  report: Reporter,
  kind: FormatAttribute['kind'],
  conversion: Conversion,
  wanted: Wanted,
  parameter: Expression,
  number: number,
): void {
  const given = unqualified(writtenType(parameter));
  if (given.kind === 'error' || wanted.fits(given)) return;
  if (wanted.type.kind === 'pointer' && isNullPointer(withoutCasts(parameter))) return;
  report.say(
    parameter.span,
    says('c-format-type', {
      conversion: conversion.text,
      wanted: printType(wanted.type),
      number,
      given: printType(given),
    }),
    wanted === star ? undefined : hintFor(kind, wanted.type, given),
  );
}

/** Without the promotion that every such argument gets. */
function writtenType(node: Expression): CType {
  const inner = node.kind === 'cast' ? node.operand : node;
  const promoted = inner !== node && node.type.kind === 'integer' && node.type.name === 'int';
  return promoted && (inner.type.kind !== 'integer' || inner.type.size < 4) && inner.type.kind !== 'pointer'
    ? inner.type.kind === 'float'
      ? node.type
      : inner.type
    : node.type;
}

/** In `scanf` the address of what is there; in `printf` the conversion that prints it. */
function hintFor(kind: FormatAttribute['kind'], wanted: CType, given: CType): string | undefined {
  if (kind === 'scanf') {
    const isTarget = wanted.kind === 'pointer' && scannedInto(wanted.target, given);
    return isTarget ? 'it takes an address: put & before it' : undefined;
  }
  const conversion = conversionFor(given);
  return conversion && `${conversion} prints ${article(printType(given))}`;
}

const scannedInto = (target: CType, given: CType): boolean =>
  target.kind === given.kind && sizeOf(target) === sizeOf(given);

function conversionFor(type: CType): string | undefined {
  switch (type.kind) {
    case 'integer':
      return `%${type.size === 8 ? 'll' : type.name.includes('long') ? 'l' : ''}${type.signed ? 'd' : 'u'}`;
    case 'float':
      return '%f';
    case 'pointer':
      return type.target.kind === 'integer' && type.target.size === 1 ? '%s' : '%p';
    default:
      return undefined;
  }
}

const article = (type: string): string => `${/^[aeiou]/.test(type) ? 'an' : 'a'} '${type}'`;

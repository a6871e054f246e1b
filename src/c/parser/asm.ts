/** GNU's `asm` statement, with operands where colons follow the template. */
import { registerNumber, roles } from '../../isa';
import type { Span } from '../../source';
import type { AsmOperand, Statement } from '../ast';
import { checkModifiable } from '../semantics/assign';
import { isError, isLvalue, rvalue } from '../semantics/build';
import { printType } from '../../image';
import { isScalar, sizeOf } from '../types/types';
import { addressOf } from '../semantics/build';
import { addressConstant } from '../semantics/constant';
import { pointerTo } from '../types/types';
import { expression } from './expressions';
import { stringLiteral } from './literals';
import { type Parser, isIdentifier } from './parser';

const text = (p: Parser): string => new TextDecoder().decode(stringLiteral(p).subarray(0, -1));

/** asm-statement = "asm" { "volatile" | "inline" } "(" template [ ":" outputs [ ":" inputs [ ":" clobbers ] ] ] ")" ";" */
export function asmStatement(p: Parser, span: Span): Statement {
  while (['volatile', '__volatile__', '__volatile', 'inline', 'goto'].includes(p.token.text)) {
    if (p.is('goto')) p.fail(p.token.span, 'asm goto is not supported');
    p.next();
  }
  p.expect('(', 'after asm');
  const template = text(p);
  const extended = p.is(':') || p.is('::');
  const colons = colonCounter(p);
  const outputs = colons(1) ? operands(p, true, 0) : [];
  const inputs = colons(2) ? operands(p, false, outputs.length) : [];
  const clobbers = colons(3) ? clobberList(p) : [];
  if (colons(4)) p.fail(p.token.span, 'asm with jump labels is not supported');
  p.expect(')', 'after the operands of asm');
  p.expectSemicolon('the asm statement');
  checkReferences(p, template, [...outputs, ...inputs], extended, span);
  return { kind: 'asm', template, extended, outputs, inputs, clobbers, span };
}

/** Takes colons until the wanted section starts; `::` is two. */
function colonCounter(p: Parser): (wanted: number) => boolean {
  let seen = 0;
  return wanted => {
    while (seen < wanted && (p.is(':') || p.is('::'))) seen += p.next().text.length;
    return seen === wanted;
  };
}

/** operands = [ operand { "," operand } ] */
function operands(p: Parser, output: boolean, before: number): AsmOperand[] {
  const list: AsmOperand[] = [];
  if (p.is(':') || p.is('::') || p.is(')')) return list;
  do list.push(operand(p, output, before));
  while (p.accept(','));
  return list;
}

/** operand = [ "[" name "]" ] constraint "(" expression ")" */
function operand(p: Parser, output: boolean, before: number): AsmOperand {
  let name: string | undefined;
  if (p.accept('[')) {
    if (!isIdentifier(p.token))
      p.fail(p.token.span, `expected the name of an operand, and here is ${p.describe()}`);
    name = p.next().text;
    p.expect(']', 'after the name of the operand');
  }
  const { span } = p.token;
  const constraint = text(p);
  p.expect('(', 'before the value of the operand');
  const value = expression(p);
  p.expect(')', 'after the value of the operand');
  const kind = constraintKind(p, constraint, output, before, span);
  return checkOperand(
    p,
    { name, kind, both: constraint.includes('+'), early: constraint.includes('&'), value, span },
    output,
  );
}

function constraintKind(
  p: Parser,
  constraint: string,
  output: boolean,
  before: number,
  span: Span,
): AsmOperand['kind'] {
  const letters = constraint.replace(/[=+&]/g, '');
  if (output !== /[=+]/.test(constraint))
    p.report.error(
      span,
      output
        ? 'the constraint of an output starts with = or +'
        : 'an input cannot be written, so its constraint has no = or +',
    );
  if (/^\d$/.test(letters) && !output) {
    if (Number(letters) >= before) p.report.error(span, `there is no output ${letters}`);
    return Number(letters) < before ? Number(letters) : 'register';
  }
  if (letters.includes('r') || letters === 'g') return 'register';
  if (letters === 'm' || letters === 'o') return 'memory';
  if ((letters === 'i' || letters === 'n' || letters === 'I') && !output) return 'constant';
  p.report.error(span, `the constraint "${constraint}" is not supported`, 'r, i, m and digits are');
  return 'register';
}

function checkOperand(p: Parser, given: AsmOperand, output: boolean): AsmOperand {
  const value = output || given.kind === 'memory' ? given.value : rvalue(given.value);
  const operand = { ...given, value };
  if (isError(value)) return operand;
  const { type } = value;
  if (given.kind === 'memory') {
    if (!isLvalue(value)) p.report.error(value.span, 'an operand in memory must be a variable');
    else return { ...operand, value: addressOf(value, pointerTo(type)) };
  } else if (output) checkModifiable(p.report, value, value.span);
  if (!isScalar(type) || sizeOf(type) > 4)
    p.report.error(value.span, `a value of type '${printType(type)}' does not fit in a register`);
  else if (given.kind === 'constant' && !addressConstant(value))
    p.report.error(value.span, 'this operand must be a constant');
  return operand;
}

/** clobbers = [ string { "," string } ] */
function clobberList(p: Parser): number[] {
  const list: number[] = [];
  if (p.token.kind !== 'string') return list;
  do {
    const { span } = p.token;
    const name = text(p);
    if (name === 'memory' || name === 'cc') continue;
    const register = registerNumber(name);
    if (register === undefined) p.report.error(span, `'${name}' is no register`);
    else if (register === roles.stackPointer || register === roles.framePointer)
      p.report.error(span, `asm may not change ${name}: the frame stands on it`);
    else list.push(register);
  } while (p.accept(','));
  return list;
}

/** `%0`, `%[name]` and `%%` are all that a template with operands may say. */
function checkReferences(
  p: Parser,
  template: string,
  given: readonly AsmOperand[],
  extended: boolean,
  span: Span,
): void {
  if (!extended) return;
  for (const [whole, index, name] of template.matchAll(/%(?:%|(\d+)|\[(\w+)\]|)/g)) {
    if (whole === '%%') continue;
    const known =
      index !== undefined
        ? Number(index) < given.length
        : given.some(each => each.name !== undefined && each.name === name);
    if (!known)
      p.report.error(
        span,
        whole === '%'
          ? 'a % in the template of asm must be %% or name an operand'
          : `${whole} names no operand of this asm`,
      );
  }
}

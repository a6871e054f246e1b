/** GNU's `asm` statement, with operands where colons follow the template. */
import { type Span, textOf } from '../../source';
import type { AsmClobber, AsmOperand, Statement } from '../ast';
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
import { says } from '../rules';

const text = (p: Parser): string => textOf(stringLiteral(p).subarray(0, -1));

/** asm-statement = "asm" { "volatile" | "inline" } "(" template [ ":" outputs [ ":" inputs [ ":" clobbers ] ] ] ")" ";" */
export function asmStatement(p: Parser, span: Span): Statement {
  while (['volatile', '__inline__', 'goto'].includes(p.token.text)) {
    if (p.is('goto')) p.fail(p.token.span, says('c-asm-goto'));
    p.next();
  }
  p.expect('(', 'after asm');
  const template = text(p);
  const extended = p.is(':') || p.is('::');
  const colons = colonCounter(p);
  const outputs = colons(1) ? operands(p, 'output', 0) : [];
  const inputs = colons(2) ? operands(p, 'input', outputs.length) : [];
  const clobbers = colons(3) ? clobberList(p) : [];
  if (colons(4)) p.fail(p.token.span, says('c-asm-labels'));
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

type Role = 'output' | 'input';

/** operands = [ operand { "," operand } ] */
function operands(p: Parser, role: Role, before: number): AsmOperand[] {
  const list: AsmOperand[] = [];
  if (p.is(':') || p.is('::') || p.is(')')) return list;
  do list.push(operand(p, role, before));
  while (p.accept(','));
  return list;
}

/** operand = [ "[" name "]" ] constraint "(" expression ")" */
function operand(p: Parser, role: Role, before: number): AsmOperand {
  let name: string | undefined;
  if (p.accept('[')) {
    if (!isIdentifier(p.token)) p.fail(p.token.span, says('c-asm-operand-name', { found: p.describe() }));
    name = p.next().text;
    p.expect(']', 'after the name of the operand');
  }
  const { span } = p.token;
  const constraint = text(p);
  p.expect('(', 'before the value of the operand');
  const value = expression(p);
  p.expect(')', 'after the value of the operand');
  const kind = constraintKind(p, constraint, role, before, span);
  return checkOperand(
    p,
    { name, kind, both: constraint.includes('+'), early: constraint.includes('&'), value, span },
    role,
  );
}

function constraintKind(
  p: Parser,
  constraint: string,
  role: Role,
  before: number,
  span: Span,
): AsmOperand['kind'] {
  const output = role === 'output';
  const letters = constraint.replace(/[=+&]/g, '');
  if (output !== /[=+]/.test(constraint))
    p.report.say(span, output ? says('c-asm-output') : says('c-asm-input'));
  if (/^\d$/.test(letters) && !output) {
    if (Number(letters) >= before) p.report.say(span, says('c-asm-output-number', { number: letters }));
    return Number(letters) < before ? Number(letters) : 'register';
  }
  if (letters.includes('r') || letters === 'g') return 'register';
  if (letters === 'm' || letters === 'o') return 'memory';
  if ((letters === 'i' || letters === 'n' || letters === 'I') && !output) return 'constant';
  p.report.say(span, says('c-asm-constraint', { constraint }), 'r, i, m and digits are');
  return 'register';
}

function checkOperand(p: Parser, given: AsmOperand, role: Role): AsmOperand {
  const output = role === 'output';
  const value = output || given.kind === 'memory' ? given.value : rvalue(given.value);
  const operand = { ...given, value };
  if (isError(value)) return operand;
  const { type } = value;
  if (given.kind === 'memory') {
    if (!isLvalue(value)) p.report.say(value.span, says('c-asm-memory'));
    else return { ...operand, value: addressOf(value, pointerTo(type)) };
  } else if (output) checkModifiable(p.report, value, value.span);
  if (!isScalar(type) || sizeOf(type) > 4)
    p.report.say(value.span, says('c-asm-size', { type: printType(type) }));
  else if (given.kind === 'constant' && !addressConstant(value))
    p.report.say(value.span, says('c-asm-constant'));
  return operand;
}

/** clobbers = [ string { "," string } ]   Which of them are registers is known to the code generator. */
function clobberList(p: Parser): AsmClobber[] {
  const list: AsmClobber[] = [];
  if (p.token.kind !== 'string') return list;
  do {
    const { span } = p.token;
    list.push({ name: text(p), span });
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
      p.report.say(
        span,
        whole === '%' ? says('c-asm-percent') : says('c-asm-reference', { reference: whole }),
      );
  }
}

/** `__attribute__((…))` and `asm("name")` after a declarator: GNU's ways to say more about a declaration. */
import { rvalue } from '../semantics/build';
import { stringBytes } from '../literals';
import { integerConstant } from '../semantics/constant';
import { conditionalExpression } from './expressions';
import { alignmentOf } from '../types/types';
import { typeName } from './declarators';
import { startsType } from './specifiers';
import type { FormatAttribute } from '../ast';
import type { Parser } from './parser';
import { says } from '../rules';

export interface Attributes {
  alignment?: number;
  packed?: boolean;
  noReturn?: boolean;
  weak?: boolean;
  section?: string;
  /** The name in assembly. */
  label?: string;
  mayBeUnused?: boolean;
  /** It is `_Thread_local`. */
  threadLocal?: boolean;
  /** It is `constexpr`. */
  constant?: boolean;
  format?: FormatAttribute;
}

/** Those that change nothing in the code that is made here. */
const harmless = new Set(
  (
    'used nonstring no_instrument_function designated_init tls_model copy warn_if_not_aligned always_inline noinline inline gnu_inline format_arg pure const cold hot deprecated nonnull malloc ' +
    'warn_unused_result nodiscard unsequenced reproducible returns_nonnull fallthrough artificial flatten leaf nothrow noclone optimize may_alias ' +
    'alloc_size sentinel access visibility unavailable returns_twice'
  ).split(' '),
);

/** Those without which a program means something else. */
const meaningful = new Set(
  (
    'vector_size mode constructor destructor init_priority cleanup alias ifunc weakref transparent_union ' +
    'scalar_storage_order ms_struct gcc_struct naked interrupt signal symver'
  ).split(' '),
);

/** attributes = { "__attribute__" "(" "(" [attribute { "," attribute }] ")" ")" | standard-attributes } */
export function attributes(p: Parser, into: Attributes): void {
  for (;;) {
    if (startsAttributes(p)) {
      standardAttributes(p, into);
      continue;
    }
    if (!p.accept('__attribute__')) return;
    p.expect('(', 'after __attribute__');
    p.expect('(', 'after __attribute__(');
    while (!p.is(')') && !p.atEnd) {
      attribute(p, into);
      if (!p.accept(',')) break;
    }
    p.expect(')', 'at the end of the attributes');
    p.expect(')', 'at the end of the attributes');
  }
}

/** Whether C23's attributes come: nothing else starts with two brackets. */
export const startsAttributes = (p: Parser): boolean => p.is('[') && p.peek().text === '[';

/** standard-attributes = "[" "[" [attribute { "," attribute }] "]" "]"   C23 */
function standardAttributes(p: Parser, into: Attributes): void {
  p.next();
  p.next();
  while (!p.is(']') && !p.atEnd) {
    attribute(p, into);
    if (!p.accept(',')) break;
  }
  p.expect(']', 'at the end of the attributes');
  p.expect(']', 'at the end of the attributes');
}

/** attribute = [ vendor ":" ":" ] name [ "(" arguments ")" ] */
function attribute(p: Parser, into: Attributes): void {
  if (p.is(',') || p.is(')') || p.is(']')) return;
  if (p.peek().text === ':' && p.peek(2).text === ':') for (let word = 0; word < 3; word++) p.next();
  const token = p.next();
  const name = token.text.replace(/^__(.*)__$/, '$1');
  if (name === 'noreturn' || name === '_Noreturn') into.noReturn = true;
  else if (name === 'weak') into.weak = true;
  else if (name === 'aligned') return alignedAttribute(p, into);
  else if (name === 'packed') into.packed = true;
  else if (name === 'section') return sectionAttribute(p, into);
  else if (name === 'format') return formatAttribute(p, into);
  else if (name === 'unused' || name === 'maybe_unused') into.mayBeUnused = true;
  else if (meaningful.has(name)) p.report.say(token.span, says('c-attribute', { name }));
  else if (!harmless.has(name)) p.report.say(token.span, says('c-unknown-attribute', { name }));
  if (p.is('(')) skipArguments(p);
}

function alignedAttribute(p: Parser, into: Attributes): void {
  if (!p.accept('(')) {
    alignTo(into, 4);
    return;
  }
  alignmentOperand(p, into);
  p.expect(')', 'after the alignment');
}

/** A constant expression that is an alignment. */
export function alignmentOperand(p: Parser, into: Attributes): void {
  if (startsType(p, p.token)) return alignTo(into, alignmentOf(typeName(p)));
  const operand = rvalue(conditionalExpression(p));
  const value = integerConstant(p.report, operand, 'an alignment');
  if (value === undefined) return;
  if (value > 0n && value <= 65536n && (value & (value - 1n)) === 0n) alignTo(into, Number(value));
  else p.report.say(operand.span, says('c-alignment', { value }));
}

function sectionAttribute(p: Parser, into: Attributes): void {
  p.expect('(', 'after section');
  into.section = assemblyName(p, 'the name of a section');
  p.expect(')', 'after the name of the section');
}

/** format = "(" kind "," number "," number ")"   Kinds that this compiler has no checks for mean nothing to it. */
function formatAttribute(p: Parser, into: Attributes): void {
  p.expect('(', 'after format');
  const kind = p.next().text.replace(/^(gnu_|__)?(printf|scanf)(__)?$/, '$2');
  p.expect(',', 'after the kind of format');
  const string = formatNumber(p);
  p.expect(',', 'after the number of the format');
  const first = formatNumber(p);
  p.expect(')', 'after the number of the first argument');
  if (kind === 'printf' || kind === 'scanf') into.format = { kind, string, first };
}

function formatNumber(p: Parser): number {
  const value = integerConstant(p.report, rvalue(conditionalExpression(p)), 'the number of an argument');
  return Number(value ?? 0);
}

function skipArguments(p: Parser): void {
  let open = 0;
  do {
    if (p.is('(')) open++;
    else if (p.is(')')) open--;
    p.next();
  } while (open > 0 && !p.atEnd);
}

/** A string that the assembler takes as a name. */
function assemblyName(p: Parser, purpose: string): string {
  const token = p.token;
  const literal = token.kind === 'string' ? stringBytes(token) : undefined;
  if (!literal || !('bytes' in literal)) return p.fail(token.span, says('c-string-expected', { purpose }));
  const name = String.fromCharCode(...literal.bytes.slice(0, 200));
  if (!/^[A-Za-z_.$][\w.$]*$/.test(name)) p.fail(token.span, says('c-assembly-name', { name, purpose }));
  p.next();
  return name;
}

/** assembly-name = "asm" "(" string ")" */
export function assemblyLabel(p: Parser, into: Attributes): void {
  if (!p.is('__asm__')) return;
  p.next();
  p.expect('(', 'after asm');
  into.label = assemblyName(p, 'a name in assembly');
  p.expect(')', 'after the name');
}

/** Of several alignments the strictest counts (C11 6.7.5). */
export function alignTo(into: { alignment?: number }, alignment = 1): void {
  into.alignment = Math.max(into.alignment ?? 1, alignment);
}

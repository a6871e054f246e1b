/** `switch`: a jump table where the cases lie close together, else comparisons, halving a long list. */
import type { CaseLabel, Expression, SwitchStatement } from '../c/ast';
import { isSigned, isWide } from '../c/types/types';
import { fitsSigned } from './address';
import { constant } from './arithmetic';
import type { FunctionContext } from './context';
import { evaluate } from './evaluate';
import { type Temp } from './registers';
import { statement, temporary } from './statements';
import { type Pair, constantPair, evaluateWide, releasePair } from './wide';

interface Case {
  readonly low: bigint;
  readonly high: bigint;
  readonly label: string;
}

/** Fewest cases for a table, and how many entries of it each case may cost. */
const tableCases = 5;
const tableSparseness = 3n;
/** Cases that are compared one after the other. */
const chainCases = 6;

export function switchStatement(g: FunctionContext, node: SwitchStatement): void {
  const end = g.out.newLabel();
  const cases = casesOf(g, node.cases);
  const other = defaultOf(g, node.cases) ?? end;
  g.location(node.span);
  temporary(g, () => dispatch(g, node.value, cases, other));
  g.breaks.push(end);
  statement(g, node.body);
  g.breaks.pop();
  g.out.label(end);
}

function labelOf(g: FunctionContext, each: CaseLabel): string {
  const label = g.out.newLabel();
  g.caseLabels.set(each, label);
  return label;
}

/** The cases in order of value; those without one were refused before. */
function casesOf(g: FunctionContext, labels: readonly CaseLabel[]): Case[] {
  const cases: Case[] = [];
  for (const each of labels) {
    if (each.low === undefined || each.high === undefined) continue;
    cases.push({ low: each.low, high: each.high, label: labelOf(g, each) });
  }
  return cases.filter(each => each.low <= each.high).sort((left, right) => (left.low < right.low ? -1 : 1));
}

function defaultOf(g: FunctionContext, labels: readonly CaseLabel[]): string | undefined {
  const each = labels.find(label => label.low === undefined);
  return each && labelOf(g, each);
}

function dispatch(g: FunctionContext, value: Expression, cases: readonly Case[], other: string): void {
  if (isWide(value.type)) return dispatchWide(g, value, cases, other);
  const signed = isSigned(value.type);
  const word = evaluate(g, value);
  if (suitsTable(cases)) tableJump(g, word, cases, other);
  else {
    search(g, word, cases, other, signed);
    g.release(word);
  }
}

function suitsTable(cases: readonly Case[]): boolean {
  if (cases.length < tableCases) return false;
  return cases.at(-1)!.high - cases[0]!.low < BigInt(cases.length) * tableSparseness;
}

/** Takes the value. */
function tableJump(g: FunctionContext, value: Temp, cases: readonly Case[], other: string): void {
  const first = cases[0]!.low;
  const count = Number(cases.at(-1)!.high - first) + 1;
  const table = g.out.newLabel();
  const index = g.allocate();
  const [name, source] = [g.name(index), g.name(value)];
  const start = Number(BigInt.asIntN(32, first));
  subtract(g, name, source, start);
  const limit = constant(g, count);
  g.out.branch(`bgeu ${name}, ${g.name(limit)}`, other);
  g.release(limit);
  g.emit(`slli ${name}, ${name}, 2`);
  const base = g.allocate();
  g.emit(`lui ${g.name(base)}, %hi(${table})`);
  g.emit(`add ${name}, ${name}, ${g.name(base)}`);
  g.emit(`lw ${name}, %lo(${table})(${name})`);
  g.out.stop(`jr ${name}`);
  g.release(base, index, value);
  emitTable(g, table, first, count, cases, other);
}

function subtract(g: FunctionContext, target: string, source: string, value: number): void {
  if (value === 0) g.emit(`mv ${target}, ${source}`);
  else if (fitsSigned(-value)) g.emit(`addi ${target}, ${source}, ${-value}`);
  else {
    g.emit(`li ${target}, ${value}`);
    g.emit(`sub ${target}, ${source}, ${target}`);
  }
}

function emitTable(
  g: FunctionContext,
  table: string,
  first: bigint,
  count: number,
  cases: readonly Case[],
  other: string,
): void {
  const rows: string[] = new Array<string>(count).fill(other);
  for (const { low, high, label } of cases) rows.fill(label, Number(low - first), Number(high - first) + 1);
  for (const label of rows) g.out.refer(label);
  g.unit.tables.push(`\t.align 4\n${table}:`, rows.map(label => `\t.word ${label}`).join('\n'));
}

/** Compares one by one, or halves the list. Keeps the value. */
function search(
  g: FunctionContext,
  value: Temp,
  cases: readonly Case[],
  other: string,
  signed: boolean,
): void {
  if (cases.length <= chainCases) {
    for (const each of cases) compareCase(g, value, each, signed);
    g.out.jump(other);
    return;
  }
  const middle = cases.length >> 1;
  const upper = g.out.newLabel();
  branchUnlessBelow(g, value, cases[middle]!.low, signed, upper);
  search(g, value, cases.slice(0, middle), other, signed);
  g.out.label(upper);
  search(g, value, cases.slice(middle), other, signed);
}

const word = (value: bigint): number => Number(BigInt.asIntN(32, value));

function branchUnlessBelow(
  g: FunctionContext,
  value: Temp,
  limit: bigint,
  signed: boolean,
  label: string,
): void {
  const bound = constant(g, word(limit));
  g.out.branch(`bge${signed ? '' : 'u'} ${g.name(value)}, ${g.name(bound)}`, label);
  g.release(bound);
}

function compareCase(g: FunctionContext, value: Temp, { low, high, label }: Case, signed: boolean): void {
  const first = constant(g, word(low));
  if (low === high) {
    g.out.branch(`beq ${g.name(value)}, ${g.name(first)}`, label);
    g.release(first);
    return;
  }
  const skip = g.out.newLabel();
  const u = signed ? '' : 'u';
  g.out.branch(`blt${u} ${g.name(value)}, ${g.name(first)}`, skip);
  g.release(first);
  const last = constant(g, word(high));
  g.out.branch(`bge${u} ${g.name(last)}, ${g.name(value)}`, label);
  g.release(last);
  g.out.label(skip);
}

/** A 64-bit switch compares both words with each case. */
function dispatchWide(g: FunctionContext, value: Expression, cases: readonly Case[], other: string): void {
  const pair = evaluateWide(g, value);
  const signed = isSigned(value.type);
  for (const each of cases) {
    const skip = g.out.newLabel();
    if (each.low === each.high) {
      comparePair(g, pair, each.low, 'bne', skip);
      g.out.jump(each.label);
    } else {
      leaveIfLess(g, pair, each.low, signed, skip, false);
      leaveIfLess(g, pair, each.high, signed, skip, true);
      g.out.jump(each.label);
    }
    g.out.label(skip);
  }
  releasePair(g, pair);
  g.out.jump(other);
}

function comparePair(
  g: FunctionContext,
  pair: Pair,
  value: bigint,
  instruction: string,
  label: string,
): void {
  const wanted = constantPair(g, value);
  g.out.branch(`${instruction} ${g.name(pair.low)}, ${g.name(wanted.low)}`, label);
  g.out.branch(`${instruction} ${g.name(pair.high)}, ${g.name(wanted.high)}`, label);
  releasePair(g, wanted);
}

/** Jumps if pair < bound, or, with `above`, if pair > bound. */
function leaveIfLess(
  g: FunctionContext,
  pair: Pair,
  bound: bigint,
  signed: boolean,
  label: string,
  above: boolean,
): void {
  const limit = constantPair(g, bound);
  const inside = g.out.newLabel();
  const u = signed ? '' : 'u';
  const order = (instruction: string, a: Temp, b: Temp): string =>
    above ? `${instruction} ${g.name(b)}, ${g.name(a)}` : `${instruction} ${g.name(a)}, ${g.name(b)}`;
  g.out.branch(order(`blt${u}`, pair.high, limit.high), label);
  g.out.branch(`bne ${g.name(pair.high)}, ${g.name(limit.high)}`, inside);
  g.out.branch(order('bltu', pair.low, limit.low), label);
  g.out.label(inside);
  releasePair(g, limit);
}

/** `switch`: a jump table where the cases lie close together, else comparisons, halving a long list. */
import type { CaseLabel, CompareOperator, Expression, SwitchStatement } from '../c/ast';
import { type CType, isSigned } from '../c/types/types';
import { branchIf } from './compare';
import type { FunctionContext } from './context';
import { evaluate } from './evaluate';
import { constant, fitsSigned, wordOf } from './operands';
import { Temp, type Value } from './registers';
import { keepStack } from './stack';
import { statement, temporary } from './statements';
import { constantValue } from './values';

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
  const giveBack = keepStack(g, [node.body]);
  g.statementLocation(node.span, node.until);
  temporary(g, () => dispatch(g, node.value, cases, other));
  g.breaks.push(end);
  statement(g, node.body);
  g.breaks.pop();
  g.out.label(end);
  giveBack();
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

/** What a switch chooses by and from. */
interface Choice {
  readonly value: Value;
  readonly type: CType;
  readonly cases: readonly Case[];
  /** Where it goes when no case fits. */
  readonly other: string;
}

function dispatch(g: FunctionContext, node: Expression, cases: readonly Case[], other: string): void {
  const { type } = node;
  const value = evaluate(g, node);
  const range = tableRange(cases);
  if (value instanceof Temp && range) tableJump(g, { value, type, cases, other }, range);
  else search(g, { value, type, cases, other });
  g.release(value);
}

/** Consecutive values, of which the cases of a jump table are most. */
interface Range {
  readonly first: bigint;
  readonly count: number;
}

function tableRange(cases: readonly Case[]): Range | undefined {
  const [lowest, highest] = [cases[0], cases.at(-1)];
  if (!lowest || !highest || cases.length < tableCases) return undefined;
  const span = highest.high - lowest.low;
  if (span >= BigInt(cases.length) * tableSparseness) return undefined;
  return { first: lowest.low, count: Number(span) + 1 };
}

function tableJump(g: FunctionContext, choice: Choice & { value: Temp }, range: Range): void {
  const table = g.out.newLabel();
  const index = g.allocate();
  const [name, source] = [g.name(index), g.name(choice.value)];
  subtract(g, name, source, wordOf(range.first));
  const limit = constant(g, range.count);
  g.out.branch(`bgeu ${name}, ${g.name(limit)}`, choice.other);
  g.release(limit);
  g.emit(`slli ${name}, ${name}, 2`);
  const base = g.allocate();
  g.emit(`lui ${g.name(base)}, %hi(${table})`);
  g.emit(`add ${name}, ${name}, ${g.name(base)}`);
  g.emit(`lw ${name}, %lo(${table})(${name})`);
  g.out.stop(`jr ${name}`);
  g.release(base, index);
  emitTable(g, table, choice, range);
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
  { cases, other }: Choice,
  { first, count }: Range,
): void {
  const rows: string[] = new Array<string>(count).fill(other);
  for (const { low, high, label } of cases) rows.fill(label, Number(low - first), Number(high - first) + 1);
  for (const label of rows) g.out.refer(label);
  g.unit.tables.push(`\t.align 4\n${table}:`, rows.map(label => `\t.word ${label}`).join('\n'));
}

/** Compares with the cases one by one, or halves the list. */
function search(g: FunctionContext, choice: Choice): void {
  const { cases, other } = choice;
  const middle = cases.length >> 1;
  const pivot = cases[middle];
  if (!pivot || cases.length <= chainCases) {
    for (const each of cases) compareCase(g, choice, each);
    g.out.jump(other);
    return;
  }
  const upper = g.out.newLabel();
  jumpIf(g, choice, '>=', pivot.low, upper);
  search(g, { ...choice, cases: cases.slice(0, middle) });
  g.out.label(upper);
  search(g, { ...choice, cases: cases.slice(middle) });
}

function compareCase(g: FunctionContext, choice: Choice, { low, high, label }: Case): void {
  if (low === high) return jumpIf(g, choice, '==', low, label);
  const skip = g.out.newLabel();
  jumpIf(g, choice, '<', low, skip);
  jumpIf(g, choice, '<=', high, label);
  g.out.label(skip);
}

/** Jumps if the value compares so with the bound. */
function jumpIf(
  g: FunctionContext,
  { value, type }: Choice,
  operator: CompareOperator,
  bound: bigint,
  label: string,
): void {
  const right = constantValue(g, type, bound);
  branchIf(g, { operator, signed: isSigned(type) }, value, right, label);
  g.release(right);
}

/** One function: a plan, the body, then the code around it, since only the body knows how large the frame is. */
import type { FunctionBody, FunctionSymbol } from '../c/ast';
import type { Ends } from './debug/blocks';
import { sizeOf } from '../c/types/types';
import { symbolText } from './operands';
import { FunctionContext } from './context';
import { FrameLayout, WORD, outgoingSize } from './frame';
import { describeParameters, placeParameters, storeParameters } from './parameters';
import { type Plan, planFunction, topOf } from './plan';
import { enterFrame, frameSize, leaveFrame } from './prologue';
import { A0 } from './registers';
import { placeLabels } from './stack';
import { statement } from './statements';
import type { Unit } from './unit';

export function generateFunction(unit: Unit, symbol: FunctionSymbol, body: FunctionBody): string {
  const plan = planFunction(symbol, body);
  const frame = new FrameLayout(plan.kind, topOf(plan), plan.large);
  const resultAddress = symbol.type.returns.kind === 'record' ? frame.allocate(WORD) : undefined;
  const { usage, homes } = plan;
  const parts = { unit, symbol, body, usage, frame, homes, resultAddress, makeStatement: statement };
  const g = new FunctionContext(parts);
  const end = unit.nextMark();
  const bodyStart = unit.nextMark();
  placeVariables(g, plan);
  generateBody(g);
  g.out.lines = g.out.lines.map(line => line.replace(outgoingSize, String(frame.outgoing)));
  const ends = epilogue(g, plan, end);
  const before = prologue(g, plan, bodyStart);
  describe(g, bodyStart, ends);
  return [...header(symbol), ...before, ...g.out.lines, ...footer(symbol, end)].join('\n');
}

/** Gives parameters and literals their homes; variables get theirs where they are declared. */
function placeVariables(g: FunctionContext, { homes, usage }: Plan): void {
  for (const [local, register] of homes.register) local.home = { kind: 'register', register };
  g.blocks.watchResult = homes.used.has(A0) && g.symbol.type.returns.kind !== 'void';
  for (const literal of usage.literals)
    literal.home = { kind: 'frame', offset: g.frame.allocate(sizeOf(literal.type)) };
  placeLabels(g);
  placeParameters(g);
}

function generateBody(g: FunctionContext): void {
  for (const each of g.body.block.statements) statement(g, each);
  const { returns } = g.symbol.type;
  if (!g.out.reachable || returns.kind === 'void' || returns.kind === 'error') return;
  const { end } = g.body.block;
  if (g.symbol.name !== 'main') return;
  g.location(end);
  g.emit('li a0, 0');
  g.blocks.resultAt(() => {});
}

/** The way out; returns where the homes of variables stop being true. */
function epilogue(g: FunctionContext, plan: Plan, end: string): Ends {
  const { out } = g;
  const size = frameSize(g, plan);
  out.label(g.returnLabel);
  const result = g.blocks.mark();
  g.location(g.body.block.end);
  const { saved, whole } = leaveFrame(g, plan, size);
  if (size === 0) returnInPlace(g);
  return {
    frame: whole ?? end,
    saved: saved ?? end,
    result: g.blocks.hasResult ? result : end,
    end,
    toCfa: plan.kind === 'fp' ? 0 : -size,
  };
}

/**
 * Without a frame to undo, every jump to the epilogue is a return by itself, at the closing brace as the epilogue is. A
 * statement that is nothing but the jump keeps an instruction of its own; what follows is where it was.
 */
function returnInPlace(g: FunctionContext): void {
  const jump = `\tj ${g.returnLabel}`;
  const brace = `\t.loc ${g.locationText(g.body.block.end)}`;
  const isPlace = (line: string) => line.startsWith('\t.loc ');
  let before = '';
  let place = brace;
  g.out.lines = g.out.lines.flatMap(line => {
    if (isPlace(line)) place = line.replace(/ is_stmt 0$/, '');
    if (line.startsWith('\t') && line !== jump) before = line;
    if (line !== jump) return [line];
    return [...(isPlace(before) ? ['\tnop'] : []), brace, '\tret', `${place} is_stmt 0`];
  });
}

function prologue(g: FunctionContext, plan: Plan, bodyStart: string): string[] {
  const lines = ['\t.cfi_startproc', `\t.loc ${g.locationText(g.body.span)}`];
  enterFrame(plan, frameSize(g, plan), lines);
  storeParameters(g, plan, lines);
  lines.push(`${bodyStart}:`);
  markPrologueEnd(g, lines);
  return lines;
}

/**
 * The first row behind the prologue says so. A body that starts as a loop gets an instruction before it, so that
 * the start of the function is not passed again with every turn.
 */
function markPrologueEnd(g: FunctionContext, before: string[]): void {
  const { lines } = g.out;
  const first = lines.findIndex(line => !line.startsWith('.LD'));
  const line = lines[first];
  if (line?.startsWith('\t.loc ')) {
    lines[first] = `${line} prologue_end`;
    return;
  }
  before.push(`\t.loc ${g.locationText(g.body.block.span)} prologue_end`);
  if (line?.startsWith('.L')) before.push('\tnop');
}

function describe(g: FunctionContext, bodyStart: string, ends: Ends): void {
  const { unit, symbol } = g;
  unit.functions.push({
    name: symbol.name,
    start: symbol.label,
    end: ends.end,
    file: unit.file(g.body.span),
    line: unit.line(g.body.span),
    type: unit.types.index(symbol.type),
    parameters: describeParameters(g, bodyStart, ends),
    body: g.blocks.body({ start: bodyStart, end: ends.end }, ends),
  });
}

function header({ label, section, weak, linkage }: FunctionSymbol): string[] {
  const name = symbolText(label);
  const lines = [
    section === undefined || section === '.text' ? '\t.text' : `\t.section ${section}, "x"`,
    '\t.align 4',
  ];
  if (weak) lines.push(`\t.weak ${name}`);
  else if (linkage === 'external') lines.push(`\t.global ${name}`);
  return [...lines, `\t.type ${name}, function`, `${name}:`];
}

function footer({ label }: FunctionSymbol, end: string): string[] {
  const name = symbolText(label);
  return ['\t.cfi_endproc', `${end}:`, `\t.size ${name}, ${end}-${name}`];
}

/** The ways into and out of a function, with the directives that let a debugger unwind at every instruction. */
import { fitsSigned } from './operands';
import type { FunctionContext } from './context';
import { WORD } from './frame';
import type { Plan } from './plan';
import { names } from './registers';

/** Bytes from `sp` in the body to the canonical frame address. */
export function frameSize(g: FunctionContext, plan: Plan): number {
  return plan.kind === 'fp' ? g.frame.top + g.frame.size : g.frame.size + plan.saved.length * WORD;
}

/** What of the frame one instruction reaches; a larger one is made and undone in two steps. */
function nearPart(plan: Plan, size: number): number {
  return fitsSigned(size) ? size : plan.row + 2 * WORD;
}

export function enterFrame(plan: Plan, size: number, lines: string[]): void {
  if (plan.kind === 'sp') return enterLeaf(plan, size, lines);
  const near = nearPart(plan, size);
  const [ra, fp] = [plan.row + WORD, plan.row + 2 * WORD];
  lines.push(`\taddi sp, sp, ${-near}`, `\t.cfi_def_cfa_offset ${near}`);
  lines.push(`\tsw ra, ${near - ra}(sp)`, `\t.cfi_offset ra, ${-ra}`);
  lines.push(`\tsw fp, ${near - fp}(sp)`, `\t.cfi_offset fp, ${-fp}`);
  lines.push(`\taddi fp, sp, ${near}`, '\t.cfi_def_cfa fp, 0');
  if (near !== size) lines.push(`\tli t0, ${size - near}`, '\tsub sp, sp, t0');
  plan.saved.forEach((register, index) => {
    const offset = -(fp + (1 + index) * WORD);
    lines.push(`\tsw ${names[register]}, ${offset}(fp)`, `\t.cfi_offset ${names[register]}, ${offset}`);
  });
}

function enterLeaf(plan: Plan, size: number, lines: string[]): void {
  if (size === 0) return;
  lines.push(`\taddi sp, sp, ${-size}`, `\t.cfi_def_cfa_offset ${size}`);
  plan.saved.forEach((register, index) => {
    const offset = -(1 + index) * WORD;
    lines.push(
      `\tsw ${names[register]}, ${size + offset}(sp)`,
      `\t.cfi_offset ${names[register]}, ${offset}`,
    );
  });
}

/** Labels where saved registers, and where the frame, stop being what they were in the body. */
export interface Left {
  readonly saved: string | undefined;
  readonly whole: string | undefined;
}

export function leaveFrame(g: FunctionContext, plan: Plan, size: number): Left {
  if (!g.out.reachable) return { saved: undefined, whole: undefined };
  const left = plan.kind === 'fp' ? leaveFramed(g, plan, size) : leaveLeaf(g, plan, size);
  g.out.stop('ret');
  return left;
}

function leaveFramed(g: FunctionContext, plan: Plan, size: number): Left {
  const near = nearPart(plan, size);
  const [ra, fp] = [plan.row + WORD, plan.row + 2 * WORD];
  const saved = restore(g, plan, index => `${-(fp + (1 + index) * WORD)}(fp)`);
  if (near !== size || plan.usage.movesStack) g.emit(`addi sp, fp, ${-near}`);
  emitWith(g, `lw ra, ${-ra}(fp)`, '.cfi_restore ra');
  emitWith(g, `lw fp, ${-fp}(fp)`, '.cfi_restore fp', `.cfi_def_cfa sp, ${near}`);
  const whole = g.blocks.mark();
  emitWith(g, `addi sp, sp, ${near}`, '.cfi_def_cfa_offset 0');
  return { saved, whole };
}

function leaveLeaf(g: FunctionContext, plan: Plan, size: number): Left {
  const saved = restore(g, plan, index => `${size - (1 + index) * WORD}(sp)`);
  if (size === 0) return { saved, whole: undefined };
  emitWith(g, `addi sp, sp, ${size}`, '.cfi_def_cfa_offset 0');
  return { saved, whole: g.blocks.mark() };
}

/** Restores the saved registers; returns a label behind the first of them. */
function restore(g: FunctionContext, plan: Plan, place: (index: number) => string): string | undefined {
  let first: string | undefined;
  plan.saved.forEach((register, index) => {
    emitWith(g, `lw ${names[register]}, ${place(index)}`, `.cfi_restore ${names[register]}`);
    first ??= g.blocks.mark();
  });
  return first;
}

function emitWith(g: FunctionContext, text: string, ...directives: readonly string[]): void {
  g.emit(text);
  for (const directive of directives) g.out.note(`\t${directive}`);
}

/** The registers that an `asm` says it changes, and those of variables that have chosen one. */
import type { AsmClobber, AsmOperand, AsmStatement, LocalSymbol } from '../c/ast';
import type { Reporter } from '../c/reporter';
import { registerNumber } from '../isa';
import { FP, SP } from './registers';
import { says } from './rules';

/** Names that say something about the code around an `asm`, but name no register. */
const notRegisters = new Set(['memory', 'cc']);

/** None of them may hold anything else while it runs. */
export function clobberedRegisters(node: AsmStatement): number[] {
  return [
    ...node.clobbers.flatMap(({ name }) => registerNumber(name) ?? []),
    ...[...node.outputs, ...node.inputs].flatMap(operand => chosenRegister(operand) ?? []),
  ];
}

/**
 * The register of an operand that is a variable with one of its own: `register int x asm("a0")`. As GCC has it, the variable is
 * there while such an `asm` runs, and at no other time.
 */
export function chosenRegister({ kind, value }: AsmOperand): number | undefined {
  if (kind !== 'register' || value.kind !== 'variable' || value.symbol.kind !== 'local') return undefined;
  const { register } = value.symbol;
  return register === undefined ? undefined : registerNumber(register);
}

/** For each variable that has chosen a register. */
export function checkChoice(report: Reporter, { register, span }: LocalSymbol): void {
  if (register === undefined) return;
  const number = registerNumber(register);
  if (number === undefined || number === SP || number === FP)
    report.say(span, says('c-register-variable', { name: register }));
}

export function checkClobber(report: Reporter, { name, span }: AsmClobber): void {
  if (notRegisters.has(name)) return;
  const register = registerNumber(name);
  if (register === undefined) report.say(span, says('c-asm-clobber', { name }));
  else if (register === SP || register === FP) report.say(span, says('c-asm-frame', { name }));
}

/** The registers that an `asm` says it changes. */
import type { AsmClobber, AsmStatement } from '../c/ast';
import type { Reporter } from '../c/reporter';
import { registerNumber } from '../isa';
import { FP, SP } from './registers';
import { says } from './rules';

/** Names that say something about the code around an `asm`, but name no register. */
const notRegisters = new Set(['memory', 'cc']);

export function clobberedRegisters(node: AsmStatement): number[] {
  return node.clobbers.flatMap(({ name }) => registerNumber(name) ?? []);
}

export function checkClobber(report: Reporter, { name, span }: AsmClobber): void {
  if (notRegisters.has(name)) return;
  const register = registerNumber(name);
  if (register === undefined) report.say(span, says('c-asm-clobber', { name }));
  else if (register === SP || register === FP) report.say(span, says('c-asm-frame', { name }));
}

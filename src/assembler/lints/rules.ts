/** What is said of assembly that assembles, and most likely does not do what is meant. */
import { type RuleTable, sayer, warning } from '../../source';

export const rules = {
  'asm-return-address': warning('${name} loses its return address here: its ret comes back behind this call'),
  'asm-stack-unbalanced': warning(
    'at this ret the stack pointer is ${bytes} bytes ${side} where it was when ${name} began',
  ),
  'asm-saved-register': warning(
    '${register} belongs to the caller, and ${name} returns with another value in it',
  ),
  'asm-call-number': warning('${register}, the number of the system call, has no value here'),
  'asm-runs-on': warning('${name} does not end here: execution runs on into ${next}'),
  'asm-privileged': warning('${mnemonic} is privileged: a program that comes here is stopped'),
  'asm-misaligned': warning(
    '${mnemonic} needs an address that is a multiple of ${size}, and ${place} is ${offset} bytes into ${section}',
  ),
  'asm-unused-label': warning('nothing uses the label ${name}'),
  'asm-unused-macro': warning('nothing uses the macro ${name}'),
} satisfies RuleTable;

export const says = sayer(rules);

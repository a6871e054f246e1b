/** What only the code generator can say about C: one row a rule, with its code, its level and its sentence. */
import { type RuleTable, error, sayer } from '../source';

export const rules = {
  // asm
  'c-asm-registers': error('the operands of this asm need ${registers} registers, and there are ${poolSize}'),

  'c-register-variable': error("'${name}' is no register that a variable can have"),

  // clobbers
  'c-asm-clobber': error("'${name}' is no register"),
  'c-asm-frame': error('asm may not change ${name}: the frame stands on it'),

  // data
  'c-object-too-large': error("'${name}' takes ${size} bytes, which is more than the machine has"),
} satisfies RuleTable;

export const says = sayer(rules);

/** What the linker says: one row a rule, with its code, its level and its sentence. */
import { type RuleTable, error, sayer } from '../source';

export const rules = {
  // layout
  'link-too-large': error(
    'the program is too large: from 0x${toString} on it needs ${base} bytes, there are ${base2}',
  ),
  'link-section-flags': error(
    'section ${name} is ${describeFlags} in ${name2} but ${describeFlags2} ${first}',
  ),

  // link
  'link-entry-data': error("the entry '${entry}' is not in an executable section"),

  // relocate
  'link-out-of-range': error("'${symbol}' is out of range${words}: ${problem}"),

  // resolve
  'link-defined-twice': error("'${name}' is defined twice: in ${name2} and in ${name3}"),

  // undefined
  'link-undefined': error("nothing defines '${symbol}'${where}"),
  'link-no-entry': error("no entry: nothing defines '${entry}'"),
} satisfies RuleTable;

export const says = sayer(rules);

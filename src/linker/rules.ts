/** What the linker says: one row a rule, with its code, its level and its sentence. */
import { type RuleTable, error, sayer } from '../source';

export const rules = {
  // layout
  'link-too-large': error(
    'the program is too large: from ${start} on it needs ${needed} bytes, there are ${available}',
  ),
  'link-section-flags': error('section ${name} is ${flags} in ${file} but ${otherFlags} ${elsewhere}'),

  // link
  'link-entry-data': error("the entry '${entry}' is not in an executable section"),

  // relocate
  'link-out-of-range': error("'${symbol}' is out of range${where}: ${problem}"),

  // resolve
  'link-defined-twice': error("'${name}' is defined twice: in ${first} and in ${second}"),

  // undefined
  'link-undefined': error("nothing defines '${symbol}'${where}"),
  'link-no-entry': error("no entry: nothing defines '${entry}'"),
} satisfies RuleTable;

export const says = sayer(rules);

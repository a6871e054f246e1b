/** What can be said in options and pragmas: the names of warnings and of their groups. */
import type { Rule } from '../../source';
import { rules as checks } from '../checks/rules';
import { rules as frontEnd } from '../rules';
import { ownName } from './levels';

const rows: ReadonlyMap<string, Rule> = new Map<string, Rule>(Object.entries({ ...frontEnd, ...checks }));

const noOptions = { options: [] };

/** The row that a diagnostic comes from, as far as options go. */
export const ruleOf = (code: string): Pick<Rule, 'options'> => rows.get(code) ?? noOptions;

/** The names of warnings, and those of groups: `all`, `unused`. */
export const warningNames: ReadonlySet<string> = new Set(
  [...rows].flatMap(([code, { level, options = [] }]) =>
    level === 'warning' ? [ownName(code), ...options] : [],
  ),
);

/** What an option names, without its `no-` and `error=`. */
const nameIn = (option: string): string => option.replace(/^(no-)?(error=)?/, '');

/** Whether it can be chosen: as gcc has it, what is switched off need not be known. */
export const isWarningOption = (option: string): boolean =>
  ['none', 'error', 'no-error'].includes(option) ||
  option.startsWith('no-') ||
  warningNames.has(nameIn(option));

/** What keeps a program or kernel from being built: one row a rule, with its code, its level and its sentence. */
import { type RuleTable, error, sayer } from '../source';

export const rules = {
  // build
  'build-file-missing': error('cannot read ${path}: there is no such file, or it may not be read'),
  'build-file-kind': error(
    '${path} is neither C (.c), nor assembly (.toy), nor an executable, object file or archive',
  ),
  'build-object': error('${path} cannot be linked: ${problem}'),
  'build-archive': error('${path} cannot be used: ${problem}'),
  'build-file-twice': error('${path} is in the program twice'),
  'build-folder-empty': error('nothing to build in ${path}: it has no .c or .toy files'),
  'build-executable-part': error('${path} is a whole program: it cannot be a part of another'),
  'build-kernel-missing': error('no kernel in ${home}: it has no .c or .toy files'),
  'build-kernel-start': error("the kernel in ${home} has no start: nothing in it defines '${entry}'"),
  'build-not-runnable': error('${path} cannot be run: ${problem}'),
  'build-not-a-program': error('${path} is no user program: it wants address ${address}'),

  // translate
  'build-unreadable': error('cannot read ${path}'),
} satisfies RuleTable;

export const says = sayer(rules);

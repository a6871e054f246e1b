/**
 * What is valid C and most likely not what was meant: one row a warning, with its code, its sentence, and the names that
 * `-W` options, `#pragma GCC diagnostic` and gcc's manual have for it.
 */
import { type RuleTable, sayer, warning } from '../../source';

export const rules = {
  // checks/unused
  'c-unused-variable': warning("the variable '${name}' is not used", 'unused', 'all'),
  'c-unused-parameter': warning("the parameter '${name}' is not used", 'unused', 'extra'),
  'c-unused-but-set-variable': warning(
    "the variable '${name}' is given a value, and that is never used",
    'unused',
    'all',
  ),
  'c-unused-but-set-parameter': warning(
    "the parameter '${name}' is given a value, and that is never used",
    'unused',
    'extra',
  ),
  'c-unused-label': warning("no goto leads to the label '${name}'", 'unused', 'all'),
  'c-unused-function': warning("the static function '${name}' is not used", 'unused', 'all'),

  // checks/effects
  'c-unused-value': warning('this has no effect: nothing becomes of its value', 'unused', 'all'),

  // checks/sequence
  'c-sequence-point': warning(
    "'${name}' is changed here, and used or changed once more, in an order that C leaves open",
    'all',
  ),

  // checks/flow
  'c-uninitialized': warning("'${name}' has no value yet where it is used here", 'all'),
  'c-maybe-uninitialized': warning("'${name}' may have no value here", 'all'),

  // checks/local-address
  'c-return-local-addr': warning(
    "this is the address of '${name}', which is gone when '${function}' returns",
  ),

  // checks/comparisons
  'c-sign-compare': warning(
    "${operator} compares '${left}' with '${right}': as unsigned, so a negative number is a large one",
    'extra',
  ),
  'c-string-compare': warning(
    '${operator} compares the address of a string, not its characters',
    'address',
    'all',
  ),
  'c-type-limits': warning("this is always ${result}: an '${type}' is never negative", 'extra'),

  'c-comparison-range': warning(
    "this is always ${result}: a '${type}' is at least ${low} and at most ${high}",
    'type-limits',
    'extra',
  ),

  // checks/conditions
  'c-address': warning("the address of '${name}' is never NULL, so this is always ${result}", 'all'),

  // checks/parentheses
  'c-parentheses': warning(
    '${inner} within ${outer} comes first: put it in parentheses if that is meant',
    'all',
  ),
  'c-comparison-chain': warning(
    'this compares the result of ${first}, which is 0 or 1, with ${operator}',
    'parentheses',
    'all',
  ),
  'c-logical-not-parentheses': warning('! applies to what stands on the left of ${operator} alone', 'all'),

  // checks/layout
  'c-dangling-else': warning('the else belongs to this if, not to the one around it', 'parentheses', 'all'),
  'c-empty-body': warning('the body of this ${keyword} is empty', 'extra'),
  'c-misleading-indentation': warning(
    'this ${keyword} does not govern line ${line}, which is indented as if',
    'all',
  ),

  // checks/fallthrough
  'c-implicit-fallthrough': warning('what comes before runs on into this case', 'extra'),

  // checks/bounds
  'c-array-bounds': warning("the index ${index} is outside of the array '${type}'", 'all'),

  // checks/overflow
  'c-stringop-overflow': warning(
    "'${name}' writes ${size} bytes here, and '${type}' has room for ${room}",
    'all',
  ),

  // checks/sizes
  'c-sizeof-array-argument': warning(
    "sizeof is that of a pointer here: the parameter '${name}' is a '${type}'",
    'all',
  ),

  // checks/main
  'c-main': warning("main returns 'int', not '${type}'", 'all'),
  'c-main-parameters': warning("main takes 'void', or 'int' and 'char **'", 'main', 'all'),

  // checks/format
  'c-format-type': warning(
    "%${conversion} takes '${wanted}', and argument ${number} is '${given}'",
    'format',
    'all',
  ),
  'c-format-missing': warning('%${conversion} has no argument', 'format', 'all'),
  'c-format-extra-args': warning('the format does not use this argument', 'format', 'all'),
  'c-format-unknown': warning('there is no conversion %${conversion}', 'format', 'all'),
  'c-format-end': warning('the format ends within a conversion', 'format', 'all'),
  'c-format-security': warning(
    'whatever is in this text is the format: a % in it asks for arguments',
    'format',
  ),
  'c-format-zero-length': warning('the format is empty', 'format', 'all'),

  // checks/enumerators
  'c-switch': warning("this switch has no case for '${names}'", 'all'),
} satisfies RuleTable;

export const says = sayer(rules);

/** What the assembler says: one row a rule, with its code, its level and its sentence. */
import { type RuleTable, error, sayer, warning } from '../source';

export const rules = {
  // data
  'asm-string-as-number': error('a number is expected here, not a string'),
  'asm-too-wide': error('${value} does not fit 64 bits'),
  'asm-zeros-only': error('${name} holds zeros only'),
  'asm-negative-size': error('the number of bytes is negative: ${count}'),
  'asm-section-too-large': error('${name} would be larger than ${largestSection} MiB'),
  'asm-object-too-large': error('the sections would be larger than ${largestSection} MiB together'),
  'asm-alignment': error('the alignment must be a power of two up to ${largestAlignment}, not ${alignment}'),

  // directives
  'asm-error-directive': error('${text}'),
  'asm-assertion': error('assertion failed: ${text}'),
  'asm-register-expected': error('a register is expected here'),
  'asm-section-flags-differ': error('${name} already has the flags "${flags}"'),
  'asm-section-flags': error('the flags of a section are w (writable), x (executable) and z (zeros)'),
  'asm-symbol-type': error('the type of a symbol is function or object'),
  'asm-loc-options': error('.loc takes prologue_end and is_stmt 0 or 1 after the column'),
  'asm-file-number': error('no .file has the number ${number}'),
  'asm-outside-function': error('${name} stands outside a function'),
  'asm-other-section': error('${name} is in another section than its .cfi_startproc'),
  'asm-function-not-ended': error('the function before has no .cfi_endproc'),
  'asm-no-remembered-state': error('there is no .cfi_remember_state for this'),

  // encode
  'asm-operand-count': error('${mnemonic} takes ${takes}, not ${given}'),
  'asm-pseudo-operand': error('${mnemonic} takes ${what} here'),
  'asm-number-range': error('${number} does not fit 32 bits'),
  'asm-not-a-register': error('${name} is not a register'),
  'asm-takes-register': error('${mnemonic} takes a register here'),
  'asm-takes-memory': error('${mnemonic} takes an offset and a register in parentheses here'),
  'asm-takes-address': error('${mnemonic} takes a register in parentheses, without an offset'),
  'asm-low-offset': error('%lo is a signed offset, and ${mnemonic} takes none'),
  'asm-high-half': error('%hi is an upper half, which ${mnemonic} does not take'),

  // evaluate
  'asm-known-constant': error('${what} must be a constant that is known here'),
  'asm-number-too-wide': error('this number does not fit 32 bits'),
  'asm-constant-chain': error(
    '${name} stands in a chain of more than ${longestChain} constants that are defined later',
  ),
  'asm-circular': error('${name} is defined by itself'),
  'asm-register-as-value': error('${name} is a register, and a value is expected here'),
  'asm-macro-only': error('${name} means something in a macro only'),
  'asm-no-label-before': error('no label ${number}: stands before this line'),
  'asm-value-expected': error('a number or a symbol is expected here'),
  'asm-modifier-alone': error('%${name} of an address stands alone in its operand'),
  'asm-modifier': error('%${name} is unknown'),
  'asm-label-distance': error('the distance of two labels is known only within a section: ${why}'),
  'asm-address-arithmetic': error('${operator} needs constants; an address is known only after linking'),
  'asm-division-by-zero': error('division by zero'),
  'asm-overflow': error('${left} ${operator} ${right} does not fit 32 bits'),

  // expand
  'asm-block-nesting': error('blocks are nested more than ${deepestBlocks} deep'),
  'asm-too-many-statements': error(
    'macros, repetitions and included files make more than ${mostStatements} statements',
  ),
  'asm-too-much-text': error('macros, repetitions and included files make more than ${mostText} MiB of text'),
  'asm-unknown-directive': error('unknown directive ${name}'),
  'asm-file-missing': error('there is no file ${path}'),
  'asm-includes-itself': error('${baseName} includes itself'),
  'asm-nesting': error('${what} is nested more than ${deepest} deep'),
  'asm-macro-defined-twice': error('the macro ${name} is already defined'),
  'asm-macro-named-instruction': error('${name} is an instruction'),
  'asm-macro-named-directive': error('${name} is a directive'),
  'asm-macro-parameter-twice': error('two parameters of ${name} have the name ${parameter}'),
  'asm-macro-too-long': error('what the macro ${name} stands for here is too long'),
  'asm-negative-count': error('the count is negative: ${count}'),
  'asm-after-else': error('${name} comes after .else'),

  // expressions
  'asm-colon-expected': error('expected a colon'),
  'asm-expression-nesting': error('this expression is nested too deeply'),
  'asm-expression-length': error('this expression is too long'),
  'asm-parenthesis-expected': error('expected )'),
  'asm-modifier-expected': error('expected %hi(…) or %lo(…)'),
  'asm-ambiguous-number': error('${word} could be decimal or octal'),
  'asm-not-a-number': error('${word} is not a number'),
  'asm-unclosed-character': error("this character constant has no closing '"),
  'asm-character': error("expected one character or escape between ' and '"),
  'asm-unclosed-string': error('this string has no closing "'),
  'asm-operand-expected': error('expected an operand'),
  'asm-not-an-operand': error('${text} is not an operand'),

  // frames
  'asm-too-many-reports': error('more than ${mostReports} things are wrong; the rest is not told'),

  // fixups
  'asm-range': error('${value} is out of range: ${who} takes ${low} to ${high}'),
  'asm-target-is-number': error('${mnemonic} goes to a label, not to a number'),
  'asm-target-alignment': error('the target is not aligned to 4 bytes'),
  'asm-target-range': error(
    'the target is out of range: ${distance} instructions from here, and ${mnemonic} reaches ${low} to ${high}',
  ),
  'asm-address-unknown': error(
    'the address of ${label} is not known before linking, and ${who} needs a number',
  ),
  'asm-undefined': error('${label} is not defined, and ${who} needs a number here'),

  // macros
  'asm-macro-arguments': error('the macro ${name} takes ${count}, not ${given}'),
  'asm-macro-argument-missing': error('the macro ${name} needs a value for ${parameter}'),

  // object
  'asm-no-endproc': error('this function has no .cfi_endproc'),
  'asm-no-label-after': error('no label ${name}: stands after this line'),
  'asm-undefined-symbol': error('${name} is not defined'),
  'asm-alias-undefined': error('${name} cannot stand for ${label}, which is not defined in this file'),
  'asm-size': error('a size must be a number of bytes, like . - main'),
  'asm-debug-undefined': error('the debug information names ${name}, which is not defined'),

  // operands
  'asm-directive-operands': error('${name} ${takes}'),
  'asm-name-expected': error('a name is expected here'),
  'asm-text-expected': error('a text in double quotes is expected here'),

  // parse
  'asm-statement-expected': error('expected a label, an instruction or a directive'),
  'asm-comma-expected': error('expected a comma between the operands'),
  'asm-parameter-kind': error(
    'a parameter is a name, name=default, or name:vararg for the rest of the arguments',
  ),
  'asm-line-end-expected': error('expected the end of the line, not ${text}'),
  'asm-no-if': error('${name} has no .if before it'),
  'asm-nothing-to-end': error('${name} has nothing to end'),
  'asm-no-end': error('${name} has no end'),

  // pass
  'asm-unknown-instruction': error('unknown instruction ${name}'),
  'asm-instruction-alignment': error('this instruction is not aligned to 4 bytes'),
  'asm-code-in-zeros': error('this instruction is in ${name}, which is not executable'),
  'asm-not-executable': warning('this instruction is in ${name}, which is not executable'),
  'asm-not-a-label': error('${name} is not a label'),
  'asm-register-as-symbol': error('${name} is a register and can name nothing else'),
  'asm-dot': error('. is the address of the statement and cannot be defined'),
  'asm-section-as-symbol': error('${name} is the name of a section'),
  'asm-platform-constant': error('${name} is a constant of the platform, ${number}'),
  'asm-defined-twice': error('${name} is already defined'),

  // scanner
  'asm-unclosed-comment': error('this comment has no end'),

  // strings
  'asm-escape': error('unknown escape ${text}'),
} satisfies RuleTable;

export const says = sayer(rules);

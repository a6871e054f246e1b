/** What the C front end says: one row a rule, with its code, its level and its sentence. */
import { type RuleTable, error, warning, sayer } from '../source';

export const rules = {
  // literals
  'c-number-range': error('the number ${digits} does not fit in 64 bits'),
  'c-number-floating': error('the condition of a directive takes integers, and ${number} is none'),
  'c-no-number': error('${text} is no number'),
  'c-number-octal': error('${digit} is no octal digit, and ${number} starts with 0, which makes it octal'),
  'c-number-digits': error('the number ${number} has no digits after ${prefix}'),
  'c-number-suffix': error('${suffix} is no suffix for an integer'),
  'c-string-encodings': error('strings of two encodings stand side by side, ${first}"…" and ${second}"…"'),
  'c-multichar': warning(
    'a character constant holds one character; this one of ${count} is the number ${value}',
  ),
  'c-character-empty': error('there is no character between the quotes'),
  'c-escape-hexadecimal': error('\\x is followed by no hexadecimal digit'),
  'c-escape-range': error('${escape} is more than ${unit} holds'),
  'c-escape-end': error('a backslash is followed by nothing'),
  'c-escape-digits': error('\\${letter} needs ${count} hexadecimal digits'),
  'c-escape-unknown': error('there is no escape sequence \\${letter}'),
  'c-escape-universal': error('${escape} is no Unicode character'),

  // nesting
  'c-too-deep': error('something in this file is nested too deeply'),

  // parser/asm
  'c-asm-goto': error('asm goto is not supported'),
  'c-asm-labels': error('asm with jump labels is not supported'),
  'c-asm-operand-name': error('expected the name of an operand, and here is ${found}'),
  'c-asm-output': error('the constraint of an output starts with = or +'),
  'c-asm-input': error('an input cannot be written, so its constraint has no = or +'),
  'c-asm-output-number': error('there is no output ${number}'),
  'c-asm-constraint': error('the constraint "${constraint}" is not supported'),
  'c-asm-memory': error('an operand in memory must be a variable'),
  'c-asm-size': error("a value of type '${type}' does not fit in a register"),
  'c-asm-constant': error('this operand must be a constant'),
  'c-asm-percent': error('a % in the template of asm must be %% or name an operand'),
  'c-asm-reference': error('${reference} names no operand of this asm'),

  // parser/assertions
  'c-constexpr': error("'${name}' is constexpr, and what it starts as is not constant"),
  'c-static-assertion': error('the static assertion does not hold${reason}'),

  // parser/attributes
  'c-attribute': error(
    "the attribute '${name}' is not supported, and without it the program means something else",
  ),
  'c-unknown-attribute': warning("the attribute '${name}' is unknown and has no effect", 'attributes'),
  'c-alignment': error('an alignment must be a power of two up to 65536, and this is ${value}'),
  'c-string-expected': error('${purpose} must be a string'),
  'c-assembly-name': error("'${name}' cannot be ${purpose}"),

  // parser/builtins
  'c-builtin-call': error('${name} can only be called'),
  'c-builtin-arguments': error('${name} takes ${count} argument${plural}, and ${given} are given'),
  'c-va-list': error("a va_list belongs here, and this is '${type}'"),
  'c-va-start': error('va_start has a meaning only in a function that ends its parameters with ...'),
  'c-va-arg-type': error("an argument cannot be of type '${type}'"),
  'c-va-arg-promoted': warning("'${type}' is passed as '${passed}' here, so va_arg must ask for '${passed}'"),
  'c-member-name': error('expected the name of a member, and here is ${found}'),
  'c-atomic-object': error("${name} works on what an address leads to, and this is '${type}'"),
  'c-checked-operands': error("${name} takes two integers and the address of one, and this is '${type}'"),
  'c-return-address': error('__builtin_return_address is not supported'),

  // parser/compound-literal
  'c-incomplete-literal': error("the type '${type}' is incomplete here"),
  'c-literal-constant': error('the literal is made before the program runs, so this must be a constant'),

  // parser/declarations
  'c-stray-brace': error('this } closes nothing'),
  'c-body-without-function': error('a body can only follow a function'),
  'c-packed-declaration': error('the attribute packed has no place here'),
  'c-declares-nothing': warning('this declares nothing'),
  'c-storage-at-file-level': error('${storage} has no place outside of functions'),
  'c-cannot-be-initialised': error('${what} cannot be initialised'),
  'c-void-variable': error("a variable cannot be of type 'void'"),
  'c-incomplete-variable': error("the type '${type}' of this variable is incomplete"),
  'c-initialised-twice': error("'${name}' is initialised already"),
  'c-static-initialiser': error(
    "'${name}' is initialised before the program runs, so this must be a constant",
  ),
  'c-never-completed': error("the type '${type}' of '${name}' is never completed"),
  'c-function-storage': error('a function cannot be ${storage}'),
  'c-defined-twice': error("'${name}' is defined already"),
  'c-incomplete-result': error("the type '${type}' that '${name}' returns is incomplete"),
  'c-end-without-value': warning(
    "'${name}' returns a value, but the end of it can be reached without one",
    'return-type',
  ),
  'c-incomplete-parameter': error("the type '${type}' of this parameter is incomplete"),
  'c-parameter-alignment': error('a parameter cannot be aligned to more than 4 bytes'),
  'c-stack-alignment': error('a variable on the stack cannot be aligned to more than 4 bytes'),
  'c-unknown-size': error("the size of '${name}' is not known"),

  // parser/declarators
  'c-type-layers': error('a type of more than ${mostLayers} pointers, arrays and functions'),
  'c-storage-in-type-name': error('${storage} has no place in the name of a type'),
  'c-name-expected': error('expected a name, and here is ${found}'),
  'c-old-style': warning(
    'C23 has no functions whose parameters are declared behind their list',
    'old-style-definition',
  ),
  'c-old-parameter': error("'${name}' is none of the parameters"),
  'c-unknown-type': error("unknown type name '${name}'"),
  'c-variadic-alone': error('a variadic function needs a parameter before ...'),
  'c-parameter-storage': error('a parameter cannot be ${storage}'),
  'c-void-parameter': error("a parameter cannot be of type 'void'"),
  'c-function-result': error('a function cannot return ${what}'),
  'c-array-element': error("an array of '${type}' is impossible: such elements have no size"),
  'c-array-flexible-element': warning('the elements of this array end in an array without a size'),
  'c-array-size-constant': error('the size of an array must be a constant here'),
  'c-array-size-integer': error("the size of an array must be an integer, not '${type}'"),
  'c-array-size-negative': error('the size of an array cannot be negative, and this is ${value}'),
  'c-array-too-large': error('the array is too large'),

  // parser/declare
  'c-redeclared': error("'${name}' is declared already"),
  'c-declared-twice': error("'${name}' is declared already, as something else"),
  'c-conflicting-types': error("'${name}' is declared with another type, '${type}', before"),
  'c-static-after-external': error("'${name}' is static here, and was not before"),
  'c-linkage-mismatch': error("'${name}' is ${now}static here, and was ${before}before"),

  // parser/enums
  'c-enum-name': error('expected a name or { after enum, and here is ${found}'),
  'c-not-an-enum': error("'${tag}' is no enum: it is declared as '${type}'"),
  'c-enum-defined-twice': error("'enum ${tag}' is defined already"),
  'c-enumerator-name': error('expected the name of an enumerator, and here is ${found}'),
  'c-enumerator-range': error("the enumerator '${name}' is ${value}, which does not fit in '${type}'"),
  'c-enum-fixed-type': error("an enumeration has the values of an integer type, not of '${type}'"),
  'c-enum-other-type': error("'enum ${tag}' is declared with another type than '${type}' before"),

  // parser/expressions
  'c-too-many-operands': error('more than ${longest} operands in one expression'),
  'c-label-address': error('a label has an address only in a function'),
  'c-too-many-operators': error('more than ${longest} operators in one expression'),

  // parser/expression-text
  'c-operator-expected': error('expected an operator, and here is ${found}'),

  // parser/initialisers
  'c-array-braces': error("the array '${name}' needs its elements in braces"),
  'c-flexible-initialiser': error(
    'an array without a size can be initialised only at the end of a static struct',
  ),
  'c-string-too-long': warning('the string is longer than the ${room} characters of the array'),
  'c-empty-braces': error('the braces are empty, and a value belongs here'),
  'c-missing-field-initializers': warning(
    "the initialiser ends before the member '${name}', which becomes 0",
    'extra',
  ),
  'c-excess-initialisers': warning(
    "there are more initialisers than '${name}' has room for",
    'excess-initializers',
  ),
  'c-designator': error("this designator does not fit '${type}'"),
  'c-designator-range': error('the range of this designator is empty or too large'),
  'c-designator-index': error('the index ${value} is outside of the array'),
  'c-no-member': error("'${type}' has no member '${name}'"),

  // parser/literals
  'c-string-literal': error('expected a string, and here is ${found}'),

  // parser/parser
  'c-expected': error('expected ${what} ${where}, and here is ${found}'),
  'c-missing': error('expected ${what} after ${after}'),
  'c-nesting': error('nested more than ${deepest} levels deep'),

  // parser/primary
  'c-expression-expected': error('expected an expression, and here is ${found}'),
  'c-statement-expression': error('statements have no place outside of functions'),
  'c-generic-twice': error('there are two associations for ${type}'),
  'c-generic-none': error("no association is for the type '${type}'"),
  'c-expression-keyword': error("expected an expression, and here is '${keyword}'"),
  'c-type-as-value': error("'${name}' is a type, and a value belongs here"),
  /** In an expression of the debugger, which knows what names there are. */
  'c-unknown-name': error('${sentence}'),
  'c-unknown-builtin': error("the built-in function '${name}' is not supported"),
  'c-undeclared': error("'${name}' is not declared"),
  'c-implicit-function': warning(
    "the function '${name}' is not declared; it is taken to return 'int'",
    'implicit-function-declaration',
    'implicit',
  ),

  'c-implicit-library-function': warning(
    "the function '${name}' is not declared; it is taken for that of the library, '${type}'",
    'implicit-function-declaration',
    'implicit',
  ),

  // parser/records
  'c-record-name': error('expected a name or { after ${keyword}, and here is ${found}'),
  'c-wrong-tag': error("'${tag}' is no ${keyword}: it is declared as '${type}'"),
  'c-record-defined-twice': error("'${keyword} ${tag}' is defined already"),
  'c-member-storage': error('a member cannot be ${storage}'),
  'c-no-member-declared': warning('this declares no member'),
  'c-bit-field-type': error("a bit-field must be of an integer type, not '${type}'"),
  'c-bit-field-width': error("a bit-field of type '${type}' has ${least} to ${most} bits, not ${value}"),
  'c-member-function': error('a member cannot be a function'),
  'c-incomplete-member': error("the type '${type}' of this member is incomplete"),
  'c-flexible-member': error('an array without a size must be the last of several members of a struct'),
  'c-duplicate-member': error("there are two members named '${name}'"),

  // parser/specifiers
  'c-atomic-type': error("an object of the type '${type}' cannot be atomic"),
  'c-thread-local': error(
    "'${name}' lives in its function, so it needs static or extern to be a thread's own",
  ),
  'c-thread-local-mixed': error("one declaration of '${name}' is _Thread_local, and another is not"),
  'c-two-storages': error('a declaration is either ${first} or ${second}, not both'),
  'c-type-after-type': error("'${word}' cannot follow another type here"),
  'c-type-after-words': error("'${word}' cannot follow '${words}' here"),
  'c-complex-type': error('complex numbers are not supported'),
  'c-bit-int': error('_BitInt is not supported: take an integer type of 8, 16, 32 or 64 bits'),
  'c-wide-integer': error('integers of 128 bits are not supported'),
  'c-decimal-type': error('decimal floating-point numbers are not supported'),
  'c-no-type': error("'${words}' is no type"),
  'c-type-expected': error('expected a type, and here is ${found}'),
  'c-implicit-int': warning("'${name}' is declared without a type, which makes it 'int'", 'implicit'),

  // parser/statements
  'c-for-declaration': error('C89 has no declaration in the head of a for loop'),
  'c-unclosed-block': error('the file ends within a block'),
  'c-function-in-function': error(
    "'${name}' starts here, and '${outer}' before it has not ended: a } is missing",
  ),
  'c-stray-else': error('there is no if before this else'),
  'c-declaration-as-body': error('a declaration cannot stand alone here'),
  'c-condition-type': error("a condition of type '${type}' is neither true nor false"),
  'c-assignment-condition': warning('an assignment as a condition', 'parentheses'),
  'c-switch-type': error("switch needs an integer, and this is '${type}'"),
  'c-case-range': warning("${constant} does not fit in '${type}'; it becomes ${converted}"),
  'c-label-outside-switch': error('this label belongs in a switch, and there is none around it'),
  'c-empty-case': warning('the range of this case is empty'),
  'c-duplicate-case': error('${what} appears twice in this switch'),
  'c-duplicate-label': error("the label '${name}' is there already"),
  'c-computed-goto': error("goto * needs an address, and this is '${type}'"),
  'c-goto-label': error('expected a label after goto, and here is ${found}'),
  'c-unknown-label': error("there is no label '${name}' in this function"),
  'c-stray-break': error('break belongs in a loop or a switch, and there is none around it'),
  'c-stray-continue': error('continue belongs in a loop, and there is none around it'),
  'c-return-without-value': warning(
    "'${name}' returns '${type}', and here it returns nothing",
    'return-type',
  ),
  'c-return-with-value': error("'${name}' returns nothing, and here it returns a value"),

  // preprocessor/condition
  'c-condition-missing': error('the condition is missing'),
  'c-condition-parenthesis': error('there is no ( for this )'),
  'c-condition-trailing': error('${token} cannot go on this condition'),
  'c-condition-nesting': error('this condition nests too deeply'),
  'c-condition-colon': error('this ? has no :'),
  'c-condition-end': error('a value is missing at the end of the condition'),
  'c-condition-unclosed': error('this ( has no )'),
  'c-condition-zero': error('this condition divides by zero'),
  'c-condition-string': error('a string has no value in a condition'),
  'c-condition-operator': error('${token} cannot stand in a condition of the preprocessor'),
  'c-condition-value': error('a value is missing before ${token}'),

  // preprocessor/expander
  'c-macro-nesting': error('macro calls nest too deeply here'),
  'c-macro-runaway': error('${name} expands to too much'),
  'c-pragma-string': error('${name} takes one string'),
  'c-macro-unclosed': error('the arguments of ${name} have no )'),
  'c-macro-no-arguments': error('${name} takes no arguments, but here are ${given}'),
  'c-macro-arguments': error('${name} takes ${atLeast}${count}, not ${given}'),

  // preprocessor/lexer
  'c-unclosed-quote': error('this ${kind} does not end on its line'),
  'c-line-comment': error('C89 has no // comments'),
  'c-unclosed-comment': error('this comment has no end'),
  'c-stray-character': error('the character ${character} means nothing here'),

  // preprocessor/macros
  'c-macro-blank': warning('there should be a blank after the macro name ${name}'),
  'c-macro-name-missing': error('the name of a macro is missing here'),
  'c-macro-name': error('${name} cannot be the name of a macro'),
  'c-parameters-end': error('... must be the last parameter: ) belongs here'),
  'c-parameters-unclosed': error('the list of parameters has no )'),
  'c-parameter-name': error('the name of a parameter belongs here'),
  'c-parameter-variadic': error('__VA_ARGS__ cannot be a parameter; ... stands for it in the list'),
  'c-parameter-twice': error('there are two parameters ${name}'),
  'c-parameters-comma': error(', or ) belongs here'),
  'c-paste-operand': error('## needs a token on both sides: it cannot start or end a macro'),
  'c-variadic-outside': error('__VA_ARGS__ means something only in a macro whose parameters end with ...'),
  'c-stringify-operand': error('# must stand before a parameter of the macro'),

  // preprocessor/preprocessor
  'c-unclosed-conditional': error('this conditional has no #endif'),
  'c-unknown-directive': error('there is no directive #${name}'),
  'c-macro-redefined': warning('${name} is defined here in another way than before'),
  'c-macro-reserved': error('${name} cannot be defined or undefined'),
  'c-include-name': error('#include needs a file: "name" or <name>'),
  'c-header-missing': error('there is no header ${name}'),
  'c-include-cycle': error('${name} is included again and again'),
  'c-line-number': error('#line needs a line number'),
  'c-line-file': error('the name of a file must be a string'),
  'c-stray-directive': error('there is no #if for this #${name}'),
  'c-after-else': error('#${name} cannot come after #else'),
  'c-pragma-macro': error('${name} takes the name of a macro as a string in parentheses'),
  'c-pragma-diagnostic': warning(
    '#pragma GCC diagnostic takes push, pop, or one of ignored, warning and error with "-W…"',
    'pragmas',
  ),
  'c-pragma-pack': warning(
    '#pragma pack takes push, pop, or 1, 2, 4, 8 or 16 bytes in parentheses',
    'pragmas',
  ),
  'c-pragma-pack-pop': warning('there is no #pragma pack(push) for this pop', 'pragmas'),
  'c-unknown-warning': warning("there is no warning '-W${name}'", 'pragmas'),
  'c-has-include': error('__has_include takes "name" or <name> in parentheses'),
  'c-va-opt': error('__VA_OPT__ takes a text in parentheses, in a macro whose parameters end with ...'),
  'c-defined-name': error('defined needs the name of a macro'),
  'c-defined-unclosed': error('this defined( has no )'),
  'c-directive-trailing': warning('#${name} does not take this', 'endif-labels'),

  'c-error-directive': error('${text}'),
  'c-warning-directive': warning('${text}', 'cpp'),

  // preprocessor/substitution
  'c-string-runaway': error('this macro makes too long a string'),
  'c-paste-result': error('## cannot join ${left} and ${right}: ${left}${right} is no token'),

  // semantics/assign
  'c-needs-value': error("${purpose} needs a value, and this has none: it is of type 'void'"),
  'c-wrong-type': error("${purpose} needs '${needed}', and this is '${given}'"),
  'c-constant-range': warning("${value} does not fit in '${type}'; it becomes ${kept}"),
  'c-integer-to-pointer': warning(
    "${purpose} makes a pointer out of the integer type '${type}' without a cast",
    'int-conversion',
  ),
  'c-pointer-to-integer': warning(
    "${purpose} makes an integer out of the pointer type '${type}' without a cast",
    'int-conversion',
  ),
  'c-incompatible-pointer': warning(
    "${purpose} needs '${needed}', and this is the incompatible '${given}'",
    'incompatible-pointer-types',
  ),
  'c-pointer-sign': warning(
    "${purpose} needs '${needed}', and this is '${given}', which differs in its sign",
    'all',
  ),
  'c-discarded-qualifier': warning(
    "${purpose} drops '${lost}' from what the pointer points to",
    'discarded-qualifiers',
  ),
  'c-function-not-modifiable': error('${name} is a function and cannot be changed'),
  'c-not-a-variable': error('this is a value, not a variable, so it cannot be changed'),
  'c-array-not-modifiable': error(
    '${name} is an array; its elements can be changed, but not the array as a whole',
  ),
  'c-const': error('${name} is const and cannot be changed'),
  'c-const-member': error('${name} has const members and cannot be changed as a whole'),
  'c-update-operands': error(
    "the operands of ${operator}= have types '${left}' and '${right}', which do not go together",
  ),
  'c-division-by-zero': warning('division by zero', 'div-by-zero'),

  // semantics/call
  'c-not-a-function': error("the type '${type}' is no function, so it cannot be called"),
  'c-incomplete-call': error("the call returns the incomplete type '${type}'"),
  'c-argument-count': error('${callee} takes ${atLeast}${count}, and ${given} ${verb} given'),
  'c-old-argument-count': warning('${callee} takes ${count}, and ${given} ${verb} given'),
  'c-unpassable': error("a value of type '${type}' cannot be passed"),

  // semantics/constant
  'c-integer-constant': error('${purpose} must be an integer constant'),

  // semantics/fold
  'c-overflow': warning("the result ${exact} does not fit in '${type}'; it becomes ${value}"),
  'c-shift-count': warning(
    "a shift by ${count} is undefined: '${type}' has ${width} bits",
    'shift-count-overflow',
  ),

  // semantics/operators
  'c-operands': error(
    "the operands of ${operator} have types '${left}' and '${right}', which do not go together",
  ),
  'c-incomplete-arithmetic': error("arithmetic on a pointer to the incomplete type '${type}'"),
  'c-empty-difference': error("a difference of pointers to '${type}', which has no size"),
  'c-pointer-integer-comparison': warning('a pointer is compared with an integer'),
  'c-pointer-comparison': warning(
    "${operator} compares pointers of different types, '${left}' and '${right}'",
    'compare-distinct-pointer-types',
  ),
  'c-conditional-types': warning("the results of ? : are '${left}' and '${right}'"),
  'c-conditional-pointers': warning(
    "the results of ? : are pointers of different types, '${left}' and '${right}'",
  ),

  // semantics/unary
  'c-operator-type': error("${operator} does not apply to the type '${type}'"),
  'c-bit-field-address': error('a bit-field has no address'),
  'c-not-an-object': error('& needs a variable or another object in memory'),
  'c-not-a-pointer': error("the type '${type}' is no pointer, so nothing can be read through it"),
  'c-not-an-array': error("the type '${type}' is neither array nor pointer, so it has no elements"),
  'c-index-type': error("an index of type '${type}' is no integer"),
  'c-not-a-record': error("'${type}' is no struct or union"),
  'c-arrow-type': error("'${type}' is no pointer"),
  'c-incomplete-record': error("'${type}' is declared, but its members are not known here"),
  'c-cast': error("'${from}' cannot be cast to '${to}'"),
  'c-size-unknown': error("the size of '${type}' is not known here"),
  'c-bit-field-size': error('a bit-field has no size in bytes'),
} satisfies RuleTable;

export const says = sayer(rules);

/** The macros that are there before the first line (C99 6.10.8, and what gcc adds for portable headers). */
import { SourceFile } from '../../source';
import type { Builtin, Macro } from './macros';

/** The date and time never change, so that a build gives the same bytes whenever it is made. */
export const predefined = new SourceFile(
  '<built-in>',
  `#define __TOY32__ 1
#define __unix__ 1
#define __linux__ 1
#define __STDC__ 1
#define __STDC_HOSTED__ 1
#define __DATE__ "Jan  1 1970"
#define __TIME__ "00:00:00"
#define __ILP32__ 1
#define __CHAR_BIT__ 8
#define __SCHAR_MAX__ 127
#define __SHRT_MAX__ 32767
#define __INT_MAX__ 2147483647
#define __LONG_MAX__ 2147483647L
#define __LONG_LONG_MAX__ 9223372036854775807LL
#define __SIZEOF_SHORT__ 2
#define __SIZEOF_INT__ 4
#define __SIZEOF_LONG__ 4
#define __SIZEOF_LONG_LONG__ 8
#define __SIZEOF_POINTER__ 4
#define __SIZEOF_SIZE_T__ 4
#define __SIZEOF_PTRDIFF_T__ 4
#define __SIZE_TYPE__ unsigned int
#define __PTRDIFF_TYPE__ int
#define __WCHAR_TYPE__ int
#define __WINT_TYPE__ unsigned int
#define __INTMAX_TYPE__ long long int
#define __UINTMAX_TYPE__ long long unsigned int
#define __INTPTR_TYPE__ int
#define __UINTPTR_TYPE__ unsigned int
#define __INT8_TYPE__ signed char
#define __INT16_TYPE__ short int
#define __INT32_TYPE__ int
#define __INT64_TYPE__ long long int
#define __UINT8_TYPE__ unsigned char
#define __UINT16_TYPE__ short unsigned int
#define __UINT32_TYPE__ unsigned int
#define __UINT64_TYPE__ long long unsigned int
#define __INT_LEAST8_TYPE__ signed char
#define __INT_LEAST16_TYPE__ short int
#define __INT_LEAST32_TYPE__ int
#define __INT_LEAST64_TYPE__ long long int
#define __UINT_LEAST8_TYPE__ unsigned char
#define __UINT_LEAST16_TYPE__ short unsigned int
#define __UINT_LEAST32_TYPE__ unsigned int
#define __UINT_LEAST64_TYPE__ long long unsigned int
#define __INT_FAST8_TYPE__ signed char
#define __INT_FAST16_TYPE__ short int
#define __INT_FAST32_TYPE__ int
#define __INT_FAST64_TYPE__ long long int
#define __UINT_FAST8_TYPE__ unsigned char
#define __UINT_FAST16_TYPE__ short unsigned int
#define __UINT_FAST32_TYPE__ unsigned int
#define __UINT_FAST64_TYPE__ long long unsigned int
#define __INT8_MAX__ 0x7f
#define __INT16_MAX__ 0x7fff
#define __INT32_MAX__ 0x7fffffff
#define __INT64_MAX__ 0x7fffffffffffffffLL
#define __UINT8_MAX__ 0xff
#define __UINT16_MAX__ 0xffff
#define __UINT32_MAX__ 0xffffffffU
#define __UINT64_MAX__ 0xffffffffffffffffULL
#define __INTMAX_MAX__ 0x7fffffffffffffffLL
#define __UINTMAX_MAX__ 0xffffffffffffffffULL
#define __INTPTR_MAX__ 0x7fffffff
#define __UINTPTR_MAX__ 0xffffffffU
#define __SIZE_MAX__ 0xffffffffU
#define __PTRDIFF_MAX__ 0x7fffffff
#define __WCHAR_MAX__ 0x7fffffff
#define __SIZEOF_FLOAT__ 4
#define __SIZEOF_DOUBLE__ 8
#define __SIZEOF_LONG_DOUBLE__ 8
#define __SIZEOF_WCHAR_T__ 4
#define __FLT_EVAL_METHOD__ 0
#define __FLT_RADIX__ 2
#define __FLT_MANT_DIG__ 24
#define __FLT_DIG__ 6
#define __FLT_MAX__ 0x1.fffffep127f
#define __FLT_MIN__ 0x1p-126f
#define __FLT_EPSILON__ 0x1p-23f
#define __DBL_MANT_DIG__ 53
#define __DBL_DIG__ 15
#define __DBL_MAX__ 0x1.fffffffffffffp1023
#define __DBL_MIN__ 0x1p-1022
#define __DBL_EPSILON__ 0x1p-52
#define __FLT_MIN_EXP__ (-125)
#define __FLT_MAX_EXP__ 128
#define __FLT_MIN_10_EXP__ (-37)
#define __FLT_MAX_10_EXP__ 38
#define __FLT_DENORM_MIN__ 0x1p-149f
#define __DBL_MIN_EXP__ (-1021)
#define __DBL_MAX_EXP__ 1024
#define __DBL_MIN_10_EXP__ (-307)
#define __DBL_MAX_10_EXP__ 308
#define __DBL_DENORM_MIN__ 0x1p-1074
#define __LDBL_MANT_DIG__ 53
#define __LDBL_DIG__ 15
#define __LDBL_MIN_EXP__ (-1021)
#define __LDBL_MAX_EXP__ 1024
#define __LDBL_MAX__ 0x1.fffffffffffffp1023L
#define __LDBL_MIN__ 0x1p-1022L
#define __LDBL_EPSILON__ 0x1p-52L
#define __DECIMAL_DIG__ 17
#define __STDC_IEC_559__ 1
#define __ATOMIC_RELAXED 0
#define __ATOMIC_CONSUME 1
#define __ATOMIC_ACQUIRE 2
#define __ATOMIC_RELEASE 3
#define __ATOMIC_ACQ_REL 4
#define __ATOMIC_SEQ_CST 5
#define __STDC_NO_COMPLEX__ 1
#define __ORDER_LITTLE_ENDIAN__ 1234
#define __ORDER_BIG_ENDIAN__ 4321
#define __BYTE_ORDER__ __ORDER_LITTLE_ENDIAN__
`,
);

/** The macros whose value depends on the place of use; new ones, since a macro knows whether it is active. */
export function builtinMacros(): Macro[] {
  const span = { file: predefined, start: 0, end: 0 };
  const names: Builtin[] = ['__LINE__', '__FILE__', '__COUNTER__', '_Pragma'];
  return names.map(name => ({
    name,
    span,
    parameters: name === '_Pragma' ? ['text'] : undefined,
    variadic: false,
    body: [],
    plain: true,
    builtin: name,
    active: false,
  }));
}

/** The definitions that a build adds, as text. */
export function commandLine(defines: Readonly<Record<string, string>>): SourceFile {
  const lines = Object.entries(defines).map(([name, value]) =>
    `#define ${name} ${value}`.replace(/\s*[\r\n]+\s*/g, ' '),
  );
  return new SourceFile('<defines>', lines.map(line => `${line}\n`).join(''));
}

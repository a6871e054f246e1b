// The expressions of #if: 64 bits, signed and unsigned.
#define YES(n) yes n
#if 1
YES(1)
#endif
#if 0
no
#elif 0
no
#elif 1
YES(2)
#elif 1 / 0
no
#else
no
#endif
#if -1 > 0u
YES(3)
#endif
#if 0x7fffffffffffffff + 1 < 0
YES(4)
#endif
#if 18446744073709551615u == -1
YES(5)
#endif
#if 1 || 1 / 0
YES(6)
#endif
#if 0 && 1 % 0
no
#elif (2, 3) == 3
YES(7)
#endif
#if 1 ? 2 : 1 / 0
YES(8)
#endif
#if (1 ? -1 : 0u) > 0
YES(9)
#endif
#if -8 >> 1 == -4 && 1 << 63 < 0 && (1u << 63) > 0 && 1 << -1 == 0
YES(10)
#endif
#if 'a' == 97 && '\377' < 0 && '\n' == 10 && 'ab' == 24930 && '\x41' == 'A'
YES(11)
#endif
#if undefined_name == 0 && !defined undefined_name && defined(YES) && defined YES
YES(12)
#endif
#define HAS_YES defined(YES)
#define HAS_NOT defined HAS_NO
#if HAS_YES && !HAS_NOT
YES(13)
#endif
#if -7 / 2 == -3 && -7 % 2 == -1 && ~0 == -1 && !0 == 1 && - - 1 == 1
YES(14)
#endif
#if 1 + 2 * 3 == 7 && (1 | 6 & 3 ^ 1) == 3 && (1 == 1 == 1) && 10 - 4 - 3 == 3
YES(15)
#endif
#if 0b101 == 5 && 010 == 8 && 0xFFull == 255 && 1LLU && 1lu
YES(16)
#endif
#define EMPTY
#define PLUS(a, b) a + b EMPTY
#if PLUS(1, 2) == 3 EMPTY
YES(17)
#endif
#if 9223372036854775807 * 2 == -2 && 9223372036854775807u * 2 == 18446744073709551614u
YES(18)
#endif
#if 1 ? 0 ? 1 : 2 : 3
YES(19)
#endif
#if if == while && int == 0
YES(20)
#endif

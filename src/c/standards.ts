/**
 * The standards of C that a source can be written in. Which words are keywords differs most: the parser knows one spelling
 * of each, and the table here says what else stands for it, and since when.
 */

type Year = 1989 | 1999 | 2011 | 2017 | 2023;

export interface Standard {
  readonly name: string;
  readonly year: Year;
  /** With what GNU's C adds to it. */
  readonly gnu: boolean;
}

/** By the number in the name: the year, `__STDC_VERSION__`, and other numbers for it. */
const editions = [
  { number: '89', year: 1989, version: undefined, also: ['90'] },
  { number: '99', year: 1999, version: '199901L', also: [] },
  { number: '11', year: 2011, version: '201112L', also: ['1x'] },
  { number: '17', year: 2017, version: '201710L', also: ['18'] },
  { number: '23', year: 2023, version: '202311L', also: ['2x'] },
] as const;

const families = [
  { prefix: 'c', gnu: false },
  { prefix: 'gnu', gnu: true },
] as const;

const byName = new Map<string, Standard>(
  families.flatMap(({ prefix, gnu }) =>
    editions.flatMap(({ number, also, year }) => {
      const standard: Standard = { name: prefix + number, year, gnu };
      return [number, ...also].map(each => [prefix + each, standard] as const);
    }),
  ),
);

/** Names of the standards, each once. */
export const standardNames: readonly string[] = [...new Set([...byName.values()].map(({ name }) => name))];

export const standardNamed = (name: string): Standard | undefined => byName.get(name);

export const defaultStandard = byName.get('gnu17') as Standard;

/** What the preprocessor says of it (C99 6.10.8), as gcc does. */
export function predefinedBy({ year, gnu }: Standard): string {
  const version = editions.find(edition => edition.year === year)?.version;
  return `${version ? `#define __STDC_VERSION__ ${version}\n` : ''}${gnu ? '' : '#define __STRICT_ANSI__ 1\n'}`;
}

/** How a text is cut into tokens. */
export interface LexicalRules {
  /** `//` starts a comment. */
  readonly lineComments: boolean;
  /** `??=` stands for `#`, and so on (C99 5.2.1.1). */
  readonly trigraphs: boolean;
}

const modern: LexicalRules = { lineComments: true, trigraphs: false };
const strict: LexicalRules = { lineComments: true, trigraphs: true };
const oldest: LexicalRules = { lineComments: false, trigraphs: true };

/** Each set of rules there is. */
export const allLexicalRules: readonly LexicalRules[] = [modern, strict, oldest];

/** One of those. */
export function lexicalRules({ year, gnu }: Standard): LexicalRules {
  if (gnu || year >= 2023) return modern;
  return year >= 1999 ? strict : oldest;
}

export const defaultLexicalRules = lexicalRules(defaultStandard);

interface Word {
  readonly means: string;
  /** The first standard that has it; absent: none. */
  readonly since?: Year;
  /** The first of GNU's that has it, if not the same. */
  readonly gnu?: Year;
}

/** Keywords that not every standard has, and other spellings of keywords. */
const words: Readonly<Record<string, Word>> = {
  inline: { means: '__inline__', since: 1999, gnu: 1989 },
  restrict: { means: '__restrict__', since: 1999 },
  asm: { means: '__asm__', gnu: 1989 },
  typeof: { means: '__typeof__', since: 2023, gnu: 1989 },
  typeof_unqual: { means: '__typeof_unqual__', since: 2023 },
  bool: { means: '_Bool', since: 2023 },
  true: { means: '__true', since: 2023 },
  false: { means: '__false', since: 2023 },
  nullptr: { means: '__nullptr', since: 2023 },
  constexpr: { means: '__constexpr', since: 2023 },
  static_assert: { means: '_Static_assert', since: 2023 },
  alignas: { means: '_Alignas', since: 2023 },
  alignof: { means: '_Alignof', since: 2023 },
  thread_local: { means: '_Thread_local', since: 2023 },
  __inline: { means: '__inline__', since: 1989 },
  __restrict: { means: '__restrict__', since: 1989 },
  __asm: { means: '__asm__', since: 1989 },
  __typeof: { means: '__typeof__', since: 1989 },
  __alignof: { means: '_Alignof', since: 1989 },
  __alignof__: { means: '_Alignof', since: 1989 },
  __const: { means: 'const', since: 1989 },
  __const__: { means: 'const', since: 1989 },
  __volatile: { means: 'volatile', since: 1989 },
  __volatile__: { means: 'volatile', since: 1989 },
  __signed: { means: 'signed', since: 1989 },
  __signed__: { means: 'signed', since: 1989 },
  __complex: { means: '_Complex', since: 1989 },
  __complex__: { means: '_Complex', since: 1989 },
  __int128_t: { means: '__int128', since: 1989 },
  __uint128_t: { means: '__int128', since: 1989 },
  __attribute: { means: '__attribute__', since: 1989 },
  __thread: { means: '_Thread_local', since: 1989 },
};

const known = new Map<Standard, ReadonlyMap<string, string>>();

/** What words of a source stand for, where that is not what they say. */
export function wordsOf(standard: Standard): ReadonlyMap<string, string> {
  const before = known.get(standard);
  if (before) return before;
  const { year, gnu } = standard;
  const has = ({ since, gnu: gnuSince = since }: Word) => {
    const first = gnu ? gnuSince : since;
    return first !== undefined && year >= first;
  };
  const found = new Map(
    Object.entries(words).flatMap(([name, word]) => (has(word) ? [[name, word.means]] : [])),
  );
  known.set(standard, found);
  return found;
}

/** Words that the parser takes for no identifier: keywords of all standards, in the spelling that it knows. */
export const parserKeywords: ReadonlySet<string> = new Set(
  (
    'auto break case char const continue default do double else enum extern float for goto if int long register ' +
    'return short signed sizeof static struct switch typedef union unsigned void volatile while _Bool _Complex ' +
    '_Imaginary _BitInt _Decimal32 _Decimal64 _Decimal128 __int128 _Alignof _Alignas _Static_assert _Noreturn _Generic _Atomic _Thread_local __asm__ __attribute__ ' +
    '__auto_type __constexpr __extension__ __false __inline__ __label__ __nullptr __restrict__ __true __typeof__ __typeof_unqual__'
  ).split(' '),
);

/** Words that can be no name in a source of this standard. */
export const isKeyword = (name: string, standard: Standard = defaultStandard): boolean =>
  parserKeywords.has(name) || wordsOf(standard).has(name);

/** Keywords as people write them. */
export const keywordsToWrite = (standard: Standard = defaultStandard): readonly string[] =>
  [...parserKeywords, ...wordsOf(standard).keys()].filter(name => !name.startsWith('__'));

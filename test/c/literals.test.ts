import assert from 'node:assert/strict';
import { characterValue, numberValue, stringBytes } from '../../src/c/literals';
import { gccOutput } from '../support/judge-c';
import { judgedBy } from '../support/judges';

/** Value, `u`, count of `l`, and `d` for decimal; or the problem. */
const numbers: readonly [string, string][] = [
  ['0', '0'],
  ['1', '1 d'],
  ['42u', '42 u d'],
  ['0x1F', '31'],
  ['0XfFuL', '255 u l'],
  ['017', '15'],
  ['00', '0'],
  ['0b1011', '11'],
  ['7ll', '7 ll d'],
  ['7LLU', '7 u ll d'],
  ['7uLL', '7 u ll d'],
  ['18446744073709551615', '18446744073709551615 d'],
  ['0xffffffffffffffff', '18446744073709551615'],
  ['18446744073709551616', 'the number 18446744073709551616 does not fit in 64 bits'],
  ['08', '8 is no octal digit, and 08 starts with 0, which makes it octal'],
  ['0x', 'the number 0x has no digits after 0x'],
  ['0b2', 'the number 0b2 has no digits after 0b'],
  ['1z', 'z is no suffix for an integer'],
  ['1lL', 'lL is no suffix for an integer'],
  ['12uu', 'uu is no suffix for an integer'],
  ['1.5', 'the condition of a directive takes integers, and 1.5 is none'],
  ['1e10f', 'the condition of a directive takes integers, and 1e10f is none'],
  ['.5', 'the condition of a directive takes integers, and .5 is none'],
  ['0x1p3', 'the condition of a directive takes integers, and 0x1p3 is none'],
];

/** C23, which the judge does not know yet. */
const separated: readonly [string, string][] = [
  ["1'000'000", '1000000 d'],
  ["0b1010'1010", '170'],
  ["0xffff'ffffu", '4294967295 u'],
];

function describeNumber(text: string): string {
  const literal = numberValue({ text });
  if ('problem' in literal) return literal.problem.message;
  const { value, suffix, decimal } = literal;
  return [value, suffix.unsigned && 'u', 'l'.repeat(suffix.long), decimal && 'd']
    .filter(part => part || part === 0n)
    .join(' ');
}

const strings: readonly [string, readonly number[] | string][] = [
  ['""', []],
  ['"abc"', [97, 98, 99]],
  ['"\\n\\t\\\\\\"\\\'\\?\\e"', [10, 9, 92, 34, 39, 63, 27]],
  ['"\\0\\12\\1234\\377"', [0, 10, 83, 52, 255]],
  ['"\\x41\\xfF\\x0007"', [65, 255, 7]],
  ['"é€😀"', [0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80]],
  ['"\\u00e9\\U0001F600"', [0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80]],
  ['"a\\qb"', '2: there is no escape sequence \\q'],
  ['"\\x"', '1: \\x is followed by no hexadecimal digit'],
  ['"ab\\400"', '3: \\400 is more than a byte holds'],
  ['"\\x100"', '1: \\x100 is more than a byte holds'],
  ['"\\u12"', '1: \\u needs 4 hexadecimal digits'],
  ['"\\ud800"', '1: \\ud800 is no Unicode character'],
  ['u8"é"', [0xc3, 0xa9]],
  ['L"é😀\\xffffffff"', [0xe9, 0, 0, 0, 0, 0xf6, 1, 0, 0xff, 0xff, 0xff, 0xff]],
  ['U"\\u00e9"', [0xe9, 0, 0, 0]],
  ['u"é😀\\xffff"', [0xe9, 0, 0x3d, 0xd8, 0, 0xde, 0xff, 0xff]],
  ['u"a\\x10000"', '3: \\x10000 is more than a 16-bit character holds'],
];

const characters: readonly [string, number | string][] = [
  ["'a'", 97],
  ["'\\0'", 0],
  ["'\\377'", -1],
  ["'\\x80'", -128],
  ["'\"'", 34],
  ["'ab'", 0x6162],
  ["'\\377a'", 0xff61],
  ["'abcd'", 0x61626364],
  ["'\\377bcd'", 0xff626364 | 0],
  ["'é'", 0xc3a9],
  ["''", '0: there is no character between the quotes'],
  ["L'é'", 0xe9],
  ["u'\\u20ac'", 0x20ac],
  ["U'😀'", 0x1f600],
  ["L'\\xffffffff'", 0xffffffff],
];

describe('literals', () => {
  for (const [text, expected] of [...numbers, ...separated])
    it(`the number ${text}`, () => assert.equal(describeNumber(text), expected));

  for (const [text, expected] of strings)
    it(`the string ${text}`, () => {
      const literal = stringBytes({ text });
      assert.deepEqual(
        'problem' in literal ? `${literal.at}: ${literal.problem.message}` : [...literal.bytes],
        expected,
      );
    });

  for (const [text, expected] of characters)
    it(`the character ${text}`, () => {
      const literal = characterValue({ text });
      assert.equal(
        'problem' in literal ? `${literal.at}: ${literal.problem.message}` : literal.value,
        expected,
      );
    });

  judgedBy('gcc', 'have the values that gcc gives them', () => {
    const checks = [
      ...numbers
        .filter(([text]) => !('problem' in numberValue({ text })))
        .map(([text, expected]) => `${text} == ${expected.split(' ')[0]}u`),
      ...characters
        .filter(([, expected]) => typeof expected === 'number')
        .map(([text, expected]) => `${text} == (typeof(${text}))${expected}`),
      ...strings.flatMap(([text, expected]) =>
        typeof expected === 'string'
          ? []
          : [
              `sizeof ${text} == ${expected.length} + sizeof *${text}`,
              ...expected.map((byte, at) => `((unsigned char *)${text})[${at}] == ${byte}`),
            ],
      ),
    ];
    const tests = checks.map((check, at) => `if (!(${check})) return ${at + 1};\n`).join('');
    assert.deepEqual(gccOutput(`int main(void) {\n${tests}return 0;\n}\n`), { output: '' });
  });
});

/** Executables survive the way through a file, and no file can make the reader throw. */
import assert from 'node:assert/strict';
import { type Executable, elfMachine, readElf, segmentAlignment, writeElf } from '../../src/image';
import { memoryMap } from '../../src/isa';
import { randomNumbers } from './random';
import { sample, stripped } from './sample';

/** Sets a 32-bit word (or a 16-bit one) of the sample file. */
function damaged(at: number, value: number, bits: 16 | 32 = 32): Uint8Array {
  const bytes = writeElf(stripped);
  const view = new DataView(bytes.buffer);
  if (bits === 16) view.setUint16(at, value, true);
  else view.setUint32(at, value, true);
  return bytes;
}

/** The offset of a field of the n-th section header. */
function sectionField(n: number, field: number): number {
  const bytes = writeElf(stripped);
  return new DataView(bytes.buffer).getUint32(32, true) + n * 40 + field * 4;
}

/** What any bytes must give: a problem in one sentence, or an executable that can be written again. */
function checkAnyBytes(bytes: Uint8Array, what: string): void {
  const { executable, problem } = readElf(bytes);
  assert.notEqual(executable === undefined, problem === undefined, what);
  if (problem !== undefined) assert.match(problem, /^[a-z].*[^.]$/, what);
  else assert.deepEqual(readElf(writeElf(executable!)).problem, undefined, what);
}

describe('ELF', () => {
  const cases: Readonly<Record<string, Executable>> = {
    'with everything': sample,
    'without debug information': stripped,
    'without symbols': { ...sample, symbols: [] },
    'in the upper half of memory': {
      entry: 0x8000_0000,
      segments: [
        {
          address: 0x8000_0000,
          bytes: new Uint8Array(4),
          memorySize: 4,
          write: false,
          execute: true,
          sections: [{ name: '.text', address: 0x8000_0000, size: 4, zero: false }],
        },
      ],
      symbols: [{ name: 'top', address: 0xffff_ffff, size: 0, kind: 'none', binding: 'global' }],
    },
  };
  for (const [name, executable] of Object.entries(cases))
    it(`reads what it wrote: ${name}`, () => assert.deepEqual(readElf(writeElf(executable)), { executable }));

  it('reads from the middle of a larger buffer', () => {
    const file = writeElf(sample);
    const larger = new Uint8Array(file.length + 200);
    larger.set(file, 100);
    assert.deepEqual(readElf(larger.subarray(100, 100 + file.length)), { executable: sample });
    assert.deepEqual(readElf(Buffer.from(file)), { executable: sample });
  });

  it('aligns segments to the pages of the machine', () => assert.equal(segmentAlignment, memoryMap.pageSize));

  it('does not write a symbol of a section that is not there', () =>
    assert.throws(
      () => writeElf({ ...sample, symbols: [{ ...sample.symbols[1]!, section: '.gone' }] }),
      /symbol helper lies in section \.gone/,
    ));

  const problems: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['an empty file', new Uint8Array(), /^not an ELF file: it is empty$/],
    ['a text', new TextEncoder().encode('int main(void) { return 0; }'), /^not an ELF file$/],
    [
      'four bytes',
      writeElf(sample).subarray(0, 4),
      /^truncated: the file header ends at byte 52, the file has 4$/,
    ],
    ['64 bits', damaged(4, 0x0001_0102), /^not a 32-bit ELF file$/],
    ['big-endian', damaged(4, 0x0001_0201), /^not a little-endian ELF file$/],
    ['an object file', damaged(16, 1, 16), /^not an executable: its ELF type is 1$/],
    ['another machine', damaged(18, 3, 16), /^an ELF file for another machine: 0x3, Toy32 is 0x5432$/],
    ['the entry in the data', damaged(24, 0x3000), /^damaged: the entry 0x3000 is in no executable segment$/],
    ['the entry nowhere', damaged(24, 0x9000_0000), /^damaged: the entry 0x90000000 is in no executable/],
    ['program headers past the end', damaged(28, 0x7fff_0000), /^truncated: the program header table ends/],
    ['section headers past the end', damaged(32, 0xffff_fff0), /^truncated: the section header table ends/],
    ['odd program headers', damaged(42, 31, 16), /^damaged: a program header is said to have 31 bytes/],
    ['odd section headers', damaged(46, 64, 16), /^damaged: a section header is said to have 64 bytes/],
    ['no section names', damaged(50, 200, 16), /^damaged: the table of section names is missing$/],
    [
      'a segment past the end',
      damaged(52 + 4, 0xffff_ff00),
      /^truncated: the segment at 0x1000 ends at byte/,
    ],
    ['a segment that overlaps', damaged(52 + 32 + 8, 0x1004), /^damaged: the segment at 0x1004 overlaps/],
    [
      'a segment past 4 GiB',
      damaged(52 + 64 + 8, 0xffff_f000),
      /^damaged: the segment at 0xfffff000 ends past/,
    ],
    [
      'more bytes than memory',
      damaged(52 + 20, 8),
      /^damaged: the segment at 0x1000 has 20 bytes in the file, 8/,
    ],
    [
      'a section elsewhere',
      damaged(sectionField(1, 3), 0x9000),
      /^damaged: section \.text at 0x9000 is in no segment$/,
    ],
    ['a nameless section', damaged(sectionField(2, 0), 9999), /^damaged: the name of section 2 is outside/],
    [
      'odd symbols',
      damaged(sectionField(6, 9), 12),
      /^damaged: a symbol is said to have 12 bytes, it has 16$/,
    ],
    ['no symbol names', damaged(sectionField(6, 6), 1), /^damaged: the table of symbol names is missing$/],
    [
      'symbols past the end',
      damaged(sectionField(6, 5), 0x1_0000),
      /^truncated: the symbol table ends at byte/,
    ],
  ];
  for (const [name, bytes, message] of problems)
    it(`says what is wrong: ${name}`, () => {
      const { executable, problem } = readElf(bytes);
      assert.equal(executable, undefined);
      assert.match(problem ?? '', message);
    });

  it('has a machine number of its own', () => assert.equal(elfMachine, 0x5432));

  it('has a problem with a file that ends early, wherever that is', () => {
    const bytes = writeElf(sample);
    for (let length = 0; length < bytes.length; length++) {
      const { problem } = readElf(bytes.subarray(0, length));
      assert.match(problem ?? `${length} bytes are read`, /^truncated: |^not an ELF file: it is empty$/);
    }
  });

  it('stands any damage: bytes anywhere, words in the headers, random files', () => {
    const random = randomNumbers(20240607);
    const whole = writeElf(sample);
    const headers = new DataView(whole.buffer).getUint32(32, true);
    const words = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0x1000, whole.length, 40];
    for (let round = 0; round < 3000; round++) {
      const bytes = whole.slice();
      for (let i = random(4); i >= 0; i--) {
        const inHeaders = random(2) ? random(148) : headers + random(whole.length - headers);
        const at = round % 2 ? inHeaders & ~3 : random(whole.length);
        if (round % 2) new DataView(bytes.buffer).setUint32(at, words[random(words.length)]!, true);
        else bytes[at] = random(256);
      }
      checkAnyBytes(bytes, `round ${round}`);
    }
    for (let round = 0; round < 500; round++) {
      const bytes = new Uint8Array(random(400)).map(() => random(256));
      bytes.set(whole.subarray(0, Math.min(bytes.length, random(60))));
      checkAnyBytes(bytes, `random file ${round}`);
    }
  });
});

/**
 * Facts about Toy32 stand in `src/isa` alone. What looks like a second copy of one fails here, unless it is listed
 * with the reason why it is none.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { memoryMap } from '../../src/isa';
import { segmentAlignment } from '../../src/image';

const root = join(__dirname, '../..');

interface Fact {
  readonly what: string;
  readonly instead: string;
  readonly pattern: RegExp;
  /** Folders in which it is looked for. */
  readonly where: readonly string[];
  /** Files that may hold it, and why. */
  readonly but: Readonly<Record<string, string>>;
}

const integers = 'the range of a 32-bit integer, which is C’s';

const facts: readonly Fact[] = [
  {
    what: 'where RAM and the kernel’s half of the addresses begin',
    instead: 'memoryMap',
    pattern: /\b0x8000_?0000\b|\b2147483648\b/i,
    where: ['src', 'scripts'],
    but: {
      'src/image/elf-debug.ts': integers,
      'src/c/parser/enums.ts': integers,
      'src/assembler/evaluate.ts': 'the range of the assembler’s arithmetic',
    },
  },
  {
    what: 'the size of a page',
    instead: 'memoryMap.pageSize',
    pattern: /\b(4096|4095|1023|0x0*1000|0x0*fff)\b/i,
    where: ['src', 'scripts'],
    but: {
      'src/disk/layout.ts': 'the size of a disk’s block, a fact of its own',
      'src/image/elf-format.ts': 'image imports nothing of isa; the test below holds it equal',
      'src/c/preprocessor/lexer.ts': 'slots of a hash table',
      'src/assembler/sections.ts': 'the room that a section starts with',
      'src/cli/terminal.ts': 'the size of a buffer',
      'src/dap/memory-reference.ts': 'an example in a message',
    },
  },
  {
    what: 'the range of an immediate',
    instead: 'immediateLimits, signed16, unsigned16, highHalf or lowHalf',
    pattern: /\b(0x0*7fff|0x0*8000|32767|32768|0x7f_?ffff|0x80_?0000)\b/i,
    where: ['src', 'scripts'],
    but: {
      'src/assembler/fixups.ts': 'what fits into a .half',
      'src/c/preprocessor/predefined.ts': 'the largest short, which is C’s',
    },
  },
  {
    what: 'the number of a register',
    instead: 'roles or registerNumber',
    pattern: /\bregisters\[\d+\]|\bregister (===|!==) \d|'a0', 'a1'/,
    where: ['src', 'scripts'],
    but: {},
  },
  {
    what: 'what an instruction is like, told from its name',
    instead: 'the fields of its row, flowOf or targetOf',
    pattern: /\bmnemonic (===|!==) '|\.(test|includes)\((\w+\.)*mnemonic\)/,
    where: ['src', 'scripts'],
    but: {
      'src/debugger/unwind/code-reading.ts':
        'which instructions a prologue is made of is a habit, not a fact',
      'src/session/flow.ts':
        'setting a device and reading the clock are done by hand: no row says what they do',
    },
  },
  {
    what: 'a regular expression over mnemonics',
    instead: 'the fields of its row',
    pattern: /\/\.test\((\w+\.)*mnemonic\)/,
    where: ['test', 'bench'],
    but: {},
  },
];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });
}

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '$1');

/** Paths from the project's folder, with slashes, and the texts of the files. */
const sources: ReadonlyMap<string, string> = new Map(
  ['src', 'scripts', 'test', 'bench'].flatMap(folder =>
    filesBelow(join(root, folder)).map(path => [
      relative(root, path).split(sep).join('/'),
      withoutComments(readFileSync(path, 'utf8')),
    ]),
  ),
);

/** The files that hold what looks like a copy of the fact. */
function holders({ pattern, where }: Fact): string[] {
  return [...sources]
    .filter(([path]) => where.some(folder => path.startsWith(`${folder}/`)) && !path.startsWith('src/isa/'))
    .filter(([, text]) => pattern.test(text))
    .map(([path]) => path);
}

describe('facts about Toy32', () => {
  for (const fact of facts)
    it(`${fact.what}: written in src/isa alone`, () => {
      const found = holders(fact);
      const copies = found.filter(path => !(path in fact.but));
      assert.deepEqual(copies, [], `use ${fact.instead}`);
      const stale = Object.keys(fact.but).filter(path => !found.includes(path));
      assert.deepEqual(stale, [], 'these need no exception any more');
    });

  it('segments of executables are aligned to pages', () => {
    assert.equal(segmentAlignment, memoryMap.pageSize);
  });
});

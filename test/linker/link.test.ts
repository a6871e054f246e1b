/** Objects by hand are linked, and what comes out is read: symbols, bytes, segments, errors. */
import assert from 'node:assert/strict';
import { type Executable, type ObjectFile, type SectionFlags, readElf, writeElf } from '../../src/image';
import { decode, encode, instructionNamed } from '../../src/isa';
import { type LinkOptions, formatMap, link } from '../../src/linker';
import { MemoryFiles, formatDiagnostic, place } from '../../src/source';
import { type Sketch, object } from './objects';

const word = [0, 0, 0, 0];
const words = (count: number) => Array<number>(count * 4).fill(0);
const start: Sketch = { sections: { '.text': word }, symbols: { _start: '.text' } };
const main = object('main.toy', start);

/** Links without errors. */
function linked(objects: readonly ObjectFile[], options: Partial<LinkOptions> = {}): Executable {
  const { executable, diagnostics } = link(objects, { base: 0x1000, ...options });
  assert.deepEqual(
    diagnostics.map(diagnostic => formatDiagnostic(diagnostic)),
    [],
  );
  return executable!;
}

/** The errors, each as place, message and hint. */
function errors(objects: readonly ObjectFile[], options: Partial<LinkOptions> = {}): string[] {
  const { executable, diagnostics } = link(objects, { base: 0x1000, ...options });
  assert.equal(executable, undefined);
  return diagnostics.map(({ severity, message, span, hint }) => {
    assert.equal(severity, 'error');
    return `${span ? `${place(span)}: ` : ''}${message}${hint ? ` (${hint})` : ''}`;
  });
}

const addressOf = (executable: Executable, name: string) =>
  executable.symbols.find(symbol => symbol.name === name)?.address;

/** The word at an address of the executable. */
function wordAt(executable: Executable, address: number): number {
  const home = executable.segments.find(
    row => address >= row.address && address < row.address + row.bytes.length,
  );
  const { bytes } = home!;
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(address - home!.address, true);
}

function encoded(mnemonic: string): number[] {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(
    0,
    encode(instructionNamed(mnemonic)!, { rd: 5, rs1: mnemonic === 'lui' ? 0 : 6 }),
    true,
  );
  return [...bytes];
}

describe('linking: segments', () => {
  const flags = (write: boolean, execute: boolean, zero = false): SectionFlags => ({ write, execute, zero });
  const all = object('all.toy', {
    sections: {
      '.bss': 100,
      '.data': [1, 2, 3, 4],
      '.rodata': [5, 6, 7, 8],
      '.text': words(3),
      '.init': { flags: flags(false, true), bytes: Uint8Array.from(word), size: 4, alignment: 16 },
      '.notes': { bytes: Uint8Array.of(9), size: 1, alignment: 1 },
      '.room': { flags: flags(true, false, true), size: 8, alignment: 32 },
      '.patch': { flags: flags(true, true), bytes: Uint8Array.from(word), size: 4 },
      '.empty': {},
    },
    symbols: { _start: '.text', here: '.empty' },
  });

  it('are by access, each on pages of its own, contents before zeros', () => {
    const { segments } = linked([all]);
    assert.deepEqual(
      segments.map(({ address, memorySize, bytes, write, execute, sections }) => [
        address,
        bytes.length,
        memorySize,
        `r${write ? 'w' : ''}${execute ? 'x' : ''}`,
        sections
          .map(row => `${row.name}@${row.address.toString(16)}+${row.size}${row.zero ? ' zero' : ''}`)
          .join(),
      ]),
      [
        [0x1000, 20, 20, 'rx', '.text@1000+12,.init@1010+4'],
        [0x2000, 5, 5, 'r', '.rodata@2000+4,.notes@2004+1'],
        [0x3000, 4, 4, 'rwx', '.patch@3000+4'],
        [0x4000, 4, 136, 'rw', '.data@4000+4,.bss@4004+100 zero,.room@4080+8 zero'],
      ],
    );
  });

  it('survive a file', () => {
    const executable = linked([all]);
    assert.deepEqual(readElf(writeElf(executable)), { executable });
  });

  it('have symbols of the linker at their edges', () => {
    const executable = linked([all], { base: 0x8000_0000 });
    const edges = Object.entries({
      __text_start: 0x0000,
      __text_end: 0x0014,
      __rodata_start: 0x1000,
      __rodata_end: 0x1005,
      __data_start: 0x3000,
      __data_end: 0x3004,
      __bss_start: 0x3004,
      __bss_end: 0x3088,
      _end: 0x3088,
    });
    for (const [name, offset] of edges) assert.equal(addressOf(executable, name), 0x8000_0000 + offset, name);
  });

  it('have those symbols without sections too, and those of a program come first', () => {
    const own = object('own.toy', { symbols: { _end: 7 } });
    const executable = linked([main, own]);
    assert.equal(addressOf(executable, '_end'), 7);
    for (const part of ['data', 'bss', 'rodata'])
      assert.equal(addressOf(executable, `__${part}_start`), addressOf(executable, `__${part}_end`));
  });

  it('put like sections together, aligned as each wants', () => {
    const one = object('one.toy', { ...start, sections: { '.text': word, '.data': [1, 0, 0] } });
    const two = object('two.toy', {
      sections: { '.data': { flags: flags(true, false), bytes: Uint8Array.of(2), size: 1, alignment: 8 } },
      symbols: { two: '.data' },
    });
    const executable = linked([one, two]);
    assert.equal(addressOf(executable, 'two'), 0x2008);
    assert.deepEqual([...executable.segments[1]!.bytes], [1, 0, 0, 0, 0, 0, 0, 0, 2]);
  });

  it('of one access alone is a program', () => {
    const { segments, entry } = linked([main]);
    assert.equal(segments.length, 1);
    assert.equal(entry, 0x1000);
  });

  it('align a section to more than a page', () => {
    const wide = object('wide.toy', {
      sections: {
        '.data': { flags: flags(true, false), bytes: Uint8Array.of(1), size: 1, alignment: 0x4000 },
      },
      symbols: { wide: '.data' },
    });
    assert.equal(addressOf(linked([main, wide]), 'wide'), 0x4000);
  });

  it('must agree about a section', () => {
    const odd = object('odd.toy', {
      sections: { '.text': { flags: flags(true, false), size: 4 }, '.x': { size: 1 } },
    });
    const more = object('more.toy', { sections: { '.x': { flags: flags(true, false, true), size: 1 } } });
    assert.deepEqual(errors([main, odd, more]), [
      'section .text is writable in odd.toy but read-only, executable everywhere else',
      'section .x is writable, without contents in more.toy but read-only in odd.toy',
    ]);
  });

  it('must fit into memory', () => {
    const huge = object('huge.c', { sections: { '.bss': 0xffff_f000 } });
    assert.deepEqual(errors([main, huge]), [
      'the program is too large: from 0x1000 on it needs 4294967296 bytes, there are 4294963200',
    ]);
  });

  it('start at a page', () =>
    assert.throws(() => link([main], { base: 0x1004 }), /base 0x1004 is not the start/));
});

describe('linking: symbols', () => {
  const using = (name: string, binding = '') =>
    object('use.toy', {
      ...start,
      symbols: { ...start.symbols, [`${binding}${name}`]: undefined },
      relocations: [`word .text ${name}`],
    });
  const defining = (file: string, name: string, more: Sketch = {}) =>
    object(file, {
      sections: { '.data': word },
      symbols: { [name]: '.data', ...more.symbols },
      relocations: more.relocations,
    });

  /** Objects, members of the library, and the members that are taken, with the symbol that each is taken for. */
  const cases: readonly (readonly [string, ObjectFile[], ObjectFile[], string[]])[] = [
    [
      'a member that defines what is undefined',
      [using('x')],
      [defining('y.c', 'y'), defining('x.c', 'x')],
      ['x.c for x'],
    ],
    [
      'members that other members want, forwards and back',
      [using('a')],
      [
        defining('c.c', 'c'),
        defining('b.c', 'b', { symbols: { c: undefined } }),
        defining('a.c', 'a', { symbols: { b: undefined } }),
      ],
      ['a.c for a', 'b.c for b', 'c.c for c'],
    ],
    ['no member for what is defined', [using('x'), defining('own.c', 'x')], [defining('x.c', 'x')], []],
    [
      'no member for what is weakly defined',
      [using('x'), defining('own.c', '?x')],
      [defining('x.c', 'x')],
      [],
    ],
    ['no member for a weak use', [using('x', '?')], [defining('x.c', 'x')], []],
    ['no member for its local symbol', [using('x', '?')], [defining('x.c', '!x')], []],
    ['a member with a weak definition', [using('x')], [defining('x.c', '?x')], ['x.c for x']],
    [
      'the first of two members that would do',
      [using('x')],
      [defining('1.c', 'x'), defining('2.c', 'x')],
      ['1.c for x'],
    ],
    ['the member with the entry', [defining('data.c', 'd')], [main], ['main.toy for _start']],
    ['nothing that only the linker defines', [using('_end')], [defining('x.c', 'x')], []],
  ];
  for (const [name, objects, library, expected] of cases)
    it(`takes of the library ${name}`, () => {
      const { diagnostics, map } = link(objects, { base: 0x1000, library });
      assert.deepEqual(diagnostics, []);
      const taken = map.objects.filter(row => row.takenFor !== undefined);
      assert.deepEqual(
        taken.map(row => `${row.name} for ${row.takenFor}`),
        expected,
      );
    });

  it('a strong definition takes the place of a weak one, before or after it', () => {
    const weak = defining('weak.c', '?x');
    const strong = defining('strong.c', 'x');
    for (const objects of [
      [using('x'), weak, strong],
      [using('x'), strong, weak],
    ]) {
      const executable = linked(objects);
      const rows = executable.symbols.filter(symbol => symbol.name === 'x');
      assert.equal(rows.length, 1);
      assert.equal(rows[0]!.binding, 'global');
      assert.equal(wordAt(executable, 0x1000), objects[1] === strong ? 0x2000 : 0x2004);
    }
  });

  it('of two weak definitions the first holds', () => {
    const executable = linked([using('x'), defining('1.c', '?x'), defining('2.c', '?x')]);
    assert.equal(addressOf(executable, 'x'), 0x2000);
  });

  /** Of a `print` in the system's library that uses this name, as the library defines it too. */
  const usedByPrint = (name: string, own: ObjectFile[], library: ObjectFile[] = []) => {
    const print = defining('print.c', 'print', {
      symbols: { [name]: undefined },
      relocations: [`word .data ${name}`],
    });
    const objects = [using('print'), ...own];
    const system = [defining('system.c', name), print];
    const { executable, diagnostics } = link(objects, { base: 0x1000, library, system });
    assert.deepEqual(diagnostics, []);
    const at = addressOf(executable!, 'print')!;
    const rows = executable!.symbols.filter(symbol => symbol.name === name);
    return { rows, word: wordAt(executable!, at) };
  };

  it('the system’s library goes by its own names, whatever the program or an archive defines', () => {
    const other = defining('more.c', 'more', { symbols: { other: undefined } });
    for (const [own, library] of [
      [[defining('own.c', 'read')], []],
      [[other, defining('own.c', 'read')], [defining('other.c', 'other')]],
      [[other], [defining('a.c', 'read', { symbols: { other: '.data' } })]],
    ] as const) {
      const { rows, word } = usedByPrint('read', [...own], [...library]);
      assert.deepEqual(rows.map(({ binding }) => binding).sort(), ['global', 'local']);
      assert.equal(word, rows.find(({ binding }) => binding === 'local')?.address);
    }
  });

  it('the system’s library takes the program’s malloc', () => {
    const { rows, word } = usedByPrint('malloc', [defining('own.c', 'malloc')]);
    assert.equal(rows.length, 1);
    assert.equal(word, rows[0]?.address);
  });

  it('a weak use of nothing is address 0', () => assert.equal(wordAt(linked([using('x', '?')]), 0x1000), 0));

  it('local symbols stay in their object', () => {
    const local = (name: string) =>
      object(name, {
        sections: { '.data': words(2) },
        symbols: { '!x': '.data+4' },
        relocations: ['word .data x'],
      });
    const executable = linked([main, local('1.c'), local('2.c'), defining('3.c', 'x')]);
    assert.deepEqual(
      [0x2000, 0x2008].map(at => wordAt(executable, at)),
      [0x2004, 0x200c],
    );
    const rows = executable.symbols.filter(({ name }) => name === 'x');
    assert.deepEqual(
      rows.map(({ address, binding }) => [address, binding]),
      [
        [0x2004, 'local'],
        [0x200c, 'local'],
        [0x2010, 'global'],
      ],
    );
  });

  it('a section stands for its start', () => {
    const one = object('1.toy', { sections: { '.rodata': word } });
    const two = object('2.toy', {
      sections: { '.rodata': words(2) },
      relocations: ['word .rodata .rodata+4'],
    });
    assert.equal(wordAt(linked([main, one, two]), 0x2004), 0x2008);
  });

  it('labels of the assembler are used and forgotten', () => {
    const own = object('own.toy', {
      sections: { '.data': words(2) },
      symbols: { '!.Lx': '.data+4', '!1\x001': '.data+4' },
      relocations: ['word .data .Lx', 'word .data+4 1\x001'],
    });
    const executable = linked([main, own]);
    assert.deepEqual(
      [0x2000, 0x2004].map(at => wordAt(executable, at)),
      [0x2004, 0x2004],
    );
    assert.ok(executable.symbols.every(({ name }) => /^\w+$/.test(name)));
  });

  it('an absolute symbol is a number', () => {
    const number = object('number.toy', { symbols: { answer: 42, minus: -1, '!own': 3 } });
    const executable = linked([using('answer'), number]);
    assert.equal(wordAt(executable, 0x1000), 42);
    assert.equal(addressOf(executable, 'minus'), 0xffff_ffff);
    assert.deepEqual(executable.symbols[0], {
      name: 'own',
      address: 3,
      size: 0,
      kind: 'none',
      binding: 'local',
    });
  });

  it('the entry can be any symbol', () => {
    const boot = object('boot.toy', { sections: { '.text': words(2) }, symbols: { boot: '.text+4' } });
    assert.equal(linked([boot], { entry: 'boot' }).entry, 0x1004);
  });
});

describe('linking: relocations', () => {
  /** The relocation of a word at 0x1000 in front of `target`, so many bytes from it, and what is then in the word. */
  const fields: readonly (readonly [string, number, string, number])[] = [
    ['branch', 4, 'beq', 1],
    ['branch', 0x1fffc, 'beq', 0x7fff],
    ['jump', 0x4000, 'j', 0x1000],
    ['jump', 0x1ff_fffc, 'call', 0x7f_ffff],
    ['high', 0x7ffc, 'lui', 1],
    ['high', 0x6ff0, 'lui', 0],
    ['high', 0x1234_8000 - 0x1000, 'lui', 0x1235],
    ['low', 0x1234_8000 - 0x1000, 'addi', -0x8000],
    ['low', 0x10, 'lw', 0x1010],
  ];
  for (const [kind, distance, mnemonic, imm] of fields)
    it(`${kind} of ${mnemonic} to ${distance} bytes away is ${imm}`, () => {
      const user = object('use.toy', {
        sections: { '.text': encoded(mnemonic) },
        symbols: { _start: '.text', target: 0x1000 + distance },
        relocations: ['jump', 'branch', 'high', 'low'].includes(kind) ? [`${kind} .text target`] : [],
      });
      const before = decode(new DataView(Uint8Array.from(encoded(mnemonic)).buffer).getUint32(0, true));
      assert.deepEqual(decode(wordAt(linked([user]), 0x1000)), { ...before, imm });
    });

  it('lui with high and a signed offset with low make any address', () => {
    for (const target of [
      0, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0x1234_5678, 0x7fff_8000, 0x8000_0000, 0xffff_8000, 0xffff_ffff,
    ]) {
      const user = object('use.toy', {
        sections: { '.text': [...encoded('lui'), ...encoded('addi')] },
        symbols: { _start: '.text', target },
        relocations: ['high .text target', 'low .text+4 target'],
      });
      const executable = linked([user]);
      const [high, low] = [0x1000, 0x1004].map(at => decode(wordAt(executable, at))!.imm);
      assert.equal(((high! << 16) + low!) >>> 0, target);
    }
  });

  /** What is written of an absolute symbol plus an addend; undefined: it does not fit. */
  const values: readonly (readonly [string, number, number, number | undefined])[] = [
    ['word', 0xffff_fffc, 3, 0xffff_ffff],
    ['word', 0xffff_fffc, 4, undefined],
    ['word', 0, -0x8000_0000, 0x8000_0000],
    ['word', 0, -0x8000_0001, undefined],
    ['half', 0xffff, 0, 0xffff],
    ['half', 0xffff, 1, undefined],
    ['half', 0, -0x8000, 0x8000],
    ['half', 0, -0x8001, undefined],
    ['byte', 0xff, 0, 0xff],
    ['byte', 0, -1, 0xff],
    ['byte', 0, -0x81, undefined],
    ['byte', 0x100, 0, undefined],
    ['high', 0xffff_ffff, 1, undefined],
    ['low', 0xffff_ffff, 1, undefined],
    ['branch', 0x1000 + 0x2_0000, 0, undefined],
    ['branch', 0x1002, 0, undefined],
    ['jump', 0x1000 + 0x200_0000, 0, undefined],
    ['jump', 0x1001, 0, undefined],
  ];
  for (const [kind, target, addend, expected] of values)
    it(`${kind} of 0x${target.toString(16)}${addend < 0 ? addend : `+${addend}`}: ${expected ?? 'an error'}`, () => {
      const user = object('use.toy', {
        sections: { '.text': word },
        symbols: { _start: '.text', target },
        relocations: [`${kind} .text target${addend < 0 ? addend : `+${addend}`}`],
      });
      if (expected !== undefined) assert.equal(wordAt(linked([user]), 0x1000), expected);
      else
        assert.match(
          errors([user]).join(),
          /^'target' is out of range in use\.toy: the (value|target) [^,]*(,[^,]*)?$/,
        );
    });

  it('backwards branches and jumps are negative', () => {
    const user = object('use.toy', {
      sections: { '.text': [...word, ...encoded('bne'), ...encoded('j')] },
      symbols: { _start: '.text' },
      relocations: ['branch .text+4 _start', 'jump .text+8 _start'],
    });
    const executable = linked([user]);
    assert.deepEqual(
      [0x1004, 0x1008].map(at => decode(wordAt(executable, at))!.imm),
      [-1, -2],
    );
  });

  it('write no byte beside their own', () => {
    const user = object('use.toy', {
      ...start,
      sections: { '.text': word, '.data': Array<number>(8).fill(0xee) },
      symbols: { ...start.symbols, value: 0x34 },
      relocations: ['byte .data+1 value', 'half .data+3 value'],
    });
    assert.deepEqual([...linked([user]).segments[1]!.bytes], [0xee, 0x34, 0xee, 0x34, 0, 0xee, 0xee, 0xee]);
  });

  it('outside their section are a fault of the tools', () => {
    const user = object('use.toy', { ...start, relocations: ['word .text+2 _start'] });
    assert.throws(
      () => linked([user]),
      /use\.toy: a word relocation at 2 is outside \.text, which has 4 bytes/,
    );
  });
});

describe('linking: errors', () => {
  it('come all at once', () => {
    const one = object('one.toy', {
      source: 'one: twice: call absent\n  .byte far\n  call prinft\n',
      sections: { '.text': words(4) },
      symbols: { twice: '.text', absent: undefined, far: 0x100, prinft: undefined },
      relocations: ['jump .text absent', 'high .text+4 absent', 'byte .text+8 far', 'jump .text+12 prinft'],
    });
    const two = object('two.toy', {
      source: 'twice:\n\nabsent: j absent\n',
      sections: { '.text': word },
      symbols: { twice: '.text', '!absent': '.text' },
    });
    const library = [object('printf.c', { sections: { '.text': word }, symbols: { printf: '.text' } })];
    assert.deepEqual(errors([one, two], { library }), [
      "two.toy:1:1: 'twice' is defined twice: in one.toy and in two.toy (rename one of them, or make it local to its file ('static' in C))",
      "one.toy:1:18: nothing defines 'absent' (two.toy has a 'absent' that is local to it: make it global)",
      "one.toy:3:8: nothing defines 'prinft' (did you mean 'printf'?)",
      "one.toy:2:9: 'far' is out of range: the value 0x100 does not fit into 8 bits",
      "no entry: nothing defines '_start' (the program starts at a global symbol of this name)",
    ]);
    const { diagnostics } = link([one, two], { base: 0x1000, library });
    assert.match(formatDiagnostic(diagnostics[0]!), /\none\.toy:1:6: note: 'twice' is also defined here$/);
  });

  it('name the object where no place is known', () => {
    const user = object('use.toy', { ...start, relocations: ['word .text foo'] });
    assert.deepEqual(errors([user]), ["nothing defines 'foo', which use.toy uses"]);
  });

  it('show every use in every object once', () => {
    const user = (name: string) =>
      object(name, {
        sections: { '.text': words(2) },
        relocations: ['high .text foo', 'low .text+4 foo'],
        source: ' la a0, foo',
      });
    assert.deepEqual(errors([main, user('1.toy'), user('2.toy')]), [
      "1.toy:1:9: nothing defines 'foo'",
      "2.toy:1:9: nothing defines 'foo'",
    ]);
  });

  it('tell an entry that is data', () => {
    const data = object('data.c', { sections: { '.data': word }, symbols: { _start: '.data' } });
    assert.deepEqual(errors([data]), ["the entry '_start' is not in an executable section"]);
  });

  it('hint at a near name for the entry', () => {
    const typo = object('typo.toy', { sections: { '.text': word }, symbols: { _strat: '.text' } });
    assert.deepEqual(errors([typo]), ["no entry: nothing defines '_start' (did you mean '_strat'?)"]);
  });

  it('show in the C source of compiled code', () => {
    const compiled = (name: string) =>
      object(name, {
        source: '\tcall prinft\ncounter:\nsquare:',
        sections: { '.text': words(4), '.data': word },
        symbols: { square: '.text', counter: '.data' },
        relocations: ['jump .text+8 prinft'],
        debug: {
          files: [name],
          lines: [
            { address: { section: '.text', offset: 0 }, file: 0, line: 0, column: 0, statement: true },
            { address: { section: '.text', offset: 4 }, file: 0, line: 2, column: 2, statement: true },
            { address: { section: '.text', offset: 12 }, file: 0, line: 3, column: 0, statement: true },
          ],
          types: [{ kind: 'integer', name: 'int', size: 4, signed: true }],
          functions: [
            {
              name: 'square',
              start: { section: '.text', offset: 0 },
              end: { section: '.text', offset: 16 },
              file: 0,
              line: 1,
              type: 0,
              parameters: [],
              body: {
                start: { section: '.text', offset: 0 },
                end: { section: '.text', offset: 16 },
                variables: [],
                blocks: [],
              },
            },
          ],
          globals: [
            {
              name: 'counter',
              type: 0,
              file: 0,
              line: 0,
              places: [{ kind: 'memory', address: { section: '.data', offset: 0 } }],
            },
          ],
        },
      });
    const text = 'int counter = 4;\nint square(int n) {\n  return n + prinft("n");\n}\n';
    const bytes = new TextEncoder().encode(text);
    const objects = ['a.c', 'b.c'].map(compiled);
    const files = new MemoryFiles(
      new Map([
        ['a.c', bytes],
        ['b.c', bytes],
      ]),
    );
    assert.deepEqual(
      errors([main, ...objects], { files }).map(line => line.replace(/ \(.*/, '')),
      [
        "b.c:2:5: 'square' is defined twice: in a.c and in b.c",
        "b.c:1:5: 'counter' is defined twice: in a.c and in b.c",
        "a.c:3:14: nothing defines 'prinft'",
        "b.c:3:14: nothing defines 'prinft'",
      ],
    );
    assert.match(errors([main, ...objects])[2]!, /^a\.c:1:7: nothing defines 'prinft'/);
  });
});

describe('the link map', () => {
  it('says where everything is, and why', () => {
    const user = object('use.c', {
      sections: { '.text': words(2), '.data': [], '.bss': 100 },
      symbols: { _start: '.text', helper: undefined },
    });
    const library = [
      object('helper.toy', { sections: { '.text': words(300) }, symbols: { helper: '.text' } }),
    ];
    const { map } = link([user], { base: 0x1000, library });
    assert.equal(
      formatMap(map),
      [
        'use.c',
        '  0x00001000        8 .text',
        '  0x00002000      100 .bss',
        'helper.toy (for helper)',
        '  0x00001008     1200 .text',
      ].join('\n'),
    );
  });

  it('is there when there are errors too', () => {
    const { map } = link([object('a.toy', { sections: { '.text': word } })], { base: 0x1000 });
    assert.deepEqual(
      map.objects.map(({ name }) => name),
      ['a.toy'],
    );
  });
});

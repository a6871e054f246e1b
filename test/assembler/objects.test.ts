/** What is in an object file besides its bytes: sections, symbols, relocations, lines, unwind rows, debug labels. */
import assert from 'node:assert/strict';
import { assemble } from '../../src/assembler';
import { type DebugInfo, type ObjectFile, emptyDebugInfo } from '../../src/image';
import { MemoryFiles, SourceFile, formatDiagnostic } from '../../src/source';

const encoder = new TextEncoder();

function object(
  text: string,
  { debug, ...files }: { debug?: DebugInfo<string> } & Record<string, unknown> = {},
): ObjectFile {
  const others = Object.entries(files).map(
    ([path, contents]) => [path, encoder.encode(String(contents))] as const,
  );
  const reader = new MemoryFiles(new Map(others));
  const result = assemble(new SourceFile('dir/main.toy', text), {
    files: reader,
    includePaths: ['inc'],
    ...(debug && { debug }),
  });
  assert.deepEqual(
    result.diagnostics.map(diagnostic => formatDiagnostic(diagnostic)),
    [],
  );
  return result.object;
}

const place = (at: ObjectFile['symbols'][number]['place']) =>
  typeof at === 'object' ? `${at.section}+${at.offset}` : at === undefined ? 'undefined' : String(at);

const symbols = ({ symbols }: ObjectFile) =>
  symbols.map(
    ({ name, binding, kind, place: at, size }) => `${name} ${binding} ${kind} ${place(at)} ${size}`,
  );

const relocations = ({ sections }: ObjectFile) =>
  sections.flatMap(({ name, relocations }) =>
    relocations.map(({ kind, offset, symbol, addend }) => `${name}+${offset} ${kind} ${symbol}+${addend}`),
  );

const lines = ({ debug }: ObjectFile) =>
  debug.lines.map(
    ({ address, file, line, column, statement, prologueEnd }) =>
      `${place(address)} ${debug.files[file]}:${line}:${column}${statement ? '' : ' inner'}${prologueEnd ? ' prologue' : ''}`,
  );

const unwind = ({ debug }: ObjectFile) =>
  debug.unwind.map(({ start, end, cfa, saved, outermost }) => {
    const registers = saved.map(({ register, offset }) => ` r${register}@${offset}`).join('');
    return `${place(start)} to ${end.offset}: r${cfa.register}+${cfa.offset}${registers}${outermost ? ' outermost' : ''}`;
  });

/** Each row: what it shows, the source, a view of the object, and what the view must be. */
const cases: readonly (readonly [string, string, (object: ObjectFile) => unknown, unknown])[] = [
  [
    'binding, kind and size of symbols',
    `  .global main
  .type main, function
main: nop
inner: nop
  .size main, . - main
.Lhidden: nop
1: nop
  .weak table
  .data
  .type table, object
table: .word 1
  .size table, 4
  .equ LIMIT, 10
  .equ AFTER, end + 4
  .equ COUNT, end - table
end:
  .bss
  .local buffer
buffer: .space 16`,
    symbols,
    [
      'main global function .text+0 8',
      'inner local none .text+4 0',
      'table weak object .data+0 4',
      'LIMIT local none 10 0',
      'end local none .data+4 0',
      'AFTER local none .data+8 0',
      'COUNT local none 4 0',
      'buffer local none .bss+0 0',
    ],
  ],
  [
    'undefined symbols: those that are used, or asked for',
    '  .global never\n  .weak maybe\n  call puts\n  .word maybe, puts',
    symbols,
    ['never global none undefined 0', 'maybe weak none undefined 0', 'puts global none undefined 0'],
  ],
  [
    'a section symbol stands for a hidden label',
    '  la a0, .Ltext\n  .rodata\n  .word 0\n.Ltext: .word .Ltext + 4, 1f\n1:',
    ({ ...file }) => [symbols(file), relocations(file)],
    [
      ['.rodata local none .rodata+0 0'],
      [
        '.text+0 high .rodata+4',
        '.text+4 low .rodata+4',
        '.rodata+4 word .rodata+8',
        '.rodata+8 word .rodata+12',
      ],
    ],
  ],
  [
    'relocations of each kind',
    `  .text
here:
  lui a0, %hi(other + 8)
  lw a0, %lo(other + 8)(a0)
  addi a0, a0, %lo(here)
  beq a0, a1, other
  call other + 4
  j here
  li a0, other
  .word here, other - 4, table + 4 * 3
  .half other
  .byte other
  .data
  .dword other
table:`,
    relocations,
    [
      '.text+0 high other+8',
      '.text+4 low other+8',
      '.text+8 low here+0',
      '.text+12 branch other+0',
      '.text+16 jump other+4',
      '.text+24 high other+0',
      '.text+28 low other+0',
      '.text+32 word here+0',
      '.text+36 word other+-4',
      '.text+40 word table+12',
      '.text+44 half other+0',
      '.text+46 byte other+0',
      '.data+0 word other+0',
    ],
  ],
  [
    'a changing constant is read where it stands',
    'i = 0\n  .rept 3\n  .word later + 4 * i, end - later + i\ni = i + 1\n  .endr\n  .data\nlater: .word 0\nend:',
    file => [relocations(file), [...file.sections[0]!.bytes].filter((_, index) => index % 8 === 4)],
    [
      ['.text+0 word later+0', '.text+8 word later+4', '.text+16 word later+8'],
      [4, 5, 6],
    ],
  ],
  [
    'branches to a weak symbol or another section are left to the linker',
    '  .weak w\nw: beq a0, a1, w\n  j d\n  .data\nd:',
    relocations,
    ['.text+0 branch w+0', '.text+4 jump d+0'],
  ],
  [
    'a branch that does not reach is made longer, and another because of it',
    '  beq a0, a1, x\n  .space 131060\n  bne a0, a1, x\n  .space 8\nx:\n  .word x',
    ({ sections: [text] }) => {
      const view = new DataView(text!.bytes.buffer);
      return [0, 4, 131068].map(at => view.getUint32(at, true).toString(16));
    },
    ['51450002', '60008001', '51450003'],
  ],
  [
    'line ends of two characters, and none at the end',
    'a: nop\r\n  .ascii "x" # comment\r\n\r\n/* more\r\n */ .byte 2\r\n  b = 4',
    ({ sections: [text], ...file }) => [
      Buffer.from(text!.bytes).toString('hex'),
      symbols({ sections: [], ...file }),
    ],
    ['000000307802', ['a local none .text+0 0', 'b local none 4 0']],
  ],
  [
    'sections: flags, alignment, size',
    '  .text\n  nop\n  .align 16\n  .bss\n  .space 3\n  .section .rodata.str\n  .byte 1\n  .section mine, "wx"\n  .byte 1\n  .align 8',
    ({ sections }) =>
      sections.map(({ name, alignment, size, bytes, flags }) =>
        [name, alignment, size, bytes.length, flags.write, flags.execute, flags.zero]
          .map(Number)
          .map((value, index) => (index ? value : name))
          .join(' '),
      ),
    ['.text 16 16 16 0 1 0', '.bss 4 3 0 1 0 1', '.rodata.str 4 1 1 0 0 0', 'mine 8 8 8 1 1 0'],
  ],
  [
    'code is padded with instructions that do nothing',
    '  .byte 1\n  .align 4\n  ret\n  .align 16\n',
    ({ sections: [text] }) => Buffer.from(text!.bytes).toString('hex'),
    '0100000000000162' + '00000030'.repeat(2),
  ],
  [
    'a name of the platform that the source defines is its own, even before',
    '  la a0, SECTOR_SIZE\n  li a0, PAGE_SIZE\n  .data\nSECTOR_SIZE: .word 512',
    file => [symbols(file), relocations(file)],
    [['SECTOR_SIZE local none .data+0 0'], ['.text+0 high SECTOR_SIZE+0', '.text+4 low SECTOR_SIZE+0']],
  ],
  [
    'a name in quotes is that of a symbol, beside a constant of the platform',
    '  .global "sp"\n  .type "sp", object\n  la a0, "PAGE_SIZE"\n  li a0, PAGE_SIZE\n  .data\n"sp": .word "t1"\n  .size "sp", . - "sp"\n"PAGE_SIZE":',
    file => [symbols(file), relocations(file)],
    [
      ['sp global object .data+0 4', 'PAGE_SIZE local none .data+4 0', 't1 global none undefined 0'],
      ['.text+0 high PAGE_SIZE+0', '.text+4 low PAGE_SIZE+0', '.data+0 word t1+0'],
    ],
  ],
  [
    'a name in quotes is the same symbol as without, where the source defines that',
    'SECTOR_SIZE: .word "SECTOR_SIZE", "other", other',
    file => [symbols(file), relocations(file)],
    [
      ['SECTOR_SIZE local none .text+0 0', 'other global none undefined 0'],
      ['.text+0 word SECTOR_SIZE+0', '.text+4 word other+0', '.text+8 word other+0'],
    ],
  ],
  [
    'lines of hand-written code: every instruction; a macro counts as its use',
    '  nop\nx: li a0, 0x12345678\n  .word 1\n  .macro two\n  nop\n  nop\n  .endm\n  two\n  .rept 2\n    nop\n  .endr',
    lines,
    [
      '.text+0 dir/main.toy:0:2',
      '.text+4 dir/main.toy:1:3',
      '.text+16 dir/main.toy:7:2',
      '.text+20 dir/main.toy:7:2',
      '.text+24 dir/main.toy:9:4',
      '.text+28 dir/main.toy:9:4',
    ],
  ],
  [
    'lines of compiled code: .loc holds for the next instruction',
    '  .file 1 "a.c"\n  .file 2 "b.h"\n  nop\n  .loc 1 10 5\n  nop\n  nop\n  .loc 2 3 1 prologue_end\n  .loc 2 4 1 is_stmt 0\n  nop\n  .loc 1 1 1 prologue_end is_stmt 1\n  ret',
    lines,
    ['.text+4 a.c:9:4', '.text+12 b.h:3:0 prologue', '.text+16 a.c:0:0 prologue'],
  ],
  [
    'unwind rows',
    `f:
  .cfi_startproc
  addi sp, sp, -16
  .cfi_def_cfa_offset 16
  sw ra, 12(sp)
  .cfi_offset ra, -4
  sw fp, 8(sp)
  .cfi_offset fp, -8
  addi fp, sp, 16
  .cfi_def_cfa fp, 0
  .cfi_remember_state
  lw ra, 12(sp)
  .cfi_restore ra
  .cfi_def_cfa_register sp
  .cfi_def_cfa_offset 0
  ret
  .cfi_restore_state
  nop
  .cfi_endproc
  .cfi_startproc
  .cfi_undefined ra
  nop
  .cfi_endproc`,
    unwind,
    [
      '.text+0 to 4: r2+0',
      '.text+4 to 8: r2+16',
      '.text+8 to 12: r2+16 r1@-4',
      '.text+12 to 16: r2+16 r1@-4 r3@-8',
      '.text+16 to 20: r3+0 r1@-4 r3@-8',
      '.text+20 to 24: r2+0 r3@-8',
      '.text+24 to 28: r3+0 r1@-4 r3@-8',
      '.text+28 to 32: r2+0 outermost',
    ],
  ],
];

describe('object files', () => {
  for (const [name, source, view, expected] of cases)
    it(name, () => assert.deepEqual(view(object(source)), expected));

  it('included files: from the folder of the file, then the include paths, with lines of their own', () => {
    const file = object('  .include "near.toy"\n  .include "sub/far.toy"', {
      'dir/near.toy': '  nop\n  .include "sub/far.toy"',
      'inc/sub/far.toy': '\n  ret',
    });
    assert.deepEqual(lines(file), [
      '.text+0 dir/near.toy:0:2',
      '.text+4 inc/sub/far.toy:1:2',
      '.text+8 inc/sub/far.toy:1:2',
    ]);
  });

  it('labels of debug information become places, hidden ones too', () => {
    const range = { start: '.Lstart', end: '.Lend' };
    const debug: DebugInfo<string> = {
      ...emptyDebugInfo,
      files: ['main.c'],
      types: [{ kind: 'void' }],
      functions: [
        {
          name: 'main',
          file: 0,
          line: 0,
          type: 0,
          start: 'main',
          end: '.Lend',
          parameters: [],
          body: { ...range, variables: [], blocks: [] },
        },
      ],
      globals: [{ name: 'g', type: 0, file: 0, line: 1, places: [{ kind: 'memory', address: 'g' }] }],
    };
    const text =
      '  .file 0 "main.c"\nmain: nop\n.Lstart:\n  .loc 0 3 1\n  ret\n.Lend:\n  .data\n  .word 0\ng: .word 1';
    const file = object(text, { debug });
    const [main] = file.debug.functions;
    assert.deepEqual([main!.start, main!.end, main!.body.start].map(place), [
      '.text+0',
      '.text+8',
      '.text+4',
    ]);
    assert.deepEqual(file.debug.globals[0]!.places, [
      { kind: 'memory', address: { section: '.data', offset: 4 } },
    ]);
    assert.deepEqual(lines(file), ['.text+4 main.c:2:0']);
  });

  it('a label that debug information names and nothing defines is an error', () => {
    const debug = {
      ...emptyDebugInfo,
      lines: [{ address: 'gone', file: 0, line: 0, column: 0, statement: true }],
    };
    const { diagnostics } = assemble(new SourceFile('a', 'nop'), {
      files: new MemoryFiles(new Map()),
      debug,
    });
    assert.deepEqual(
      diagnostics.map(({ message }) => message),
      ['the debug information names gone, which is not defined'],
    );
  });
});

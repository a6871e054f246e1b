/** Object files survive the way through a file, and no file can make the reader throw. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../../src/assembler';
import { compile } from '../../src/codegen';
import {
  type ObjectFile,
  readElf,
  readMembers,
  readObject,
  readOwnObject,
  writeArchive,
  writeElf,
  writeObject,
} from '../../src/image';
import { SourceFile } from '../../src/source';
import { hasJudge } from '../../scripts/judges.mjs';
import { randomNumbers } from './random';
import { sample } from './sample';

const files = { read: () => undefined };

const assembly = `
    .equ answer, 42
    .equ beyond, -4
    .global start, answer
    .weak maybe
start:
    la a0, table
    beqz a0, start
    call other
    lw a1, %lo(maybe)(zero)
    li a2, beyond
1:  j 1b
    .data
table: .word start, table + 8, maybe
    .half 3
    .byte 4
    .section .mine, "aw"
    .align 4
mine: .word 1
    .bss
room: .space 100000
`;

const source = `
struct node { struct node *next; int value; } *list;
static int calls;
extern int far(int, struct node *);
int walk(int n) { static int deep; for (struct node *at = list; at; at = at->next) deep += far(n, at); return deep + calls++; }
`;

/** As a file holds it: without spans, and addresses as unsigned words. */
function inFile({ name, sections, symbols, debug }: ObjectFile): ObjectFile {
  const plain = <Row extends { span?: unknown }>({ span: _, ...rest }: Row) => rest;
  const word = (place: ObjectFile['symbols'][number]['place']) =>
    typeof place === 'number' ? place >>> 0 : place;
  const locals = symbols.filter(({ binding }) => binding === 'local');
  const others = symbols.filter(({ binding }) => binding !== 'local');
  return {
    name,
    sections: sections.map(section => ({ ...section, relocations: section.relocations.map(plain) })),
    symbols: [...locals, ...others].map(plain).map(symbol => ({ ...symbol, place: word(symbol.place) })),
    debug: JSON.parse(JSON.stringify(debug)) as ObjectFile['debug'],
  };
}

function assembled(text: string): ObjectFile {
  const { object, diagnostics } = assemble(new SourceFile('sample.toy', text), { files });
  assert.deepEqual(diagnostics, []);
  return object;
}

function compiled(text: string): ObjectFile {
  const { assembly: made, debug } = compile(new SourceFile('sample.c', text), { files });
  return assemble(new SourceFile('sample.c (assembly)', made), { files, debug }).object;
}

const samples: Readonly<Record<string, ObjectFile>> = {
  assembly: assembled(assembly),
  C: compiled(source),
  nothing: assembled(''),
};

describe('object files', () => {
  for (const [name, object] of Object.entries(samples))
    it(`are read as they were written: ${name}`, () => {
      const read = readObject(writeObject(object), object.name).object;
      assert.ok(read);
      assert.deepEqual({ ...read }, inFile(object));
      assert.deepEqual(writeObject(read), writeObject(object));
      assert.deepEqual({ ...readOwnObject(writeObject(object), object.name) }, { ...read });
    });

  it('are no executables, and those are no object files', () => {
    const object = writeObject(samples['C']!);
    assert.equal(readElf(object).problem, 'not an executable: its ELF type is 1');
    assert.equal(readObject(writeElf(sample), 'x').problem, 'not an object file: its ELF type is 2');
  });

  it('that are damaged anywhere are refused with a sentence, or are others', () => {
    const random = randomNumbers(5);
    const problems = new Set<string>();
    for (const object of Object.values(samples)) {
      const whole = writeObject(object);
      for (let round = 0; round < 500; round++) {
        const bytes = whole.slice(0, random(4) === 0 ? random(whole.length) : whole.length);
        for (let change = random(4); change >= 0; change--)
          bytes[random(Math.max(1, bytes.length))] = random(256);
        const { object: read, problem } = readObject(bytes, 'x');
        assert.notEqual(read === undefined, problem === undefined);
        if (problem !== undefined) assert.match(problem, /^[a-z].*[^.]$/s);
        if (problem !== undefined) problems.add(problem.replace(/\d+|0x\w+/g, 'N').slice(0, 30));
        else writeObject(read!);
      }
    }
    assert.ok(problems.size > 10, [...problems].join('\n'));
  });
});

describe('archives', () => {
  const members = [
    { name: 'a.o', bytes: Uint8Array.of(1, 2, 3) },
    { name: 'a member with a very long name.o', bytes: Uint8Array.of() },
    { name: 'exactly15chars!', bytes: Uint8Array.of(4, 5) },
    { name: 'exactly16chars!!', bytes: Uint8Array.of(6) },
  ];

  it('are read as they were written', () => {
    assert.deepEqual(readMembers(writeArchive(members)), { members });
    assert.deepEqual(readMembers(writeArchive([])), { members: [] });
  });

  it('that are none, or not whole, are refused with a sentence', () => {
    const whole = writeArchive(members);
    const text = (value: string) => new TextEncoder().encode(value);
    assert.equal(readMembers(text('x')).problem, 'not an archive');
    assert.match(readMembers(text('!<thin>\n')).problem ?? '', /^a thin archive/);
    assert.equal(readMembers(text('!<arch>\nx')).problem, 'damaged: there is no member at byte 8');
    assert.match(
      readMembers(whole.subarray(0, whole.length - 2)).problem ?? '',
      /^truncated: the member at byte/,
    );
  });
});

describe('object files and archives as other tools see them', function () {
  before(function () {
    // `npm test` installs the tools where it can, and says aloud where they are missing.
    if (!hasJudge('binutils')) this.skip();
  });

  function run(tool: string, options: readonly string[], bytes: Uint8Array): string {
    const folder = mkdtempSync(join(tmpdir(), 'object-'));
    const file = join(folder, 'sample');
    writeFileSync(file, bytes);
    const env = { ...process.env, LC_ALL: 'C' };
    const { stdout, stderr } = spawnSync(tool, [...options, file], { encoding: 'utf8', env });
    rmSync(folder, { recursive: true });
    assert.equal(
      stderr.replace(/^.*unable to dump relocations.*\n|^.*Don't know about relocations.*\n/gm, ''),
      '',
    );
    return stdout;
  }

  it('readelf shows sections, symbols and relocations', () => {
    const bytes = writeObject(samples['assembly']!);
    assert.match(run('readelf', ['-hW'], bytes), /Type: +REL/);
    const sections = run('readelf', ['-SW'], bytes);
    for (const row of [/ \.text +PROGBITS .* AX /, / \.bss +NOBITS .* 0186a0 .* WA /, / \.rela\.text +RELA /])
      assert.match(sections, row);
    const relocated = samples['assembly']!.sections.filter(({ relocations }) => relocations.length > 0);
    assert.equal(sections.match(/ RELA /g)?.length, relocated.length);
    const symbols = run('readelf', ['-sW'], bytes);
    for (const row of [/GLOBAL DEFAULT +\d+ start/, /WEAK +DEFAULT +UND maybe/, /0000002a .* ABS answer/])
      assert.match(symbols, row);
  });

  it('ar lists the members', () => {
    const member = writeObject(samples['C']!);
    const names = ['one.o', 'another with a long name.o'];
    const archive = writeArchive(names.map(name => ({ name, bytes: member })));
    assert.deepEqual(run('ar', ['t'], archive).trim().split('\n'), names);
  });
});

/** Real sources, assembled, linked, written and read again; readelf sees the same symbols where the machine has it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble, disassemble } from '../../src/assembler';
import { type Executable, type ObjectFile, readElf, writeElf } from '../../src/image';
import { link } from '../../src/linker';
import { MemoryFiles, SourceFile, formatDiagnostic } from '../../src/source';
import { judgedBy } from '../support/judges';

const sources = {
  'start.toy': `
        .global _start
_start: la a0, message
        call length
        la t1, result
        sw a0, 0(t1)
1:      beqz a0, 1b
        call done
        .bss
result: .space 4
        .rodata
message: .asciz "hello"
`,
  'length.toy': `
        .global length
length: mv a1, a0
.Lnext: lbu a2, 0(a1)
        beqz a2, .Lend
        addi a1, a1, 1
        j .Lnext
.Lend:  sub a0, a1, a0
        ret
`,
  'done.toy': `
        .global done
        .weak table
done:   la t1, table
        lw a0, 0(t1)
        ret
        .data
table:  .word done, done + 4, .Lhere - table
.Lhere: .half LIMIT
        LIMIT = 0x1234
`,
  'unused.toy': '        .global unused\nunused: call nowhere\n',
};

function assembled(name: string, text: string): ObjectFile {
  const { object, diagnostics } = assemble(new SourceFile(name, text), { files: new MemoryFiles(new Map()) });
  assert.deepEqual(
    diagnostics.map(diagnostic => formatDiagnostic(diagnostic)),
    [],
  );
  return object;
}

function linkAll(): Executable {
  const [start, ...library] = Object.entries(sources).map(([name, text]) => assembled(name, text));
  const { executable, diagnostics } = link([start!], { base: 0x1000, library });
  assert.deepEqual(diagnostics, []);
  return executable!;
}

describe('assembling and linking', () => {
  it('makes a program whose instructions name the right places', () => {
    const executable = linkAll();
    const symbols = new Map(executable.symbols.map(symbol => [symbol.address, symbol.name]));
    const { bytes, address } = executable.segments[0]!;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const lines = Array.from({ length: bytes.length / 4 }, (_, i) =>
      disassemble(view.getUint32(i * 4, true), address + i * 4, at => symbols.get(at)),
    );
    assert.deepEqual(
      lines.filter(line => line.startsWith('call')).map(line => line.split(/\s+/)[1]),
      ['length', 'done'],
    );
    const message = executable.symbols.find(({ name }) => name === 'message')!.address;
    assert.deepEqual(
      lines.slice(0, 2).map(line => line.replace(/\s+/g, ' ')),
      ['lui a0, 0x0', `addi a0, a0, ${message}`],
    );
  });

  it('fills in data', () => {
    const executable = linkAll();
    const done = executable.symbols.find(({ name }) => name === 'done')!.address;
    const { bytes } = executable.segments.find(segment => segment.write)!;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    assert.deepEqual(
      [0, 4, 8].map(at => view.getUint32(at, true)),
      [done, done + 4, 12],
    );
    assert.equal(view.getUint16(12, true), 0x1234);
  });

  it('leaves out what nobody wants, and labels', () => {
    const names = linkAll().symbols.map(({ name }) => name);
    assert.ok(!names.includes('unused') && !names.includes('nowhere'));
    assert.ok(
      names.every(name => /^\w+$/.test(name)),
      names.join(' '),
    );
  });

  it('says in which source a name is missing', () => {
    const { diagnostics } = link([assembled('unused.toy', sources['unused.toy'])], {
      base: 0x1000,
      entry: 'unused',
    });
    assert.deepEqual(
      diagnostics.map(diagnostic => formatDiagnostic(diagnostic).split('\n')[0]),
      ["unused.toy:2:14: error: nothing defines 'nowhere' [link-undefined]"],
    );
  });

  it('has a line for every instruction', () => {
    const { debug } = linkAll();
    const rows = debug!.lines.filter(row => debug!.files[row.file] === 'length.toy');
    assert.deepEqual([...new Set(rows.map(row => row.line))], [2, 3, 4, 5, 6, 7, 8]);
  });

  it('survives a file', () => {
    const executable = linkAll();
    assert.deepEqual(readElf(writeElf(executable)), { executable });
  });

  judgedBy('binutils', 'has the symbols that readelf finds', () => {
    const executable = linkAll();
    const folder = mkdtempSync(join(tmpdir(), 'link-'));
    try {
      writeFileSync(join(folder, 'program'), writeElf(executable));
      const { stdout, stderr } = spawnSync('readelf', ['-sW', join(folder, 'program')], { encoding: 'utf8' });
      assert.equal(stderr, '');
      const rows = [...stdout.matchAll(/^ +\d+: ([0-9a-f]{8}).* (\w+)$/gm)];
      const found = rows.map(([, address, name]) => `${parseInt(address!, 16)} ${name}`).sort();
      assert.deepEqual(found, executable.symbols.map(({ address, name }) => `${address} ${name}`).sort());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

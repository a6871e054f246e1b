/** What readelf and objdump make of our files, where the machine has them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeElf } from '../../src/image';
import { hasJudge } from '../../scripts/judges.mjs';
import { sample } from './sample';

describe('ELF as other tools see it', function () {
  let folder: string;
  let file: string;

  before(function () {
    // `npm test` installs the tools where it can, and says aloud where they are missing.
    if (!hasJudge('binutils')) this.skip();
    folder = mkdtempSync(join(tmpdir(), 'elf-'));
    file = join(folder, 'sample');
    writeFileSync(file, writeElf(sample));
  });

  after(() => folder && rmSync(folder, { recursive: true }));

  /** A tool's output; it must not have complained. */
  function run(tool: string, ...options: string[]): string {
    const { stdout, stderr, status } = spawnSync(tool, [...options, file], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.doesNotMatch(stdout, /warning|error|corrupt|invalid/i);
    return stdout;
  }

  /** The columns of the lines that match. */
  const rows = (text: string, pattern: RegExp) =>
    text
      .split('\n')
      .filter(line => pattern.test(line))
      .map(line => line.replace(/\[\s+/, '[').trim().split(/\s+/));

  it('readelf -a has nothing to complain of', () => void run('readelf', '-a'));

  it('the header', () => {
    const text = run('readelf', '-hW');
    for (const pattern of [
      /Class: +ELF32/,
      /Data: +2's complement, little endian/,
      /Type: +EXEC/,
      /Machine: .*0x5432/,
      /Entry point address: +0x1000/,
    ])
      assert.match(text, pattern);
  });

  it('the segments', () => {
    const found = rows(run('readelf', '-lW'), /^ +LOAD /).map(row => {
      const [, offset, address, physical, fileSize, memorySize, ...flags] = row;
      assert.equal(Number(offset) % 4096, Number(address) % 4096);
      assert.equal(address, physical);
      assert.equal(flags.pop(), '0x1000');
      return [address, fileSize, memorySize].map(Number).concat(flags.join('') as never);
    });
    const expected = sample.segments.map(({ address, bytes, memorySize, write, execute }) => [
      address,
      bytes.length,
      memorySize,
      `R${write ? 'W' : ''}${execute ? 'E' : ''}`,
    ]);
    assert.deepEqual(found, expected);
  });

  it('the sections', () => {
    const found = rows(run('readelf', '-SW'), /^ +\[ *\d+\] \./).map(
      ([, name, type, address, , size, , ...rest]) => [
        name,
        type,
        parseInt(address!, 16),
        parseInt(size!, 16),
        /^[A-Z]+$/.test(rest[0]!) ? rest[0] : '',
      ],
    );
    const loaded = sample.segments.flatMap(({ sections, write, execute }) =>
      sections.map(({ name, address, size, zero }) => [
        name,
        zero ? 'NOBITS' : 'PROGBITS',
        address,
        size,
        `${write ? 'W' : ''}A${execute ? 'X' : ''}`,
      ]),
    );
    assert.deepEqual(found.slice(0, loaded.length), loaded);
    assert.deepEqual(
      found.slice(loaded.length).map(([name, type, address, , flags]) => [name, type, address, flags]),
      [
        ['.symtab', 'SYMTAB', 0, ''],
        ['.strtab', 'STRTAB', 0, ''],
        ['.ringside.debug', 'PROGBITS', 0, ''],
        ['.shstrtab', 'STRTAB', 0, ''],
      ],
    );
  });

  it('the symbols', () => {
    const sections = rows(run('readelf', '-SW'), /^ +\[ *\d+\]/).map(([, name]) => name);
    const found = rows(run('readelf', '-sW'), /^ +\d+: [0-9a-f]{8}/).slice(1);
    const kinds = { NOTYPE: 'none', FUNC: 'function', OBJECT: 'object' } as Readonly<Record<string, string>>;
    const symbols = found.map(([, value, size, kind, binding, , section, name]) => ({
      name,
      address: parseInt(value!, 16),
      size: Number(size),
      kind: kinds[kind!],
      binding: binding!.toLowerCase(),
      ...(section !== 'ABS' && { section: sections[Number(section)] }),
    }));
    assert.deepEqual(
      symbols.sort((one, other) => one.address - other.address),
      sample.symbols,
    );
  });

  it('objdump -h', () => {
    const found = rows(run('objdump', '-h'), /^ +\d+ \./).map(([, name, size, address]) => [
      name,
      parseInt(size!, 16),
      parseInt(address!, 16),
    ]);
    const expected = sample.segments.flatMap(({ sections }) =>
      sections.map(({ name, size, address }) => [name, size, address]),
    );
    assert.deepEqual(found.slice(0, expected.length), expected);
  });
});

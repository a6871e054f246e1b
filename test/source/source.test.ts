import assert from 'node:assert/strict';
import {
  baseName,
  folderOf,
  bytesOf,
  formatDiagnostic,
  join,
  MemoryFiles,
  readSource,
  resolvePath,
  SourceFile,
  textOf,
} from '../../src/source';

describe('SourceFile', () => {
  const file = new SourceFile('a.c', 'one\r\ntwo\n\nfour');

  it('turns offsets into positions and back', () => {
    const cases = [
      [0, 0, 0],
      [3, 0, 3],
      [5, 1, 0],
      [8, 1, 3],
      [9, 2, 0],
      [10, 3, 0],
      [14, 3, 4],
    ] as const;
    for (const [offset, line, column] of cases) {
      assert.deepEqual(file.position(offset), { line, column });
      assert.equal(file.offset({ line, column }), offset);
    }
  });

  it('clamps what lies past the end', () => {
    assert.deepEqual(file.position(99), { line: 3, column: 4 });
    assert.equal(file.offset({ line: 1, column: 99 }), 8);
    assert.equal(file.offset({ line: 9, column: 0 }), 14);
  });

  it('gives lines without their ends', () => {
    assert.deepEqual(
      [0, 1, 2, 3, 4].map(line => file.line(line)),
      ['one', 'two', '', 'four', ''],
    );
  });
});

describe('diagnostics', () => {
  const file = new SourceFile('a.c', 'int x;\n\treturn y;\n');

  it('read as path, place, severity, excerpt, hint and related places', () => {
    const span = { file, start: 15, end: 16 };
    const text = formatDiagnostic({
      code: 'c-undeclared',
      severity: 'error',
      message: 'y is not declared',
      span,
      hint: 'did you mean x?',
      related: [{ span: { file, start: 4, end: 5 }, message: 'x is declared here' }],
    });
    assert.equal(
      text,
      'a.c:2:9: error: y is not declared [c-undeclared]\n  \treturn y;\n  \t       ^\n  hint: did you mean x?\na.c:1:5: note: x is declared here',
    );
  });

  it('do without a place', () => {
    assert.equal(
      formatDiagnostic({ code: 'disk-full', severity: 'error', message: 'the disk is full' }),
      'error: the disk is full [disk-full]',
    );
  });

  it('show what of a long line stands around the place', () => {
    const long = new SourceFile('long.c', `${'a'.repeat(500)}(${'b'.repeat(500)}`);
    const shown = formatDiagnostic({
      code: 'x',
      severity: 'error',
      message: 'm',
      span: { file: long, start: 500, end: 501 },
    });
    const [, line = '', caret = ''] = shown.split('\n');
    assert.ok(line.length < 180, line);
    assert.equal(line[caret.indexOf('^')], '(');
    assert.match(line, /^ {2}\.\.\.a+\(b+\.\.\.$/);
  });

  it('keep the caret on one line', () => {
    const span = join({ file, start: 4, end: 5 }, { file, start: 8, end: 14 });
    assert.match(
      formatDiagnostic({ code: 'x', severity: 'note', message: 'm', span }),
      /\n {2}int x;\n {6}\^\^$/,
    );
  });
});

describe('paths', () => {
  const cases = [
    ['a/b', 'c.h', 'a/b/c.h'],
    ['a/b', '../c.h', 'a/c.h'],
    ['', 'c.h', 'c.h'],
    ['', '../c.h', '../c.h'],
    ['..', '../c.h', '../../c.h'],
    ['a', './c.h', 'a/c.h'],
    ['a', '/c.h', '/c.h'],
    ['/', 'c.h', '/c.h'],
    ['/a', '../../c.h', '/../c.h'],
    ['file:///a/b', '../c.h', 'file:///a/c.h'],
    ['vscode-vfs://host/a', './c.h', 'vscode-vfs://host/a/c.h'],
    ['ringside:/guest/kernel', '../include/c.h', 'ringside:/guest/include/c.h'],
    ['a', 'file:///c.h', 'file:///c.h'],
    ['a', 'C:/c.h', 'C:/c.h'],
  ] as const;
  for (const [folder, path, expected] of cases)
    it(`${path} in ${folder || 'no folder'}`, () => assert.equal(resolvePath(folder, path), expected));

  it('have a folder and a name', () => {
    assert.equal(folderOf('a/b/c.h'), 'a/b');
    assert.equal(folderOf('/c.h'), '/');
    assert.equal(folderOf('c.h'), '');
    assert.equal(baseName('a/b/c.h'), 'c.h');
  });
});

describe('files', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('are read as UTF-8 text', () => {
    const files = new MemoryFiles(new Map([['a', bytes('é')]]));
    assert.equal(readSource(files, 'a')?.text, 'é');
    assert.equal(readSource(files, 'b'), undefined);
  });
});

describe('bytes as text', () => {
  const cases: readonly (readonly [string, readonly number[]])[] = [
    ['ASCII', [0x61, 0x62]],
    ['UTF-8', [0x61, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80]],
    ['Latin-1', [0x61, 0xe9, 0x62, 0xff]],
    ['half a character', [0xe2, 0x82, 0x61, 0xe2, 0x82]],
    ['both', [0xc3, 0xa9, 0xe9, 0xef, 0xbb, 0xbf, 0x0a]],
    ['what UTF-8 forbids', [0xc0, 0x80, 0xed, 0xb2, 0x80, 0xf5, 0x80, 0x80, 0x80]],
  ];
  for (const [what, bytes] of cases)
    it(`come back as they were: ${what}`, () =>
      assert.deepEqual([...bytesOf(textOf(Uint8Array.from(bytes)))], bytes));
});

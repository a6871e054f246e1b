/** A text that is cut into tokens and pieces again after a change, its lines that differ alone, is cut as a fresh one. */
import assert from 'node:assert/strict';
import { type LexedFile, lex, lexAgain } from '../../../src/c';
import { type Piece, pieces, piecesAgain } from '../../../src/language/c/pieces';
import { SourceFile, changeOf } from '../../../src/source';
import { changesOf, randomFrom, sources } from '../../lsp/mutations';

const count = 400;
const random = randomFrom(Number(process.env['RINGSIDE_LSP_SEED'] ?? 1));
const written = sources.filter(({ path }) => /\.[ch]$/.test(path));
const byHand = [
  '#define TWO(a) \\\n  a a\nint x = TWO(1);\n',
  'int a; /* one\ntwo */ int b;\nint c;\n',
  '"open\nint a;\n#if 1\nint b; // end\n#endif\n',
  '#\ninclude <x>\nint a;\n',
];

describe('a C text after a change', () => {
  const histories = [
    ...byHand,
    ...Array.from({ length: count / 8 }, () => written[random(written.length)]!.text),
  ];

  it('has the tokens that a fresh look finds', () => {
    let same = 0;
    for (const text of histories) {
      let before: LexedFile | undefined;
      for (const changed of [text, ...changesOf(text, random)]) {
        const file = new SourceFile('x.c', changed);
        const first = before?.lexemes[0];
        const now: LexedFile = before ? lexAgain(before, file) : lex(file);
        if (first && first === now.lexemes[0]) same++;
        assert.deepEqual(told(now), told(lex(file)), changed);
        before = now;
      }
    }
    assert.ok(same > count / 8, `${same} were not cut from their start`);
  });

  it('has the pieces that a fresh look finds', () => {
    for (const text of histories) {
      let before: { readonly list: readonly Piece[]; readonly file: SourceFile } | undefined;
      for (const changed of [text, ...changesOf(text, random)]) {
        const file = new SourceFile('x.c', changed);
        const list: readonly Piece[] = before ? piecesAgain(before.list, before.file, file) : pieces(changed);
        assert.deepEqual(list, pieces(changed), changed);
        before = { list, file };
      }
    }
  });

  it('differs in whole lines', () => {
    const of = (old: string, now: string) => changeOf(new SourceFile('x', old), new SourceFile('x', now));
    assert.deepEqual(of('a\nb\nc\n', 'a\nbb\nc\n'), { start: 2, oldEnd: 4, newEnd: 5 });
    const long = 'line\n'.repeat(5000);
    assert.deepEqual(of(long, `${long.slice(0, 10_002)}x${long.slice(10_002)}`), {
      start: 10_000,
      oldEnd: 10_005,
      newEnd: 10_006,
    });
  });
});

const told = ({ lexemes, directives, guard, problems, file }: LexedFile) => ({
  lexemes: lexemes.map(({ kind, text, span, first, space, problem }) => [
    kind,
    text,
    span.start,
    span.end,
    span.file === file,
    first,
    space,
    problem?.code,
  ]),
  directives,
  guard,
  problems: problems.map(({ code, span }) => [code, span?.start]),
});

import assert from 'node:assert/strict';
import { assemble } from '../../src/assembler';
import { assemblyServices, AssemblyDocument, type AssemblyListing, type Services } from '../../src/language';
import { jumpLines } from '../../src/language/jumps';
import { MemoryFiles, SourceFile, hasErrors } from '../../src/source';
import { cursorIn, unitsOf } from './c/support';

const c = `#include <stdio.h>
static int add(int a, int b) { return a + b; }
int main(int argc, char **argv)
{
    if (argc > 3)
        printf("%d\\n", add(argc, 1));
    return 0;
}
`;
const toy = `.text
.global main
main:
    push ra
    la a0, text
    call puts
    beqz a0, done
    li a0, 0x12345678
done:
    pop ra
    ret
.data
text: .asciz "hello"
`;

function assembly(text: string): Services {
  const units = unitsOf({ 'work/main.toy': text });
  const workspace = { files: units.files, includePaths: [] };
  return assemblyServices(
    new AssemblyDocument(new SourceFile('work/main.toy', text), workspace),
    workspace,
    units,
  );
}

const numbered = (line: number | null | undefined) => (typeof line === 'number' ? `${line + 1}:` : '');

/** `3: text` for each line that comes from the source's third, others as they are. */
const shown = ({ text, lines }: AssemblyListing): string[] =>
  text.split('\n').map((line, at) => `${numbered(lines[at])}${line}`);

describe('the assembly of a source', () => {
  it('pairs what C becomes with its lines, and can be assembled', () => {
    const listing = cursorIn(c).services.assembly!();
    const rows = shown(listing);
    assert.ok(rows.includes('2:    add a0, a0, a1'), rows.join('\n'));
    assert.ok(rows.includes('6:    call printf'), rows.join('\n'));
    assert.ok(rows.includes('main:'), rows.join('\n'));
    assert.ok(!/cfi|\.loc|\.LD/.test(listing.text), listing.text);
    assertAssembles(listing);
  });

  it('shows what an assembly source really becomes, with its words and data', () => {
    const listing = assembly(toy).assembly!();
    const rows = shown(listing);
    const code = rows.filter(row => /^\d/.test(row)).map(row => row.replace(/ +#.*/, ''));
    assert.deepEqual(code, [
      '4:    addi sp, sp, -4',
      '4:    sw ra, 0(sp)',
      '5:    lui a0, %hi(text)',
      '5:    addi a0, a0, %lo(text)',
      '6:    call puts',
      '7:    beq a0, zero, done',
      '8:    lui a0, 0x1234',
      '8:    addi a0, a0, 22136',
      '10:    lw ra, 0(sp)',
      '10:    addi sp, sp, 4',
      '11:    jalr zero, 0(ra)',
    ]);
    assert.ok(rows.includes('    .byte 0x68, 0x65, 0x6c, 0x6c, 0x6f, 0x00'), rows.join('\n'));
    assertAssembles(listing);
  });

  it('says why there is none', () => {
    const { text, failed, lines } = cursorIn('int main(void)\n{\n    return nothing;\n}\n').services
      .assembly!();
    assert.ok(failed);
    assert.match(text, /^# There is no assembly.*\n# line 3: .*nothing/);
    assert.deepEqual(lines, [null, 2]);
  });
});

describe('an instruction under the pointer', () => {
  const cases: readonly [string, string][] = [
    ['lw a0, 8(sp)', 'a0 = the word at sp + 8'],
    ['sw ra, (sp)', 'the word at sp = ra'],
    ['addi sp, sp, -24', 'sp = sp \u2212 24'],
    ['mv s0, zero', 's0 = 0'],
    ['beq a0, zero, main', 'if (a0 == 0) pc = main'],
    ['li t0, 3', 't0 = 3, a constant; one instruction where one is enough'],
    ['la a0, main', 'a0 = the address of main'],
    ['cas a0, a2, (a1)', 'old = word at (a1); if old == a0, word at (a1) = a2; a0 = old, in one step'],
  ];
  for (const [text, wanted] of cases)
    it(`is explained: ${text}`, () => {
      const { text: said } = assembly(`main:\n    ${text}\n`).hover('main:\n    '.length)!;
      assert.equal(/^Here: `(.*)`/.exec(said)?.[1], wanted);
    });
});

function assertAssembles({ text }: AssemblyListing): void {
  const { diagnostics } = assemble(new SourceFile('listing.toy', text), {
    files: new MemoryFiles(new Map()),
  });
  assert.ok(!hasErrors(diagnostics), JSON.stringify(diagnostics.map(({ message }) => message)));
}

describe('jumps in a text of assembly', () => {
  it('are drawn at its margin, the shortest nearest to it', () => {
    const text = 'f:\n  beqz a0, out\nagain:\n  call f\n  bnez a0, again\n  j out\n  j far\nout:\n  ret\n';
    const drawn = jumpLines(text).map((line, at) => `${line} ${text.split('\n')[at]}`.trimEnd());
    assert.deepEqual(drawn, [
      '    f:',
      '\u250c\u2500\u2500   beqz a0, out',
      '\u2502\u250c\u25b6 again:',
      '\u2502\u2502    call f',
      '\u2502\u2514\u2500   bnez a0, again',
      '\u2502\u250c\u2500   j out',
      '\u2502\u2502    j far',
      '\u2514\u2534\u25b6 out:',
      '      ret',
      '',
    ]);
  });

  it('are none in data and calls', () => assert.deepEqual(jumpLines('f:\n  call f\n  .word f\n'), []));
});

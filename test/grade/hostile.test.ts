/** Submissions that mean no good, or that went wrong: each costs its test, and no more. */
import assert from 'node:assert/strict';
import { type FileTree, treeOf } from '../../src/boot';
import { grade, readRubric } from '../../src/grade';
import { cache, guest } from '../support/guest';

const tree = (texts: Readonly<Record<string, string>>): FileTree =>
  treeOf(new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)])));

/** What is told of the first test; a second one, with a program of the lab, has to pass whatever happens. */
async function told(program: string, more: object = {}, kernel?: Readonly<Record<string, string>>) {
  const tests = [
    { name: 'own', points: 5, programs: [{ program: 'p.c' }], limit: 3_000_000, output: 'fine\n', ...more },
    { name: 'other', points: 1, programs: [{ program: 'tests/fine.c' }], output: 'fine\n' },
  ];
  const rubric = {
    title: 'T',
    submit: ['p.c', 'kernel/'],
    kernel: kernel !== undefined,
    tests: kernel ? tests.slice(0, 1) : tests,
  };
  const read = readRubric(JSON.stringify(rubric), 's');
  assert.ok('rubric' in read, JSON.stringify(read));
  const lab = tree({
    'rubric.json': JSON.stringify(rubric),
    'tests/fine.c': '#include <stdio.h>\nint main(void) { puts("fine"); return 0; }\n',
    'tests/secret.txt': 'the key is 42\n',
    'starter/p.c': 'int main(void) { return 0; }\n',
  });
  const submission = tree({ 'p.c': program, ...kernel });
  const { tests: results } = await grade(
    read.rubric,
    's',
    { lab, submission, guest, cache, breathe: async () => {} },
    () => {},
  );
  const [own, other] = results;
  assert.equal(other?.passed ?? true, true, JSON.stringify(other));
  assert.equal(own!.score, 0);
  return own!;
}

const kernelFile = (name: string, from: string, to: string) => {
  const text = new TextDecoder().decode(guest.read(`guest/kernel/${name}`));
  assert.ok(text.includes(from), `${name} has no ${from}`);
  return { [`kernel/${name}`]: text.replace(from, () => to) };
};

describe('what is handed in', function () {
  this.timeout(60_000);

  it('may not build, loop, print without end, fork without end, fill the disk, or crash', async () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['int main(void) { return x; }', /^p\.c does not build: 1 error; the first: p\.c:1:\d+: error: .*x/],
      [
        'int main(void) { for (;;); }',
        /^it has not ended within 3000000 instructions, and should have ended by itself$/,
      ],
      ['#include <stdio.h>\nint main(void) { for (;;) puts("flood"); }', /^it has not ended within 3000000/],
      ['#include <unistd.h>\nint main(void) { for (;;) fork(); }', /^it has not ended within 3000000/],
      [
        '#include <fcntl.h>\n#include <unistd.h>\nint main(void) { static char b[4000]; int f = open("/x", O_CREAT | O_WRONLY, 0644); while (write(f, b, sizeof b) > 0); return 3; }',
        /^the exit status is 3, not 0$|^it has not ended within/,
      ],
      [
        'int main(void) { return *(volatile int *)4; }',
        /^the exit status is 139 \(ended by SIGSEGV\), not 0$/,
      ],
      ['int main(void) { return main() + 1; }', /^it has not ended|^the exit status is 139/],
      [
        '#include <unistd.h>\nint main(void) { int p[2]; char c; pipe(p); read(p[0], &c, 1); }',
        /^nothing can happen any more at instruction \d+: waiting for ever: .*p \(/,
      ],
    ];
    for (const [program, sentence] of cases) {
      const { problems, hint } = await told(program);
      assert.match(problems[0]!, sentence);
      assert.equal(hint, '');
    }
  });

  it('finds neither the rubric nor the tests nor the host', async () => {
    for (const path of [
      'rubric.json',
      'tests/secret.txt',
      '../lab/rubric.json',
      '/etc/passwd',
      'starter/../rubric.json',
    ]) {
      const { problems } = await told(`#include "${path}"\nint main(void) { return 0; }`);
      assert.match(
        problems[0]!,
        /does not build: \d+ errors?; the first: p\.c:1:\d+: .*(there is no|cannot|no such)/i,
        path,
      );
    }
    const { problems } = await told(
      '#include <fcntl.h>\n#include <stdio.h>\nint main(void) { printf("%d %d\\n", open("/tests/secret.txt", O_RDONLY), open("/rubric.json", O_RDONLY)); return 0; }',
    );
    assert.equal(problems[0], 'line 1 of the output is "-1 -1", not "fine"');
  });

  it('may be a kernel that panics, writes anywhere, or never starts anything', async () => {
    const fine = '#include <stdio.h>\nint main(void) { puts("fine"); return 0; }';
    const after = (code: string) =>
      kernelFile('trap.c', 'STATUS_USER) != 0;\n', `STATUS_USER) != 0;\n${code}`);
    const panics = await told(fine, {}, after('    if (from_user) panic("no");\n'));
    assert.match(panics.problems[0]!, /^the kernel has panicked at instruction \d+: .*panic: no/);
    assert.ok(panics.instant! > 0 && panics.recording);
    const wild = await told(
      fine,
      {},
      after('    for (unsigned a = 0x80000000u;; a += 4) *(volatile unsigned *)a = a;\n'),
    );
    assert.match(
      wild.problems[0]!,
      /^(the kernel has panicked|double fault|kernel stack overflow|it has not ended)/,
    );
    const idle = await told(fine, {}, kernelFile('main.c', '\n{\n', '\n{\n    for (;;) ;\n'));
    assert.match(idle.problems[0]!, /^it has not ended within 3000000 instructions/);
  });

  it('is told at which instant a wrong byte was printed, and keeps a recording that opens there', async () => {
    const { problems, instant, recording } = await told(
      '#include <stdio.h>\nint main(void) { puts("fin"); for (volatile int i = 0; i < 5000; i++); puts("x"); return 0; }',
      { output: 'fin\ny\n' },
    );
    assert.deepEqual(problems, ['line 2 of the output is "x", not "y"']);
    const made = recording!();
    assert.equal(made.instant, instant);
    assert.ok(instant! < made.end && instant! > 100_000, `${instant} of ${made.end}`);
    assert.deepEqual(made.bookmarks, [{ count: instant, text: problems[0] }]);
    assert.ok(
      [...made.files.keys()].every(path => path === 'p.c'),
      [...made.files.keys()].join(),
    );
  });

  it('gets a share of the points where the rubric says so', async () => {
    const read = readRubric(
      JSON.stringify({
        title: 'T',
        submit: ['p.c'],
        tests: [
          { name: 'a', points: 10, partial: true, programs: [{ program: 'p.c' }], contains: ['a', 'b', 'c'] },
        ],
      }),
      's',
    );
    assert.ok('rubric' in read);
    const files = {
      lab: tree({}),
      submission: tree({ 'p.c': '#include <stdio.h>\nint main(void) { puts("a b"); return 0; }' }),
    };
    const { score, tests } = await grade(
      read.rubric,
      's',
      { ...files, guest, cache, breathe: async () => {} },
      () => {},
    );
    assert.equal(score, 7);
    assert.deepEqual(tests[0]!.problems, ['the output does not have "c": it is "a b\\n"']);
  });
});

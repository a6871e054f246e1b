/** The grader behind the Testing view, without the editor: files in, what people are told out. */
import assert from 'node:assert/strict';
import { gradedTests } from '../../src/extension/testing/grading';
import { rubricPlaces } from '../../src/grade';
import { readRecording } from '../../src/boot';
import { cache, guest } from '../support/guest';

const encode = (text: string) => new TextEncoder().encode(text);
const rubric = `{
  "title": "Greet",
  "submit": ["greet.c"],
  "tests": [
    { "name": "greets", "points": 1, "programs": [{ "program": "greet.c" }], "output": "hello\\n" },
    { "name": "ends", "points": 2, "programs": [{ "program": "greet.c" }] }
  ]
}`;
const ports = { guest, cache, breathe: async () => {} };
const request = {
  lab: [['rubric.json', encode(rubric)]] as const,
  submission: [
    ['greet.c', encode('#include <stdio.h>\nint main(void) { puts("hallo"); return 0; }\n')],
  ] as const,
  student: 's',
  covers: false,
};

describe('the grader of the Testing view', () => {
  it('runs the tests that are asked for, tells which, and keeps a recording of one that fails', async () => {
    const told: string[] = [];
    const { tests, sources } = await gradedTests({ ...request, tests: ['greets', 'ends'] }, ports, name =>
      told.push(name),
    );
    const [greets, ends] = tests;
    assert.deepEqual(sources, []);
    assert.deepEqual(told, ['greets', 'ends']);
    assert.deepEqual(
      [greets!.passed, greets!.problems],
      [false, ['line 1 of the output is "hallo", not "hello"']],
    );
    const read = await readRecording(greets!.recording!);
    assert.ok('value' in read && read.value.instant > 0);
    assert.deepEqual([ends!.passed, ends!.recording], [true, undefined]);
    const only = await gradedTests({ ...request, tests: ['ends'] }, ports, () => {});
    assert.deepEqual(
      only.tests.map(({ name }) => name),
      ['ends'],
    );
    const broken = { ...request, lab: [['rubric.json', encode('{}')]] as const, tests: [] };
    await assert.rejects(
      gradedTests(broken, ports, () => {}),
      /title: expected a text, got nothing/,
    );
  });

  it('counts which lines all tests together execute, of programs and kernel', async () => {
    const branches = `#include <stdio.h>
int main(int argc, char *argv[])
{
    if (argc > 1)
        puts(argv[1]);
    return 0;
}
`;
    const rows = ['', 'one', 'two'].map((word, index) => ({
      name: `test ${index}`,
      points: 1,
      programs: [{ program: 'greet.c', args: word === '' ? [] : [word] }],
    }));
    const lab = [
      ['rubric.json', encode(JSON.stringify({ title: 'Greet', submit: ['greet.c'], tests: rows }))],
    ] as const;
    const submission = [['greet.c', encode(branches)]] as const;
    const names = rows.map(({ name }) => name);
    const { sources } = await gradedTests(
      { lab, submission, student: 's', covers: true, tests: names },
      ports,
      () => {},
    );
    const own = sources.find(({ path }) => path === 'greet.c');
    assert.deepEqual([own?.lines.get(3), own?.lines.get(4), own?.lines.get(5)], [3, 2, 3]);
    assert.deepEqual(own?.functions, [{ name: 'main', line: 1, calls: 3 }]);
    const [[branch, ...more] = []] = [...(own?.branches.values() ?? [])];
    assert.deepEqual([[branch?.on, branch?.away].sort((a = 0, b = 0) => a - b), more], [[1, 2], []]);
    const kernel = sources.find(({ path }) => path === 'ringside:/guest/kernel/main.c');
    assert.ok([...(kernel?.lines.values() ?? [])].includes(3));
  });

  it('finds the lines of tests in a rubric, and none in what is no rubric', () => {
    assert.deepEqual(rubricPlaces(rubric), {
      title: 'Greet',
      tests: [
        { name: 'greets', points: 1, line: 4 },
        { name: 'ends', points: 2, line: 5 },
      ],
    });
    assert.equal(rubricPlaces('{"title": 1}'), undefined);
  });
});

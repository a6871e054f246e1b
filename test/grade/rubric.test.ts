/** Rubrics: what is wrong is told with its place; the schema that editors have says the same as the check. */
import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readRubric, rubricSchema } from '../../src/grade';
import { root } from '../support/guest';

const test = { name: 'a', points: 1, programs: [{ program: 'tests/a.c' }] };
const rubric = (more: object = {}, one: object = {}) => ({
  title: 'T',
  submit: ['a.c'],
  tests: [{ ...test, ...one }],
  ...more,
});

/** `line:column sentence` of the first problem. */
function problem(given: unknown): string {
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  const read = readRubric(text, 's');
  if ('rubric' in read) return '';
  const [{ line, column, sentence }] = read.problems as [(typeof read.problems)[0]];
  return `${line}:${column} ${sentence}`;
}

describe('a rubric', () => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const fits = ajv.compile(rubricSchema() as object);

  it('is told what is wrong with it, and where', () => {
    const cases: readonly (readonly [unknown, RegExp])[] = [
      ['{\n  "title": x\n}', /^2:12 a value is expected$/],
      ['{"title": "a" "b"}', /^1:15 a , or \} is expected$/],
      ['{"title": "a",}', /^1:15 nothing follows this comma$/],
      ['{"title": "a", "title": "b"}', /^1:16 "title" stands here for the second time$/],
      ['[]', /^1:1 a rubric is an object$/],
      ['{} 1', /^1:4 the file is over here$/],
      ['['.repeat(300), /^1:102 this is nested too deeply$/],
      [rubric({ titel: 'x' }), /^1:\d+ there is no field "titel"; did you mean title\?$/],
      [
        '{\n"title": "T", "submit": [],\n"tests": [{"name": "a", "points": -1, "programs": []}]}',
        /^3:35 tests\[0\]\.points: expected a whole number from 0 to 1000, got -1$/,
      ],
      [rubric({}, { programs: [] }), /a test runs one program at least$/],
      [rubric({}, { ends: 'of' }), /tests\[0\]\.ends: expected "off", "limit", "panic" or "deadlock"/],
      [
        rubric({}, { questions: ['never trp'] }),
        /tests\[0\]\.questions\[0\]: there is no event trp; did you mean trap\? \(column 7/,
      ],
      [rubric({}, { matches: ['('] }), /tests\[0\]\.matches\[0\]: expected a regular expression/],
      [
        rubric({}, { leaves: { '/a': 1 } }),
        /tests\[0\]\.leaves: expected an object with a text for each path/,
      ],
      [rubric({ tests: [test, test] }), /there is a test "a" already$/],
      [
        rubric({ variants: [{ n: 0 }, { n: -1 }] }, { timer: '${n}' }),
        /tests\[0\]\.timer: expected a whole number/,
      ],
    ];
    for (const [given, sentence] of cases) assert.match(problem(given), sentence);
    assert.equal(problem(rubric()), '');
  });

  it('has values of a student’s variant, the same each time', () => {
    const text = JSON.stringify(
      rubric(
        {
          variants: [
            { n: 1, who: 'x' },
            { n: 2, who: 'y' },
            { n: 3, who: 'z' },
          ],
        },
        { timer: '${n}', input: 'for ${who} of ${student} ${none}\n' },
      ),
    );
    const of = (student: string) => {
      const read = readRubric(text, student);
      assert.ok('rubric' in read);
      const [{ timer, input }] = read.rubric.tests as [(typeof read.rubric.tests)[0]];
      return `${timer} ${input}`;
    };
    const students = Array.from({ length: 60 }, (_, index) => `student-${index}`);
    assert.match(of('ada'), /^(1 for x|2 for y|3 for z) of ada \$\{none\}\n$/);
    assert.equal(of('ada'), of('ada'));
    assert.deepEqual(new Set(students.map(student => of(student)[0])).size, 3);
  });

  it('has a schema, which the package offers editors, that takes what the check takes', () => {
    const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.deepEqual(contributes.jsonValidation, [
      { fileMatch: 'rubric.json', url: './media/rubric.schema.json' },
    ]);
    assert.deepEqual(
      JSON.parse(readFileSync(join(root, 'media/rubric.schema.json'), 'utf8')),
      rubricSchema(),
    );
    assert.ok(fits(rubric({ variants: [{ n: 1 }] }, { timer: '${n}' })), JSON.stringify(fits.errors));
    for (const bad of [
      rubric({ titel: 'x' }),
      rubric({}, { points: -1 }),
      rubric({}, { ends: 'of' }),
      { title: 'T' },
    ])
      assert.ok(!fits(bad), JSON.stringify(bad));
    for (const lab of readdirSync(join(root, 'labs'))) {
      const text = readFileSync(join(root, 'labs', lab, 'rubric.json'), 'utf8');
      assert.ok(fits(JSON.parse(text)), `${lab}: ${JSON.stringify(fits.errors)}`);
      assert.equal(problem(text), '', lab);
    }
  });
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine, ringside, withFolder } from '../support/command-line';

const greets = (text: string) => `#include <stdio.h>\nint main(void) { puts("${text}"); return 0; }\n`;

const rubric = {
  title: 'Greet',
  submit: ['greet.c'],
  tests: [
    {
      name: 'greets, <politely> & "well"',
      points: 3,
      programs: [{ program: 'greet.c' }],
      output: 'hello\n',
      hints: [{ printed: '^Hello', say: 'In small letters.' }],
    },
    {
      name: 'says it once',
      points: 1,
      visibility: 'hidden',
      programs: [{ program: 'greet.c' }],
      questions: ['count system-call write of greet == 1'],
    },
  ],
};

const files = {
  'lab/rubric.json': JSON.stringify(rubric),
  'lab/starter/greet.c': 'int main(void) { return 0; }\n',
  'in/ada/greet.c': greets('hello'),
  'in/bob/greet.c': greets('Hello'),
  'in/eve/greet.c': 'int main(void) { return 0 }\n',
  'in/zoe/notes.txt': 'I did not get far\n',
};

describe('ringside grade', function () {
  before(buildCommandLine);

  it('grades one, says what is wrong, and keeps a recording that opens where it failed', () =>
    withFolder(files, folder => {
      const good = ringside(['grade', 'lab', 'in/ada'], { folder });
      assert.deepEqual(good, {
        status: 0,
        error: '',
        out: 'Greet: ada: 4 of 4\n  ok        3/3  greets, <politely> & "well"\n  ok        1/1  says it once\n',
      });
      const { status, out, error } = ringside(['grade', '--record', 'kept', 'lab', 'in/bob'], { folder });
      assert.deepEqual([status, error], [1, '']);
      assert.match(
        out,
        /^Greet: bob: 1 of 4\n {2}FAIL +0\/3 {2}greets.*\n +line 1 of the output is "Hello", not "hello"\n +hint: In small letters\.\n +recording: kept\/bob\/1\.ringside, which opens at instruction \d+\n {2}ok /,
      );
      assert.equal(ringside(['replay', 'kept/bob/1.ringside'], { folder }).out, 'Hello\n');
      assert.ok(!existsSync(join(folder, 'kept/bob/2.ringside')));
    }));

  it('grades a class the same with one process and with several, in a spreadsheet’s form', () =>
    withFolder(files, folder => {
      const csv = (jobs: string) =>
        ringside(['grade', '--all', 'in', '--jobs', jobs, '--format', 'csv', 'lab'], { folder });
      const one = csv('1');
      assert.equal(one.status, 1, one.error);
      assert.equal(
        one.out,
        'student,score,points,"greets, <politely> & ""well""",says it once\r\nada,4,4,3,1\r\nbob,1,4,0,1\r\neve,0,4,0,0\r\nzoe,0,4,0,0\r\n',
      );
      assert.deepEqual(csv('3'), one);
    }));

  it('writes what Classroom 50 and Gradescope document', () =>
    withFolder(files, folder => {
      const env = {
        CLASSROOM: 'os',
        ASSIGNMENT: 'greet',
        OWNER: 'bob',
        SUBMISSION_TAG: 'submit/2026-11-01T10-00-00Z-a1b2c3d',
        COMMIT_URL: 'https://github.com/o/r/commit/a',
        RELEASE_URL: 'https://github.com/o/r/releases/tag/x',
      };
      ringside(['grade', '--format', 'classroom50', '-o', 'result.json', 'lab', 'in/bob'], { folder, env });
      const { datetime, ...result } = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));
      assert.match(datetime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      const told = 'line 1 of the output is "Hello", not "hello"\nhint: In small letters.';
      assert.deepEqual(result, {
        schema: 'classroom50/result/v1',
        classroom: 'os',
        assignment: 'greet',
        assignment_type: 'individual',
        owner: 'bob',
        submission: env.SUBMISSION_TAG,
        commit: env.COMMIT_URL,
        release: env.RELEASE_URL,
        review: env.COMMIT_URL,
        score: 1,
        'max-score': 4,
        tests: [
          { 'test-name': rubric.tests[0]!.name, passed: false, score: 0, 'max-score': 3, output: told },
          { 'test-name': 'says it once', passed: true, score: 1, 'max-score': 1 },
        ],
      });
      const { out } = ringside(['grade', '--format', 'gradescope', 'lab', 'in/bob'], { folder });
      const [first, second] = JSON.parse(out).tests;
      assert.deepEqual(first, {
        score: 0,
        max_score: 3,
        status: 'failed',
        name: rubric.tests[0]!.name,
        number: '1',
        output: told,
        output_format: 'text',
        visibility: 'visible',
      });
      assert.deepEqual([second.score, second.status, second.visibility], [1, 'passed', 'hidden']);
      assert.equal(JSON.parse(out).score, 1);
    }));

  it('writes JUnit’s XML and TAP for continuous integration', () =>
    withFolder(files, folder => {
      const xml = ringside(['grade', '--all', 'in', '--format', 'junit', 'lab'], { folder }).out;
      assert.ok(
        xml.startsWith(
          '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites tests="8" failures="5" errors="0" time="0">\n',
        ),
      );
      const [, bob] = xml.split(/(?=^ {2}<testsuite )/m).slice(1);
      assert.equal(
        bob,
        `  <testsuite name="Greet: bob" tests="2" failures="1" errors="0" skipped="0" time="0">
    <testcase classname="bob" name="greets, &lt;politely&gt; &amp; &quot;well&quot;" time="0">
      <failure type="failed" message="line 1 of the output is &quot;Hello&quot;, not &quot;hello&quot;">line 1 of the output is &quot;Hello&quot;, not &quot;hello&quot;&#10;hint: In small letters.</failure>
    </testcase>
    <testcase classname="bob" name="says it once" time="0"/>
  </testsuite>
`,
      );
      const tap = ringside(['grade', '--format', 'tap', 'lab', 'in/bob'], { folder }).out.split('\n');
      assert.deepEqual(tap.slice(0, 4), [
        'TAP version 14',
        '1..2',
        'not ok 1 - bob: greets, <politely> & "well"',
        '  ---',
      ]);
      assert.deepEqual(tap.slice(-3), ['  ...', 'ok 2 - bob: says it once', '']);
    }));

  it('follows no link out of what is handed in, and tells what is wrong with a rubric', () =>
    withFolder({ ...files, 'secret.c': greets('hello'), 'in/link/x': '' }, folder => {
      symlinkSync(join(folder, 'secret.c'), join(folder, 'in/link/greet.c'));
      const linked = ringside(['grade', 'lab', 'in/link'], { folder });
      assert.match(linked.out, /nothing is printed; expected "hello\\n"/);
      const refused = (sentence: RegExp, ...args: string[]) => {
        const { status, error } = ringside(['grade', ...args], { folder });
        assert.equal(status, 2, error);
        assert.match(error, sentence);
      };
      writeFileSync(join(folder, 'lab/rubric.json'), '{\n  "titel": "x"\n}');
      refused(
        /^ringside: lab\/rubric\.json:2:3: there is no field "titel"; did you mean title\?\n$/,
        'lab',
        'in/ada',
      );
      refused(/cannot read in\/rubric\.json/, 'in');
      refused(/which lab\?/);
      refused(/--format: expected one of text, json,/, '--format', 'xls', 'lab');
      refused(/--format gradescope is of one submission/, '--format', 'gradescope', '--all', 'in', 'lab');
    }));
});

/** What `ringside new-course` makes is used as far as that goes without the services: unpacked, installed, and run. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine, ringside, withFolder } from '../support/command-line';
import { root } from '../support/guest';

const has = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const solved = (text: string) =>
  text.replace('int old = counter;\n\n    counter = old + amount;', 'counter = amount;');

describe('ringside new-course', function () {
  before(buildCommandLine);

  it('makes for each lab what students start from, with what grades it there', () =>
    withFolder({}, folder => {
      const made = ringside(['new-course', 'course'], { folder });
      const labs = readdirSync(join(root, 'labs'));
      assert.deepEqual(made, { status: 0, out: `course: ${labs.join(', ')}\n`, error: '' });
      for (const lab of labs) {
        const student = join(folder, 'course/students', lab);
        const { configurations } = json(join(student, '.vscode/launch.json'));
        assert.ok(configurations.length > 0);
        for (const { program, kernel } of configurations) {
          for (const path of program)
            assert.ok(existsSync(path.replace('${workspaceFolder}', student)), path);
          if (kernel) assert.ok(existsSync(join(student, 'kernel/main.c')));
        }
        assert.match(
          json(join(student, '.devcontainer/devcontainer.json')).postCreateCommand,
          /ringside\.tgz$/,
        );
        assert.match(readFileSync(join(student, 'README.md'), 'utf8'), /ringside grade \.lab \./);
      }
      const tools = join(folder, 'tools');
      const package_ = join(folder, 'course/students/race/.devcontainer/ringside.tgz');
      execFileSync('npm', [
        'install',
        '--offline',
        '--no-audit',
        '--no-fund',
        '--global',
        '--prefix',
        tools,
        package_,
      ]);
      const { command } = json(join(folder, 'course/students/race/.vscode/tasks.json')).tasks[0];
      const [, ...words] = command.split(' ');
      const bin = process.platform === 'win32' ? join(tools, 'ringside.cmd') : join(tools, 'bin/ringside');
      const { stdout, status } = spawnSync(bin, words, {
        cwd: join(folder, 'course/students/race'),
        encoding: 'utf8',
      });
      assert.equal(status, 1);
      assert.match(stdout, /^Find the race: race: 4 of 10\n/);
      const own = join(folder, 'course/students/race');
      const workflow = readFileSync(join(own, '.github/workflows/grade.yml'), 'utf8');
      const [install, grade = ''] = [...workflow.matchAll(/^ +- run: (.+)$/gm)].map(([, line]) => line);
      assert.equal(install, `npm install --global .devcontainer/ringside.tgz`);
      assert.equal(spawnSync(bin, grade.split(' ').slice(1), { cwd: own }).status, 1);
      assert.match(readFileSync(join(own, 'results.xml'), 'utf8'), /<testsuites tests="3" failures="1" /);
      assert.ok(existsSync(join(own, 'failed/race/2.ringside')));
      // As its README says.
      const { error, out } = ringside(['new-course', '--labs', 'labs', '--force', '.'], {
        folder: join(folder, 'course'),
      });
      assert.deepEqual([error, out], ['', `.: ${labs.join(', ')}\n`]);
      assert.match(
        readFileSync(join(folder, 'course/README.md'), 'utf8'),
        /`ringside new-course --labs labs --force \.`/,
      );
      assert.match(
        ringside(['new-course', 'course'], { folder }).error,
        /course has something in it already: --force/,
      );
      assert.match(
        ringside(['new-course', '--lab', 'x', 'y'], { folder }).error,
        /there is no lab x: there are count-traps,/,
      );
    }));

  it('hides tests that students do not see, and what only those run', () =>
    withFolder(
      {
        'labs/l/README.md': '# L',
        'labs/l/rubric.json': JSON.stringify({
          title: 'L',
          submit: ['a.c'],
          tests: [
            { name: 'seen', points: 1, programs: [{ program: 'tests/seen.c' }] },
            { name: 'hidden', points: 1, visibility: 'hidden', programs: [{ program: 'tests/secret.c' }] },
          ],
        }),
        'labs/l/tests/seen.c': 'int main(void) { return 0; }\n',
        'labs/l/tests/secret.c': 'int main(void) { return 0; }\n',
        'labs/l/starter/a.c': '\n',
      },
      folder => {
        assert.equal(ringside(['new-course', '--labs', 'labs', 'c'], { folder }).error, '');
        const own = join(folder, 'c/students/l');
        assert.deepEqual(readdirSync(join(own, '.lab/tests')), ['seen.c']);
        assert.deepEqual(
          json(join(own, '.lab/rubric.json')).tests.map(({ name }: { name: string }) => name),
          ['seen'],
        );
        assert.ok(existsSync(join(folder, 'c/classroom50/l/lab/tests/secret.c')));
      },
    ));

  it('makes an autograder for Gradescope and one for Classroom 50 that run', function () {
    return withFolder({}, folder => {
      ringside(['new-course', '--lab', 'race', '--gradescope-zip', 'c'], { folder });
      const at = (path: string) => join(folder, path);
      // The last 22 bytes say where the directory before them is: APPNOTE 4.3.16.
      const zip = readFileSync(at('c/gradescope/race.zip'));
      const end = zip.length - 22;
      assert.equal(zip.readUInt32LE(end), 0x0605_4b50);
      assert.equal(zip.readUInt32LE(end + 12) + zip.readUInt32LE(end + 16), end);
      // Gradescope's machines have both; this one may not, and nothing else unpacks and runs what they do.
      if (!has('unzip', '-v') || !has('python3', '--version')) this.skip();
      const race = readFileSync(at('c/labs/race/starter/race.c'), 'utf8');
      mkdirSync(at('g/submission'), { recursive: true });
      execFileSync('unzip', ['-q', at('c/gradescope/race.zip'), '-d', at('g/source')]);
      execFileSync('tar', ['-xzf', at('g/source/ringside.tgz'), '-C', at('g')]);
      writeFileSync(at('g/submission/race.c'), race);
      writeFileSync(
        at('g/submission_metadata.json'),
        JSON.stringify({ users: [{ email: 'ada@example.org' }] }),
      );
      const env = { ...process.env, AUTOGRADER: at('g'), RINGSIDE: at('g/package/dist/cli.js') };
      execFileSync(at('g/source/run_autograder'), { env });
      const { score, tests } = json(at('g/results/results.json'));
      assert.deepEqual([score, tests.length, tests[1].status], [4, 3, 'failed']);
      assert.ok(has('bash', '-n', at('g/source/setup.sh')));

      mkdirSync(at('student'));
      cpSync(at('c/students/race/race.c'), at('student/race.c'));
      writeFileSync(at('student/race.c'), solved(race));
      const CLASSROOM = {
        CLASSROOM: 'os',
        ASSIGNMENT: 'race',
        OWNER: 'ada',
        SUBMISSION_TAG: 'submit/x',
        COMMIT_URL: 'u',
        RELEASE_URL: 'r',
      };
      execFileSync('python3', [at('c/classroom50/race/autograder.py')], {
        cwd: at('student'),
        env: { ...process.env, ...CLASSROOM },
      });
      const result = json(at('student/result.json'));
      assert.deepEqual(
        [result.owner, result.assignment, result['max-score'], result.tests[0].passed],
        ['ada', 'race', 10, false],
      );
    });
  });
});

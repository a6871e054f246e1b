/** What a course has for one lab: what students get, and what grades it, here, on Classroom 50 and on Gradescope. */
import { type Rubric, kernelFolder, starterFolder } from '../../grade';
import type { Packed } from './pack';

/** A lab as it stands on the disk, by paths in its folder. */
export interface Lab {
  readonly name: string;
  readonly rubric: Rubric;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Where the tools stand in what is made, as a package of npm. */
const toolsName = 'ringside.tgz';
/** In a student's folder: the lab with its visible tests. */
const ownLab = '.lab';

const encode = (text: string) => new TextEncoder().encode(text);
const file = (path: string, text: string, runs = false): Packed => ({ path, bytes: encode(text), runs });
const json = (path: string, value: object): Packed => file(path, `${JSON.stringify(value, undefined, 2)}\n`);

/** A repository for a student to start from. `kernel`: the bundled kernel's files, by name. */
export function studentFiles(lab: Lab, kernel: ReadonlyMap<string, Uint8Array>, tools: Uint8Array): Packed[] {
  const { name, rubric, files } = lab;
  const starter = `${starterFolder}/`;
  const text = new TextDecoder().decode(files.get('README.md') ?? new Uint8Array());
  const whole = rubric.kernel
    ? [...kernel].map(([path, bytes]) => [`${kernelFolder}/${path}`, bytes] as const)
    : [];
  const own = [...files].filter(([path]) => path.startsWith(starter));
  const contents = new Map([
    ...whole,
    ...own.map(([path, bytes]) => [path.slice(starter.length), bytes] as const),
  ]);
  return [
    ...[...contents].map(([path, bytes]) => ({ path, bytes })),
    file('README.md', text.replaceAll(`labs/${name}`, ownLab).replaceAll('tests/', `${ownLab}/tests/`)),
    ...visibleLab(lab).map(row => ({ ...row, path: `${ownLab}/${row.path}` })),
    json('.vscode/launch.json', { version: '0.2.0', configurations: configurations(rubric) }),
    json('.vscode/tasks.json', { version: '2.0.0', tasks: [gradeTask] }),
    json('.vscode/extensions.json', { recommendations: ['ringside.ringside'] }),
    json('.devcontainer/devcontainer.json', {
      name: rubric.title,
      image: 'mcr.microsoft.com/devcontainers/javascript-node:22',
      postCreateCommand: `npm install --global .devcontainer/${toolsName}`,
      customizations: { vscode: { extensions: ['ringside.ringside'] } },
    }),
    { path: `.devcontainer/${toolsName}`, bytes: tools },
    file('.github/workflows/grade.yml', workflow),
    file('.gitignore', 'failed/\nresults.xml\n'),
  ];
}

/** Without the tests that students do not see, and the programs that only those run. */
function visibleLab({ rubric, files }: Lab): Packed[] {
  const given = JSON.parse(new TextDecoder().decode(files.get('rubric.json'))) as Rubric;
  const tests = given.tests.filter(({ visibility = 'visible' }) => visibility === 'visible');
  const hidden = rubric.tests.filter(({ visibility }) => visibility !== 'visible');
  const named = (rows: Rubric['tests']) =>
    new Set(rows.flatMap(({ programs }) => programs.flatMap(({ program }) => program)));
  const shown = named(rubric.tests.filter(({ visibility }) => visibility === 'visible'));
  const secret = [...named(hidden)].filter(path => !shown.has(path));
  const others = [...files].filter(
    ([path]) => !['README.md', 'rubric.json'].includes(path) && !secret.includes(path),
  );
  return [json('rubric.json', { ...given, tests }), ...others.map(([path, bytes]) => ({ path, bytes }))];
}

/** F5 for each program of a visible test. */
function configurations({ kernel, tests }: Rubric): object[] {
  const root = '${workspaceFolder}';
  return tests
    .filter(({ visibility }) => visibility === 'visible')
    .map(({ name, programs, timer, scheduler }) => {
      const lines = programs.map(({ program, args }) => ({
        program: program.map(path =>
          path.startsWith('tests/') ? `${root}/${ownLab}/${path}` : `${root}/${path}`,
        ),
        args,
      }));
      const [first, ...more] = lines;
      const own = kernel ? { kernel: `${root}/${kernelFolder}` } : {};
      return {
        type: 'ringside',
        request: 'launch',
        name,
        ...first,
        ...(more.length > 0 && { programs: more }),
        ...own,
        timer,
        scheduler,
      };
    });
}

const gradeTask = {
  label: 'Grade this lab',
  type: 'shell',
  command: `ringside grade --record failed ${ownLab} .`,
  group: { kind: 'test', isDefault: true },
  problemMatcher: [],
};

const workflow = `name: Grade
on: [push, workflow_dispatch]
permissions:
  contents: read
jobs:
  grade:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm install --global .devcontainer/${toolsName}
      - run: ringside grade --format junit --output results.xml --record failed ${ownLab} .
      - if: always()
        uses: actions/upload-artifact@v4
        with:
          name: results
          path: |
            results.xml
            failed
`;

const labFiles = ({ files }: Lab): Packed[] =>
  [...files].map(([path, bytes]) => ({ path: `lab/${path}`, bytes }));

/** What stands in \`CLASSROOM/autograders/ASSIGNMENT\` of a Classroom 50; its runtime is Node 22. */
export const classroom50Files = (lab: Lab, tools: Uint8Array): Packed[] => [
  file('autograder.py', autograder),
  json('runtime.json', { 'runs-on': 'ubuntu-latest', node: '22' }),
  { path: toolsName, bytes: tools },
  ...labFiles(lab),
];

const autograder = `"""Grades the checkout in the current folder with Ringside, and writes result.json."""

import os
import subprocess
import sys
import tarfile
from pathlib import Path

here = Path(__file__).resolve().parent
tools = here / "tools"
if not tools.exists():
    with tarfile.open(here / "${toolsName}") as archive:
        archive.extractall(tools)
student = os.environ.get("OWNER") or os.environ.get("USERNAME") or "student"
command = ["node", str(tools / "package/dist/cli.js"), "grade", "--format", "classroom50"]
command += ["--output", "result.json", "--student", student, str(here / "lab"), "."]
status = subprocess.run(command).returncode
# 1: not all points. What else goes wrong is no fault of the student's.
sys.exit(0 if status in (0, 1) else status)
`;

/** What stands in the root of an autograder for Gradescope. */
export const gradescopeFiles = (lab: Lab, tools: Uint8Array): Packed[] => [
  file('setup.sh', setup, true),
  file('run_autograder', run, true),
  { path: toolsName, bytes: tools },
  ...labFiles(lab),
];

const setup = `#!/usr/bin/env bash
# Once, as the image is made: Node, and the tools.
set -e
apt-get update
apt-get install -y ca-certificates curl
curl -fsSL https://deb.nodesource.com/setup_22.x | bash -
apt-get install -y nodejs
npm install --global "$(dirname "$0")/${toolsName}"
`;

const run = `#!/usr/bin/env bash
# Grades submission/, and writes results/results.json.
cd "\${AUTOGRADER:-/autograder}" || exit 1
student=$(node -p 'JSON.parse(require("fs").readFileSync("submission_metadata.json")).users[0].email' 2>/dev/null || echo student)
mkdir -p results
"\${RINGSIDE:-ringside}" grade --format gradescope --output results/results.json --student "$student" source/lab submission
# 1: not all points.
[ $? -le 1 ]
`;

/** For whoever opens the folder. */
export const courseText = (labs: readonly Lab[]): string => `# A course with Ringside

| folder           |                                                                                              |
| ---------------- | -------------------------------------------------------------------------------------------- |
| \`labs/\`        | the labs: texts, rubrics, tests, starters. Change them, and make the rest again: \`ringside new-course --labs labs --force .\` |
| \`students/\`    | a folder for each lab, to be the template repository that students start from                |
| \`classroom50/\` | for each lab, what belongs in \`CLASSROOM/autograders/ASSIGNMENT\` of a Classroom 50          |
| \`gradescope/\`  | for each lab the autograder to upload, with \`--gradescope-zip\`                              |

Grade a class, a folder for each student, into a spreadsheet:

${labs.map(({ name }) => `    ringside grade --all handed-in --format csv -o ${name}.csv labs/${name}`).join('\n')}
`;

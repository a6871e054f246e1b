/** `ringside new-course`: a folder to teach with: labs, what students start from, and what grades it. */
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { filesUnder } from '../../boot';
import { readRubric, rubricFile } from '../../grade';
import { realPath } from '../../node/real-path';
import { present } from '../../source';
import type { Command, Context } from '../context';
import { Failure, reason } from '../failure';
import { readNamed, requireFolder } from '../host-files';
import { type Arguments, UsageError } from '../options';
import { statuses } from '../statuses';
import { type Lab, classroom50Files, courseText, gradescopeFiles, studentFiles } from './files';
import { type Packed, tarball, zip } from './pack';

declare const RINGSIDE_VERSION: string;

export const newCourseCommand: Command = {
  name: 'new-course',
  summary: 'make a folder with labs to teach with, and all that it takes to hand them out and to grade them',
  usage: ['new-course [options] FOLDER'],
  description: `Writes into FOLDER the labs that come with Ringside; for each a repository that students start from (with
a dev container, launch configurations, a task and a workflow that grade), an autograder for Classroom 50,
and, if it is asked for, one for Gradescope. docs/teachers.md tells how it goes on.`,
  options: [
    { name: '--lab', value: 'NAME', help: 'only this lab; may be given more than once' },
    {
      name: '--labs',
      value: 'DIR',
      help: "labs of one's own, a folder each, in the place of those that come with Ringside",
    },
    {
      name: '--gradescope-zip',
      help: 'an autograder for each lab to upload to Gradescope: gradescope/LAB.zip',
    },
    { name: '--force', help: 'also into a folder that has something in it' },
  ],
  statuses: [
    ['0', 'done'],
    [String(statuses.bad), 'bad usage, or something is wrong with a lab'],
    [String(statuses.lostOutput), 'a file cannot be written'],
  ],
  examples: [
    ['ringside new-course --gradescope-zip os-course', 'makes the folder os-course'],
    ['ringside new-course --labs labs --force .', 'makes it again after labs have been changed'],
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const [folder, ...more] = given.rest;
  if (folder === undefined || more.length > 0) throw new UsageError('which folder?');
  const from = given.value('--labs') ?? ownLabs();
  requireFolder(from, '--labs');
  const labs = labsIn(from, given.all('--lab'));
  if (!given.has('--force') && existsSync(folder) && readdirSync(folder).length > 0)
    throw new Failure(`${folder} has something in it already: --force writes into it all the same`);
  const kernel = new Map(
    filesUnder(context.guest, 'guest/kernel').map(path => [
      path.slice('guest/kernel/'.length),
      present(context.guest.read(path), path),
    ]),
  );
  const tools = toolsPackage();
  const files = labs.flatMap((lab): Packed[] => [
    ...[...lab.files].map(([path, bytes]) => ({ path: `labs/${lab.name}/${path}`, bytes })),
    ...below(`students/${lab.name}`, studentFiles(lab, kernel, tools)),
    ...below(`classroom50/${lab.name}`, classroom50Files(lab, tools)),
    ...(given.has('--gradescope-zip')
      ? [{ path: `gradescope/${lab.name}.zip`, bytes: zip(gradescopeFiles(lab, tools)) }]
      : []),
  ]);
  write(folder, [...files, { path: 'README.md', bytes: new TextEncoder().encode(courseText(labs)) }]);
  context.terminal.print(`${folder}: ${labs.map(({ name }) => name).join(', ')}\n`);
  return 0;
}

const below = (folder: string, files: readonly Packed[]): Packed[] =>
  files.map(row => ({ ...row, path: `${folder}/${row.path}` }));

/** The folder of the package that this is. */
const home = (): string => dirname(dirname(realPath(present(process.argv[1], 'own path'))));
const ownLabs = () => join(home(), 'labs');

/** Throws a Failure where one is none, or has something wrong in its rubric. */
function labsIn(folder: string, names: readonly string[]): Lab[] {
  const all = readdirSync(folder).filter(name => existsSync(join(folder, name, rubricFile)));
  const unknown = names.find(name => !all.includes(name));
  if (unknown !== undefined) throw new Failure(`there is no lab ${unknown}: there are ${all.join(', ')}`);
  if (all.length === 0) throw new Failure(`there is no lab in ${folder}`);
  return all
    .filter(name => names.length === 0 || names.includes(name))
    .map(name => labIn(join(folder, name)));
}

function labIn(folder: string): Lab {
  const path = join(folder, rubricFile);
  const read = readRubric(new TextDecoder().decode(readNamed(path)), 'student');
  if (!('rubric' in read))
    throw new Failure(
      read.problems.map(({ line, column, sentence }) => `${path}:${line}:${column}: ${sentence}`).join('\n'),
    );
  const files = filesBelow(folder).map(
    each => [relative(folder, each).split(sep).join('/'), readFileSync(each)] as const,
  );
  return { name: basename(resolve(folder)), rubric: read.rubric, files: new Map(files) };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

/** This command line as a package that npm installs without asking a registry. */
function toolsPackage(): Uint8Array {
  const dist = join(home(), 'dist');
  const names = readdirSync(dist).filter(name => /^(cli(\.main)?\.js|guest-.*\.bin)$/.test(name));
  const about = {
    name: 'ringside',
    version: RINGSIDE_VERSION,
    license: 'MIT',
    bin: { ringside: 'dist/cli.js' },
    engines: { node: '>=20.19' },
  };
  return tarball([
    { path: 'package/package.json', bytes: new TextEncoder().encode(JSON.stringify(about)) },
    ...names.map(name => ({
      path: `package/dist/${name}`,
      bytes: readFileSync(join(dist, name)),
      runs: name === 'cli.js',
    })),
  ]);
}

function write(folder: string, files: readonly Packed[]): void {
  for (const { path, bytes, runs = false } of files) {
    const target = join(folder, path);
    try {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, bytes, { mode: runs ? 0o755 : 0o644 });
    } catch (error) {
      throw new Failure(`cannot write ${target}: ${reason(error)}`, statuses.lostOutput);
    }
  }
}

/**
 * `npm run test:unit [FILE or FOLDER …]`: the tests in `test/**/*.test.ts`, files shared out to as many processes as there
 * are cores. A test that hangs is named, its process ended, and the run goes on with the next file.
 */
import { fork } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { absentJudges } from './judges.mjs';
import { parseOptions } from './options.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');
const timesFile = join(root, 'node_modules/.cache/ringside/unit-times.json');

const { values, positionals } = parseOptions({
  usage: 'npm run test:unit -- [FILE or FOLDER …]: runs these tests; all, unless told',
  options: {
    jobs: { type: 'string', default: String(availableParallelism()), help: 'N processes; one a core unless told' },
    grep: { type: 'string', help: 'only tests whose title has this' },
    timeout: { type: 'string', default: '120', help: 'seconds for one test, on a machine that may be busy' },
    patience: { type: 'string', default: '300', help: 'seconds of silence after which a process is ended' },
  },
  files: true,
});

const slashed = path => relative(root, path).split(sep).join('/');

function testFiles(path) {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path, { recursive: true }).map(String);
  return names.filter(name => name.endsWith('.test.ts')).map(name => join(path, name));
}

/** How long each file took last time, in milliseconds; empty the first time. */
function lastTimes() {
  try {
    return JSON.parse(readFileSync(timesFile, 'utf8'));
  } catch {
    return {};
  }
}

/** Long ones first, so that none is left for the end; unknown ones before all, in the order of their names. */
function inOrder(files, times) {
  const time = file => times[slashed(file)] ?? Infinity;
  return files.sort().sort((a, b) => (time(a) === time(b) ? 0 : time(b) - time(a)));
}

const total = { passes: 0, failures: 0, pending: 0 };
const listed = [];
const times = lastTimes();

function fail(file, text) {
  total.failures++;
  listed.push(`\n${slashed(file)}\n\n  ${text.replaceAll('\n', '\n  ')}\n`);
}

function take(file, { text = '', listed: failed, problem, passes = 0, failures = 0, pending = 0 }) {
  process.stdout.write(text);
  total.passes += passes;
  total.failures += failures;
  total.pending += pending;
  if (failed) listed.push(`\n${slashed(file)}\n${failed}`);
  if (problem) fail(file, problem);
}

/** Runs files in one process until none is left, or the process has to be given up. */
function work(queue) {
  const child = fork(join(root, 'scripts/unit/worker.mjs'), { cwd: root, execArgv: ['--import', 'tsx'] });
  return new Promise(done => {
    let file;
    let test = 'none yet';
    let begun = 0;
    let timer;
    const listen = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        fail(file, `hangs in the test: ${test}`);
        file = undefined;
        child.kill('SIGKILL');
      }, Number(values.patience) * 1000);
    };
    const next = () => {
      clearTimeout(timer);
      file = queue.shift();
      if (file === undefined) return void child.disconnect();
      test = 'none yet';
      begun = performance.now();
      listen();
      child.send({ file, timeout: Number(values.timeout) * 1000, grep: values.grep });
    };
    child.on('message', ({ started, done: result }) => {
      if (file === undefined) return;
      if (started !== undefined) test = started;
      listen();
      if (!result) return;
      times[slashed(file)] = Math.round(performance.now() - begun);
      take(file, result);
      next();
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (file !== undefined) fail(file, `its process ended with ${signal ?? code} in the test: ${test}`);
      done();
    });
    next();
  });
}

/** A lane of processes: another one where the last was given up. */
async function lane(queue) {
  while (queue.length > 0) await work(queue);
}

const given = positionals.length > 0 ? positionals.map(path => resolve(path)) : [join(root, 'test')];
const queue = inOrder([...new Set(given.flatMap(testFiles))], times);
const lanes = Math.max(1, Math.min(Number(values.jobs), queue.length));
const begun = performance.now();
await Promise.all(Array.from({ length: lanes }, () => lane(queue)));
mkdirSync(dirname(timesFile), { recursive: true });
writeFileSync(timesFile, JSON.stringify(times, undefined, 1));

const seconds = Math.round((performance.now() - begun) / 1000);
console.log(`\n  ${total.passes} passing (${seconds} s, ${lanes} at a time)`);
if (total.pending > 0) console.log(`  ${total.pending} not judged: ${absentJudges().join('; ') || 'skipped'}`);
if (total.failures > 0) console.log(`  ${total.failures} failing`);
console.log(listed.join(''));
process.exitCode = total.failures > 0 || total.passes === 0 ? 1 : 0;

/**
 * `npm run test:unit [FILE or FOLDER …]`: the files `*.test.ts` below `test`, shared out to as many processes as there
 * are cores. A test that hangs is named, its process ended, and the run goes on with the next file.
 */
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { absentJudges } from './judges.mjs';
import { numberOf, parseOptions } from './options.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');
const timesFile = join(root, 'node_modules/.cache/ringside/unit-times.json');

const { values, positionals } = parseOptions({
  usage: 'npm run test:unit -- [FILE or FOLDER …]: runs these tests; all, unless told',
  options: {
    jobs: {
      type: 'string',
      default: String(availableParallelism()),
      help: 'N processes; one a core unless told',
    },
    grep: { type: 'string', help: 'only tests whose title has this' },
    bail: { type: 'boolean', default: false, help: 'ends after the first file that fails' },
    timeout: { type: 'string', default: '120', help: 'seconds for one test, on a machine that may be busy' },
    patience: { type: 'string', default: '300', help: 'seconds of silence after which a process is ended' },
  },
  files: true,
});

const seconds = {
  timeout: numberOf(values, 'timeout'),
  patience: numberOf(values, 'patience', 1),
};
const given = positionals.length > 0 ? positionals.map(path => resolve(path)) : [join(root, 'test')];
const absent = given.find(path => !existsSync(path));
if (absent) {
  console.error(`there is no file ${absent}`);
  process.exit(2);
}

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

/**
 * Long ones first, so that none is left for the end; unknown ones count as long, in the order of their names. Where the
 * run ends with the first failure, short ones first.
 */
function inOrder(files, times) {
  const time = file => times[slashed(file)] ?? Infinity;
  const longFirst = (a, b) => (time(a) === time(b) ? 0 : time(b) - time(a));
  return files.sort().sort(values.bail ? (a, b) => longFirst(b, a) : longFirst);
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

/** A process that runs files of the queue until none is left, or until it has to be given up. */
class Worker {
  child = fork(join(root, 'scripts/unit/worker.mjs'), { cwd: root, execArgv: ['--import', 'tsx'] });
  test = 'none yet';

  constructor(queue) {
    this.queue = queue;
    this.child.on('message', message => this.hear(message));
    this.ended = new Promise(resolve => this.child.on('exit', (...how) => resolve(this.end(how))));
    this.next();
  }

  next() {
    if (values.bail && total.failures > 0) this.queue.length = 0;
    this.last = this.file;
    this.file = this.queue.shift();
    if (!this.file) return this.finish();
    this.begun = performance.now();
    this.child.send({ file: this.file, timeout: seconds.timeout * 1000, grep: values.grep });
    this.expectSign(seconds.patience, () => this.giveUp(this.file, `hangs in the test: ${this.test}`));
  }

  finish() {
    this.child.disconnect();
    this.expectSign(20, () => this.giveUp(this.last, 'its process does not end by itself'));
  }

  hear({ started, done }) {
    if (!this.file) return;
    if (started !== undefined) this.test = started;
    this.expectSign(seconds.patience, () => this.giveUp(this.file, `hangs in the test: ${this.test}`));
    if (!done) return;
    times[slashed(this.file)] = Math.round(performance.now() - this.begun);
    take(this.file, done);
    if (!done.problem) return this.next();
    this.file = undefined;
    this.child.kill('SIGKILL');
  }

  expectSign(within, orElse) {
    clearTimeout(this.timer);
    this.timer = setTimeout(orElse, within * 1000);
  }

  giveUp(file, problem) {
    fail(file, problem);
    this.file = undefined;
    this.child.kill('SIGKILL');
  }

  end([code, signal]) {
    clearTimeout(this.timer);
    if (this.file) fail(this.file, `its process ended with ${signal ?? code} in the test: ${this.test}`);
  }
}

/** Processes one after the other, a new one where the last was given up. */
async function lane(queue) {
  while (queue.length > 0) {
    const worker = new Worker(queue);
    workers.add(worker);
    await worker.ended;
    workers.delete(worker);
  }
}

// The processes hear nothing of our end while a test keeps them busy.
const workers = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    for (const { child } of workers) child.kill('SIGKILL');
    process.exit(130);
  });

const queue = inOrder([...new Set(given.flatMap(testFiles))], times);
const lanes = Math.min(numberOf(values, 'jobs', 1), queue.length);
const begun = performance.now();
await Promise.all(Array.from({ length: lanes }, () => lane(queue)));
mkdirSync(dirname(timesFile), { recursive: true });
writeFileSync(timesFile, JSON.stringify(times, undefined, 1));

const took = Math.round((performance.now() - begun) / 1000);
console.log(`\n  ${total.passes} passing (${took} s, ${lanes} at a time)`);
if (total.pending > 0)
  console.log(`  ${total.pending} not judged: ${absentJudges().join('; ') || 'skipped'}`);
if (total.failures > 0) console.log(`  ${total.failures} failing`);
console.log(listed.join(''));
process.exitCode = total.failures > 0 || total.passes === 0 ? 1 : 0;

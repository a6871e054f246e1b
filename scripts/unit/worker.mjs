/**
 * One process of `npm run test:unit`: runs the test files that it is sent, one after the other. What mocha's own
 * reporter prints goes to the parent in one piece, so that files that run side by side do not mix.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { format } from 'node:util';
import Mocha from 'mocha';

const { Base, Spec } = Mocha.reporters;

let printed = '';
Base.consoleLog = (...words) => (printed += `${format(...words)}\n`);

/** What has been printed since the last call. */
function takePrinted() {
  const text = printed;
  printed = '';
  return text;
}

/** What keeps the process alive, by kind. Pipes are left out: the one to the parent is among them. */
function running() {
  const counts = new Map();
  for (const kind of process.getActiveResourcesInfo())
    if (!/^(Pipe|TTYWrap|FSReqPromise|Immediate|CloseReq)/.test(kind))
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** What runs on that did not run before, after two seconds to end. */
async function leftOver(before) {
  for (let left = 40; ; left--) {
    const more = [...running()].filter(([kind, count]) => count > (before.get(kind) ?? 0));
    if (more.length === 0 || left === 0) return more.map(([kind]) => kind);
    await pause(50);
  }
}

/** Runs the tests of a file; the result is what is printed while they run, and about those that fail. */
async function runTests({ file, timeout, grep }) {
  const result = { listed: '' };
  class Report extends Spec {
    /** In place of mocha's summary: there is one for all files. */
    epilogue() {
      result.text = takePrinted();
      if (this.failures.length > 0) Base.list(this.failures);
      result.listed = takePrinted();
    }
  }
  const mocha = new Mocha({ reporter: Report, timeout, forbidOnly: true, ...(grep && { grep }) });
  mocha.addFile(file);
  await mocha.loadFilesAsync();
  const { passes, failures, pending } = await new Promise(resolve => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on('test', test => process.send({ started: test.fullTitle() }));
  });
  mocha.dispose();
  return { ...result, passes, failures, pending };
}

async function runFile(job) {
  const before = running();
  const result = await runTests(job);
  const left = await leftOver(before);
  return left.length > 0 ? { ...result, problem: `leaves running: ${left.join(', ')}` } : result;
}

process.on('message', async job => {
  const done = await runFile(job).catch(error => ({
    text: takePrinted(),
    problem: error?.stack ?? `${error}`,
  }));
  process.send({ done });
});

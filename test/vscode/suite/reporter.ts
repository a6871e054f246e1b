/** Reports a run of mocha on the console, one marked line each, since the launcher reads lines among VS Code's own. */
import type { Runner, Test } from 'mocha';

const say = (line: string) => console.log(`[suite] ${line}`); // eslint-disable-line no-console

/** Prints passes and failures as they come and the counts at the end, as mocha's own reporter words them. */
export function report(runner: Runner): void {
  let passed = 0;
  let failed = 0;
  runner.on('pass', (test: Test) => {
    passed++;
    say(`  ✔ ${test.fullTitle()} (${test.duration ?? 0}ms)`);
  });
  runner.on('fail', (test: Test, error: Error) => {
    failed++;
    say(`  ✘ ${test.fullTitle()}`);
    for (const line of `${error.stack ?? error.message}`.split('\n')) say(`      ${line}`);
  });
  runner.on('end', () => {
    say('');
    say(`  ${passed} passing`);
    if (failed > 0) say(`  ${failed} failing`);
  });
}

/** What `run` of a suite resolves or rejects with, given the runner's end. */
export function outcome(runner: Runner, failures: number): void {
  const ran = runner.stats?.tests ?? 0;
  if (failures > 0) throw new Error(`${failures} tests failed`);
  if (ran === 0) throw new Error('no test ran');
}

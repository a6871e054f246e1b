/** Runs a mocha whose tests have been loaded, for both entries of the suite. */
import { outcome, report } from './reporter';

/** Rejects when a test failed, or none ran. */
export function runAndReport(mocha: { run(done: (failures: number) => void): Mocha.Runner }): Promise<void> {
  return new Promise((resolve, reject) => {
    const runner = mocha.run(failures => {
      try {
        outcome(runner, failures);
        resolve();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    report(runner);
  });
}

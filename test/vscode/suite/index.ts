/** Entry of the suite in an extension host of Node. */
import Mocha from 'mocha';
import { outcome, report } from './reporter';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 30_000, reporter: class {} as never });
  mocha.suite.emit('pre-require', globalThis as never, '', mocha);
  await import('./tests');
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run(failures => {
      try {
        outcome(runner, failures);
        resolve();
      } catch (error) {
        reject(error as Error);
      }
    });
    report(runner);
  });
}

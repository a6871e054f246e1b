/** Entry of the suite in an extension host that is a web worker. */
import { outcome, report } from './reporter';

/** The browser build of mocha puts itself here. */
declare const mocha: BrowserMocha;

export async function run(): Promise<void> {
  await import('mocha/mocha.js' as string).catch(() => undefined);
  mocha.setup({ ui: 'tdd', timeout: 30_000, reporter: class {} as never });
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

/** Entry of the suite in an extension host of Node. */
import Mocha from 'mocha';
import { runAndReport } from './run';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 120_000, reporter: class {} as never });
  mocha.suite.emit('pre-require', globalThis as never, '', mocha);
  await import('./tests');
  await runAndReport(mocha);
}

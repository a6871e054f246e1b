/** Entry of the suite in an extension host that is a web worker. */
import { runAndReport } from './run';

/** The browser build of mocha puts itself here. */
declare const mocha: BrowserMocha;

export async function run(): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-assertion -- it has no types to look for
  await import('mocha/mocha.js' as string).catch(() => undefined);
  mocha.setup({ ui: 'tdd', timeout: 120_000, reporter: class {} as never });
  await import('./tests');
  await runAndReport(mocha);
}

/** Warnings about what is valid C and most likely not meant: what is looked for, and when. */
import type { FunctionBody, FunctionSymbol, ObjectSymbol } from '../ast';
import type { Reporter } from '../reporter';
import type { Span } from '../../source';
import { bounds } from './bounds';
import { conditions } from './conditions';
import { effects } from './effects';
import { checkEnd } from './end';
import { fallthrough } from './fallthrough';
import { completes } from './flow';
import { formats } from './format';
import { localAddresses } from './local-address';
import { overflows } from './overflow';
import { sequences } from './sequence';
import { checkUnusedFunction, checkUnusedObject, checkUnusedLabels, unusedLocals } from './unused';
import { walkOnce } from './walk';

export type Labels = ReadonlyMap<string, { readonly defined?: Span; readonly uses: readonly Span[] }>;

/** Checks a function in which there are no errors. */
export function checkFunction(
  report: Reporter,
  symbol: FunctionSymbol,
  body: FunctionBody,
  labels: Labels,
): void {
  report.inOrder(() => {
    if (completes(report, body.block, fallthrough(report))) checkEnd(report, symbol, body);
    const unused = unusedLocals(report, symbol, body);
    walkOnce(body.block, [
      unused,
      effects(report),
      conditions(report),
      localAddresses(report, symbol),
      formats(report),
      bounds(report),
      overflows(report),
      sequences(report),
    ]);
    unused.check();
    checkUnusedLabels(report, labels);
  });
}

/** Checks what only the whole file shows. */
export function checkFile(
  report: Reporter,
  file: { readonly functions: readonly FunctionSymbol[]; readonly objects: readonly ObjectSymbol[] },
): void {
  for (const symbol of file.functions) checkUnusedFunction(report, symbol);
  for (const symbol of file.objects) checkUnusedObject(report, symbol);
}

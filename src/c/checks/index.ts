/** Warnings about what is valid C and most likely not meant: what is looked for, and when. */
import type { FunctionBody, FunctionSymbol, ObjectSymbol } from '../ast';
import type { Reporter } from '../reporter';
import type { Span } from '../../source';
import { checkBounds } from './bounds';
import { checkConditions } from './conditions';
import { checkEffects } from './effects';
import { checkEnd } from './end';
import { checkFallthrough } from './fallthrough';
import { checkFormats } from './format';
import { checkLocalAddresses } from './local-address';
import { checkUninitialised } from './uninitialised';
import { checkUnusedFunction, checkUnusedObject, checkUnusedLabels, checkUnusedLocals } from './unused';

export type Labels = ReadonlyMap<string, { readonly defined?: Span; readonly uses: readonly Span[] }>;

/** Checks a function in which there are no errors. */
export function checkFunction(
  report: Reporter,
  symbol: FunctionSymbol,
  body: FunctionBody,
  labels: Labels,
): void {
  report.inOrder(() => {
    checkEnd(report, symbol, body);
    checkUnusedLocals(report, symbol, body);
    checkUnusedLabels(report, labels);
    checkUninitialised(report, body);
    checkEffects(report, body);
    checkConditions(report, body);
    checkLocalAddresses(report, symbol, body);
    checkFormats(report, body);
    checkBounds(report, body);
    checkFallthrough(report, body);
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

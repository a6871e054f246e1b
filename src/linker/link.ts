/** Links object files into an executable: choose, lay out, relocate, join the debug information. */
import { type Executable, type ObjectFile, withDebug } from '../image';
import { type Diagnostic, type FileReader, hasErrors } from '../source';
import { mergeDebug } from './debug';
import { layOut } from './layout';
import { type LinkMap, makeMap } from './map';
import { Places } from './places';
import { relocate } from './relocate';
import { resolve } from './resolve';
import { SymbolTable } from './symbols';
import { missingEntry, reportUndefined } from './undefined';
import { says } from './rules';

export interface LinkOptions {
  /** Where the program starts: the address of a page. */
  readonly base: number;
  /** The symbol at which it starts; `_start` by default. */
  readonly entry?: string;
  /** Objects of which only those are taken that define what is still wanted, like the members of an archive. */
  readonly library?: readonly ObjectFile[];
  /** The same of the system's library, whose members mean by a name what the library defines, whatever the program has. */
  readonly system?: readonly ObjectFile[];
  /** To show errors in compiled code in its C source; without it they show in the assembly text. */
  readonly files?: FileReader;
}

export interface LinkResult {
  /** Absent if there are errors. */
  readonly executable?: Executable;
  readonly diagnostics: readonly Diagnostic[];
  readonly map: LinkMap;
}

export function link(objects: readonly ObjectFile[], options: LinkOptions): LinkResult {
  const { base, entry = '_start', library = [], system = [], files } = options;
  const places = new Places(files);
  const resolution = resolve(objects, { library, system }, entry, places);
  const taken = resolution.objects.map(({ object }) => object);
  const layout = layOut(taken, base);
  const map = makeMap(resolution.objects, layout);
  const early = [...resolution.diagnostics, ...layout.diagnostics];
  if (hasErrors(layout.diagnostics)) return { diagnostics: early, map };

  const symbols = new SymbolTable(resolution, layout);
  const { segments, undefinedUses, diagnostics } = relocate(layout, symbols, places);
  const known = { own: objects, library: [...library, ...system] };
  const start = symbols.lookUpGlobal(entry);
  const all = [
    ...early,
    ...reportUndefined(undefinedUses, known, places),
    ...diagnostics,
    ...(start ? [] : [missingEntry(entry, known)]),
    ...(start && !start.execute ? [entryIsData(entry)] : []),
  ];
  if (!start || hasErrors(all)) return { diagnostics: all, map };
  const linked = { entry: start.address, segments, symbols: symbols.list() };
  return {
    executable: withDebug(linked, () => mergeDebug(taken, symbols)),
    diagnostics: all,
    map,
  };
}

function entryIsData(entry: string): Diagnostic {
  return { ...says('link-entry-data', { entry }) };
}

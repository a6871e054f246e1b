/** Every generated file of the project, by its path from the project's folder. */
import { vsfsHeader } from '../../src/disk';
import { diagnosticsPage } from './diagnostics';
import { grammar } from './grammar';
import { platformHeader } from './header';
import { referencePage } from './reference';
import { systemCallHeader, systemCallStubs } from './system-calls';

export const generatedFiles: Readonly<Record<string, () => string>> = {
  'docs/isa.md': referencePage,
  'docs/diagnostics.md': diagnosticsPage,
  'guest/include/toy32.h': platformHeader,
  'guest/include/vsfs.h': vsfsHeader,
  'guest/include/sys/syscall.h': systemCallHeader,
  'guest/lib/usys.toy': systemCallStubs,
  'syntaxes/toy.tmLanguage.json': grammar,
};

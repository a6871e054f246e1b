/** Every generated file of the project, by its path from the project's folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vsfsHeader } from '../../src/disk';
import { assemblerPage } from './assembler';
import { dapPage } from './dap';
import { diagnosticsPage } from './diagnostics';
import { grammar } from './grammar';
import { platformHeader } from './header';
import { manifest, readme } from './launch';
import { kernelPage } from './kernel';
import { libraryNames } from './library-names';
import { referencePage } from './reference';
import { rubricSchema } from '../../src/grade';
import { schedulerHeader } from './schedulers';
import { signalHeader } from './signals';
import { starters } from './starters';
import { tourPages } from './tour';
import { kernelCallTable, systemCallHeader, systemCallStubs } from './system-calls';

const present = (path: string) => readFileSync(join(__dirname, '../..', path), 'utf8');

export const generatedFiles: Readonly<Record<string, () => string>> = {
  'docs/isa.md': referencePage,
  'docs/assembler.md': assemblerPage,
  'docs/dap.md': dapPage,
  'docs/diagnostics.md': diagnosticsPage,
  'src/c/header-names.ts': libraryNames,
  'guest/include/toy32.h': platformHeader,
  'guest/kernel/syscalls.h': kernelCallTable,
  // The page about the kernel counts its lines.
  'guest/README.md': kernelPage,
  'guest/include/vsfs.h': vsfsHeader,
  'guest/include/sys/schedulers.h': schedulerHeader,
  'guest/include/sys/signals.h': signalHeader,
  'guest/include/sys/syscall.h': systemCallHeader,
  'guest/lib/usys.toy': systemCallStubs,
  'syntaxes/toy.tmLanguage.json': grammar,
  'media/rubric.schema.json': () => `${JSON.stringify(rubricSchema(), null, 2)}\n`,
  ...starters,
  ...tourPages,
  // Only in part: the rest is as it was.
  'package.json': () => manifest(present('package.json')),
  'README.md': () => readme(present('README.md')),
};

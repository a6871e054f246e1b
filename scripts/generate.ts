/** `npm run generate`: writes every file that is derived from the tables in `src`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedFiles } from './generate/index';
import { parseOptions } from './options.mjs';

parseOptions({ usage: 'npm run generate: writes what is derived from the tables in src' });

for (const [path, text] of Object.entries(generatedFiles)) {
  const file = join(__dirname, '..', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text());
  console.log(path);
}

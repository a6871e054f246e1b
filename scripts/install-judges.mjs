/** Fetches the outside judges of the unit tests where they are absent and that may be done. Their absence is no failure. */
import { installJudges } from './judges.mjs';
import { parseOptions } from './options.mjs';

parseOptions({ usage: 'node scripts/install-judges.mjs: fetches the outside judges of the unit tests' });
installJudges();

/** Fetches the outside judges of the unit tests where they are absent and that may be done. Their absence is no failure. */
import { installJudges } from './judges.mjs';

installJudges();

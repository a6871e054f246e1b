/**
 * Programs of others that say whether ours are right: gcc judges the compiler, the preprocessor and the C library,
 * binutils judge the executables, bash the guest's shell, and editors the language server. What a test compares with them is checked in as well, where that can be.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages } from './debian.mjs';

const output = (command, ...words) => spawnSync(command, words, { encoding: 'utf8' }).stdout ?? '';

/** GNU's, with 32-bit programs that run here: Toy32's `long` and pointers have 32 bits. Other compilers go by its name. */
function hasGcc() {
  if (!output('gcc', '--version').includes('Free Software Foundation')) return false;
  const folder = mkdtempSync(join(tmpdir(), 'ringside-gcc-'));
  try {
    const [source, program] = [join(folder, 'program.c'), join(folder, 'program')];
    writeFileSync(
      source,
      '#include <stdio.h>\nint main(void) { return printf("%d", (int)sizeof(long)) - 1; }\n',
    );
    spawnSync('gcc', ['-m32', source, '-o', program]);
    return output(program) === '4';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const hasBinutils = () =>
  ['readelf', 'objdump'].every(name => output(name, '--version').includes('Free Software Foundation'));

/** Each with the packages that bring it; `byHand`: they take too long to be fetched for every run. */
const judges = [
  { name: 'gcc', present: hasGcc, text: 'gcc that makes 32-bit programs', packages: ['gcc', 'gcc-multilib'] },
  { name: 'binutils', present: hasBinutils, text: "GNU's readelf and objdump", packages: ['binutils'] },
  {
    name: 'bash',
    present: () => output('bash', '--version').startsWith('GNU bash'),
    text: 'bash',
    packages: ['bash'],
  },
  {
    name: 'neovim',
    present: () => output('nvim', '--version').startsWith('NVIM'),
    text: 'Neovim',
    packages: ['neovim'],
    byHand: true,
  },
  {
    name: 'emacs',
    present: () => output('emacs', '--batch', '--eval', '(princ (locate-library "eglot"))').includes('eglot'),
    text: 'Emacs with eglot',
    packages: ['emacs-nox', 'elpa-eglot'],
    byHand: true,
  },
];

const found = new Map();

/** Whether a judge is on this machine; looked for once. */
export function hasJudge(name) {
  if (!found.has(name)) found.set(name, judges.find(judge => judge.name === name).present());
  return found.get(name);
}

/** A sentence for each judge that is not on this machine. */
export const absentJudges = () =>
  judges
    .filter(({ name }) => !hasJudge(name))
    .map(({ text, packages }) => `there is no ${text} (Debian: apt-get install ${packages.join(' ')})`);

/** Installs the absent ones where that may be done. */
export function installJudges() {
  const packages = judges
    .filter(({ name, byHand }) => !byHand && !hasJudge(name))
    .flatMap(judge => judge.packages);
  if (packages.length > 0 && installPackages(packages)) found.clear();
}

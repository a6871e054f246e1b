/** Debian packages that tests need, installed where that may be done. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const mayInstall = () =>
  process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get');

// Another apt-get may be at work; no package may ask a question.
const options = ['-o', 'DPkg::Lock::Timeout=600', '-o', 'Acquire::Retries=3'];
const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

function aptGet(...words) {
  const { status, stderr } = spawnSync('apt-get', [...options, ...words], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  return { done: status === 0, said: stderr ?? '' };
}

/**
 * Installs packages where this is Debian, or a system like it, and we are root. A machine whose lists of packages are
 * missing or old gets new ones first. Returns whether they are there.
 */
export function installPackages(packages) {
  if (!mayInstall()) return false;
  console.log(`Installing ${packages.join(', ')} …`);
  const install = () => aptGet('install', '-y', ...packages);
  if (install().done) return true;
  aptGet('update');
  const { done, said } = install();
  if (!done) console.error(`apt-get could not install ${packages.join(', ')}:\n${said}`);
  return done;
}

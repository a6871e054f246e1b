/**
 * `npm test`: installs what is missing, builds, checks types and style, and runs every test, those in a real
 * VS Code included. Ends with a line `N passed, N failed`. `npm test -- unit` runs only the parts named.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '../..');
const node = process.execPath;
const bin = name => join(root, 'node_modules', name);

/** The parts, in order. A part that runs mocha counts its tests; another is one test. */
const parts = [
  { name: 'build', command: [node, 'scripts/build.mjs'] },
  { name: 'types', command: [node, bin('typescript/bin/tsc'), '--noEmit'] },
  { name: 'lint', command: [node, bin('eslint/bin/eslint.js'), '.'] },
  { name: 'format', command: [node, bin('prettier/bin/prettier.cjs'), '--check', '.'] },
  { name: 'unit', command: [node, bin('mocha/bin/mocha.js'), 'test/**/*.test.ts'], mocha: true },
  { name: 'vscode', command: [node, 'scripts/vscode/test.mjs'], mocha: true },
].filter(part => part.name !== 'vscode' || existsSync(join(root, 'scripts/vscode/test.mjs')));

/** Runs a command with its output passed on; resolves with the exit code and what was printed. */
function run([command, ...args]) {
  return new Promise(resolve => {
    let printed = '';
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', data => {
      printed += data;
      process.stdout.write(data);
    });
    child.on('close', code => resolve({ code: code ?? 1, printed }));
  });
}

const sum = (text, word) =>
  [...text.matchAll(new RegExp(`^\\s+(\\d+) ${word}\\b`, 'gm'))].reduce(
    (total, match) => total + Number(match[1]),
    0,
  );

/** How many tests of a part passed and failed; a part that fails without a failed test is one failure itself. */
async function results(part) {
  console.log(`\n=== ${part.name}`);
  const { code, printed } = await run(part.command);
  if (!part.mocha) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  const passed = sum(printed, 'passing');
  const failed = sum(printed, 'failing');
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
}

if (!existsSync(join(root, 'node_modules'))) {
  const { status } = spawnSync('npm', ['ci'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(1);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !parts.some(part => part.name === name));
if (unknown.length > 0) {
  console.error(
    `no part is named ${unknown.join(', ')}; there are ${parts.map(part => part.name).join(', ')}`,
  );
  process.exit(2);
}
const total = { passed: 0, failed: 0 };
for (const part of parts.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const { passed, failed } = await results(part);
  total.passed += passed;
  total.failed += failed;
  if (part.name === 'build' && failed > 0) break;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

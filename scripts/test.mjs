/**
 * `npm test`: installs what is missing, builds, checks types and style, and runs every test, those in a real VS Code
 * included; what does not depend on each other runs side by side. Ends with a line `N passed, N failed`.
 * `npm test -- unit` runs only the parts named.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { absentJudges } from './judges.mjs';
import { npm } from './npm.mjs';
import { parseOptions } from './options.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');
const bin = name => join(root, 'node_modules', name);

/**
 * The parts, in the order in which they are told. `after` names those that must have ended, where they run too. A part
 * that runs mocha counts its tests; one that prepares counts if it fails; another is one test.
 */
const parts = [
  { name: 'build', command: ['scripts/build.mjs'] },
  { name: 'types', command: [bin('@typescript/native/bin/tsc'), '--noEmit'] },
  { name: 'lint', after: ['types'], command: [bin('eslint/bin/eslint.js'), '.'] },
  { name: 'format', after: ['lint'], command: [bin('prettier/bin/prettier.cjs'), '--check', '.'] },
  { name: 'judges', command: ['scripts/install-judges.mjs'], prepares: ['unit'] },
  { name: 'unit', after: ['build', 'judges'], command: ['scripts/unit.mjs'], mocha: true },
  { name: 'editors', after: ['judges'], command: ['scripts/vscode/install.mjs'], prepares: ['vscode'] },
  {
    name: 'vscode',
    after: ['build', 'editors', 'format'],
    command: ['scripts/vscode/test.mjs'],
    mocha: true,
  },
];

const { positionals } = parseOptions({
  usage: `npm test -- [PART …]: runs these parts: ${parts.map(({ name }) => name).join(', ')}; all, unless told`,
  files: true,
});
const unknown = positionals.filter(name => !parts.some(part => part.name === name));
if (unknown.length > 0) {
  console.error(
    `no part is named ${unknown.join(', ')}; there are ${parts.map(part => part.name).join(', ')}`,
  );
  process.exit(2);
}

/** What parts print, told part by part: of those that run side by side, the others' waits for the first to end. */
class Telling {
  constructor(list) {
    this.waiting = list.map(({ name }) => ({ name, text: '', ended: false, begun: false }));
  }

  add(name, text) {
    this.waiting.find(part => part.name === name).text += text;
    this.flush();
  }

  end(name) {
    this.waiting.find(part => part.name === name).ended = true;
    this.flush();
  }

  flush() {
    for (let first = this.waiting[0]; first; first = this.waiting[0]) {
      if (!first.begun) process.stdout.write(`\n=== ${first.name}\n`);
      first.begun = true;
      process.stdout.write(first.text);
      first.text = '';
      if (!first.ended) return;
      this.waiting.shift();
    }
  }
}

/** Runs a command; resolves with the exit code and what it printed. */
function run(words, tell) {
  return new Promise(resolve => {
    let printed = '';
    const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const take = data => {
      printed += data;
      tell(data);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('close', code => resolve({ code: code ?? 1, printed }));
  });
}

const sum = (text, word) =>
  [...text.matchAll(new RegExp(`^\\s+(\\d+) ${word}\\b`, 'gm'))].reduce(
    (total, match) => total + Number(match[1]),
    0,
  );

/** How many tests of a part passed, failed and were not judged; one that fails without a failed test is one failure itself. */
function resultOf({ mocha, prepares }, { code, printed }) {
  if (!mocha) return { passed: code === 0 && !prepares ? 1 : 0, failed: code === 0 ? 0 : 1, unjudged: 0 };
  const passed = sum(printed, 'passing');
  const failed = sum(printed, 'failing');
  const broken = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: broken ? 1 : failed, unjudged: sum(printed, 'not judged') };
}

/** Runs a part when those that it waits for have ended; without a build there is nothing to test. */
async function runPart(part, running, telling) {
  const before = (part.after ?? []).map(name => running.get(name));
  const results = await Promise.all(before);
  const built = !part.after?.includes('build') || results[part.after.indexOf('build')]?.failed !== 1;
  const outcome = built
    ? await run(part.command, text => telling.add(part.name, text))
    : { code: 0, printed: '' };
  telling.end(part.name);
  return built ? resultOf(part, outcome) : { passed: 0, failed: 0, unjudged: 0 };
}

if (!existsSync(join(root, 'node_modules')) && npm(['ci'], { cwd: root, stdio: 'inherit' }) !== 0)
  process.exit(1);

const isWanted = name => positionals.length === 0 || positionals.includes(name);
const wanted = parts.filter(({ name, prepares }) => isWanted(name) || prepares?.some(isWanted));

const telling = new Telling(wanted);
const running = new Map();
const begun = performance.now();
for (const part of wanted) running.set(part.name, runPart(part, running, telling));
const results = await Promise.all(running.values());

const total = key => results.reduce((all, result) => all + result[key], 0);
console.log(
  `\n${total('passed')} passed, ${total('failed')} failed (${Math.round((performance.now() - begun) / 1000)} s)`,
);
if (total('unjudged') > 0)
  console.log(
    `NOT JUDGED: ${total('unjudged')} checks, for ${absentJudges().join('; and ') || 'a reason of their own'}`,
  );
process.exitCode = total('failed') === 0 && total('passed') > 0 ? 0 : 1;

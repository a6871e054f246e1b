/**
 * `npm run mutate`: changes one operator or constant of `src` at a time, in a copy, and looks whether the type check or
 * the tests notice. Prints those that nobody noticed, with their place; a person judges whether a test is missing.
 */
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutationsOf } from './mutate/mutations.mjs';
import { testsFor } from './mutate/tests-for.mjs';
import { numberOf, parseOptions } from './options.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');
const { values, positionals } = parseOptions({
  usage: 'npm run mutate -- [FILE …]: changes these files of src; all, unless told',
  options: {
    count: { type: 'string', default: '60', help: 'how many changes' },
    seed: { type: 'string', default: '1', help: 'which ones' },
    jobs: { type: 'string', default: String(availableParallelism()), help: 'how many at a time' },
    seconds: {
      type: 'string',
      default: '600',
      help: 'how long tests may run; what takes longer counts as noticed',
    },
    quick: { type: 'boolean', default: false, help: 'only the tests of the room' },
    list: { type: 'boolean', default: false, help: 'prints the changes, and makes none' },
  },
  files: true,
});

/** A generator of numbers below a limit (mulberry32). */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return limit => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

function sources() {
  if (positionals.length > 0) return positionals;
  const names = readdirSync(join(root, 'src'), { recursive: true }).map(String);
  return names
    .filter(name => /\.ts$/.test(name) && !/\.d\.ts$/.test(name) && !/^(extension|cli)\b/.test(name))
    .map(name => join('src', name).split(sep).join('/'))
    .sort();
}

/** So many different changes, drawn from all places alike. */
function draw(count, seed) {
  const places = sources().flatMap(path =>
    mutationsOf(readFileSync(join(root, path), 'utf8')).map(change => ({ path, ...change })),
  );
  const random = randomNumbers(seed);
  const drawn = [];
  while (drawn.length < count && places.length > 0) drawn.push(...places.splice(random(places.length), 1));
  return drawn;
}

/** A copy of what tests need; the packages are those of this folder. */
function makeCopy() {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-mutate-'));
  for (const name of readdirSync(root))
    if (!['.git', '.vscode-test', 'dist', 'node_modules'].includes(name))
      cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

/** Resolves with whether a command succeeded within the time. */
function succeeds(folder, words) {
  return new Promise(resolve => {
    const child = spawn(process.execPath, words, { cwd: folder, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill(), numberOf(values, 'seconds', 1) * 1000);
    child.on('exit', code => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
}

const unit = (...words) => [
  'scripts/unit.mjs',
  '--jobs',
  '1',
  '--timeout',
  '60',
  '--patience',
  '100',
  ...words,
];

/** The checks from the quick to the thorough: who notices first. */
const checks = path => [
  ['types', ['node_modules/@typescript/native/bin/tsc', '--noEmit', '--singleThreaded']],
  ['the room', unit('--bail', ...testsFor(root, path))],
  ...(values.quick ? [] : [['all tests', unit('--bail')]]),
];

/** The name of the check that notices a change; undefined if none does. */
async function noticedBy(folder, { path, start, end, text }) {
  const file = join(folder, path);
  const original = readFileSync(file, 'utf8');
  writeFileSync(file, original.slice(0, start) + text + original.slice(end));
  try {
    for (const [name, words] of checks(path)) if (!(await succeeds(folder, words))) return name;
    return undefined;
  } finally {
    writeFileSync(file, original);
  }
}

/** What fails without a change would notice every change. */
async function demandHealth() {
  const folder = makeCopy();
  try {
    if (values.quick || (await succeeds(folder, unit()))) return;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.error('tests fail before anything is changed, or take too long: see npm run test:unit');
  process.exit(1);
}

function described({ path, line, was, text }) {
  return `${path}:${line}  ${was} → ${text}`;
}

async function run(changes) {
  const queue = [...changes];
  const survivors = [];
  const lane = async () => {
    const folder = makeCopy();
    try {
      for (let change = queue.shift(); change; change = queue.shift()) {
        const by = await noticedBy(folder, change);
        console.log(`${by ? `noticed by ${by}` : 'UNNOTICED'}: ${described(change)}`);
        if (!by) survivors.push(change);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: numberOf(values, 'jobs', 1) }, lane));
  return survivors;
}

const missing = positionals.find(path => !existsSync(join(root, path)));
if (missing) {
  console.error(`there is no file ${relative(root, join(root, missing))}`);
  process.exit(2);
}
const changes = draw(numberOf(values, 'count', 1), numberOf(values, 'seed'));
if (values.list) for (const change of changes) console.log(described(change));
else {
  await demandHealth();
  const survivors = await run(changes);
  console.log(`\n${survivors.length} of ${changes.length} unnoticed`);
  for (const survivor of survivors) console.log(`  ${described(survivor)}`);
}

/**
 * `npm run mutate`: changes one operator or constant of `src` at a time, in a copy, and looks whether the type check or
 * the tests notice. Prints those that nobody noticed, with their place; a person judges whether a test is missing.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Copy } from './mutate/copy.mjs';
import { mutationsOf } from './mutate/mutations.mjs';
import { testsFor } from './mutate/tests-for.mjs';
import { numberOf, parseOptions } from './options.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');
const { values, positionals } = parseOptions({
  usage: 'npm run mutate -- [FILE …]: changes these files of src; all, unless told',
  options: {
    count: { type: 'string', default: '60', help: 'how many changes' },
    seed: { type: 'string', default: '1', help: 'which ones' },
    skip: { type: 'string', default: '0', help: 'how many of them are left out, having been made before' },
    jobs: { type: 'string', default: String(availableParallelism()), help: 'how many at a time' },
    seconds: {
      type: 'string',
      default: '600',
      help: 'how long each set of tests may run; what has not failed by then has not noticed',
    },
    quick: { type: 'boolean', default: false, help: 'only the tests of the room and those near by' },
    trust: {
      type: 'boolean',
      default: false,
      help: 'takes it that all tests pass as long as nothing is changed',
    },
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

/** The tests of the extension run in VS Code, not here. */
function sources() {
  if (positionals.length > 0) return positionals;
  const names = readdirSync(join(root, 'src'), { recursive: true }).map(String);
  return names
    .filter(name => /\.ts$/.test(name) && !/\.d\.ts$/.test(name) && !/^extension\b/.test(name))
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

const seconds = numberOf(values, 'seconds', 1);
const jobs = numberOf(values, 'jobs', 1);

const unit = (...words) => ['scripts/unit.mjs', '--patience', '150', ...words];

/** Quick tests first, one at a time: as a rule the first one that fails is soon reached. */
const bail = folders => unit('--jobs', '1', '--bail', ...folders);

/** What a check of types has found out is kept beside the sources, for the next one. */
const types = [
  'node_modules/@typescript/native/bin/tsc',
  '--noEmit',
  '--singleThreaded',
  '--incremental',
  '--tsBuildInfoFile',
  'types.tsbuildinfo',
];

/** Who is asked, from the quick to the thorough: a name, and the words for a changed file; undefined if none is there. */
const tests = set => path => {
  const folders = testsFor(root, path)[set];
  return folders.length > 0 ? bail(folders) : undefined;
};
const checks = [
  ['types', () => types],
  ['tests of the room', tests('own')],
  ['tests near by', tests('near')],
  ...(values.quick ? [] : [['other tests', tests('far')]]),
];

/** The first of the lines that a runner prints about what failed. */
function firstFailure(output) {
  const lines = output
    .split(/\n +\d+ failing\n/)
    .at(-1)
    .split('\n');
  const told = lines.map(line => line.trim()).filter(line => line !== '');
  return told.slice(0, 4).join(' | ').slice(0, 240);
}

/** What a check says of a change; undefined if it does not notice. */
async function complaint(copy, { path, start, end, text }, wordsFor) {
  const words = wordsFor(path);
  if (!words) return undefined;
  const file = join(copy.folder, path);
  const original = readFileSync(file, 'utf8');
  writeFileSync(file, original.slice(0, start) + text + original.slice(end));
  const { code, output } = await copy.run(words, seconds);
  writeFileSync(file, original);
  return code ? firstFailure(output) : undefined;
}

/** What fails without a change would notice every change. */
async function demandHealth() {
  if (values.trust) return;
  const copy = new Copy(root);
  const { code, output } = await copy.run(unit('--jobs', String(jobs)));
  copy.remove();
  if (code === 0) return;
  console.error(`tests fail before anything is changed: ${firstFailure(output)}`);
  process.exit(1);
}

function described({ path, line, was, text }) {
  return `${path}:${line}  ${was} → ${text}`;
}

/** One check of all changes; resolves with those that it does not notice. */
async function unnoticedBy([name, wordsFor], changes, copies) {
  const queue = [...changes];
  const left = new Set(changes);
  const lane = async copy => {
    for (let change = queue.shift(); change; change = queue.shift()) {
      const said = await complaint(copy, change, wordsFor);
      if (said === undefined) continue;
      left.delete(change);
      console.log(`${described(change)}: noticed by ${name} (${said})`);
    }
  };
  await Promise.all(copies.map(lane));
  console.log(`${left.size} not noticed by ${name}\n`);
  return [...left];
}

const missing = positionals.find(path => !existsSync(join(root, path)));
if (missing) {
  console.error(`there is no file ${relative(root, join(root, missing))}`);
  process.exit(2);
}
const changes = draw(numberOf(values, 'count', 1), numberOf(values, 'seed')).slice(numberOf(values, 'skip'));
if (values.list) for (const change of changes) console.log(described(change));
else {
  await demandHealth();
  const copies = Array.from({ length: jobs }, () => new Copy(root));
  let left = changes;
  for (const check of checks) left = await unnoticedBy(check, left, copies);
  for (const copy of copies) copy.remove();
  console.log(`${left.length} of ${changes.length} unnoticed`);
  for (const change of left) console.log(`  ${described(change)}`);
}

/** The launch that a command line describes: the options for it, out of the table of launches, and what they say. */
import { resolve } from 'node:path';
import {
  type BuildOptions,
  type Launch,
  type LaunchRow,
  type OptionTexts,
  type PathUse,
  checkFields,
  isPart,
  launchRows,
  launchTable,
  settingRows,
  withPaths,
} from '../boot';
import { type LanguageOptions, definesOf, standardNamed } from '../c';
import { expected } from '../source';
import { requireFolder, requireProgram, requireReadable, requireWritable, toolPath } from './host-files';
import { type Arguments, type Option, UsageError } from './options';

/** Columns for the help of an option. */
const helpWidth = 68;

const optionRows = Object.entries(launchRows).flatMap(([name, row]) =>
  row.option ? [{ name, row, option: row.option }] : [],
);

/** The options of `ringside run` that describe the launch. */
export const launchOptions: readonly Option[] = optionRows.map(({ row, option }) => optionOf(row, option));

/** For commands that tell of runs in their own way, and make their own recordings or none. */
export const lookOptions = launchOptions.filter(
  ({ name }) => !['--trace', '--record-failure'].includes(name),
);

/** `-I DIR`. */
const includeOption = optionOf(launchTable.include, launchTable.include.option);

const defineOption = optionOf(launchTable.define, launchTable.define.option);

/** `-W NAME`, for those too. */
const warningOption = optionOf(launchTable.warnings, launchTable.warnings.option);

const standardOption = optionOf(launchTable.standard, launchTable.standard.option);

/** Of every command that compiles. */
export const languageOptions: readonly Option[] = [
  includeOption,
  defineOption,
  warningOption,
  standardOption,
];

function optionOf(row: LaunchRow, { name, short, value, words, meaning = row.meaning }: OptionTexts): Option {
  const standard = typeof row.default === 'number' && !row.otherwise ? ` (default ${row.default})` : '';
  const often = Array.isArray(row.default) && value ? '; may be given more than once' : '';
  const help = wrapped(meaning.replaceAll('`', '') + standard + often, helpWidth);
  return { name, help, ...(short && { short }), ...(value && { value }), ...(words && { words }) };
}

/** In lines of at most so many characters. */
function wrapped(text: string, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last === '') lines.splice(-1, 1, word);
    else if (last.length + 1 + word.length > width) lines.push(word);
    else lines.splice(-1, 1, `${last} ${word}`);
  }
  return lines.join('\n');
}

/** The launch that `ringside run` is asked for; throws a UsageError, or a Failure where a path leads nowhere. */
export function launchOf(given: Arguments): Launch {
  const settings = checkFields(settingRows, settingsOf(given), optionName);
  if ('problem' in settings) throw new UsageError(settings.problem);
  const [first, ...programs] = splitPrograms(given.rest);
  return withPaths(launchTable, { ...first, programs, replay: '', ...settings.value }, usable);
}

/** The folders that `-I` names. */
function includePaths(given: Arguments): readonly string[] {
  const folders = given.all(includeOption.name);
  return folders.map(folder => usable(folder, 'folder', 'include'));
}

/** What the command line says about how C is compiled; throws a UsageError. */
export function languageOf(given: Arguments): Pick<BuildOptions, 'includePaths' | keyof LanguageOptions> {
  const { define, warnings, standard } = launchTable;
  const settings = checkFields({ define, warnings, standard }, settingsOf(given), optionName);
  if ('problem' in settings) throw new UsageError(settings.problem);
  return {
    includePaths: includePaths(given),
    defines: definesOf(settings.value.define),
    warnings: settings.value.warnings,
    standard: standardNamed(settings.value.standard),
  };
}

/** What the options say, by the names of the launch; a switch that is not there says no. */
function settingsOf(given: Arguments): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    optionRows.map(({ name, row: { kind }, option }) => {
      if (!option.value) return [name, given.has(option.name)];
      const words = given.all(option.name);
      if (words.includes('')) throw new UsageError(expected(option.name, kind.wanted, ''));
      return [name, words.length > 0 ? kind.fromWords(words) : undefined];
    }),
  );
}

const optionName = (field: string) => launchRows[field]?.option?.name ?? field;

/** A path as the tools have it; throws a Failure if there is nothing. */
function usable(path: string, use: PathUse, field: string): string {
  const what = launchRows[field]?.option?.name;
  if (use === 'folder') requireFolder(path, what);
  else if (use === 'file') requireReadable(path, what);
  else if (use === 'file-or-folder') requireProgram(path, what);
  else requireWritable(path, what);
  return toolPath(use === 'file-or-folder' ? named(path) : path);
}

/** A folder by its name, which the program has: `.` and `..` have none. */
const named = (path: string): string => (/(^|[\\/])\.{1,2}[\\/]*$/.test(path) ? resolve(path) : path);

/** The programs and their arguments: what stands between `--`. */
function splitPrograms(words: readonly string[]): [Line, ...Line[]] {
  const lines: string[][] = [[]];
  for (const word of words) {
    if (word === '--') lines.push([]);
    else lines.at(-1)?.push(word);
  }
  const [first, ...others] = lines.map(line => {
    if (line.length > 0) return lineOf(line);
    throw new UsageError(words.length === 0 ? 'which program?' : "a program must follow every '--'");
  });
  if (!first) throw new UsageError('which program?');
  return [first, ...others];
}

/** Ends the parts of a program where its first argument looks like one. */
const argumentsMark = '--args';

/** The first word and, if it is a part of a program, all parts right behind it; the rest are arguments. */
function lineOf(words: readonly string[]): Line {
  const isWhole = !isPart(words[0] ?? '');
  const end = words.findIndex((word, index) => index > 0 && (isWhole || !isPart(word)));
  const program = end < 0 ? words : words.slice(0, end);
  const rest = words.slice(program.length);
  return { program, args: rest[0] === argumentsMark ? rest.slice(1) : rest };
}

type Line = Launch['programs'][number];

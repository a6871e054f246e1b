/**
 * The kinds of values in the description of a launch. Each says what it wants, checks what it is given, reads the
 * words of a command line, finds the paths in a value, and has a JSON schema for editors.
 */
import { isMacroOption, isWarningOption, standardNamed, standardNames } from '../../c';
import { baseName, expected } from '../../source';

export type Checked<T> = { readonly value: T } | { readonly problem: string };

/** A JSON schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** What is to be found at a path. */
export type PathUse = 'file' | 'folder' | 'file-or-folder' | 'file-or-nothing';
export type PathMap = (path: string, use: PathUse) => string;

export interface Kind<T> {
  /** What a person has to give: `a whole number from 1 to 1024`. */
  readonly wanted: string;
  readonly schema: Schema;
  /** The value, or a sentence that names it as the user knows it. */
  check(name: string, value: unknown): Checked<T>;
  /** What the words stand for that an option was given, one for each time; not checked yet. */
  fromWords(words: readonly string[]): unknown;
  /** The value with other paths; what is not of this kind stays as it is. */
  withPaths(value: unknown, map: PathMap): unknown;
}

type Accept<T> = (value: unknown) => T | undefined;

export function kind<T>(
  wanted: string,
  schema: Schema,
  accept: Accept<T>,
  more: Partial<Kind<T>> = {},
): Kind<T> {
  return {
    wanted,
    schema,
    check(name, value) {
      const accepted = accept(value);
      return accepted === undefined ? { problem: expected(name, wanted, value) } : { value: accepted };
    },
    fromWords: words => words.at(-1),
    withPaths: value => value,
    ...more,
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const acceptText: Accept<string> = value => (isText(value) ? value : undefined);

export const text = kind('a text', { type: 'string' }, acceptText);

const isVariable = ([name, value]: readonly [string, unknown]) =>
  name !== '' && !/[=\0]/.test(name) && isText(value) && !value.includes('\0');

/** Variables of the environment: their values by name, or a list of `NAME=VALUE`. */
export const variables = kind(
  'values by name, or NAME=VALUE',
  { type: 'object', additionalProperties: { type: 'string' } },
  (value): Readonly<Record<string, string>> | undefined => {
    const isObject = typeof value === 'object' && value !== null;
    const words: readonly unknown[] | undefined = Array.isArray(value) ? value : undefined;
    if (!isObject || words?.some(word => !isText(word) || !word.includes('='))) return undefined;
    const pairs = words ? (words as readonly string[]).map(divided) : Object.entries(value);
    return pairs.every(isVariable) ? Object.fromEntries(pairs) : undefined;
  },
  { fromWords: words => words },
);

/** The first `=` divides the two. */
const divided = (word: string): [string, string] => [
  word.slice(0, word.indexOf('=')),
  word.slice(word.indexOf('=') + 1),
];

/** The path of something that has to be there. */
export function path(wanted: string, use: PathUse): Kind<string> {
  const accept: Accept<string> = value => (isText(value) && value !== '' ? value : undefined);
  return kind(wanted, { type: 'string' }, accept, withPathsFor(use));
}

/** One path or several, of things that have to be there; always a list in the end. */
export function onePathOrMore(wanted: string, use: PathUse): Kind<readonly string[]> {
  const one = path(wanted, use);
  const schema = { type: ['string', 'array'], items: one.schema, minItems: 1 };
  const accept: Accept<readonly string[]> = value => {
    const given: readonly unknown[] = Array.isArray(value) ? value : [value];
    const isGood = given.length > 0 && given.every(item => isText(item) && item !== '');
    return isGood ? (given as readonly string[]) : undefined;
  };
  return kind(wanted, schema, accept, {
    fromWords: words => words,
    withPaths: (value, map) =>
      Array.isArray(value) ? value.map(item => one.withPaths(item, map)) : one.withPaths(value, map),
  });
}

/** The path of something that may be there; empty for none. */
export const optionalPath = (wanted: string, use: PathUse): Kind<string> =>
  kind(wanted, { type: ['string', 'null'] }, acceptText, withPathsFor(use));

function withPathsFor(use: PathUse): Pick<Kind<string>, 'withPaths'> {
  return { withPaths: (value, map) => (isText(value) && value !== '' ? map(value, use) : value) };
}

/** A file for the machine's disk: `HOST`, or `HOST=GUEST` where it is to stand elsewhere than under its name in `/`. */
export const diskFile = kind('HOST or HOST=GUEST', { type: 'string' }, acceptText, {
  withPaths(value, map) {
    if (!isText(value)) return value;
    const { host, guest } = splitDiskFile(value);
    return `${map(host, 'file')}${guest === undefined ? '' : `=${guest}`}`;
  },
});

/** The last `=` divides the two. */
export function splitDiskFile(entry: string): { readonly host: string; readonly guest?: string } {
  const equals = entry.lastIndexOf('=');
  if (equals < 0) return { host: entry };
  return { host: entry.slice(0, equals), guest: entry.slice(equals + 1) };
}

/** Where a file goes on the disk: under its own name, in `/` or in the folder that is named. */
export function pathOnDisk({ host, guest = '' }: ReturnType<typeof splitDiskFile>): string {
  const name = guest === '' || guest.endsWith('/') ? baseName(host) : '';
  return `/${guest}${name}`.replace(/^\/+/, '/');
}

/** What may stand behind `-W`; with that it means the same. */
export const warning = kind('the name of a warning', { type: 'string' }, value => {
  const name = acceptText(value)?.replace(/^-W/, '');
  return name !== undefined && isWarningOption(name) ? name : undefined;
});

/** A macro for all C sources, as `-D` has it. */
export const macro = kind('NAME or NAME=VALUE', { type: 'string' }, value => {
  const given = acceptText(value);
  return given !== undefined && isMacroOption(given) ? given : undefined;
});

/** A standard of C, under any of its names. */
export const standard = kind(
  `${standardNames.slice(0, -1).join(', ')} or ${standardNames.at(-1)}`,
  { type: 'string', enum: standardNames },
  value => standardNamed(acceptText(value) ?? '')?.name,
);

export function wholeNumber(least: number, most: number): Kind<number> {
  const accept: Accept<number> = value =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? value
      : undefined;
  const schema = { type: 'integer', minimum: least, maximum: most };
  return kind(`a whole number from ${least} to ${most}`, schema, accept, {
    fromWords(words) {
      const word = words.at(-1) ?? '';
      return /^\d[\d_]*$/.test(word) ? Number(word.replaceAll('_', '')) : word;
    },
  });
}

export const onOrOff = kind('true or false', { type: 'boolean' }, value =>
  typeof value === 'boolean' ? value : undefined,
);

/** One of some values: what is given, a sentence about it, and the value that it stands for. */
export function choice<T>(
  choices: readonly (readonly [given: string | boolean, about: string, value: T])[],
): Kind<T> {
  const accept: Accept<T> = value => choices.find(([given]) => given === value)?.[2];
  const words = choices.map(([given]) => JSON.stringify(given));
  const wanted = `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  return kind(wanted, enumSchema(choices), accept);
}

const enumSchema = (
  choices: readonly (readonly [given: unknown, about: string, ...rest: unknown[]])[],
): Schema => ({
  enum: choices.map(([value]) => value),
  enumDescriptions: choices.map(([, about]) => about),
});

/** Some of these names: in a list, or all for true and none for false. */
export function someOf<T extends string>(
  choices: readonly (readonly [name: T, about: string])[],
): Kind<ReadonlySet<T>> {
  const names = choices.map(([name]) => name);
  const isName = (item: unknown): item is T => names.some(name => name === item);
  const accept: Accept<ReadonlySet<T>> = value => {
    if (typeof value === 'boolean') return new Set(value ? names : []);
    return Array.isArray(value) && value.every(isName) ? new Set(value) : undefined;
  };
  const schema = { type: ['array', 'boolean'], uniqueItems: true, items: enumSchema(choices) };
  return kind(`true, false or a list of ${names.join(', ')}`, schema, accept);
}

/** Numbers; on a command line with commas between them, or the option given again. */
export function numbers(element: Kind<number>): Kind<readonly number[]> {
  const list = listOf(element);
  return { ...list, fromWords: words => list.fromWords(words.flatMap(word => word.split(','))) };
}

/** A list; on a command line the option is given once for each element. */
export function listOf<T>(element: Kind<T>): Kind<readonly T[]> {
  return {
    wanted: element.wanted,
    schema: { type: 'array', items: element.schema },
    check: (name, value) =>
      Array.isArray(value)
        ? allOf(value.map((item, index) => element.check(`${name}[${index}]`, item)))
        : { problem: expected(name, 'a list', value) },
    fromWords: words => words.map(word => element.fromWords([word])),
    withPaths: (value, map) =>
      Array.isArray(value) ? value.map(item => element.withPaths(item, map)) : value,
  };
}

function allOf<T>(parts: readonly Checked<T>[]): Checked<readonly T[]> {
  const values: T[] = [];
  for (const part of parts) {
    if ('problem' in part) return part;
    values.push(part.value);
  }
  return { value: values };
}

/** Command lines: each command is a table of its options, from which arguments are parsed and help is written. */
import { didYouMean, expected } from '../source';

export interface Option {
  /** With the dashes: `--timer`. */
  readonly name: string;
  readonly short?: string;
  /** What the value is called in help; absent for a switch. */
  readonly value?: string;
  /** Words that stand for the option with a value: `-w` for `--warning none`. */
  readonly words?: Readonly<Record<string, string>>;
  readonly help: string;
}

export interface CommandTexts {
  readonly name: string;
  readonly summary: string;
  /** What follows `ringside`. */
  readonly usage: readonly string[];
  readonly description: string;
  readonly options: readonly Option[];
  /** Command lines, and what they do. */
  readonly examples: readonly (readonly [string, string])[];
  readonly statuses: readonly (readonly [string, string])[];
}

export interface CommandShape extends CommandTexts {
  /** True: everything from the first argument that is no option on is left alone. */
  readonly passesRest?: boolean;
}

/** A command line that cannot be understood, in one sentence. */
export class UsageError extends Error {}

const helpOption: Option = { name: '--help', short: '-h', help: 'show this help' };

export class Arguments {
  constructor(
    private readonly values: ReadonlyMap<string, readonly string[]>,
    /** What is no option. */
    readonly rest: readonly string[],
  ) {}

  has(name: string): boolean {
    return this.values.has(name);
  }

  /** The value of an option; the last where there are several. */
  value(name: string): string | undefined {
    return this.values.get(name)?.at(-1);
  }

  all(name: string): readonly string[] {
    return this.values.get(name) ?? [];
  }

  /** A whole number within limits. */
  number(name: string, least: number, most: number): number | undefined {
    const text = this.value(name);
    if (text === undefined) return undefined;
    const number = /^\d[\d_]*$/.test(text) ? Number(text.replaceAll('_', '')) : NaN;
    if (number >= least && number <= most) return number;
    throw new UsageError(expected(name, `a whole number from ${least} to ${most}`, text));
  }
}

/** Takes arguments apart; throws a UsageError. */
export function parseArguments(command: CommandShape, words: readonly string[]): Arguments {
  const values = new Map<string, string[]>();
  const rest: string[] = [];
  const left = words.slice();
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--' && !command.passesRest) {
      rest.push(...left);
      break;
    }
    if (!/^-./.test(word) || word === '--') {
      if (command.passesRest) return new Arguments(values, [word, ...left]);
      rest.push(word);
      continue;
    }
    const [name, given] = splitOption(command, word);
    const option = findOption(command, name);
    if (!option.value && given !== undefined) throw new UsageError(`${option.name} takes no value`);
    const value = option.value ? (given ?? left.shift()) : '';
    if (value === undefined) throw new UsageError(`${option.name} needs a value: ${option.value}`);
    values.set(option.name, [...(values.get(option.name) ?? []), value]);
  }
  return new Arguments(values, rest);
}

/** `--name=value` in its parts, and `-Wname`. */
function splitOption({ options }: CommandShape, word: string): [name: string, value: string | undefined] {
  for (const { name, short, value, words } of options) {
    const stands = words?.[word];
    if (stands !== undefined) return [name, stands];
    if (short && value && word.length > short.length && word.startsWith(short) && !word.startsWith('--'))
      return [name, word.slice(short.length).replace(/^=/, '')];
  }
  const equals = word.startsWith('--') ? word.indexOf('=') : -1;
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

function findOption({ options }: CommandShape, name: string): Option {
  const all = [...options, helpOption];
  const option = all.find(row => row.name === name || row.short === name);
  if (option) return option;
  const hint = didYouMean(
    name,
    all.map(row => row.name),
  );
  throw new UsageError(`there is no option ${name}${hint ? `; ${hint}` : ''}`);
}

/** The help page of a command. */
export function commandHelp(command: CommandTexts): string {
  return sections([
    [`ringside ${command.name}: ${command.summary}`, []],
    ['Usage', command.usage.map(line => `ringside ${line}`)],
    ['', [command.description]],
    ['Options', optionRows(command.options)],
    ['Exit status', columns(command.statuses)],
    ['Examples', command.examples.flatMap(([line, meaning]) => [`$ ${line}`, `    ${meaning}`])],
  ]);
}

/** Paragraphs, each with a title and indented lines; empty ones are left out. */
export function sections(parts: readonly (readonly [title: string, lines: readonly string[]])[]): string {
  const paragraphs = parts
    .filter(([title, lines], index) => index === 0 || lines.length > 0 || title === '')
    .map(([title, lines], index) => {
      if (index === 0) return title;
      const indent = title === '' ? '' : '  ';
      return [...(title === '' ? [] : [`${title}:`]), ...lines.map(line => indent + line)].join('\n');
    });
  return paragraphs.join('\n\n') + '\n';
}

function optionRows(options: readonly Option[]): string[] {
  const rows = [...options, helpOption].map(({ name, short, value, words = {}, help }) => {
    const names = [short, ...Object.keys(words), name].filter(Boolean).join(', ');
    return [value ? `${names} ${value}` : names, help] as const;
  });
  return columns(rows);
}

/** Two columns; the second may have several lines. */
export function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.flatMap(([left, right]) =>
    right.split('\n').map((line, index) => (index === 0 ? left : '').padEnd(width) + line),
  );
}

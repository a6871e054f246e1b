/** The attributes of a launch configuration, checked: each problem names its attribute, what was expected and what came. */
import { type TraceCategory, type TraceOptions, traceCategories, traceOptions } from '../debugger';
import { RequestError } from './errors';
import { shown } from './shape';

export interface ProgramLine {
  readonly program: string;
  readonly args: readonly string[];
}

export interface LaunchAttributes {
  /** `program` first, then those of `programs`. */
  readonly programs: readonly ProgramLine[];
  /** Absent: the bundled kernel. */
  readonly kernel?: string;
  readonly timer?: number;
  /** MiB. */
  readonly memory?: number;
  /** `HOST` or `HOST=GUEST`. */
  readonly files: readonly string[];
  readonly include: readonly string[];
  readonly stopOnEntry: 'main' | 'boot' | false;
  readonly trace: TraceOptions;
  /** Runs without stops. */
  readonly noDebug: boolean;
  /** Set by the extension: the client opens `ringside:/…` by itself. */
  readonly bundledUris: boolean;
}

type Given = Readonly<Record<string, unknown>>;

const mostMemory = 1024;
const entryStops = ['main', 'boot', false] as const;

/** Throws a RequestError with the first problem. Paths are as they are given. */
export function launchAttributes(given: Given): LaunchAttributes {
  const noDebug = given.noDebug === true;
  const kernel = given.kernel === undefined ? '' : text('kernel', given.kernel);
  return {
    programs: [programLine('', given), ...list('programs', given.programs, programLine)],
    ...(kernel !== '' && { kernel }),
    ...optionalNumber('timer', given.timer, 0, 0xffff_ffff),
    ...optionalNumber('memory', given.memory, 1, mostMemory),
    files: list('files', given.files, text),
    include: list('include', given.include, text),
    stopOnEntry: noDebug ? false : entryStop(given.stopOnEntry),
    trace: noDebug ? traceOptions(false) : trace(given.trace),
    noDebug,
    bundledUris: given.__bundledUris === true,
  };
}

function refuse(name: string, expected: string, value: unknown): never {
  throw new RequestError('bad-arguments', `${name}: expected ${expected}, got ${shown(value)}`);
}

function text(name: string, value: unknown): string {
  return typeof value === 'string' ? value : refuse(name, 'a text', value);
}

function programLine(name: string, value: unknown): ProgramLine {
  if (typeof value !== 'object' || value === null) return refuse(name, 'an object with a program', value);
  const { program, args } = value as Given;
  const inside = name === '' ? '' : `${name}.`;
  if (typeof program !== 'string' || program === '')
    return refuse(`${inside}program`, 'the path of a .c or .toy file or an executable', program);
  return { program, args: list(`${inside}args`, args, text) };
}

function list<T>(name: string, value: unknown, element: (name: string, value: unknown) => T): readonly T[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return refuse(name, 'a list', value);
  return value.map((item, index) => element(`${name}[${index}]`, item));
}

function optionalNumber<N extends string>(
  name: N,
  value: unknown,
  least: number,
  most: number,
): { readonly [key in N]?: number } {
  if (value === undefined) return {};
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    return refuse(name, `a whole number from ${least} to ${most}`, value);
  return { [name]: value } as { readonly [key in N]?: number };
}

function entryStop(value: unknown): 'main' | 'boot' | false {
  if (value === undefined) return 'main';
  const known = entryStops.find(choice => choice === value);
  return known === undefined ? refuse('stopOnEntry', '"main", "boot" or false', value) : known;
}

function trace(value: unknown): TraceOptions {
  if (value === undefined) return traceOptions(undefined);
  if (typeof value === 'boolean') return traceOptions(value);
  const isCategory = (item: unknown): item is TraceCategory => traceCategories.some(known => known === item);
  if (Array.isArray(value) && value.every(isCategory)) return traceOptions(value);
  return refuse('trace', `true, false or a list of ${traceCategories.join(', ')}`, value);
}

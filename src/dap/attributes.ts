/** The arguments of a launch request: the attributes of the launch, and what only the client and the adapter know. */
import {
  type Launch,
  type Schema,
  checkFields,
  isObject,
  launchRows,
  launchTable,
  recordedRows,
} from '../boot';
import { type PictureName, pictureNames } from '../protocol';
import { didYouMean } from '../source';
import { RequestError } from './errors';

export interface LaunchRequest {
  /** Paths are as they are given. */
  readonly launch: Launch;
  /** Runs without stops and tells nothing. */
  readonly noDebug: boolean;
  /** Set by the extension: the client opens `ringside:/…` by itself. */
  readonly bundledUris: boolean;
  /** Set by the extension: as if these pictures had been asked for before. */
  readonly follows: readonly PictureName[];
  /** Sentences about attributes that nobody knows. */
  readonly notes: readonly string[];
}

type Given = Readonly<Record<string, unknown>>;

/** Attributes of every launch configuration, which clients use or pass on. */
const clientsOwn: readonly string[] = [
  'type',
  'request',
  'name',
  'noDebug',
  'presentation',
  'preLaunchTask',
  'postDebugTask',
  'internalConsoleOptions',
  'debugServer',
  'serverReadyAction',
  'suppressMultipleSessionWarning',
  'windows',
  'linux',
  'osx',
];

const known = Object.keys(launchRows).filter(name => launchRows[name]?.attribute);

/**
 * `isVsCode`: the client is told events that the launch does not ask for, and has a terminal for the program. Throws a
 * RequestError with the first problem.
 */
export function launchRequest(given: Given, isVsCode = true): LaunchRequest {
  const offered = Object.fromEntries(known.map(name => [name, given[name]]));
  const { replay } = offered;
  // What a recording has stands in for what is launched.
  const isReplay = typeof replay === 'string' && replay !== '';
  const launched = isReplay ? { ...offered, program: replay } : offered;
  const checked = checkFields(launchTable, launched, name => name);
  const notes = [
    ...Object.keys(given)
      .filter(isUnknown)
      .map(name => noteOn(name, name, known)),
    ...known.flatMap(name => notesInside(offered[name], launchRows[name]?.kind.schema, name)),
    ...(isReplay ? notesBeside(given) : []),
  ];
  if ('problem' in checked) throw new RequestError('bad-arguments', [checked.problem, ...notes].join('; '));
  const noDebug = given.noDebug === true;
  const silent = { trace: new Set<never>() };
  return {
    launch: {
      ...checked.value,
      ...(!isVsCode && offered.trace === undefined && silent),
      ...(!isVsCode && { console: 'internalConsole' as const }),
      ...(noDebug && { ...silent, stopOnEntry: false as const }),
    },
    noDebug,
    bundledUris: given.__bundledUris === true,
    follows: pictureNames.filter(name => Array.isArray(given.__follows) && given.__follows.includes(name)),
    notes,
  };
}

/** What a recording says itself. Those of VS Code's settings come with every launch. */
const notesBeside = (given: Given): string[] =>
  Object.keys(recordedRows)
    .filter(name => given[name] !== undefined && !launchRows[name]?.setting)
    .map(name => `'${name}' is not looked at: the recording has its own`);

/** Two underscores are for what programs tell each other. */
const isUnknown = (name: string) => ![...known, ...clientsOwn].includes(name) && !name.startsWith('__');

/** What nobody knows of the objects in a value, by the schema that editors check it with. */
function notesInside(value: unknown, schema: Schema | undefined, at: string): readonly string[] {
  const { items, properties } = schema ?? {};
  if (Array.isArray(value) && isObject(items))
    return value.flatMap((item, index) => notesInside(item, items, `${at}[${index}]`));
  if (!isObject(value) || !isObject(properties)) return [];
  const names = Object.keys(properties);
  const unknown = Object.keys(value).filter(name => !names.includes(name));
  return unknown.map(name => noteOn(`${at}.${name}`, name, names));
}

function noteOn(path: string, name: string, candidates: readonly string[]): string {
  const hint = didYouMean(name, candidates);
  return `there is no launch attribute '${path}'${hint ? `; ${hint}` : ''}`;
}

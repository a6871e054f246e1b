/** What stands in a recording as JSON, and its check: it may come from anywhere. */
import type { InputEntry } from '../../machine';
import { fromBase64, toBase64 } from '../../source';
import { type ValuesOf, checkFields, isObject, objectOf } from '../launch/fields';
import { type Checked, kind, listOf, text, wholeNumber } from '../launch/kinds';
import { type Recording, recordedRows } from './recording';

/** Of the form that is written here; another number is another form. */
const format = 1;
const instant = wholeNumber(0, Number.MAX_SAFE_INTEGER);
const word = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);

const entry = kind('what came from outside', {}, (value): InputEntry | undefined => {
  if (!isObject(value) || !word(value.count)) return undefined;
  const when = { count: value.count, ...(value.waiting === true && { waiting: true as const }) };
  if (value.end === true) return { end: true, ...when };
  if (isObject(value.made)) {
    const made = handMade(value.made);
    return made && { made, ...when };
  }
  const bytes = bytesOf(value.bytes);
  return bytes && { bytes, ...when };
});

function handMade({ pc, words, writes, ports = [] }: Readonly<Record<string, unknown>>) {
  const outs = pairsOf(ports);
  if (!word(pc) || !Array.isArray(words) || !Array.isArray(writes) || !outs) return undefined;
  const pairs = pairsOf(words);
  const places = writes.map(write => {
    const { place, bytes: encoded } = isObject(write) ? write : {};
    const bytes = bytesOf(encoded);
    return word(place) && place >= 0 && bytes ? { place, bytes } : undefined;
  });
  const known = places.filter(place => place !== undefined);
  if (!pairs || known.length < places.length) return undefined;
  return { pc, words: pairs, writes: known, ...(outs.length > 0 && { ports: outs }) };
}

/** Pairs of numbers; undefined where something else is among them. */
function pairsOf(value: unknown): (readonly [number, number])[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const pairs = value.filter(
    (pair): pair is [number, number] => Array.isArray(pair) && pair.length === 2 && pair.every(word),
  );
  return pairs.length === value.length ? pairs : undefined;
}

const bytesOf = (value: unknown) => (typeof value === 'string' ? fromBase64(value) : undefined);

const headFields = {
  format: { kind: wholeNumber(format, format), meaning: 'the form' },
  launch: { kind: objectOf('a launch', recordedRows), meaning: 'what was launched' },
  started: { kind: listOf(text), meaning: 'names of the programs' },
  bundled: {
    kind: kind('marks by name', {}, (value): Readonly<Record<string, string>> | undefined =>
      isObject(value) && Object.values(value).every(mark => typeof mark === 'string')
        ? (value as Record<string, string>)
        : undefined,
    ),
    default: {},
    meaning: 'marks of the programs that come with Ringside',
  },
  mark: { kind: text, meaning: 'of the start' },
  log: { kind: listOf(entry), meaning: 'all that came from outside' },
  end: { kind: instant, meaning: 'the last instant' },
  instant: { kind: instant, default: 0, meaning: 'the instant to look at first' },
  bookmarks: {
    kind: listOf(
      objectOf('a bookmark', {
        count: { kind: instant, meaning: 'its instant' },
        text: { kind: text, meaning: 'the word to it' },
      }),
    ),
    default: [],
    meaning: 'instants that are kept',
  },
  status: {
    kind: kind('a whole number', {}, value => (value === null ? null : word(value) ? value : undefined)),
    default: null,
    meaning: 'the exit status',
  },
};

export type Head = ValuesOf<typeof headFields>;

export function writeHead({
  bundled,
  launch,
  started,
  mark,
  log,
  end,
  instant,
  bookmarks,
  status,
}: Recording): string {
  const shown = (_name: string, value: unknown) => (value instanceof Uint8Array ? toBase64(value) : value);
  const rest = { bundled, bookmarks, status: status ?? null };
  return JSON.stringify({ format, launch, started, mark, log, end, instant, ...rest }, shown);
}

/** The head, or what is wrong with it in a sentence. */
export function readHead(json: string): Checked<Head> {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    return { problem: 'its head is no JSON' };
  }
  if (!isObject(given)) return { problem: 'it has no head' };
  if (word(given.format) && given.format > format)
    return {
      problem: `it was made by a later version of Ringside (form ${given.format}, known is ${format})`,
    };
  return checkFields(headFields, given, name => name);
}

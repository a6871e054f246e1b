/** Reads a rubric: checked, with a sentence and a place for what is wrong, and made one student's by a variant. */
import { type Schema, checkFields } from '../boot';
import { didYouMean } from '../source';
import { JsonError, type JsonNode, nodeAt, readJson } from './json';
import { type Rubric, rubricFields, rubricKind } from './rubric';

export interface RubricProblem {
  /** One-based. */
  readonly line: number;
  readonly column: number;
  readonly sentence: string;
}

export type ReadRubric = { readonly rubric: Rubric } | { readonly problems: readonly RubricProblem[] };

/** As `student` has it: which variant that is follows from the name alone. */
export function readRubric(text: string, student: string): ReadRubric {
  const placed = (at: number, sentence: string): RubricProblem => {
    const before = text.slice(0, at).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, sentence };
  };
  let root: JsonNode;
  try {
    root = readJson(text);
  } catch (error) {
    if (error instanceof JsonError) return { problems: [placed(error.at, error.message)] };
    throw error;
  }
  if (!root.members) return { problems: [placed(root.start, 'a rubric is an object')] };
  const problems = unknownIn(root, rubricKind.schema).map(({ at, sentence }) => placed(at, sentence));
  const variants = variantsOf(root);
  const chosen = variants.length > 0 ? markOf(student) % variants.length : 0;
  const all = variants.length > 0 ? variants : [{}];
  const read = all.map(values =>
    checkFields(rubricFields, filled(root.value, { ...values, student }) as Given, name => name),
  );
  for (const checked of read)
    if ('problem' in checked && problems.length === 0) problems.push(problemAt(checked.problem));
  const idle = problems.length === 0 ? withoutProgram(root) : undefined;
  if (idle) problems.push(placed(idle.start, 'a test runs one program at least'));
  const twice = problems.length === 0 ? sameName(root) : undefined;
  if (twice) problems.push(placed(twice.start, `there is a test ${JSON.stringify(twice.value)} already`));
  const own = read[chosen];
  return problems.length === 0 && own && 'value' in own ? { rubric: own.value } : { problems };

  function problemAt(sentence: string): RubricProblem {
    const [path = ''] = /^[\w$.[\]-]+(?=: )/.exec(sentence) ?? [];
    return placed(nodeAt(root, path).start, sentence);
  }
}

/** What stands in a rubric, and the lines (zero-based) at which its tests do; nothing where it is none. */
export function rubricPlaces(text: string) {
  const read = readRubric(text, '');
  if (!('rubric' in read)) return undefined;
  const root = readJson(text);
  const tests = read.rubric.tests.map(({ name, points }, index) => {
    const { start } = nodeAt(root, `tests[${index}]`);
    return { name, points, line: text.slice(0, start).split('\n').length - 1 };
  });
  return { title: read.rubric.title, tests };
}

type Given = Readonly<Record<string, unknown>>;

function variantsOf(root: JsonNode): readonly Given[] {
  const items = root.members?.get('variants')?.node.items ?? [];
  return items
    .map(({ value }) => value)
    .filter((value): value is Given => typeof value === 'object' && value !== null);
}

/** `${name}` alone is the value, of whatever type; within a text it is put in. */
function filled(value: unknown, values: Given): unknown {
  if (Array.isArray(value)) return value.map(item => filled(item, values));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filled(item, values)]));
  if (typeof value !== 'string') return value;
  const [, whole] = /^\$\{(\w+)\}$/.exec(value) ?? [];
  if (whole !== undefined && Object.hasOwn(values, whole)) return values[whole];
  return value.replace(/\$\{(\w+)\}/g, (all, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : all,
  );
}

/** FNV-1a. */
function markOf(name: string): number {
  let mark = 0x811c_9dc5;
  for (const byte of new TextEncoder().encode(name)) mark = Math.imul(mark ^ byte, 0x0100_0193);
  return mark >>> 0;
}

/** Names that the schema does not have. */
function unknownIn(node: JsonNode, schema: Schema): { readonly at: number; readonly sentence: string }[] {
  const { items, properties, additionalProperties } = schema as {
    items?: Schema;
    properties?: Readonly<Record<string, Schema>>;
    additionalProperties?: unknown;
  };
  if (node.items && items) return node.items.flatMap(item => unknownIn(item, items));
  if (!node.members || !properties || additionalProperties !== false) return [];
  return [...node.members].flatMap(([name, { name: at, node: inner }]) => {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known) return unknownIn(inner, known);
    const hint = didYouMean(name, Object.keys(properties));
    return [{ at, sentence: `there is no field "${name}"${hint ? `; ${hint}` : ''}` }];
  });
}

function withoutProgram(root: JsonNode): JsonNode | undefined {
  const tests = root.members?.get('tests')?.node.items ?? [];
  return tests.find(test => test.members?.get('programs')?.node.items?.length === 0);
}

/** The second of two tests with one name. */
function sameName(root: JsonNode): JsonNode | undefined {
  const tests = root.members?.get('tests')?.node.items ?? [];
  const names = tests.flatMap(test => test.members?.get('name')?.node ?? []);
  return names.find(({ value }, index) => names.findIndex(other => other.value === value) < index);
}

/** Checks the arguments of requests, which come from outside, against a description of what they should be. */
import { expected } from '../source';
import { RequestError } from './errors';

type Kind = 'number' | 'string' | 'boolean' | 'object';

/** A name that ends with `?` may be absent. */
export interface Shape {
  readonly [name: string]: Kind | Shape | readonly [Kind | Shape];
}

/** Throws a RequestError that names the first argument that is not as it should be. */
export function checkArguments(command: string, shape: Shape, value: unknown): void {
  const problem = isA('object', value)
    ? problemOf(shape, value, '')
    : isNot('the arguments', 'object', value);
  if (problem) throw new RequestError('bad-arguments', `${command}: ${problem}`);
}

function problemOf(shape: Shape, value: unknown, path: string): string | undefined {
  for (const [key, wanted] of Object.entries(shape)) {
    const name = key.replace('?', '');
    const member = (value as Record<string, unknown>)[name];
    if (key !== name && member === undefined) continue;
    const problem = memberProblem(wanted, member, path + name);
    if (problem) return problem;
  }
  return undefined;
}

function memberProblem(wanted: Shape[string], value: unknown, name: string): string | undefined {
  if (typeof wanted === 'string') return isA(wanted, value) ? undefined : isNot(name, wanted, value);
  if (!Array.isArray(wanted))
    return isA('object', value)
      ? problemOf(wanted as Shape, value, `${name}.`)
      : isNot(name, 'object', value);
  if (!Array.isArray(value)) return isNot(name, 'list', value);
  for (const [index, element] of value.entries()) {
    const problem = memberProblem((wanted as readonly [Kind | Shape])[0], element, `${name}[${index}]`);
    if (problem) return problem;
  }
  return undefined;
}

function isA(kind: Kind, value: unknown): boolean {
  if (kind === 'number') return Number.isSafeInteger(value);
  if (kind === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === kind;
}

const words: Readonly<Record<Kind | 'list', string>> = {
  number: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  object: 'an object',
  list: 'a list',
};

const isNot = (name: string, wanted: Kind | 'list', value: unknown) => expected(name, words[wanted], value);

/** Some clients send null for what is absent. */
export function withoutNulls(value: unknown): unknown {
  return hasNull(value) ? copyWithoutNulls(value) : value;
}

function hasNull(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.values(value).some(hasNull));
}

function copyWithoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyWithoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, copyWithoutNulls(member)]));
}

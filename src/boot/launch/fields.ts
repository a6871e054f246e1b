/** Tables of named values: a whole table is checked, given other paths and described for editors, row by row. */
import { expected } from '../../source';
import type { Checked, Kind, PathUse, Schema } from './kinds';

export interface Field<T = unknown> {
  readonly kind: Kind<T>;
  /** Taken where nothing is given; a field without one has to be given. */
  readonly default?: unknown;
  /** A phrase in Markdown: no capital letter, no full stop. */
  readonly meaning: string;
}

export type Fields = Readonly<Record<string, Field>>;
export type ValuesOf<F extends Fields> = {
  readonly [Name in keyof F]: F[Name]['kind'] extends Kind<infer T> ? T : never;
};
/** What comes from outside; null counts as absent. */
export type Given = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** All values, or the first problem. `nameOf` is how the user knows a field. */
export function checkFields<F extends Fields>(
  fields: F,
  given: Given,
  nameOf: (field: string) => string,
): Checked<ValuesOf<F>> {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const checked = field.kind.check(nameOf(name), given[name] ?? field.default);
    if ('problem' in checked) return checked;
    values[name] = checked.value;
  }
  return { value: values as ValuesOf<F> };
}

/** An object whose values are named. */
export function objectOf<F extends Fields>(wanted: string, fields: F): Kind<ValuesOf<F>> {
  const required = Object.keys(fields).filter(name => fields[name]?.default === undefined);
  const properties = Object.fromEntries(Object.entries(fields).map(([name, row]) => [name, schemaOf(row)]));
  return {
    wanted,
    schema: { type: 'object', required, additionalProperties: false, properties },
    check: (name, value) =>
      isObject(value)
        ? checkFields(fields, value, field => `${name}.${field}`)
        : { problem: expected(name, wanted, value) },
    fromWords: words => words.at(-1),
    withPaths: (value, map) => (isObject(value) ? withPaths(fields, value, map) : value),
  };
}

/** The same values with other paths; a field that is not there stays away. */
export function withPaths<V extends object>(
  fields: Fields,
  values: V,
  map: (path: string, use: PathUse, field: string) => string,
): V {
  const changed = Object.entries(values).map(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return [name, field ? field.kind.withPaths(value, (path, use) => map(path, use, name)) : value];
  });
  return { ...values, ...Object.fromEntries(changed) };
}

/** A phrase as a sentence. */
export const sentence = (phrase: string): string => `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;

const schemaOf = ({ kind, meaning }: Field): Schema => ({
  ...kind.schema,
  markdownDescription: sentence(meaning),
});

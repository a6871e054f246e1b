/** Random structs, with bit-fields, arrays and structs in them, and unions whose members fill the same bytes. */
import type { Random } from '../random';
import { declare, randomScalar, scalarType, type RecordType, type Scalar, type Type, scalars } from './types';

/** All members cover all bytes, so reading one after writing another is defined, on a little-endian machine. */
export const unions: readonly RecordType[] = [
  {
    name: 'union word',
    fields: [
      { name: 'whole', type: scalarType('unsigned') },
      { name: 'number', type: scalarType('int') },
      { name: 'halves', type: { kind: 'array', of: scalarType('short'), length: 2 } },
      { name: 'bytes', type: { kind: 'array', of: scalarType('unsigned char'), length: 4 } },
    ],
  },
  {
    name: 'union wide',
    fields: [
      { name: 'whole', type: scalarType('unsigned long long') },
      { name: 'number', type: scalarType('long long') },
      { name: 'words', type: { kind: 'array', of: scalarType('unsigned'), length: 2 } },
      { name: 'halves', type: { kind: 'array', of: scalarType('unsigned short'), length: 4 } },
    ],
  },
];

export function randomRecord(random: Random, number: number, earlier: readonly RecordType[]): RecordType {
  const fields = random.list(random.between(1, 6), at => ({
    name: `m${at}`,
    type: fieldType(random, [...earlier, ...unions]),
  }));
  return { name: `struct s${number}`, fields };
}

const bitFields: readonly Scalar[] = [
  'long long',
  'unsigned long long',
  'int',
  'unsigned',
  'unsigned',
  'short',
  'unsigned char',
  'signed char',
  '_Bool',
];

function fieldType(random: Random, records: readonly RecordType[]): Type {
  const kind = random.below(100);
  if (kind < 50) return scalarType(randomScalar(random));
  if (kind < 75) {
    const scalar = random.pick(bitFields);
    const most = scalars[scalar].bits;
    return { kind: 'scalar', scalar, width: random.between(1, most) };
  }
  if (kind < 88)
    return { kind: 'array', of: scalarType(randomScalar(random)), length: random.pick([2, 4, 8]) };
  return { kind: 'record', record: random.pick(records) };
}

export function recordText({ name, fields }: RecordType): string {
  return `${name} {\n${fields.map(field => `  ${declare(field.type, field.name)};\n`).join('')}};\n`;
}

/** Constants for scalars: a number, or an expression where there is somebody to make one. */
export type MakeConstant = (scalar: Scalar) => string;

/** A brace-enclosed or plain initialiser of constants. */
export function constantInitialiser(random: Random, type: Type, constant?: MakeConstant): string {
  switch (type.kind) {
    case 'scalar':
      if (constant && random.percent(40)) return constant(type.scalar);
      return String(random.percent(70) ? random.between(-100, 100) : random.below(0x7fffffff));
    case 'array':
      return arrayInitialiser(random, type, constant);
    case 'record':
      return recordInitialiser(random, type, constant);
    case 'pointer':
      throw new Error('a pointer needs something to point to');
  }
}

const strings = ['"a"', '""', '"\\n"', '"x\\0"'];

function arrayInitialiser(random: Random, type: Type & { kind: 'array' }, constant?: MakeConstant): string {
  if (random.percent(15)) return '{ 0 }';
  if (type.of.kind === 'scalar' && /char$/.test(type.of.scalar) && random.percent(30))
    return random.pick(strings);
  if (random.percent(10))
    return `{ ${leaves(type)
      .map(() => random.between(-9, 99))
      .join(', ')} }`;
  const count = random.between(1, type.length);
  const list = random.list(count, at => {
    const value = constantInitialiser(random, type.of, constant);
    return random.percent(10) ? `[${at}] = ${value}` : value;
  });
  return `{ ${list.join(', ')} }`;
}

function recordInitialiser(random: Random, type: Type & { kind: 'record' }, constant?: MakeConstant): string {
  const { record } = type;
  if (record.name.startsWith('union')) return `{ ${random.below(0x7fffffff)}u }`;
  if (random.percent(10))
    return `{ ${leaves(type)
      .map(() => random.between(-9, 99))
      .join(', ')} }`;
  if (random.percent(12)) {
    const chosen = random.list(random.between(1, 4), () => random.pick(leaves(type)));
    return `{ ${chosen.map(path => `${path} = ${random.between(-9, 99)}`).join(', ')} }`;
  }
  const designated = random.percent(25);
  const list = record.fields
    .slice(0, random.between(1, record.fields.length))
    .map(
      ({ name, type: field }) =>
        `${designated ? `.${name} = ` : ''}${constantInitialiser(random, field, constant)}`,
    );
  return `{ ${list.join(', ')} }`;
}

/** The designators of all scalars in a type, of a union's first member alone. */
function leaves(type: Type): string[] {
  if (type.kind === 'array')
    return Array.from({ length: type.length }, (_, at) =>
      leaves(type.of).map(path => `[${at}]${path}`),
    ).flat();
  if (type.kind !== 'record') return [''];
  const fields = type.record.name.startsWith('union') ? type.record.fields.slice(0, 1) : type.record.fields;
  return fields.flatMap(field => leaves(field.type).map(path => `.${field.name}${path}`));
}

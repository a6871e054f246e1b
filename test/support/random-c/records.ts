/** Random structs, with bit-fields, arrays and structs in them, and unions whose members fill the same bytes. */
import type { Random } from '../random';
import { declare, randomScalar, scalarType, type RecordType, type Scalar, type Type } from './types';

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

const bitFields: readonly Scalar[] = ['int', 'unsigned', 'unsigned', 'short', 'unsigned char', 'signed char', '_Bool'];

function fieldType(random: Random, records: readonly RecordType[]): Type {
  const kind = random.below(100);
  if (kind < 50) return scalarType(randomScalar(random));
  if (kind < 75) {
    const scalar = random.pick(bitFields);
    const most = { int: 32, unsigned: 32, short: 16, _Bool: 1 }[scalar as string] ?? 8;
    return { kind: 'scalar', scalar, width: random.between(1, most) };
  }
  if (kind < 88) return { kind: 'array', of: scalarType(randomScalar(random)), length: random.pick([2, 4, 8]) };
  return { kind: 'record', record: random.pick(records) };
}

export function recordText({ name, fields }: RecordType): string {
  return `${name} {\n${fields.map(field => `  ${declare(field.type, field.name)};\n`).join('')}};\n`;
}

/** A brace-enclosed or plain initialiser of constants. */
export function constantInitialiser(random: Random, type: Type): string {
  switch (type.kind) {
    case 'scalar':
      return String(random.percent(70) ? random.between(-100, 100) : random.below(0x7fffffff));
    case 'array': {
      if (random.percent(15)) return '{ 0 }';
      const count = random.between(1, type.length);
      const list = random.list(count, at => {
        const value = constantInitialiser(random, type.of);
        return random.percent(10) ? `[${at}] = ${value}` : value;
      });
      return `{ ${list.join(', ')} }`;
    }
    case 'record': {
      if (type.record.name.startsWith('union')) return `{ ${random.below(0x7fffffff)}u }`;
      const fields = type.record.fields.slice(0, random.between(1, type.record.fields.length));
      const designated = random.percent(25);
      const list = fields.map(
        ({ name, type: field }) => `${designated ? `.${name} = ` : ''}${constantInitialiser(random, field)}`,
      );
      return `{ ${list.join(', ')} }`;
    }
    case 'pointer':
      throw new Error('a pointer needs something to point to');
  }
}

/** The C types that random programs use, and how their values convert (C99 6.3.1). No `long`: its size differs. */
import type { Random } from '../random';

export type Scalar =
  | '_Bool'
  | 'char'
  | 'signed char'
  | 'unsigned char'
  | 'short'
  | 'unsigned short'
  | 'int'
  | 'unsigned'
  | 'long long'
  | 'unsigned long long';

export const scalars: Readonly<Record<Scalar, { bits: number; signed: boolean }>> = {
  _Bool: { bits: 1, signed: false },
  char: { bits: 8, signed: true },
  'signed char': { bits: 8, signed: true },
  'unsigned char': { bits: 8, signed: false },
  short: { bits: 16, signed: true },
  'unsigned short': { bits: 16, signed: false },
  int: { bits: 32, signed: true },
  unsigned: { bits: 32, signed: false },
  'long long': { bits: 64, signed: true },
  'unsigned long long': { bits: 64, signed: false },
};

const names = Object.keys(scalars) as Scalar[];

export function randomScalar(random: Random): Scalar {
  return random.percent(40)
    ? random.pick(['int', 'unsigned', 'long long'] as const)
    : random.pick(names.filter(name => name !== '_Bool' || random.percent(30)));
}

export type Type =
  | { readonly kind: 'scalar'; readonly scalar: Scalar; /** Of a bit-field. */ readonly width?: number }
  | { readonly kind: 'array'; readonly of: Type; /** A power of two. */ readonly length: number }
  | { readonly kind: 'record'; readonly record: RecordType }
  | {
      readonly kind: 'pointer';
      readonly to: Type;
      /** Elements that it points to, a power of two. */ readonly length: number;
    };

export interface RecordType {
  /** With its keyword: `struct s1`. */
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly type: Type }[];
}

export function scalarType(scalar: Scalar): Type {
  return { kind: 'scalar', scalar };
}

export function anyScalar(random: Random): Type {
  return scalarType(randomScalar(random));
}

/** `type name`, as a declaration has it. */
export function declare(type: Type, name: string): string {
  switch (type.kind) {
    case 'scalar':
      return `${type.scalar} ${name}${type.width === undefined ? '' : ` : ${type.width}`}`;
    case 'array':
      return declare(type.of, `${name}[${type.length}]`);
    case 'record':
      return `${type.record.name} ${name}`;
    case 'pointer':
      return declare(type.to, `*${name}`);
  }
}

/** The type of a value after the integer promotions. */
export function promoted(scalar: Scalar, width?: number): Scalar {
  if (width !== undefined && width < 32) return 'int';
  return scalars[scalar].bits < 32 ? 'int' : scalar;
}

/** The usual arithmetic conversions. */
export function common(first: Scalar, second: Scalar): Scalar {
  const [a, b] = [promoted(first), promoted(second)];
  if (scalars[a].bits !== scalars[b].bits) return scalars[a].bits > scalars[b].bits ? a : b;
  return scalars[a].signed ? b : a;
}

/** Ways from a variable down to a scalar or a record in it, as C text. */
import type { Random } from '../random';
import type { Place } from './scope';
import { promoted, scalars, type RecordType, type Scalar, type Type } from './types';

/** The type of what is read from a place. */
export function promotedField({ scalar, width }: Place): Scalar {
  return width === undefined || scalars[scalar].bits === 64 ? scalar : promoted(scalar, width);
}

/** How a place is read: compilers differ about the type of a 64-bit bit-field, so a cast says it. */
export function read({ text, scalar, width }: Place): string {
  return width !== undefined && scalars[scalar].bits === 64 ? `((${scalar})${text})` : text;
}

/** At random; `index` gives the indices. */
export function descend(random: Random, text: string, type: Type, index: () => string): Place {
  switch (type.kind) {
    case 'scalar':
      return { text, scalar: type.scalar, ...(type.width !== undefined && { width: type.width }) };
    case 'array':
      return descend(random, `${text}[${within(index(), type.length)}]`, type.of, index);
    case 'record': {
      const field = random.pick(type.record.fields);
      return descend(random, `${text}.${field.name}`, field.type, index);
    }
    case 'pointer': {
      if (type.to.kind !== 'record' && type.length > 1)
        return descend(random, `${text}[${within(index(), type.length)}]`, type.to, index);
      if (type.to.kind !== 'record') return descend(random, `(*${text})`, type.to, index);
      const field = random.pick(type.to.record.fields);
      const arrow = random.percent(80) ? `${text}->${field.name}` : `(*${text}).${field.name}`;
      return descend(random, arrow, field.type, index);
    }
  }
}

/** An index brought inside of a length. */
export function within(index: string, length: number): string {
  return /^\d+$/.test(index) ? String(Number(index) % length) : `(${index}) & ${length - 1}`;
}

/** The variable that a place starts with. */
export function rootOf(text: string): string {
  return /[A-Za-z_]\w*/.exec(text)![0];
}

export function sameScalar(first: Type, second: Type): boolean {
  return first.kind === 'scalar' && second.kind === 'scalar' && first.scalar === second.scalar;
}

/** The records in a type, itself included. */
export function recordsIn(type: Type): RecordType[] {
  if (type.kind === 'record')
    return [type.record, ...type.record.fields.flatMap(field => recordsIn(field.type))];
  if (type.kind === 'array') return recordsIn(type.of);
  return type.kind === 'pointer' ? recordsIn(type.to) : [];
}

/** To a record that is wanted; there must be one in the type. */
export function descendToRecord(
  random: Random,
  text: string,
  type: Type,
  wanted: (record: RecordType) => boolean,
  index: () => string,
): { text: string; record: RecordType } {
  if (type.kind === 'array')
    return descendToRecord(random, `${text}[${within(index(), type.length)}]`, type.of, wanted, index);
  if (type.kind === 'pointer') return descendToRecord(random, `(*${text})`, type.to, wanted, index);
  if (type.kind !== 'record') throw new Error(`there is no record in ${text}`);
  const deeper = type.record.fields.filter(field => recordsIn(field.type).some(wanted));
  if (wanted(type.record) && (deeper.length === 0 || random.percent(60)))
    return { text, record: type.record };
  const field = random.pick(deeper);
  return descendToRecord(random, `${text}.${field.name}`, field.type, wanted, index);
}

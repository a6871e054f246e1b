/** Names of a stopped machine as the C front end takes them: symbols that know where their values stand. */
import type { EnumeratorSymbol, NamedSymbol, ObjectSymbol, TypedefSymbol } from '../../c';
import { type CType, type Enumerator, intType, pointerTo, unsignedType, voidType } from '../../image';
import { SourceFile, type Span } from '../../source';
import type { ValuePlace } from '../values/value';
import type { FrameNames } from './names';

/** What the debugger knows has no place in a text. */
const nowhere: Span = { file: new SourceFile('', ''), start: 0, end: 0 };

/** Something with a value: a variable, a function, a register. */
export interface PlacedSymbol extends ObjectSymbol {
  readonly place: (names: FrameNames) => ValuePlace;
}

export const isPlaced = (symbol: NamedSymbol): symbol is PlacedSymbol => 'place' in symbol;

export function placedSymbol(name: string, type: CType, place: PlacedSymbol['place']): PlacedSymbol {
  return {
    kind: 'object',
    name,
    type,
    span: nowhere,
    linkage: 'none',
    label: name,
    state: 'declared',
    place,
  };
}

/** An enumerator is an `int` in an expression; by itself it is shown as one of its enumeration. */
export interface EnumeratorName extends EnumeratorSymbol {
  readonly enumeration: CType;
}

export const isEnumeratorName = (symbol: NamedSymbol): symbol is EnumeratorName => 'enumeration' in symbol;

export function enumeratorSymbol({ name, value, type: enumeration }: Enumerator): EnumeratorName {
  const type = value > 0x7fff_ffff ? unsignedType : intType;
  return { kind: 'enumerator', name, type, value, span: nowhere, enumeration };
}

export const typedefSymbol = (name: string, type: CType): TypedefSymbol => ({
  kind: 'typedef',
  name,
  type,
  span: nowhere,
});

const constant = (name: string, type: CType, value: number): [string, EnumeratorSymbol] => [
  name,
  { kind: 'enumerator', name, type, value, span: nowhere },
];

/** What headers define as macros, which debug information does not have. */
export const constants: ReadonlyMap<string, EnumeratorSymbol> = new Map([
  constant('NULL', pointerTo(voidType), 0),
  constant('true', intType, 1),
  constant('false', intType, 0),
]);

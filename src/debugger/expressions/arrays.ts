/** Arrays of variable length: their sizes stand in variables that the compiler has made, and are read when they are asked for. */
import { type CType, type VariableInfo, arrayOf, sizeOf, unsignedType } from '../../image';
import { sizePlace } from '../unwind/variables';
import { absentPlace, readScalar } from '../values/value';
import type { FrameNames } from './names';
import { type PlacedSymbol, isPlaced, placedSymbol } from './symbols';

/** The type of a variable, with what knows the sizes of the arrays in it that have no count. */
export function withSizes(type: CType, info: VariableInfo): CType {
  return info.sizes ? joined(type, info, { next: 0 }) : type;
}

function joined(type: CType, info: VariableInfo, at: { next: number }): CType {
  if (type.kind === 'pointer') return { ...type, target: joined(type.target, info, at) };
  if (type.kind !== 'array') return type;
  if (type.count !== undefined || at.next >= (info.sizes?.length ?? 0))
    return { ...type, element: joined(type.element, info, at) };
  const variable = sizeSymbol(info, at.next++);
  return { ...type, element: joined(type.element, info, at), variable };
}

const sizeSymbol = (info: VariableInfo, index: number): PlacedSymbol =>
  placedSymbol('', unsignedType, ({ frame }) =>
    frame ? sizePlace(info, index, frame) : absentPlace('there is no frame'),
  );

/** The type as it is now in the frame: with counts. One that cannot be known stays without. */
export function sized(type: CType, names: FrameNames): CType {
  if (type.kind === 'pointer') {
    const target = sized(type.target, names);
    return target === type.target ? type : { ...type, target };
  }
  if (type.kind !== 'array') return type;
  const element = sized(type.element, names);
  const symbol = type.variable as PlacedSymbol | undefined;
  if (!symbol || !isPlaced(symbol)) return element === type.element ? type : { ...type, element };
  const bytes = readScalar({ type: unsignedType, place: symbol.place(names) });
  const size = sizeOf(element);
  const count = bytes === undefined || size === 0 ? undefined : Number(bytes) / size;
  return { ...type, ...arrayOf(element, count), variable: undefined };
}

/** Where a variable stands in a frame. */
import type { VariableInfo } from '../../image';
import { type ValuePlace, bytesOf, constantPlace, memoryPlace, registerPlace } from '../values/value';
import type { CodeFrame } from './frames';

/** Undefined where the variable has no value at this place of the code. */
export function placeOf(variable: VariableInfo, frame: CodeFrame): ValuePlace | undefined {
  const place = variable.places.find(
    ({ range }) => !range || (range.start <= frame.lookup && frame.lookup < range.end),
  );
  if (!place) return undefined;
  switch (place.kind) {
    case 'register':
      return registerPlace(frame.registers, place.register);
    case 'frame':
      return frame.cfa === undefined ? undefined : memoryPlace(frame.space, frame.cfa + place.offset);
    case 'memory':
      return memoryPlace(frame.space, place.address);
    case 'constant':
      return constantPlace(bytesOf(BigInt(Math.trunc(place.value)), 8));
  }
}

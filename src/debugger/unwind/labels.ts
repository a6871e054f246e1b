/** The names of trap labels: what trapped, and from which mode to which. */
import { type TrapFrameName, causeNamed, causes, systemCallRegisters, trapFrameOffset } from '../../isa';
import { type DecodedCall, decodeCall, trapText } from '../../events';
import type { Mode } from '../../protocol';
import type { Space } from '../values/space';

const causeByNumber = new Map(causes.map(cause => [cause.number, cause]));

export const systemCallCause = causeNamed('system-call').number;

/** A field of a trap frame in memory; 0 where nothing is mapped. */
export function trapField(space: Space, frame: number, name: TrapFrameName): number {
  return space.word(frame + trapFrameOffset(name)) ?? 0;
}

/** `user → kernel · write(1, "hello", 5)`: what may be cut off stands last. */
export function labelText(space: Space, frame: number, from: Mode): string {
  const cause = causeByNumber.get(trapField(space, frame, 'cause'));
  if (!cause) return `kernel → ${from} · new process`;
  const value = trapField(space, frame, 'value');
  const call = cause.kind === 'call' ? callOf(space, frame) : undefined;
  return `${from} → kernel · ${trapText({ cause: cause.name, value, ...call })}`;
}

function callOf(space: Space, frame: number): DecodedCall {
  const words = systemCallRegisters.arguments.map(name => trapField(space, frame, name));
  const read = (address: number, length: number) => space.readSome(address, length);
  return decodeCall(trapField(space, frame, systemCallRegisters.number), words, read);
}

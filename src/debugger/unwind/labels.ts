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

/** `── trap: system call write(1, "hello", 5) · user → kernel ──` */
export function labelText(space: Space, frame: number, from: Mode): string {
  const cause = causeByNumber.get(trapField(space, frame, 'cause'));
  if (!cause) return `── new process · kernel → ${from} ──`;
  const value = trapField(space, frame, 'value');
  const call = cause.kind === 'call' ? callOf(space, frame) : undefined;
  return `── trap: ${trapText({ cause: cause.name, value, ...call })} · ${from} → kernel ──`;
}

function callOf(space: Space, frame: number): DecodedCall {
  const words = systemCallRegisters.arguments.map(name => trapField(space, frame, name));
  const read = (address: number, length: number) => space.readSome(address, length);
  return decodeCall(trapField(space, frame, systemCallRegisters.number), words, read);
}

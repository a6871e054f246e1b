/** The names of trap labels: what trapped, and from which mode to which. */
import { type TrapFrameName, causeNamed, causes, systemCallRegisters, trapFrameOffset } from '../../isa';
import { decodeCall } from '../../events';
import type { Mode } from '../../protocol';
import type { Space } from '../values/space';

const causeByNumber = new Map(causes.map(cause => [cause.number, cause]));

export const systemCallCause = causeNamed('system-call').number;

/** A field of a trap frame in memory; 0 where nothing is mapped. */
export function trapField(space: Space, frame: number, name: TrapFrameName): number {
  return space.word(frame + trapFrameOffset(name)) ?? 0;
}

/** `write(1, "hello", 5)`, `timer interrupt`, `store page fault at 0x0`. */
function trapText(space: Space, frame: number): string {
  const cause = causeByNumber.get(trapField(space, frame, 'cause'));
  if (!cause) return 'new process';
  if (cause.kind === 'call') return callText(space, frame);
  const value = trapField(space, frame, 'value');
  const text = cause.name.replaceAll('-', ' ');
  return cause.value === 'address' ? `${text} at 0x${value.toString(16)}` : text;
}

/** `user → kernel · write(1, "hello", 5)`: what may be cut off stands last. */
export function labelText(space: Space, frame: number, from: Mode): string {
  const isTrap = causeByNumber.has(trapField(space, frame, 'cause'));
  return `${isTrap ? `${from} → kernel` : `kernel → ${from}`} · ${trapText(space, frame)}`;
}

function callText(space: Space, frame: number): string {
  const words = systemCallRegisters.arguments.map(name => trapField(space, frame, name));
  const read = (address: number, length: number) => space.readSome(address, length);
  return decodeCall(trapField(space, frame, systemCallRegisters.number), words, read).shown;
}

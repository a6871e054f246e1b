/** The names of trap labels: what trapped, and from which mode to which. */
import {
  type TrapFrameName,
  causeNamed,
  causes,
  signalName,
  systemCallRegisters,
  trapFrameOffset,
} from '../../isa';
import { type CallMade, type KernelCalls, decodeCall, resultText, trapText } from '../../events';
import type { Mode } from '../../protocol';
import type { Space } from '../values/space';

const causeByNumber = new Map(causes.map(cause => [cause.number, cause]));

export const systemCallCause = causeNamed('system-call').number;

/** A field of a trap frame in memory; 0 where nothing is mapped. */
export function trapField(space: Space, frame: number, name: TrapFrameName): number {
  return space.word(frame + trapFrameOffset(name)) ?? 0;
}

/** A trap frame, and what is known about the system call that has pushed it. */
export interface TrapPlace {
  readonly space: Space;
  readonly frame: number;
  /** The mode of what trapped. */
  readonly from: Mode;
  /** The first argument as it was made: the result comes in its place. */
  readonly firstArgument: number | undefined;
  /** The call in words, kept because what they were made of may be gone. */
  readonly kept: CallMade | undefined;
  /** The kernel has done what it was called for. */
  readonly done: boolean;
  /** What the kernel can be called for. */
  readonly calls: KernelCalls;
}

/** `user → kernel · write(1, "hello", 5) = 5`: what may be cut off stands last. */
export function labelText(place: TrapPlace): string {
  const { space, frame, from } = place;
  const cause = causeByNumber.get(trapField(space, frame, 'cause'));
  if (!cause) return `kernel → ${from} · new process`;
  const value = trapField(space, frame, 'value');
  const what = cause.kind === 'call' ? callText(place) : trapText({ cause: cause.name, value });
  return `${from} → kernel · ${what}`;
}

/** `user → handler · SIGALRM, timer interrupt`: of a frame on the user stack, and what the program was in when it came. */
export function signalText(space: Space, frame: number, signal: number, calls: KernelCalls): string {
  const cause = causeByNumber.get(trapField(space, frame, 'cause'));
  const number = trapField(space, frame, systemCallRegisters.number);
  const value = trapField(space, frame, 'value');
  const what =
    cause?.kind === 'call'
      ? decodeCall(number, [], () => new Uint8Array(), calls).call
      : cause && trapText({ cause: cause.name, value });
  return `user → handler · ${signalName(signal)}${what === undefined ? '' : `, ${what}`}`;
}

/** The call as it was made, and its result when there is one. */
function callText({ space, frame, firstArgument, kept, done, calls }: TrapPlace): string {
  const number = trapField(space, frame, systemCallRegisters.number);
  const result = trapField(space, frame, systemCallRegisters.result) | 0;
  const [, ...others] = systemCallRegisters.arguments.map(name => trapField(space, frame, name));
  const read = (address: number, length: number) => space.readSome(address, length);
  const decoded = decodeCall(number, [firstArgument ?? result, ...others], read, calls);
  const { shown } = kept?.number === number ? kept : decoded;
  const isStored = done || (firstArgument !== undefined && firstArgument !== result);
  const returned = isStored ? resultText(decoded.call, result, calls) : undefined;
  return returned === undefined ? shown : `${shown} = ${returned}`;
}

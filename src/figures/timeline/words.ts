/** What the parts of the picture are called, wherever there is a legend. */
import type { TimelineState, TimelineTickKind } from '../../protocol';

export const stateWords: Readonly<Record<TimelineState, string>> = {
  user: 'user mode',
  kernel: 'kernel mode',
  idle: 'the CPU sleeps',
  ready: 'ready: waits for the CPU',
  blocked: 'blocked',
};

export const tickWords: Readonly<Record<TimelineTickKind, string>> = {
  call: 'system call',
  fault: 'fault',
  interrupt: 'interrupt',
  switch: 'context switch',
  disk: 'disk command',
  console: 'wish for input',
  pipe: 'pipe',
  start: 'made',
  end: 'ended',
};

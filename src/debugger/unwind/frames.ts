/** Frames with what the debugger needs to look into them. */
import type { CallFrame } from '../api';
import type { Routine } from '../images/symbols';
import type { Module } from '../images/module';
import type { Space } from '../values/space';
import type { UnwindRule } from './code-reading';
import type { RegisterSet } from './registers';

/** A place in code, which says what names mean there. */
export interface CodePosition {
  /** What the code belongs to; undefined for an address that nobody knows. */
  readonly image: Module | undefined;
  /** The address that says where it is: the call, not where it returns to. */
  readonly lookup: number;
  readonly routine?: Routine;
}

export interface CodeFrame extends CallFrame, CodePosition {
  readonly kind: 'code';
  readonly registers: RegisterSet;
  readonly space: Space;
  readonly rule: UnwindRule;
  /** The canonical frame address: `sp` at the entry of the function; undefined where it cannot be known. */
  readonly cfa: number | undefined;
  /** True for the frame that the CPU executes. */
  readonly live: boolean;
  /** The status register that it runs with, where that is known. */
  readonly status: number | undefined;
}

export interface TrapLabel extends CallFrame {
  readonly kind: 'trap';
  /** The address of the trap frame. */
  readonly frame: number;
  readonly cause: number;
  /** The frame is on the user stack: the kernel has put it there for the handler of this signal. */
  readonly signal: number | undefined;
  readonly space: Space;
}

export type AnyFrame = CodeFrame | TrapLabel;

/** Where the names of an expression are looked up, if not where the CPU is. */
export interface Names {
  /** It gives local variables their values. */
  readonly frame?: CodeFrame;
  /** Another place of code than the frame's. */
  readonly code?: CodePosition;
}

/** What happens in a running system, as traces, event files and the debugger tell it. */

export type Mode = 'user' | 'kernel';

/** A step of the protocol that is told by the entry of a function of the kernel. */
export type MilestoneEvent =
  | 'process-create'
  | 'memory-allocate'
  | 'program-load'
  | 'arguments'
  | 'kernel-stack-fill'
  | 'process-fault'
  | 'signal-handler'
  | 'process-free'
  | 'pipe-read'
  | 'pipe-write';

/** What every event has beside its name and details. */
export interface EventHead {
  /** The machine's clock: instructions completed before it. */
  readonly count: number;
  /**
   * The process that had the CPU; 0 before there is one, and for the idle process. Another thread of it than the first
   * has a number of its own, a million times its number in the process more; in JSON lines it is named: "2.1".
   */
  readonly pid: number;
  readonly name: string;
  /** The CPU's mode when it happened. */
  readonly mode: Mode;
  /** Which CPU: there is one so far, 0. */
  readonly cpu: number;
}

/** The CPU saved the registers in a trap frame and went to a handler. Addresses are virtual. */
interface Entry {
  /** A name of `isa/causes.ts`. */
  readonly cause: string;
  /** The PC in the frame. */
  readonly pc: number;
  /** The same with symbols: `write+0x8`. */
  readonly at?: string;
  readonly frame: number;
  readonly handler: number;
}

/** The kernel is about to execute one of its functions. */
interface FunctionEntry {
  readonly function: string;
  /** Its arguments by name: a number, a text, or `pid N` for a process. */
  readonly arguments: Readonly<Record<string, number | string>>;
}

export type EventDetails =
  | { readonly event: 'trap-table'; readonly address: number }
  | { readonly event: 'timer-start'; readonly interval: number }
  | (Entry & {
      readonly event: 'trap';
      /** A fault's address, port or instruction. */
      readonly value: number;
      /** For a system call: its name, its arguments as numbers, and how it reads. */
      readonly call?: string;
      readonly arguments?: readonly number[];
      readonly shown?: string;
    })
  | (Entry & { readonly event: 'interrupt' })
  | {
      readonly event: 'return-from-trap';
      readonly to: Mode;
      readonly pc: number;
      readonly at?: string;
      readonly frame: number;
      /** For the return from a system call. */
      readonly call?: string;
      readonly result?: number;
      /** The result as it reads; absent for a call that has none. */
      readonly shown?: string;
    }
  | { readonly event: 'mode'; readonly to: Mode }
  | {
      readonly event: 'disk-command';
      readonly command: 'read' | 'write';
      readonly sector: number;
      readonly sectors: number;
      readonly address: number;
    }
  | { readonly event: 'console-want' }
  | {
      readonly event: 'port';
      readonly port: string;
      readonly access: 'read' | 'write';
      readonly value: number;
    }
  | {
      readonly event: 'context-switch';
      readonly from: number;
      readonly fromName: string;
      readonly to: number;
      readonly toName: string;
      /** Why the other gave the CPU up, in words. */
      readonly because?: string;
      /** What it is blocked on, in words, if it is. */
      readonly waitsFor?: string;
      /** The top of the kernel stack that the CPU takes at the next trap from user mode. */
      readonly kernelStack: number;
      /** Where the kernel registers of both stand, in their process structures; 0 where the kernel does not say. */
      readonly fromContext: number;
      readonly toContext: number;
    }
  | { [Name in MilestoneEvent]: { readonly event: Name } & FunctionEntry }[MilestoneEvent]
  /** A thread can run from now on that was blocked, or is new. */
  | { readonly event: 'thread-ready'; readonly thread: number; readonly threadName: string }
  | { readonly event: 'process-start'; readonly pc: number; readonly at?: string }
  | { readonly event: 'main'; readonly argv: readonly string[] }
  | { readonly event: 'main-return'; readonly value: number }
  | {
      readonly event: 'process-exit';
      /** What it gave to exit, or what it was killed with. */
      readonly code?: number;
      readonly killedBy?: string;
    }
  /** A thread has ended, and its process goes on without it. */
  | { readonly event: 'thread-exit' }
  | { readonly event: 'wait' }
  | { readonly event: 'halt'; readonly reason: 'off' | 'panic'; readonly status: number };

export type EventName = EventDetails['event'];
export type SystemEvent = EventHead & EventDetails;
